"""Observations: readings completed by period, place, dimensions, group and confidence.

Holds the values a reading returns and the step that completes a reading. What a figure counts is decided in
`readings` (prose) and `tables` (cells).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from checks.tables.reasons import Reason
from checks.tables.units import Unit
from checks.tables.vocabulary import (
    Comparator,
    Disposition,
    Language,
    Measure,
    PlanActual,
    RegionBasis,
    Scope,
)
from sources.reading.about.publication import Publication
from sources.reading.about.region import RegionReading
from sources.reading.attributes.groups import Membership
from sources.reading.attributes.period.choice import PeriodReading
from sources.reading.attributes.place.choice import FigurePlace
from sources.reading.attributes.scope.engine import Decision
from sources.reading.measurement.figure_reading import FigureReading
from sources.records import record


@record(frozen=True, slots=True)
class LedgerRow:
    """One figure of the report with what became of it: columns of `figure_ledger` that reading decides."""

    start: int
    end: int
    quote: str
    locator: str
    disposition: Disposition
    reason: Reason | None
    value: float | None
    value_high: float | None
    unit: Unit | None


@record(frozen=True, slots=True)
class Observation:
    """A figure that was understood: the columns of `fct_observations` that reading decides; `status` is what
    decided plan or fact in prose; how sure it is a fact, and the `evidence` that this, `confidence` and
    `doubts` rest on.
    """

    start: int
    end: int
    indicator_code: str
    region_code: str | None
    region_basis: RegionBasis | None
    value: float
    value_high: float | None
    unit: Unit
    comparator: Comparator
    measure: Measure
    plan_actual: PlanActual
    status: Decision | None
    period: PeriodReading
    dimensions: Mapping[str, str]
    patient_origin_code: str | None
    place: str | None
    facility: str | None
    scope: Scope
    programme_code: str | None
    further: str | None
    group: Membership | None
    sentence_start: int
    sentence_end: int
    confidence: float
    doubts: tuple[str, ...]
    sure_of_fact: float
    evidence: Mapping[str, float]
    rule_id: str
    flags: tuple[str, ...]


@record(frozen=True, slots=True)
class ReportReading:
    """What a report says: who, when, every figure, every observation, in reading order."""

    title: str | None
    language: Language | None
    region: RegionReading
    publication: Publication
    ledger: tuple[LedgerRow, ...]
    observations: tuple[Observation, ...]


def stable_id(*parts: str | int) -> str:
    """Hash of what identifies a row: bytes of the report and offsets only, so that it is the same on every
    machine.
    """
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:32]


def further_dimensions(
    reading: FigureReading, place: FigurePlace, data: Mapping[str, Mapping[str, str]], told: Mapping[str, str]
) -> str | None:
    """Whatever else was said about a figure, as a JSON object; null where nothing was.

    `told` is what its table says of it besides.
    """
    said = dict(told)
    if reading.around is not None:
        for name, concepts in data.items():
            if concepts.keys().isdisjoint(reading.around.costs):
                continue
            for concept, value in concepts.items():
                if reading.around.cost(concept) <= 0.7 and name not in said:
                    said[name] = concept if value == "stated" else value
    if reading.change is not None:
        said["direction"] = "down" if reading.change.down else "up"
    if place.country:
        said["country"] = place.country
    return json.dumps(said, ensure_ascii=False, sort_keys=True) if said else None


def signed_value(reading: FigureReading) -> tuple[float, float | None]:
    """Value and upper bound as the observation stores them: a change carries its sign, which turns a range
    round («сократились на 5–7» is −7 to −5).
    """
    figure = reading.figure
    assert figure.value is not None
    if reading.change is None:
        return figure.value, figure.value_high
    value = reading.change.value(figure.value)
    if figure.value_high is None:
        return value, None
    other = reading.change.value(figure.value_high)
    return min(value, other), max(value, other)


def unread_row(text: str, start: int, end: int, locator: str) -> LedgerRow:
    """What stands where a figure should, a formula never computed or an error: a person looks it up."""
    return LedgerRow(
        start, end, text[start:end], locator, Disposition.REVIEW, Reason.UNREAD, None, None, None
    )


def in_reading_order(rows: Iterable[LedgerRow]) -> tuple[LedgerRow, ...]:
    """Rows by their place in the text."""
    return tuple(sorted(rows, key=lambda row: (row.start, row.end)))
