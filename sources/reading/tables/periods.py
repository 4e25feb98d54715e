"""When a cell holds: the period its column, its row or the words above the table name.

Holds the order in which heads, labels and captions are asked. What a cell that is nothing but a time says is
read by `table_times`, what an expression means for a figure by `periods_figure`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from checks.tables.units import Unit
from checks.tables.vocabulary import Measure, PeriodKind, PlanActual
from sources.reading.attributes.nature import Nature
from sources.reading.attributes.period.choice import FigureContext, PeriodReading, figure_period
from sources.reading.layout.lines import Line
from sources.reading.mentions.periods.mention import PeriodMention
from sources.reading.tables.cells import Cell, Grid
from sources.reading.tables.times import Time, as_mention, joined, time_of
from sources.reading.tables.words import table_words

_LINES_ABOVE = 4
_WITH_ENDS = frozenset({"year", "ytd", "half_year", "quarter", "month", "multi_year", "span"})


@dataclass(frozen=True, slots=True)
class CellFigure:
    """What the choice of a period needs to know of the figure in a cell."""

    start: int
    end: int
    row_start: int
    row_end: int
    nature: Nature
    measure: Measure
    plan_actual: PlanActual
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Said:
    """A time or an expression of time with the half-open offsets of its words."""

    time: Time | PeriodMention
    start: int
    end: int


class TablePeriods:
    """The periods of one table; `mentions` are those of the whole text in order, `titled` those of the title
    that stands outside the text.
    """

    def __init__(
        self,
        grid: Grid,
        mentions: Sequence[PeriodMention],
        text: str,
        folded: str,
        published: date | None,
        titled: Sequence[PeriodMention] = (),
    ) -> None:
        self._grid, self._text, self._folded, self._published = grid, text, folded, published
        self._mentions = mentions
        self._starts = [one.start for one in mentions]
        self._first = grid.cells[0].block.char_start
        self._told_above = [one for one in mentions if one.end <= self._first]
        self._left: dict[int, Sequence[Cell]] = {}
        self._said: dict[int, tuple[Said, ...]] = {}
        lines = grid.lines_above[:_LINES_ABOVE]
        self._captions = [said for line in lines for said in self._of(line)]
        self._captions += [Said(one, one.start, one.end) for one in titled]

    def of(self, cell: Cell, labels: Sequence[Cell], figure: CellFigure) -> PeriodReading:
        """The period of a figure in a cell."""
        near = self._near(cell, labels)
        dating = self._dating(cell, near)
        # a year over a column dates also what running text would leave undated, such as capacities
        nature = "stock" if near and figure.nature == "capacity" else figure.nature
        context = FigureContext(
            figure_start=figure.start,
            figure_end=figure.end,
            sentence_start=figure.row_start,
            sentence_end=figure.row_end,
            clause_start=figure.row_start,
            clause_end=figure.row_end,
            paragraph_start=figure.row_start,
            nature=nature,
            measure=figure.measure,
            plan_actual=figure.plan_actual,
            unit=figure.unit,
        )
        reading = figure_period(context, self._told_above, self._folded, self._published, dating)
        reading = self._at_one_end(cell, labels, near) or reading
        return self._compared(reading, cell, figure.measure)

    def _near(self, cell: Cell, labels: Sequence[Cell]) -> list[Said]:
        """What the heads of a cell's column and its labels say of time, the nearest first."""
        before = (label for label in reversed(labels) if label.column < cell.column)
        return [said for one in (*self._grid.above(cell), *before) for said in self._of(one.line)]

    def _beyond(self, cell: Cell) -> Iterator[Said]:
        """What dates a cell that its heads and labels leave undated: heads to its left, the section of its
        row, the words above.
        """
        for head in self._left_of(cell):
            yield from self._of(head.line)
        section = self._grid.section(cell)
        yield from self._of(section.line) if section else ()
        yield from self._captions

    def _dating(self, cell: Cell, near: Sequence[Said]) -> list[PeriodMention]:
        """The one expression of time that dates a cell; none where nothing around it names a time."""
        dating = joined([one.time for one in near], (one.time for one in self._beyond(cell)))
        if isinstance(dating, Time):
            said = chain(near, self._beyond(cell))
            stated = next(one for one in said if isinstance(one.time, Time))
            dating = as_mention(dating, stated.start, stated.end, self._text[stated.start : stated.end])
        return [] if dating is None else [dating]

    def _of(self, line: Line) -> tuple[Said, ...]:
        """What a cell or line says of time: all of it a time, or expressions among other words."""
        found = self._said.get(line.start)
        if found is None:
            whole = time_of(self._folded[line.start : line.end])
            within = self._within(line) if whole is None else ()
            found = (
                tuple(Said(one, one.start, one.end) for one in within if one.role == "period")
                if whole is None
                else (Said(whole, line.start, line.end),)
            )
            self._said[line.start] = found
        return found

    def _left_of(self, cell: Cell) -> Sequence[Cell]:
        """The heads to the left of a cell's column that say a time, the lowest and nearest first."""
        known = self._left.get(cell.column)
        if known is None:
            heads = [head for head in self._grid.heads if head.column < cell.column and head.text.strip()]
            known = sorted(heads, key=lambda head: (-head.row, -head.column))
            self._left[cell.column] = known
        return [head for head in known if head.row < cell.row]

    def _within(self, line: Line) -> Sequence[PeriodMention]:
        at = bisect_left(self._starts, line.start)
        return self._mentions[at : bisect_left(self._starts, line.end)]

    def _compared(self, reading: PeriodReading, cell: Cell, measure: str) -> PeriodReading:
        """A change is measured against the period of the next column with another time to its left."""
        if not measure.startswith("change"):
            return reading
        for one in self._whole(cell, ()):
            if one.start < self._first:
                break
            if one.period_end is not None and one.period_end != reading.end:
                return replace(
                    reading, compared_with_start=one.period_start, compared_with_end=one.period_end
                )
        return reading

    def _at_one_end(self, cell: Cell, labels: Sequence[Cell], near: Sequence[Said]) -> PeriodReading | None:
        """«На конец периода» in a label or head is the last day of the period that another heading names."""
        words = table_words()
        for one in [*labels, *self._grid.above(cell)]:
            end, start = words.at_end.search(one.text), words.at_start.search(one.text)
            said = end or start
            if said is None:
                continue
            whole = next((found for found in self._whole(cell, near) if found.kind in _WITH_ENDS), None)
            if whole is None:
                continue
            day = whole.period_end if end else whole.period_start
            begin = one.line.start + said.start()
            stated = self._text[begin : begin + len(said.group())]
            return PeriodReading(PeriodKind.POINT, day, day, whole.basis, stated)
        return None

    def _whole(self, cell: Cell, near: Sequence[Said]) -> Iterator[PeriodMention]:
        """What is said of time around a cell, as expressions, the nearest first."""
        for said in chain(near, self._beyond(cell)):
            one = said.time
            yield as_mention(one, said.start, said.end, "") if isinstance(one, Time) else one
