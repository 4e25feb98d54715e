"""Read one report: from its text to its ledger and its observations.

Holds the order of the steps. Each step is a module of its own; nothing is decided here twice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from checks.tables.reasons import Reason
from checks.tables.vocabulary import Disposition, Language, PlanActual
from sources.catalogue.lexicon import load_lexicon
from sources.language.figures import Figure
from sources.readers.document import Document
from sources.reading import dimensions
from sources.reading.body import Line
from sources.reading.claim import Claim, as_told
from sources.reading.claims import claims_of
from sources.reading.dating import Setting, dated_itself, frame_end, period_of, status_as_dated
from sources.reading.facilities import facilities_of, named_in_rows
from sources.reading.forms import context_reason, unit_of_figure
from sources.reading.groups import Membership, groups_of
from sources.reading.observations import (
    LedgerRow,
    Observation,
    confidence_of,
    further_dimensions,
    in_reading_order,
    signed_value,
    unread_row,
)
from sources.reading.page import Page, is_unread, lay_out
from sources.reading.periods import find_periods
from sources.reading.periods_figure import PeriodReading
from sources.reading.periods_mention import PeriodMention
from sources.reading.places import find_places, resolve
from sources.reading.places_figures import FigurePlace, figure_place
from sources.reading.places_reporting import RegionReading, reporting_region
from sources.reading.plans import plan_among
from sources.reading.programmes import programme_of
from sources.reading.publication import Publication, publication_date
from sources.reading.strangers import as_stranger, at_home
from sources.reading.table_captions import NOTHING, Stated
from sources.reading.table_totals import cell_groups
from sources.reading.tables import TableClaim, table_claims

_KAZAKH = re.compile("[әғқңөұүһі]")
_CYRILLIC = re.compile("[а-яәғқңөұүһі]+")
_TELLING_OUTSIDE = frozenset({Reason.WEATHER, Reason.EXCHANGE_RATE, Reason.PHONE})
_COLUMNS = frozenset({"residence"})  # what a table says of whom it counts, with a column of its own
_TOLD_BY_ROLE = {"hidden": Reason.HIDDEN, "quoted": Reason.QUOTED_MAIL}
_ASKED_OF_ORIGIN = re.compile(r"SD\.")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known about a report besides its text: from the sidecar, the folder, the connector.

    `region_hint` is the region of the sidecar or else of the folder, `sidecar_region` that of the sidecar;
    `received_on` is the day in Kazakhstan on which the file came, later than which it cannot be published.
    `tables` is what is known from outside of the text about the tables of the file.
    """

    published_on: date | None = None
    region_hint: str | None = None
    title: str | None = None
    sidecar_region: str | None = None
    received_on: date | None = None
    tables: Stated = NOTHING


@dataclass(frozen=True, slots=True)
class ReportReading:
    """What a report says: who, when, every figure, every observation, in reading order."""

    title: str | None
    language: Language | None
    region: RegionReading
    publication: Publication
    ledger: tuple[LedgerRow, ...]
    observations: tuple[Observation, ...]


def read_report(document: Document, circumstances: Circumstances = Circumstances()) -> ReportReading:
    """Read a document. Every figure of its text is in the ledger; what is not safe is left for review with
    its reason.
    """
    page = lay_out(document, load_lexicon())
    publication = publication_date(document, circumstances.published_on, circumstances.received_on)
    mentions = find_places(page.text, page.folded, publication.on)
    body = [(line.start, line.end) for line in page.lines if line.role not in ("furniture", "contact")]
    title = circumstances.title or document.metadata.get("title") or _title(page)
    region = reporting_region(
        page.text,
        mentions,
        sidecar_region=circumstances.sidecar_region,
        folder_region=circumstances.region_hint,
        title=title,
        on=publication.on,
        body=body,
    )
    periods = _within(find_periods(page.text, page.folded, publication.on), body)
    framed = frame_end(page, periods) if publication.on is None else None
    setting = Setting(page, region, publication, resolve(mentions, region.code), periods, framed)
    claims = claims_of(page, _in_period(page, periods))
    prose, prose_rows = _complete(claims, setting)
    cells, cell_rows = _complete_cells(
        table_claims(
            page, periods, setting.places, region, publication.on, _about_tables(circumstances, document)
        ),
        setting,
    )
    loose = [_loose_row(figure, line, page) for figure, line in page.loose]
    unread = [
        unread_row(page.text, line.start, line.end, line.locator) for line in page.lines if is_unread(line)
    ]
    return ReportReading(
        title=title,
        language=_language(page),
        region=region,
        publication=publication,
        ledger=tuple(in_reading_order([*prose_rows, *cell_rows, *loose, *unread])),
        observations=tuple(sorted([*prose, *cells], key=lambda one: one.start)),
    )


