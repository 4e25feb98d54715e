"""Figures in tables: the row's label, the column's head and the caption are the meaning of a cell.

Works for tables of every format. Indicators may stand in rows or in columns, regions and districts in rows,
periods in columns, units in heads or in a column of their own. Holds the choice of the indicator; geometry,
places, periods, words and totals of tables are modules of their own (`table_*`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from checks.tables.reasons import Reason
from checks.tables.units import CASE, PERCENT
from checks.tables.vocabulary import Disposition, PeriodKind, PlanActual
from sources.catalogue.grammar import load_grammar
from sources.catalogue.indicator_list import load_indicators
from sources.language.figures import Figure
from sources.language.fold import fold
from sources.reading.about.circumstances import NOTHING, Stated
from sources.reading.about.region import RegionReading
from sources.reading.attributes.nature import Nature, nature_of
from sources.reading.attributes.period.choice import PeriodReading
from sources.reading.attributes.place.choice import FigurePlace
from sources.reading.attributes.status.choice import by_nature
from sources.reading.layout.lines import Line
from sources.reading.layout.page import Page
from sources.reading.measurement.decimal_marks import Marks, settled
from sources.reading.measurement.figure_reading import FigureReading, in_its_currency, level_or_share
from sources.reading.measurement.forms import CONTEXT_REASONS, context_reason
from sources.reading.measurement.indicators import Choice, choose
from sources.reading.measurement.proximity import Proximity
from sources.reading.mentions.periods.finding import find_periods
from sources.reading.mentions.periods.mention import PeriodMention
from sources.reading.mentions.places.finding import Place
from sources.reading.tables.captions import Caption, CaptionLines
from sources.reading.tables.cell_reading import CellReading
from sources.reading.tables.cells import Cell, Grid
from sources.reading.tables.changes import Told, change_told
from sources.reading.tables.choice import (
    as_amount,
    cell_reading_by_choice,
    cell_reading_of_change,
    may_be_a_fraction,
)
from sources.reading.tables.meaning import SaidAbove, TableMeaning
from sources.reading.tables.periods import CellFigure, TablePeriods
from sources.reading.tables.places import TablePlaces
from sources.reading.tables.topics import concepts_of_cell
from sources.reading.tables.typed_cells import cell_figures, is_undecided
from sources.reading.tables.values import unit_of
from sources.reading.tables.words import (
    form_of_cell,
    form_of_unit,
    scaled,
    table_words,
    unit_above,
    with_unit_above,
)

__all__ = ["CellReading", "read_cells"]

ROW, COLUMN, CAPTION = 0.1, 0.15, 1.25
_PART_SCORE = 5.2
_OWN_MEANING = 6.3  # from here on a part says itself what it counts


def read_cells(
    page: Page,
    periods: Sequence[PeriodMention],
    places: Sequence[Place],
    region: RegionReading,
    published: date | None = None,
    stated: Stated = NOTHING,
) -> list[CellReading]:
    """Return one reading for every figure of every table of the page, in reading order.

    `stated` is what stands outside the text about all of its tables.
    """
    cells: dict[int, list[Cell]] = defaultdict(list)
    captions: dict[int, Caption] = {}
    lines = CaptionLines()
    for line in page.lines:
        block = line.block
        if line.role != "cell" or block is None or block.table is None:
            if line.role != "furniture":
                lines.line(line)
            continue
        if block.table not in captions:
            captions[block.table] = lines.caption(line)
        lines.cell()
        figures = cell_figures(page.text, page.folded, line.start, line.end, block)
        text = page.folded[line.start : line.end]
        cells[block.table].append(Cell(line, block, block.row or 0, block.column or 0, text, figures))
    titles = tuple(fold(title) for title in stated.titles)
    titled = [one for title in titles for one in find_periods(title, title, published)]
    found: list[CellReading] = []
    for number, inside in cells.items():
        grid = Grid(inside, captions[number].running, captions[number].lines)
        when = TablePeriods(grid, periods, page.text, page.folded, published, titled)
        where = TablePlaces(grid, page.folded, places, region)
        above = [[page.folded[line.start : line.end] for line in group] for group in captions[number].groups]
        what = TableMeaning(grid, where.lists_regions, where.names_place, above, titles, stated)
        found += _Table(page, number, grid, when, where, what).readings(len(found))
    return found


class _Table:
    """One table on its way to readings."""

    def __init__(
        self,
        page: Page,
        number: int,
        grid: Grid,
        when: TablePeriods,
        where: TablePlaces,
        what: TableMeaning,
    ) -> None:
        self._page, self._number, self._grid = page, number, grid
        self._when, self._where, self._what = when, where, what
        self._told: dict[int, frozenset[str]] = {}
        self._unit = unit_above(page.folded[line.start : line.end] for line in reversed(grid.lines_above))

    def readings(self, offset: int) -> Iterator[CellReading]:
        """Claims of all figures of the table; `offset` is the number of readings before it."""
        made: list[CellReading] = []
        at: dict[tuple[int, int], int] = {}
        for cell in self._grid.cells:
            if not cell.figures:
                continue
            labels, above = self._grid.labels(cell), self._grid.above(cell)
            said = self._what.said_above(cell, labels, above) if cell.is_value else None
            for figure in cell.figures:
                reading = self._read_figure(cell, figure, labels, said, made, at, offset)
                if cell.is_value and figure == cell.figures[0]:
                    at[cell.row, cell.column] = len(made)
                made.append(self._settled(reading, cell, labels, said))
        yield from made

    def _read_figure(
        self,
        cell: Cell,
        figure: Figure,
        labels: Sequence[Cell],
        said: SaidAbove | None,
        made: Sequence[CellReading],
        at: Mapping[tuple[int, int], int],
        offset: int,
    ) -> FigureReading:
        grid, above = self._grid, self._grid.above(cell)
        if grid.numbers_columns(cell):
            return FigureReading(figure, -1, "context", Disposition.CONTEXT, Reason.COLUMN_NUMBER)
        if cell.is_value and figure.shape == "unclear":
            return FigureReading(figure, -1, "count", Disposition.REVIEW, Reason.AMBIGUOUS)
        if not cell.is_value or figure != cell.figures[0]:
            return FigureReading(
                figure, -1, "context", Disposition.CONTEXT, context_reason(figure) or Reason.HEADER
            )
        named_so = any(table_words().row_number.match(head.text) for head in above)
        if named_so or cell.column in grid.counted_columns:
            return FigureReading(figure, -1, "context", Disposition.CONTEXT, Reason.ROW_NUMBER)
        if self._what.is_foreign(said, labels, above):
            return FigureReading(figure, -1, "context", Disposition.CONTEXT, Reason.NOT_HEALTH)
        words = " ".join(other.text for other in [*labels, *above]) if said is None else said.words
        words = with_unit_above(words, self._unit)
        form = self._form(figure, words, said)
        never = CONTEXT_REASONS.get(figure.shape)
        if never is not None:
            amount = as_amount(figure, form, cell.text)
            if amount is None:
                return FigureReading(figure, -1, "context", Disposition.CONTEXT, never)
            figure = amount
        changed = change_told(other.text for other in [*above, *labels])
        if changed is not None:
            return self._changed(changed, cell, figure, labels, above, said)
        figure = scaled(figure, form, words)
        choice, around = self._choice(cell, figure, form, labels, above, said)
        whole = self._whole(cell, labels, made, at, offset)
        base = None if whole is None else made[whole].reading
        told = choice is not None and choice.score >= _OWN_MEANING
        if base is not None and base.rule is not None and base.code is not None and not told:
            if form not in (base.form, "percent"):
                return cell_reading_by_choice(
                    choice, figure, form, words, around, _counted_from(whole, offset)
                )
            return replace(
                base,
                figure=figure,
                form=form,
                unit=base.unit if form == base.form else PERCENT,
                measure=base.measure if form == base.form else level_or_share(form, base.rule),
                around=around,
                source=_counted_from(whole, offset),
                link="partitive",
                score=_PART_SCORE,
                rival=0.0,
            )
        reading = cell_reading_by_choice(choice, figure, form, words, around, _counted_from(whole, offset))
        return reading if said is None else self._in_own_unit(reading, words)

    def _form(self, figure: Figure, words: str, said: SaidAbove | None) -> str:
        """The form of a figure by its words; where a sidecar gives the unit, by that."""
        unit = self._what.stated.unit if said is not None else None
        return form_of_cell(figure, words) if unit is None else form_of_unit(unit)

    def _choice(
        self,
        cell: Cell,
        figure: Figure,
        form: str,
        labels: Sequence[Cell],
        above: Sequence[Cell],
        said: SaidAbove | None,
    ) -> tuple[Choice | None, Proximity]:
        """The rule for a figure and what stands around it: labels and heads, or what is said above them."""
        if said is None:
            around = self._around(cell, labels, above)
            return choose(form, around, size=figure.value), around
        broken = figure.value is not None and figure.value != int(figure.value)
        return self._what.choice(said, form, figure.value, broken=broken), said.around

    def _in_own_unit(self, reading: FigureReading, words: str) -> FigureReading:
        """The reading in the unit that a sidecar gives, if its indicator is counted in that. What is counted
        in people before cases («число умерших») is people, unless the words say cases.
        """
        if reading.code is None:
            return reading
        unit = self._what.stated.unit
        if unit is None and reading.unit is CASE and not table_words().cases.search(words):
            unit = unit_of(None, reading.code, "level")[0]
        known = unit in load_indicators()[reading.code].units
        return replace(reading, unit=unit) if known else reading

    def _changed(
        self,
        told: Told,
        cell: Cell,
        figure: Figure,
        labels: Sequence[Cell],
        above: Sequence[Cell],
        said: SaidAbove | None,
    ) -> FigureReading:
        """The reading of a cell in a column or row of changes: what changes is what its labels count."""
        texts = [other.text for other in [*labels, *above]]
        words = with_unit_above(" ".join(texts) if said is None else said.words, self._unit)
        own = " ".join(label.text for label in labels)
        form = form_of_cell(replace(figure, unit=None), own if told == "pct" else words)
        choice, around = self._choice(cell, replace(figure, value=None), form, labels, above, said)
        if told == "abs":
            figure = scaled(figure, form, words)
        return cell_reading_of_change(told, figure, form, choice, around, words, [cell.text, *texts])

    def _whole(
        self,
        cell: Cell,
        labels: Sequence[Cell],
        made: Sequence[CellReading],
        at: Mapping[tuple[int, int], int],
        offset: int,
    ) -> int | None:
        """The figure above of which a row «в том числе …» tells a part, by its index among those made."""
        if not labels or not table_words().part.match(labels[0].text):
            return None
        rows = range(cell.row - 1, -1, -1)
        whole = next((at[row, cell.column] for row in rows if (row, cell.column) in at), None)
        while whole is not None and (source := made[whole].reading.source) is not None:
            whole = source - offset
        return whole

    def _around(self, cell: Cell, labels: Sequence[Cell], above: Sequence[Cell]) -> Proximity:
        costs: dict[str, float] = {}
        counted: set[str] = set()
        for cost, cells in ((ROW, labels), (COLUMN, above)):
            for one in cells:
                for concept in self._concepts(one.line):
                    costs[concept] = min(cost, costs.get(concept, cost))
                    counted.add(concept)
        section = self._grid.section(cell)
        for line in [*([section.line] if section else []), *self._grid.caption]:
            for concept in self._concepts(line):
                costs.setdefault(concept, CAPTION)
        return Proximity(frozenset(counted), costs, 0, True, True)

    def _concepts(self, line: Line) -> Iterable[str]:
        if line.start not in self._told:
            self._told[line.start] = concepts_of_cell(self._page.folded[line.start : line.end])
        return self._told[line.start]

    def _settled(
        self, reading: FigureReading, cell: Cell, labels: Sequence[Cell], said: SaidAbove | None
    ) -> CellReading:
        reading = in_its_currency(reading)
        above = self._grid.above(cell)
        row = self._grid.rows[cell.row]
        start, end = row[0].line.start, row[-1].line.end
        place, period, plan = _NOWHERE, PeriodReading(PeriodKind.UNSPECIFIED), PlanActual.ACTUAL
        if reading.code is not None:
            place = self._where.of(cell, labels, reading.code)
            plan = self._plan(reading, " ".join(other.text for other in [*above, *labels]))
            period = self._when.of(cell, labels, _figure_of(reading, start, end, plan))
        undated = reading.code is not None and cell.column in self._grid.undated_columns
        if place.doubt is not None:
            reading = replace(reading, disposition=Disposition.REVIEW, reason=place.doubt, code=None)
        if reading.disposition is Disposition.OBSERVATION:
            reading = _with_certain_number(reading, cell, undated=undated)
        total = table_words().total
        return CellReading(
            reading=reading,
            locator=cell.line.locator,
            row_start=start,
            row_end=end,
            place=place,
            period=period,
            plan_actual=plan,
            table=self._number,
            row=cell.row,
            column=cell.column,
            total_row=any(total.match(label.text) for label in labels),
            total_column=any(total.match(head.text) for head in above),
            who={} if said is None else said.who,
        )

    def _plan(self, reading: FigureReading, words: str) -> PlanActual:
        """Planned, needed or told, by the words of the cell, else by the sidecar."""
        if by_nature(reading) is PlanActual.NEEDED:
            return PlanActual.NEEDED
        planned = reading.around is not None and reading.around.cost("planned") <= CAPTION - 0.1
        told = table_words().fact.search(words) is not None
        stated = self._what.stated.plan_actual
        if stated is not None and not planned and not told:
            return stated
        return PlanActual.PLANNED if planned and not told else PlanActual.ACTUAL


_NOWHERE = FigurePlace(None, None, None, None)


def _with_certain_number(reading: FigureReading, cell: Cell, *, undated: bool) -> FigureReading:
    """The reading with the one number its cell can mean by what it counts or measures, else for a person."""
    certain: Figure | None = reading.figure
    if is_undecided(cell.text, cell.block):
        whole = reading.unit in load_grammar().whole
        one_mark = reading.figure.otherwise is not None
        certain = settled(reading.figure, cell.text, reading.form, Marks(), whole=whole) if one_mark else None
    if certain is None or undated or may_be_a_fraction(reading):
        return replace(reading, disposition=Disposition.REVIEW, reason=Reason.AMBIGUOUS, code=None)
    return replace(reading, figure=certain)


def _counted_from(index: int | None, offset: int) -> int | None:
    return None if index is None else index + offset


def _figure_of(reading: FigureReading, row_start: int, row_end: int, plan: PlanActual) -> CellFigure:
    nature: Nature = nature_of(reading)
    figure = reading.figure
    return CellFigure(
        figure.start, figure.end, row_start, row_end, nature, reading.measure, plan, reading.unit
    )
