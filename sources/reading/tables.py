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
from checks.tables.units import PERCENT, Unit
from checks.tables.vocabulary import Disposition, PeriodKind, PlanActual
from sources.catalogue.lexicon import load_lexicon
from sources.catalogue.rules import Rule
from sources.language.figures import Figure
from sources.language.tokens import tokenize
from sources.reading.body import Line
from sources.reading.claim import BOOK, Claim, in_its_currency, level_or_share, level_unit
from sources.reading.forms import CONTEXT_REASONS, context_reason
from sources.reading.indicators import Choice, choose
from sources.reading.page import Page
from sources.reading.periods import PeriodMention
from sources.reading.periods_figure import PeriodReading
from sources.reading.places import Place
from sources.reading.places_figures import FigurePlace
from sources.reading.places_reporting import RegionReading
from sources.reading.status import Nature, nature_of
from sources.reading.surroundings import Surroundings
from sources.reading.table_cells import Cell, Grid
from sources.reading.table_claim import TableClaim
from sources.reading.table_periods import CellFigure, TablePeriods
from sources.reading.table_places import TablePlaces
from sources.reading.table_words import (
    form_of_cell,
    rate_unit,
    scaled,
    table_words,
    unit_above,
    with_unit_above,
)
from sources.reading.typed_cells import cell_figures, is_undecided

__all__ = ["TableClaim", "table_claims"]

ROW, COLUMN, CAPTION = 0.1, 0.15, 1.25
_PART_SCORE = 5.2
_OWN_MEANING = 6.3  # from here on a part says itself what it counts
_CAPTION_LINES = 2


def table_claims(
    page: Page,
    periods: Sequence[PeriodMention],
    places: Sequence[Place],
    region: RegionReading,
    published: date | None = None,
) -> list[TableClaim]:
    """Return one claim for every figure of every table of the page, in reading order."""
    cells: dict[int, list[Cell]] = defaultdict(list)
    captions: dict[int, list[Line]] = {}
    running: list[Line] = []
    for line in page.lines:
        block = line.block
        if line.role != "cell" or block is None or block.table is None:
            running = [*running, line][-_CAPTION_LINES:] if line.role != "furniture" else running
            continue
        captions.setdefault(block.table, running)
        figures = cell_figures(page.text, page.folded, line.start, line.end, block)
        text = page.folded[line.start : line.end]
        cells[block.table].append(Cell(line, block, block.row or 0, block.column or 0, text, figures))
    found: list[TableClaim] = []
    for number, inside in cells.items():
        grid = Grid(inside, captions.get(number, []))
        when = TablePeriods(grid, page.document.blocks, periods, page.text, page.folded, published)
        where = TablePlaces(grid, page.folded, places, region)
        found += _Table(page, number, grid, when, where).claims(len(found))
    return found