def _about_tables(circumstances: Circumstances, document: Document) -> Stated:
    """What is known from outside of the text about the tables of a document, its titles included."""
    titles = (circumstances.title, document.metadata.get("title"), *circumstances.tables.titles)
    return replace(circumstances.tables, titles=tuple(title for title in titles if title))


def _title(page: Page) -> str | None:
    for line in page.lines:
        if line.role == "title":
            return page.text[line.start : line.end].strip()
    headings = (line for line in page.lines if line.role == "heading" and not _is_caption(line))
    return next((page.text[line.start : line.end].strip() for line in headings), None)


def _is_caption(line: Line) -> bool:
    """Whether a line is the name of a sheet or of a table, which titles no report."""
    return line.block is not None and line.block.kind == "caption"


def _language(page: Page) -> Language | None:
    """Language of the body by its letters: mixed where sentences of both languages are common."""
    body = [sentence for sentence in page.sentences if sentence.end - sentence.start > 40]
    if not body:
        return None
    kazakh = sum(sentence.end - sentence.start for sentence in body if sentence.kazakh)
    whole = sum(sentence.end - sentence.start for sentence in body)
    cyrillic = sum(sum(map(len, _CYRILLIC.findall(page.folded, s.start, s.end))) for s in body)
    if cyrillic < 0.3 * whole:
        return Language.EN
    share = kazakh / whole
    return Language.KK if share > 0.8 else Language.MIXED if share > 0.2 else Language.RU


def _within(periods: Sequence[PeriodMention], body: Sequence[tuple[int, int]]) -> list[PeriodMention]:
    starts = [start for start, _ in body]
    return [one for one in periods if (at := bisect_right(starts, one.start)) and one.start < body[at - 1][1]]


def _in_period(page: Page, periods: Sequence[PeriodMention]) -> frozenset[int]:
    """Starts of the figures that stand inside an expression of time."""
    inside: set[int] = set()
    figures = [figure for sentence in page.sentences for figure in sentence.figures]
    starts = [one.start for one in periods]
    for figure in figures:
        at = bisect_right(starts, figure.start) - 1
        if at >= 0 and figure.end <= periods[at].end and figure.shape != "money":
            inside.add(figure.start)
    return frozenset(inside)


def _complete(claims: Sequence[Claim], setting: Setting) -> tuple[list[Observation], list[LedgerRow]]:
    focus = dimensions.facility_in_focus(setting.page)
    dims = dimensions.dimensions_of(claims, setting.page, focus)
    groups = groups_of(claims)
    named = facilities_of(setting.page, focus, setting.places, setting.region.code)
    observations: list[Observation] = []
    rows: list[LedgerRow] = []
    plans: list[PlanActual] = []
    periods_read: dict[int | None, PeriodReading] = {}
    for index, claim in enumerate(claims):
        sentence = setting.page.sentences[claim.sentence]
        line = setting.page.lines[sentence.line]
        plan = plan_among(index, claims, plans, setting.page)
        plans.append(plan)
        place = figure_place(
            setting.page.folded,
            claim.figure.start,
            claim.figure.end,
            (sentence.start, sentence.end),
            setting.places,
            setting.region,
        )
        claim = as_told(as_stranger(claim, place))
        if claim.code is None or claim.unit is None:
            rows.append(_row(claim, setting.page, line.locator, claim.disposition, claim.reason))
            continue
        place = at_home(claim, place, setting.region)
        if place.doubt is not None:
            rows.append(_row(claim, setting.page, line.locator, Disposition.REVIEW, place.doubt))
            continue
        period = period_of(claim, sentence, line, plan, setting)
        shares = claim.source in periods_read and plans[claim.source or 0] == plan
        if shares and not dated_itself(claim, claims, setting):
            period = replace(
                periods_read[claim.source],
                compared_with_start=period.compared_with_start,
                compared_with_end=period.compared_with_end,
            )
        plan = plans[index] = status_as_dated(plan, period, claim, setting)
        periods_read[index] = period
        rows.append(_row(claim, setting.page, line.locator, Disposition.OBSERVATION, None))
        observations.append(
            _observation(
                claim,
                setting.page,
                sentence.start,
                sentence.end,
                place,
                period,
                plan,
                dims[index],
                named.named_for(claim, dims[index].get("facility_type")),
                groups.get(index),
            )
        )
    return observations, rows


