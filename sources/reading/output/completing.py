"""Figure readings completed by their attributes: observations, and rows of the ledger for the rest.

Holds the order in which attributes are asked. Each attribute is decided in a room of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from checks.tables.vocabulary import Disposition, PlanActual, Scope
from sources.reading.attributes import dimensions
from sources.reading.attributes.facility import facilities_of
from sources.reading.attributes.facility_type import facility_in_focus
from sources.reading.attributes.groups import Membership, groups_of
from sources.reading.attributes.nature import is_dated_apart
from sources.reading.attributes.observation import (
    LedgerRow,
    Observation,
    further_dimensions,
    signed_value,
)
from sources.reading.attributes.period.choice import PeriodReading
from sources.reading.attributes.period.dating import (
    Setting,
    dated_itself,
    period_of,
    status_as_dated,
)
from sources.reading.attributes.period.repeated import Told, as_repeated, stands_in_head
from sources.reading.attributes.place.choice import FigurePlace, figure_place
from sources.reading.attributes.place.patients_from_elsewhere import as_from_elsewhere, at_home
from sources.reading.attributes.scope.engine import Decision
from sources.reading.attributes.scope_of import scope_of, scope_of_row
from sources.reading.attributes.status.cues import PageCues
from sources.reading.attributes.status.handed_on import plan_among
from sources.reading.layout.page import Page, Sentence
from sources.reading.measurement.figure_reading import FigureReading, as_told
from sources.reading.mentions.programmes import programme_of
from sources.reading.output.belief import belief_in
from sources.reading.output.evidence import Evidence, evidence_of, evidence_of_report
from sources.reading.output.ledger import row_of
from sources.reading.tables.facilities import named_in_rows
from sources.reading.tables.grid import CellReading
from sources.reading.tables.totals import cell_groups

_COLUMNS = frozenset({"residence"})  # what a table says of whom it counts, with a column of its own


def complete_prose(
    readings: Sequence[FigureReading], setting: Setting
) -> tuple[list[Observation], list[LedgerRow]]:
    """Observations of the figures of the prose, and a row of the ledger for every one of them."""
    focus = facility_in_focus(setting.page)
    dims = dimensions.dimensions_of(readings, setting.page, focus)
    groups = groups_of(readings)
    named = facilities_of(setting.page, focus, setting.places, setting.region.code)
    observations: list[Observation] = []
    of_report = evidence_of_report(setting)
    rows: list[LedgerRow] = []
    cues = PageCues(setting.page)
    plans: list[PlanActual] = []
    periods_read: dict[int | None, PeriodReading] = {}
    for index, reading in enumerate(readings):
        sentence = setting.page.sentences[reading.sentence]
        line = setting.page.lines[sentence.line]
        decision = plan_among(index, readings, plans, setting.page, cues)
        plan = PlanActual(decision.value)
        plans.append(plan)
        place = figure_place(
            setting.page.folded,
            reading.figure.start,
            reading.figure.end,
            (sentence.start, sentence.end),
            setting.places,
            setting.region,
        )
        reading = as_told(as_from_elsewhere(reading, place))
        if reading.code is None or reading.unit is None:
            rows.append(row_of(reading, setting.page, line.locator, reading.disposition, reading.reason))
            continue
        place = at_home(reading, place, setting.region)
        if place.doubt is not None:
            rows.append(row_of(reading, setting.page, line.locator, Disposition.REVIEW, place.doubt))
            continue
        period = period_of(reading, sentence, line, plan, setting)
        shares = reading.source in periods_read and plans[reading.source or 0] == plan
        if shares and not dated_itself(reading, readings, setting):
            period = replace(
                periods_read[reading.source],
                compared_with_start=period.compared_with_start,
                compared_with_end=period.compared_with_end,
            )
        plan = plans[index] = status_as_dated(decision, period, reading, setting)
        periods_read[index] = period
        rows.append(row_of(reading, setting.page, line.locator, Disposition.OBSERVATION, None))
        facility = named.named_for(reading, dims[index].get("facility_type"))
        observations.append(
            _observation(
                reading,
                setting,
                of_report,
                sentence,
                (sentence.start, sentence.end),
                place,
                period,
                plan,
                decision,
                dims[index],
                facility,
                scope_of(index, readings, place, facility, dims[index], named),
                groups.get(index),
            )
        )
    return _repeated(observations, setting.page), rows


def _repeated(observations: Sequence[Observation], page: Page) -> list[Observation]:
    """The observations with the periods of figures that the report tells twice made one."""
    told = [
        Told(
            code=one.indicator_code,
            value=one.value,
            measure=one.measure,
            plan_actual=one.plan_actual,
            period=one.period,
            heads=stands_in_head(page, one.start),
            dated_apart=is_dated_apart(one.indicator_code, one.unit),
        )
        for one in observations
    ]
    periods = as_repeated(told)
    return [
        one if period is one.period else replace(one, period=period)
        for one, period in zip(observations, periods, strict=True)
    ]


def complete_cells(
    cells: Sequence[CellReading], setting: Setting
) -> tuple[list[Observation], list[LedgerRow]]:
    """Observations of the figures in tables, and a row of the ledger for every one of them."""
    groups = cell_groups(cells)
    dims = dimensions.dimensions_of([cell.reading for cell in cells], setting.page, None)
    types = [one.get("facility_type") for one in dims]
    named = named_in_rows(cells, types, setting.page, setting.places, setting.region.code)
    observations: list[Observation] = []
    of_report = evidence_of_report(setting)
    rows: list[LedgerRow] = []
    for index, cell in enumerate(cells):
        reading = as_told(cell.reading)
        if reading.code is None or reading.unit is None:
            rows.append(row_of(reading, setting.page, cell.locator, reading.disposition, reading.reason))
            continue
        rows.append(row_of(reading, setting.page, cell.locator, Disposition.OBSERVATION, None))
        observations.append(
            _observation(
                reading,
                setting,
                of_report,
                None,
                (cell.row_start, cell.row_end),
                cell.place,
                cell.period,
                cell.plan_actual,
                None,
                dims[index] | {name: value for name, value in cell.who.items() if name in _COLUMNS},
                named[index],
                scope_of_row(cell.place.region_code, cell.place.place, named[index]),
                groups.get(index),
                {name: value for name, value in cell.who.items() if name not in _COLUMNS},
            )
        )
    return observations, rows


def _observation(
    reading: FigureReading,
    setting: Setting,
    of_report: Evidence,
    sentence: Sentence | None,
    span: tuple[int, int],
    place: FigurePlace,
    period: PeriodReading,
    plan: PlanActual,
    status: Decision | None,
    dims: dict[str, str],
    facility: str | None,
    scope: Scope,
    group: Membership | None,
    further: Mapping[str, str] = MappingProxyType({}),
) -> Observation:
    start, end = span
    value, high = signed_value(reading)
    assert reading.code is not None
    assert reading.unit is not None
    assert reading.rule is not None
    code = reading.code
    if place.patient_origin_code is not None:
        code = dimensions.of_strangers().get(code, code)
    flags = tuple(
        flag
        for flag, holds in (
            ("inherited", reading.source is not None),
            ("narrow_margin", reading.rival and reading.score - reading.rival < 0.25),
            ("period_unresolved", period.basis == "unresolved"),
        )
        if holds
    )
    evidence = evidence_of(
        reading, setting, of_report, sentence, place, period, plan, status, dims, facility, scope
    )
    belief = belief_in(evidence)
    return Observation(
        start=reading.figure.start,
        end=reading.figure.end,
        indicator_code=code,
        region_code=place.region_code,
        region_basis=place.region_basis,
        value=value,
        value_high=high,
        unit=reading.unit,
        comparator=reading.figure.comparator,
        measure=reading.measure,
        plan_actual=plan,
        status=status,
        period=period,
        dimensions=dims,
        patient_origin_code=place.patient_origin_code if dimensions.is_asked_of_origin(code) else None,
        place=place.place,
        facility=facility,
        scope=scope,
        programme_code=programme_of(setting.page.folded, start, end),
        further=further_dimensions(reading, place, dimensions.further(), further),
        group=group,
        sentence_start=start,
        sentence_end=end,
        confidence=belief.confidence,
        doubts=belief.doubts,
        sure_of_fact=belief.fact,
        evidence=evidence,
        rule_id=reading.rule.id,
        flags=flags,
    )