class _Table:
    """One table on its way to claims."""

    def __init__(self, page: Page, number: int, grid: Grid, when: TablePeriods, where: TablePlaces) -> None:
        self._page, self._number, self._grid, self._when, self._where = page, number, grid, when, where
        self._told: dict[int, frozenset[str]] = {}
        self._unit = unit_above(page.folded[line.start : line.end] for line in grid.caption)

    def claims(self, offset: int) -> Iterator[TableClaim]:
        """Claims of all figures of the table; `offset` is the number of claims before it."""
        made: list[TableClaim] = []
        at: dict[tuple[int, int], int] = {}
        for cell in self._grid.cells:
            labels = self._grid.labels(cell) if cell.figures else []
            for figure in cell.figures:
                claim = self._claim(cell, figure, labels, made, at, offset)
                if cell.is_value and figure == cell.figures[0]:
                    at[cell.row, cell.column] = len(made)
                made.append(self._settled(claim, cell, labels))
        yield from made

    def _claim(
        self,
        cell: Cell,
        figure: Figure,
        labels: Sequence[Cell],
        made: Sequence[TableClaim],
        at: Mapping[tuple[int, int], int],
        offset: int,
    ) -> Claim:
        grid, above = self._grid, self._grid.above(cell)
        if grid.numbers_columns(cell):
            return Claim(figure, -1, "context", Disposition.CONTEXT, Reason.COLUMN_NUMBER)
        if not cell.is_value or figure != cell.figures[0]:
            return Claim(figure, -1, "context", Disposition.CONTEXT, context_reason(figure) or Reason.HEADER)
        named_so = any(table_words().row_number.match(head.text) for head in above)
        if named_so or cell.column in grid.counted_columns:
            return Claim(figure, -1, "context", Disposition.CONTEXT, Reason.ROW_NUMBER)
        words = with_unit_above(" ".join(other.text for other in [*labels, *above]), self._unit)
        form = form_of_cell(figure, words)
        never = CONTEXT_REASONS.get(figure.shape)
        if never is not None:
            amount = _as_amount(figure, form, cell.text)
            if amount is None:
                return Claim(figure, -1, "context", Disposition.CONTEXT, never)
            figure = amount
        around = self._around(cell, labels, above)
        figure = scaled(figure, form, words)
        choice = choose(form, around, size=figure.value)
        whole = self._whole(cell, labels, made, at, offset)
        base = None if whole is None else made[whole].claim
        told = choice is not None and choice.score >= _OWN_MEANING
        if base is not None and base.rule is not None and base.code is not None and not told:
            if form not in (base.form, "percent"):
                return _by_choice(choice, figure, form, words, around, _counted_from(whole, offset))
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
        return _by_choice(choice, figure, form, words, around, _counted_from(whole, offset))

    def _whole(
        self,
        cell: Cell,
        labels: Sequence[Cell],
        made: Sequence[TableClaim],
        at: Mapping[tuple[int, int], int],
        offset: int,
    ) -> int | None:
        """The figure above of which a row «в том числе …» tells a part, by its index among those made."""
        if not labels or not table_words().part.match(labels[0].text):
            return None
        rows = range(cell.row - 1, -1, -1)
        whole = next((at[row, cell.column] for row in rows if (row, cell.column) in at), None)
        while whole is not None and (source := made[whole].claim.source) is not None:
            whole = source - offset
        return whole

    def _around(self, cell: Cell, labels: Sequence[Cell], above: Sequence[Cell]) -> Surroundings:
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
        return Surroundings(frozenset(counted), costs, 0, True, True)

    def _concepts(self, line: Line) -> Iterable[str]:
        if line.start not in self._told:
            mentions = load_lexicon().find(tokenize(self._page.folded, line.start, line.end))
            self._told[line.start] = frozenset(mention.concept for mention in mentions)
        return self._told[line.start]

    def _settled(self, claim: Claim, cell: Cell, labels: Sequence[Cell]) -> TableClaim:
        claim = in_its_currency(claim)
        above = self._grid.above(cell)
        row = self._grid.rows[cell.row]
        start, end = row[0].line.start, row[-1].line.end
        place, period, plan = _NOWHERE, PeriodReading(PeriodKind.UNSPECIFIED), PlanActual.ACTUAL
        if claim.code is not None:
            place = self._where.of(cell, labels, claim.code)
            plan = _plan(claim, " ".join(other.text for other in [*above, *labels]))
            period = self._when.of(cell, labels, _figure_of(claim, start, end, plan))
        if place.doubt is not None:
            claim = replace(claim, disposition=Disposition.REVIEW, reason=place.doubt, code=None)
        if claim.disposition is Disposition.OBSERVATION and (
            is_undecided(cell.text, cell.block) or _may_be_a_fraction(claim, cell)
        ):
            claim = replace(claim, disposition=Disposition.REVIEW, reason=Reason.AMBIGUOUS, code=None)
        total = table_words().total
        return TableClaim(
            claim=claim,
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
        )


_NOWHERE = FigurePlace(None, None, None, None)


def _as_amount(figure: Figure, form: str, text: str) -> Figure | None:
    """A sum of ten and more digits in a cell of money, which in prose would be the number of something."""
    digits = text.strip()
    if figure.shape != "code" or form != "money" or not digits.isdecimal() or digits.startswith("0"):
        return None
    return replace(figure, value=float(digits), shape="cardinal")


def _may_be_a_fraction(claim: Claim, cell: Cell) -> bool:
    """Whether only a label says per cent and the cell looks like a share of one: 0,925 under «%»."""
    value = claim.figure.value
    by_label = claim.unit == PERCENT and claim.figure.unit != PERCENT
    return by_label and value is not None and 0 < abs(value) < 1 and round(value, 2) != value


def _counted_from(index: int | None, offset: int) -> int | None:
    return None if index is None else index + offset


def _by_choice(
    choice: Choice | None, figure: Figure, form: str, words: str, around: Surroundings, source: int | None
) -> Claim:
    if choice is None or choice.rule.code is None or choice.score < BOOK:
        reason = choice.rule.reason if choice and choice.rule.reason else Reason.NO_INDICATOR
        return Claim(figure, -1, form, Disposition.REVIEW, reason, around=around)
    unit = _unit(form, words, choice.rule, around)
    return Claim(
        figure,
        -1,
        form,
        Disposition.OBSERVATION,
        None,
        code=choice.rule.code,
        unit=unit,
        rule=choice.rule,
        measure=level_or_share(form, choice.rule),
        around=around,
        source=source,
        link="apart" if source is None else "partitive",
        score=choice.score,
        rival=choice.rival,
    )


def _unit(form: str, words: str, rule: Rule, around: Surroundings) -> Unit | None:
    if form == "rate":
        return rate_unit(words)
    counted = form == "percent" or table_words().cases.search(words)
    return level_unit(form, rule, around) if counted else rule.unit


def _plan(claim: Claim, words: str) -> PlanActual:
    if claim.code == "HR.DOC.SHORT":
        return PlanActual.NEEDED
    planned = claim.around is not None and claim.around.cost("planned") <= CAPTION - 0.1
    return PlanActual.PLANNED if planned and not table_words().fact.search(words) else PlanActual.ACTUAL


def _figure_of(claim: Claim, row_start: int, row_end: int, plan: PlanActual) -> CellFigure:
    nature: Nature = nature_of(claim)
    figure = claim.figure
    return CellFigure(figure.start, figure.end, row_start, row_end, nature, claim.measure, plan, claim.unit)
