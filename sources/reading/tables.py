"""Figures in tables: the row's label, the column's header and the caption are the meaning of a cell.

Works for tables of every format. Indicators may stand in rows or in columns, regions and districts in rows,
periods in
columns, units in headers or in a column of their own; totals and row numbers are known as such.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sources.catalogue.lexicon import load_lexicon
from sources.language.figures import Figure, find_figures
from sources.language.tokens import tokenize
from sources.reading.body import Line
from sources.reading.claim import BOOK, Claim
from sources.reading.ellipsis import Link
from sources.reading.forms import context_reason
from sources.reading.indicators import choose
from sources.reading.page import Page
from sources.reading.periods import PeriodMention
from sources.reading.periods_figure import PeriodReading
from sources.reading.places import Place
from sources.reading.places_figures import FigurePlace
from sources.reading.places_reporting import RegionReading
from sources.reading.status import Nature, nature_of
from sources.reading.surroundings import Surroundings

ROW, COLUMN, UNIT, CAPTION = 0.1, 0.15, 0.2, 1.25
_SCALES = (
    (re.compile(r"\b(?:млрд|миллиард\w*)"), 1e9),
    (re.compile(r"\b(?:млн|миллион\w*)"), 1e6),
    (re.compile(r"\b(?:тыс|мың)\b"), 1e3),
)
_PERCENT = re.compile(r"%|\bпроцент|\bпайыз|\bдоля\b|\bудельный вес")
_MONEY = re.compile(r"\bтенге\b|\bтг\b|₸|\bтеңге\b|\bkzt\b")
_RATE = re.compile(
    r"на (?:1 ?000|10 ?тыс|10 ?000|100 ?тыс|100 ?000)[\w. ]*(насел|жител|челов|род|живо)|(?:1000|10 000|10 мың|100 мың) \w+ шаққан"
)
_RATE_UNIT = (
    (re.compile(r"100 ?(?:тыс|000|мың)"), "per_100k"),
    (re.compile(r"10 ?(?:тыс|000|мың)"), "per_10k"),
    (re.compile(r"1 ?000"), "per_1000"),
)
_BIRTHS = re.compile(r"род(?!ител)|живорож|туыл|туған")
_NUMBER_COLUMN = re.compile(r"^\W*(?:№|n|п/п|р/с|no)\W*(?:п/п)?\W*$")
_TOTAL = re.compile(r"^\W*(?:всего|итого|жиыны|барлығы|total|по области|по городу|область всего)\b")
_PART = re.compile(
    r"^\W*(?:в т(?:ом|\.) ?ч(?:исле|\.)|из них|оның ішінде|соның ішінде|including|of which|- )"
)


@dataclass(frozen=True, slots=True)
class TableClaim:
    """A figure of a cell with everything the table says about it."""

    claim: Claim
    locator: str
    row_start: int
    row_end: int
    place: FigurePlace
    period: PeriodReading
    plan_actual: str


@dataclass(frozen=True, slots=True)
class _Cell:
    line: Line
    row: int
    column: int
    header: bool
    text: str
    figures: tuple[Figure, ...]

    @property
    def is_value(self) -> bool:
        """Whether the cell holds a number and next to nothing else."""
        if self.header or not self.figures:
            return False
        return len(re.sub(r"[\d\s.,%*()+-]|тыс|млн|млрд|тенге|₸", "", self.text)) <= 6


def table_claims(
    page: Page, periods: Sequence[PeriodMention], places: Sequence[Place], region: RegionReading
) -> list[TableClaim]:
    """Return one claim for every figure of every table of the page, in reading order."""
    tables: dict[int, list[_Cell]] = defaultdict(list)
    captions: dict[int, list[Line]] = {}
    running: list[Line] = []
    for line in page.lines:
        block = line.block
        if line.role != "cell" or block is None or block.table is None:
            running = [*running, line][-2:] if line.role != "furniture" else running
            continue
        captions.setdefault(block.table, running)
        figures = tuple(find_figures(page.text, page.folded, line.start, line.end))
        tables[block.table].append(
            _Cell(
                line,
                block.row or 0,
                block.column or 0,
                block.header,
                page.folded[line.start : line.end],
                figures,
            )
        )
    found: list[TableClaim] = []
    for number, cells in tables.items():
        found += _Table(page, cells, captions.get(number, []), periods, places, region).claims(len(found))
    return found


class _Table:
    """One table: its cells by row, its headers by column."""

    def __init__(
        self,
        page: Page,
        cells: Sequence[_Cell],
        caption: Sequence[Line],
        periods: Sequence[PeriodMention],
        places: Sequence[Place],
        region: RegionReading,
    ) -> None:
        self.page, self.periods, self.places, self.region = page, periods, places, region
        self.cells, self.caption = cells, caption
        self.rows: dict[int, list[_Cell]] = defaultdict(list)
        for cell in cells:
            self.rows[cell.row].append(cell)
        self.headers: dict[int, list[_Cell]] = defaultdict(list)
        for cell in cells:
            if cell.header and cell.text.strip() != "":
                self.headers[cell.column].append(cell)

    def claims(self, offset: int) -> Iterator[TableClaim]:
        """Claims of all figures of the table; `offset` is the number of claims before it."""
        made: list[TableClaim] = []
        at: dict[tuple[int, int], int] = {}
        for cell in self.cells:
            for figure in cell.figures:
                claim = self._claim(cell, figure, made, at, offset)
                if cell.is_value and figure == cell.figures[0]:
                    at[cell.row, cell.column] = len(made)
                made.append(claim)
        yield from made

    def _claim(
        self,
        cell: _Cell,
        figure: Figure,
        made: Sequence[TableClaim],
        at: Mapping[tuple[int, int], int],
        offset: int,
    ) -> TableClaim:
        row = self.rows[cell.row]
        span = row[0].line.start, row[-1].line.end
        labels = [other for other in row if not other.is_value and not other.header and other.text.strip()]
        above = [header for header in self.headers[cell.column] if header.row < cell.row]
        blank = Claim(figure, -1, "context", "context", _header_reason(figure))
        if not cell.is_value or figure != cell.figures[0]:
            return self._settled(blank, cell, span, labels, above)
        if any(_NUMBER_COLUMN.match(header.text) for header in above) or self._counts_rows(cell):
            return self._settled(replace(blank, reason="row_number"), cell, span, labels, above)
        words = " ".join(other.text for other in [*labels, *above])
        around = self._around(labels, above)
        form = _form(figure, words)
        choice = choose(form, around)
        link: Link = "apart"
        source = None
        label = labels[0].text if labels else ""
        if _PART.match(label):
            source = next(
                (at[r, cell.column] for r in range(cell.row - 1, -1, -1) if (r, cell.column) in at), None
            )
            link = "partitive" if source is not None else "apart"
            while source is not None and made[source].claim.source is not None:
                source = made[source].claim.source
                source = None if source is None else source - offset
        scaled = _scaled(figure, form, words)
        if (
            source is not None
            and made[source].claim.code is not None
            and (choice is None or choice.score < 6.3)
        ):
            base = made[source].claim
            claim = replace(
                base,
                figure=scaled,
                sentence=-1,
                form=form,
                around=around,
                source=source + offset,
                link=link,
                score=5.2,
                rival=0.0,
            )
        elif choice is None or choice.rule.code is None or choice.score < BOOK:
            reason = choice.rule.reason if choice and choice.rule.reason else "no_indicator"
            claim = Claim(scaled, -1, form, "review", reason, around=around)
        else:
            unit = (
                "percent" if form == "percent" else _rate_unit(words) if form == "rate" else choice.rule.unit
            )
            claim = Claim(
                scaled,
                -1,
                form,
                "observation",
                "",
                code=choice.rule.code,
                unit=unit,
                rule=choice.rule,
                around=around,
                source=None if source is None else source + offset,
                link=link,
                score=choice.score,
                rival=choice.rival,
            )
        return self._settled(claim, cell, span, labels, above)

    def _counts_rows(self, cell: _Cell) -> bool:
        """Whether the column only numbers the rows: it is the first one and counts 1, 2, 3."""
        if cell.column > 0:
            return False
        values = [
            c.figures[0].value for c in self.cells if c.column == cell.column and c.is_value and c.figures
        ]
        return len(values) > 1 and values == [float(i) for i in range(1, len(values) + 1)]

    def _around(self, labels: Sequence[_Cell], above: Sequence[_Cell]) -> Surroundings:
        costs: dict[str, float] = {}
        counted: set[str] = set()
        groups = [(ROW, labels), (COLUMN, above)]
        for cost, cells in groups:
            for cell in cells:
                for mention in load_lexicon().find(
                    tokenize(self.page.folded, cell.line.start, cell.line.end)
                ):
                    costs[mention.concept] = min(cost, costs.get(mention.concept, cost))
                    counted.add(mention.concept)
        for line in self.caption:
            for mention in load_lexicon().find(tokenize(self.page.folded, line.start, line.end)):
                costs.setdefault(mention.concept, CAPTION)
        return Surroundings(frozenset(counted), costs, 0, True, True)

    def _settled(
        self,
        claim: Claim,
        cell: _Cell,
        span: tuple[int, int],
        labels: Sequence[_Cell],
        above: Sequence[_Cell],
    ) -> TableClaim:
        words = " ".join(other.text for other in [*above, *labels])
        planned = (
            claim.around is not None and claim.around.cost("planned") <= CAPTION - 0.1 and "факт" not in words
        )
        needed = claim.code == "HR.DOC.SHORT"
        return TableClaim(
            claim,
            cell.line.locator,
            *span,
            self._place(labels, above),
            self._period(claim, labels, above),
            "needed" if needed else "planned" if planned else "actual",
        )

    def _place(self, labels: Sequence[_Cell], above: Sequence[_Cell]) -> FigurePlace:
        """The region of a row or column that names one; a district of the reporting region stays with it."""
        for cells in (labels, above):
            for cell in cells:
                for place in self.places:
                    if not cell.line.start <= place.start < cell.line.end:
                        continue
                    if place.kind in ("region", "republic") and place.region_code is not None:
                        return FigurePlace(place.region_code, "stated", None, None, "row")
                    if place.kind in ("city", "district") and place.region_code in (None, self.region.code):
                        return FigurePlace(self.region.code, self.region.basis, None, place.name, "row")
        return FigurePlace(self.region.code, self.region.basis, None, None, "reporting")

    def _period(self, claim: Claim, labels: Sequence[_Cell], above: Sequence[_Cell]) -> PeriodReading:
        nature: Nature = nature_of(claim) if claim.code else "flow"
        spans = [(cell.line.start, cell.line.end) for cell in [*above, *labels]]
        spans += [(line.start, line.end) for line in reversed(self.caption)]
        for start, end in spans:
            for mention in self.periods:
                if start <= mention.start < end and mention.role in ("period", "bound"):
                    return _as_told(mention, nature)
        if nature in ("attribute", "capacity"):
            return PeriodReading("unspecified")
        return PeriodReading("unspecified")


def _as_told(mention: PeriodMention, nature: Nature) -> PeriodReading:
    if mention.form == "as_of" or (mention.form == "day" and nature == "stock"):
        return PeriodReading(
            "point", mention.period_end, mention.period_end, mention.basis, mention.as_stated
        )
    return PeriodReading(
        mention.kind, mention.period_start, mention.period_end, mention.basis, mention.as_stated
    )


def _header_reason(figure: Figure) -> str:
    return context_reason(figure) or "header"


def _form(figure: Figure, words: str) -> str:
    if _RATE.search(words):
        return "rate"
    if figure.unit == "percent" or (_PERCENT.search(words) and figure.unit is None):
        return "percent"
    if figure.shape == "money" or _MONEY.search(words):
        return "money"
    return "count"


def _rate_unit(words: str) -> str:
    unit = next((unit for pattern, unit in _RATE_UNIT if pattern.search(words)), "per_1000")
    return f"{unit}_births" if _BIRTHS.search(words) and unit != "per_10k" else unit


def _scaled(figure: Figure, form: str, words: str) -> Figure:
    """The figure in base units: «тыс. человек» in a header or label multiplies its cells."""
    if figure.value is None or figure.scaled or form in ("percent", "rate"):
        return figure
    factor = next((factor for pattern, factor in _SCALES if pattern.search(words)), 1.0)
    high = None if figure.value_high is None else round(figure.value_high * factor, 6)
    return replace(figure, value=round(figure.value * factor, 6), value_high=high)
