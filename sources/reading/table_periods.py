"""When a cell holds: the period its column, its row or the words above the table name.

Holds what is special about tables. Which headings are asked is decided in `periods_table`, what a heading
means in `periods_figure`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checks.tables.units import Unit
from checks.tables.vocabulary import Measure, PeriodKind, PlanActual
from sources.readers.document import Block
from sources.reading.periods import PeriodMention
from sources.reading.periods_figure import FigureContext, Nature, PeriodReading, figure_period
from sources.reading.periods_table import headings
from sources.reading.table_cells import Cell, Grid
from sources.reading.table_words import table_words

_BLOCKS_ABOVE = 3
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


class TablePeriods:
    """The periods of one table; `mentions` are those of the whole text in order."""

    def __init__(
        self,
        grid: Grid,
        blocks: Sequence[Block],
        mentions: Sequence[PeriodMention],
        text: str,
        folded: str,
        published: date | None,
    ) -> None:
        self._grid, self._text, self._folded, self._published = grid, text, folded, published
        self._first = grid.cells[0].block.char_start
        at = bisect_left(blocks, self._first, key=lambda block: block.char_start)
        lead = [block for block in blocks[max(0, at - _BLOCKS_ABOVE) : at] if block.kind != "cell"]
        self._outer = [*lead, *(head.block for head in grid.heads)]
        self._mentions = mentions
        self._starts = [one.start for one in mentions]
        self._told_above = [one for one in mentions if one.end <= self._first]
        self._outer_mentions = [one for block in self._outer for one in self._within(block)]

    def of(self, cell: Cell, labels: Sequence[Cell], figure: CellFigure) -> PeriodReading:
        """The period of a figure in a cell."""
        found = self._headings(cell, labels)
        context = FigureContext(
            figure_start=figure.start,
            figure_end=figure.end,
            sentence_start=figure.row_start,
            sentence_end=figure.row_end,
            clause_start=figure.row_start,
            clause_end=figure.row_end,
            paragraph_start=figure.row_start,
            nature=figure.nature,
            measure=figure.measure,
            plan_actual=figure.plan_actual,
            unit=figure.unit,
        )
        reading = figure_period(context, self._told_above, self._folded, self._published, found)
        return self._at_one_end(cell, labels, found) or reading

    def _headings(self, cell: Cell, labels: Sequence[Cell]) -> list[PeriodMention]:
        """What dates a cell, the nearest first: heads and labels, the section of its row, the words above."""
        blocks = [*self._outer, *(label.block for label in labels), cell.block]
        told = [*self._outer_mentions, *(one for label in labels for one in self._within(label.block))]
        found = headings(cell.block, blocks, told, self._text)
        inner = [one for one in found if one.start >= self._first]
        section = self._grid.section(cell)
        between = self._within(section.block) if section else ()
        return [*inner, *between, *(one for one in found if one.start < self._first)]

    def _within(self, block: Block) -> Sequence[PeriodMention]:
        at = bisect_left(self._starts, block.char_start)
        return self._mentions[at : bisect_left(self._starts, block.char_end)]

    def _at_one_end(
        self, cell: Cell, labels: Sequence[Cell], found: Sequence[PeriodMention]
    ) -> PeriodReading | None:
        """«На конец периода» in a label or head is the last day of the period that another heading names."""
        words = table_words()
        for one in [*labels, *self._grid.above(cell)]:
            end, start = words.at_end.search(one.text), words.at_start.search(one.text)
            said = end or start
            whole = next((mention for mention in found if mention.kind in _WITH_ENDS), None)
            if said is None or whole is None:
                continue
            day = whole.period_end if end else whole.period_start
            begin = one.line.start + said.start()
            stated = self._text[begin : begin + len(said.group())]
            return PeriodReading(PeriodKind.POINT, day, day, whole.basis, stated)
        return None
