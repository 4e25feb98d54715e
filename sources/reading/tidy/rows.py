"""Reading a tidy table: every row is one observation by its columns, or is turned away with the reason.

Holds the way from a row to an observation. What a cell may say is in `tidy_values` and `tidy_periods`, how
the table is recognised in `sources.readers.tidy`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checks.tables.reasons import Reason
from checks.tables.vocabulary import CHANGES, Comparator, Disposition, Measure, PlanActual, RegionBasis
from sources.language.figures import find_figures
from sources.language.fold import fold
from sources.readers.document import Document
from sources.readers.tidy import TidyCell, TidyRow, is_tidy, tidy_rows
from sources.reading.about.circumstances import Circumstances
from sources.reading.about.publication import Publication, publication_date
from sources.reading.about.region import RegionReading, reporting_region
from sources.reading.attributes.observation import (
    LedgerRow,
    Observation,
    ReportReading,
    in_reading_order,
    unread_row,
)
from sources.reading.attributes.scope_of import scope_of_row
from sources.reading.measurement.forms import context_reason
from sources.reading.mentions.places.finding import find_places
from sources.reading.tables.values import (
    WrongCell,
    coded,
    indicator_of,
    is_coded,
    number_of,
    region_of,
    unit_of,
)
from sources.reading.tidy.periods import period_of

__all__ = ["BadRow", "TidyReading", "is_tidy", "read_tidy"]

RULE = "tidy"
CONFIDENCE = 0.99
_COLUMNS_OF_THE_FACT = frozenset({"plan_actual", "measure", "comparator"})
_FURTHER = ("note",)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not booked: where it stands, why (a short code), and what would be right."""

    locator: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class TidyReading:
    """The reading of a tidy table, and the rows of it that were turned away."""

    reading: ReportReading
    bad_rows: tuple[BadRow, ...]


def read_tidy(document: Document, circumstances: Circumstances) -> TidyReading:
    """Read a document that its reader marked as tidy: good rows are observations, bad ones are returned with
    their reason and their numbers left for review.
    """
    folded = fold(document.text)
    publication = publication_date(document, circumstances.published_on, circumstances.received_on)
    title = circumstances.title or document.metadata.get("title")
    region = _region(document, folded, circumstances, title, publication)
    observations: list[Observation] = []
    numbers: list[LedgerRow] = []
    bad: list[BadRow] = []
    seen: dict[object, int] = {}
    rows = tidy_rows(document)
    for row in rows:
        try:
            one = _observation(row, region, publication)
            _refuse_repeated(one, row, seen)
        except WrongCell as wrong:
            bad.append(BadRow(row.locator, wrong.reason, f"row {row.row_number}: {wrong.detail}"))
            numbers += _for_review(row, document, folded)
        else:
            observations.append(one)
            numbers.append(_booked(one, row.cells["value"], document))
    settled = {row.cells["value"].char_start for row in rows if "value" in row.cells}
    dated = {row.cells["period"].char_start for row in rows if "period" in row.cells}
    ledger = [*numbers, *_context(document, folded, settled, dated)]
    return TidyReading(
        ReportReading(
            title=title,
            language=None,
            region=region,
            publication=publication,
            ledger=in_reading_order(ledger),
            observations=tuple(sorted(observations, key=lambda one: one.start)),
        ),
        tuple(bad),
    )


def _region(
    document: Document,
    folded: str,
    circumstances: Circumstances,
    title: str | None,
    publication: Publication,
) -> RegionReading:
    """The region that sends the table: the folder's, else what the table itself names."""
    return reporting_region(
        document.text,
        find_places(document.text, folded, publication.on),
        sidecar_region=circumstances.sidecar_region,
        folder_region=circumstances.region_hint,
        title=title,
        on=publication.on,
        body=[(block.char_start, block.char_end) for block in document.blocks],
    )


def _observation(row: TidyRow, reporting: RegionReading, publication: Publication) -> Observation:
    cells = row.cells
    for column in ("indicator", "period", "value"):
        if column not in cells:
            raise WrongCell(f"{column}_missing", f"the cell of `{column}` is empty; every row needs it")
    codes = {column: coded(column, cell) for column, cell in cells.items() if is_coded(column)}
    indicator, measure = indicator_of(cells["indicator"]), Measure(codes.get("measure", Measure.LEVEL))
    unit, factor = unit_of(cells.get("unit"), indicator, measure)
    value, high, comparator = _amounts(
        cells, factor, Comparator(codes["comparator"]) if "comparator" in codes else None
    )
    if value < 0 and measure not in CHANGES:
        raise WrongCell("value_negative", f"«{cells['value'].text}»: only changes may be below zero")
    if measure is Measure.SHARE and value > 100:
        raise WrongCell("share_above_100", f"«{cells['value'].text}»: a share is at most 100 per cent")
    region, place = region_of(cells["region"]) if "region" in cells else (reporting.code, None)
    if region is None:
        raise WrongCell("region_missing", "neither the row nor the folder says the region; fill in `region`")
    origin = region_of(cells["patient_origin"])[0] if "patient_origin" in cells else None
    start, end = _span(row)
    first, last = _written(cells["value"])
    place = cells["place"].text if "place" in cells else place
    facility = cells["facility"].text if "facility" in cells else None
    return Observation(
        start=first,
        end=last,
        indicator_code=indicator,
        region_code=region,
        region_basis=RegionBasis.STATED if "region" in cells else reporting.basis,
        value=value,
        value_high=high,
        unit=unit,
        comparator=comparator,
        measure=measure,
        plan_actual=PlanActual(codes.get("plan_actual", PlanActual.ACTUAL)),
        status=None,
        period=period_of(cells["period"], publication.on),
        dimensions={name: code for name, code in codes.items() if name not in _COLUMNS_OF_THE_FACT},
        patient_origin_code=origin,
        place=place,
        facility=facility,
        scope=scope_of_row(region, place, facility),
        programme_code=None,
        further=_further(row),
        group=None,
        sentence_start=start,
        sentence_end=end,
        confidence=CONFIDENCE,
        doubts=(),
        sure_of_fact=CONFIDENCE,
        evidence={},
        rule_id=RULE,
        flags=(),
    )