def _complete_cells(
    cells: Sequence[TableClaim], setting: Setting
) -> tuple[list[Observation], list[LedgerRow]]:
    groups = cell_groups(cells)
    dims = dimensions.dimensions_of([cell.claim for cell in cells], setting.page, None)
    types = [one.get("facility_type") for one in dims]
    named = named_in_rows(cells, types, setting.page, setting.places, setting.region.code)
    observations: list[Observation] = []
    rows: list[LedgerRow] = []
    for index, cell in enumerate(cells):
        claim = as_told(cell.claim)
        if claim.code is None or claim.unit is None:
            rows.append(_row(claim, setting.page, cell.locator, claim.disposition, claim.reason))
            continue
        rows.append(_row(claim, setting.page, cell.locator, Disposition.OBSERVATION, None))
        observations.append(
            _observation(
                claim,
                setting.page,
                cell.row_start,
                cell.row_end,
                cell.place,
                cell.period,
                cell.plan_actual,
                dims[index] | {name: value for name, value in cell.who.items() if name in _COLUMNS},
                named[index],
                groups.get(index),
                {name: value for name, value in cell.who.items() if name not in _COLUMNS},
            )
        )
    return observations, rows


def _observation(
    claim: Claim,
    page: Page,
    start: int,
    end: int,
    place: FigurePlace,
    period: PeriodReading,
    plan: PlanActual,
    dims: dict[str, str],
    facility: str | None,
    group: Membership | None,
    further: Mapping[str, str] = MappingProxyType({}),
) -> Observation:
    value, high = signed_value(claim)
    assert claim.code is not None
    assert claim.unit is not None
    assert claim.rule is not None
    code = claim.code
    if place.patient_origin_code is not None:
        code = dimensions.of_strangers().get(code, code)
    flags = tuple(
        flag
        for flag, holds in (
            ("inherited", claim.source is not None),
            ("narrow_margin", claim.rival and claim.score - claim.rival < 0.25),
            ("period_unresolved", period.basis == "unresolved"),
            ("region_unknown", place.region_code is None),
        )
        if holds
    )
    return Observation(
        start=claim.figure.start,
        end=claim.figure.end,
        indicator_code=code,
        region_code=place.region_code,
        region_basis=place.region_basis,
        value=value,
        value_high=high,
        unit=claim.unit,
        comparator=claim.figure.comparator,
        measure=claim.measure,
        plan_actual=plan,
        period=period,
        dimensions=dims,
        patient_origin_code=place.patient_origin_code if _ASKED_OF_ORIGIN.match(code) else None,
        place=place.place,
        facility=facility,
        programme_code=programme_of(page.folded, start, end),
        further=further_dimensions(claim, place, dimensions.further(), further),
        group=group,
        sentence_start=start,
        sentence_end=end,
        confidence=confidence_of(claim, period, place),
        rule_id=claim.rule.id,
        flags=flags,
    )


def _row(
    claim: Claim, page: Page, locator: str, disposition: Disposition, reason: Reason | None
) -> LedgerRow:
    figure = claim.figure
    shown = disposition in ("observation", "review") and figure.value is not None
    value, high = signed_value(claim) if shown else (None, None)
    return LedgerRow(
        figure.start,
        figure.end,
        page.text[figure.start : figure.end],
        locator,
        disposition,
        reason,
        value,
        high,
        (claim.unit or unit_of_figure(figure)) if shown else None,
    )


def _loose_row(figure: Figure, line: Line, page: Page) -> LedgerRow:
    """A figure outside the report's body: boilerplate, with the reason its form or its line gives."""
    form = context_reason(figure)
    reason = form if form is not None and form in _TELLING_OUTSIDE else Reason.FURNITURE
    if line.role == "contact":
        reason = Reason.CONTACT
    if line.block is not None:
        reason = _TOLD_BY_ROLE.get(line.block.role, reason)
    return LedgerRow(
        figure.start,
        figure.end,
        page.text[figure.start : figure.end],
        line.locator,
        Disposition.BOILERPLATE,
        reason,
        None,
        None,
        None,
    )