def _amounts(
    cells: Mapping[str, TidyCell], factor: float, comparator: Comparator | None
) -> tuple[float, float | None, Comparator]:
    """Value, upper bound and comparator; an upper bound and `between` come together."""
    value = round(number_of(cells["value"]) * factor, 6)
    high = round(number_of(cells["value_high"]) * factor, 6) if "value_high" in cells else None
    said = comparator or (Comparator.EQ if high is None else Comparator.BETWEEN)
    if (said == Comparator.BETWEEN) != (high is not None):
        raise WrongCell("range_incomplete", "a range has `value`, `value_high` and the comparator `between`")
    if high is not None and high < value:
        raise WrongCell("range_order", f"{value:g} to {high:g}: the upper bound is below the lower one")
    return value, high, said


def _further(row: TidyRow) -> str | None:
    said = {name: row.cells[name].text for name in _FURTHER if name in row.cells}
    said |= {name: cell.text for name, cell in row.others.items()}
    return json.dumps(said, ensure_ascii=False, sort_keys=True) if said else None


def _refuse_repeated(one: Observation, row: TidyRow, seen: dict[object, int]) -> None:
    """Turn away a row that says again what another row says, with the same or another number."""
    key = (
        one.indicator_code,
        one.region_code,
        one.unit,
        one.measure,
        one.plan_actual,
        one.period.kind,
        one.period.start,
        one.period.end,
        tuple(sorted(one.dimensions.items())),
        one.patient_origin_code,
        one.place,
        one.facility,
        one.further,
    )
    first = seen.setdefault(key, row.row_number)
    if first != row.row_number:
        raise WrongCell(
            "row_repeated", f"row {first} says the same; keep one, or tell them apart by a column"
        )


def _span(row: TidyRow) -> tuple[int, int]:
    cells: Sequence[TidyCell] = [*row.cells.values(), *row.others.values()]
    return min(cell.char_start for cell in cells), max(cell.char_end for cell in cells)


def _written(cell: TidyCell) -> tuple[int, int]:
    """Offsets of what is written in a cell, without white space around it."""
    start = cell.char_start + len(cell.text) - len(cell.text.lstrip())
    return start, start + len(cell.text.strip())


def _booked(one: Observation, cell: TidyCell, document: Document) -> LedgerRow:
    return LedgerRow(
        one.start,
        one.end,
        document.text[one.start : one.end],
        cell.locator,
        Disposition.OBSERVATION,
        None,
        one.value,
        one.value_high,
        one.unit,
    )


def _for_review(row: TidyRow, document: Document, folded: str) -> Iterator[LedgerRow]:
    """The numbers in the value cell of a row that was turned away."""
    cell = row.cells.get("value")
    if cell is None:
        return
    for figure in find_figures(document.text, folded, cell.char_start, cell.char_end):
        quote = document.text[figure.start : figure.end]
        yield LedgerRow(
            figure.start,
            figure.end,
            quote,
            cell.locator,
            Disposition.REVIEW,
            Reason.TIDY_ROW,
            figure.value,
            figure.value_high,
            None,
        )


def _context(
    document: Document, folded: str, settled: Collection[int], dated: Collection[int]
) -> Iterator[LedgerRow]:
    """Every other number of the table and around it: in periods, names, notes and heads.

    `settled` and `dated` are the offsets of the cells of values and of periods.
    """
    for block in document.blocks:
        if block.char_start in settled and block.kind == "cell":
            continue
        if block.role == "unread":
            yield unread_row(document.text, block.char_start, block.char_end, block.locator)
            continue
        hidden = block.role == "hidden"
        for figure in find_figures(document.text, folded, block.char_start, block.char_end):
            quote = document.text[figure.start : figure.end]
            other = Reason.LABEL if block.kind == "cell" else Reason.CAPTION
            reason = Reason.PERIOD if block.char_start in dated else context_reason(figure) or other
            yield LedgerRow(
                figure.start,
                figure.end,
                quote,
                block.locator,
                Disposition.BOILERPLATE if hidden else Disposition.CONTEXT,
                Reason.HIDDEN if hidden else reason,
                None,
                None,
                None,
            )
