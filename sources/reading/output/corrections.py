"""Corrections by people: versioned data with a reason, applied to what was read, guarded by what the reading
said then.

Holds the loader and the application. What is corrected is data (`catalogue/corrections.yml`); rules are never
changed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from checks.tables.vocabulary import ReviewState
from sources.catalogue.data_file import CATALOGUE, read_yaml

CORRECTIONS = CATALOGUE / "corrections.yml"
CORRECTABLE = frozenset(
    [
        "indicator_code",
        "subject_area",
        "region_code",
        "value",
        "value_high",
        "unit",
        "comparator",
        "measure",
        "plan_actual",
        "period_kind",
        "period_start",
        "period_end",
        "age_group",
        "patient_origin_code",
        "residence",
        "staff_category",
        "facility_type",
        "funding",
        "equipment_kind",
        "place",
        "programme_code",
    ]
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of a person about one figure; `correct` empty means that the reading is confirmed."""

    report_id: str
    char_start: int
    char_end: int
    expect: Mapping[str, Any]
    correct: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The observations of a report with the decisions of people in their place, and the decisions that were
    not applied, each with what the reading says now, because it no longer says what they were made for.
    """

    observations: tuple[dict[str, Any], ...]
    outdated: tuple[tuple[Correction, str], ...]


@cache
def load_corrections(path: Path = CORRECTIONS) -> tuple[Correction, ...]:
    """Load the corrections.

    Raises ValueError for an entry without reason or expectation, or with a column that cannot be corrected.
    """
    loaded = tuple(_correction(entry) for entry in read_yaml(path) or [])
    return loaded


def _correction(entry: Mapping[str, Any]) -> Correction:
    where = f"{entry.get('report_id', '?')[:12]}… at {entry.get('char_start')}"
    if not entry.get("reason") or not entry.get("expect"):
        raise ValueError(f"corrections.yml: {where}: give `reason` and `expect` (what the reading says now)")
    correct = entry.get("correct", {})
    if unknown := sorted(set(correct) - CORRECTABLE):
        raise ValueError(
            f"corrections.yml: {where}: {unknown} cannot be corrected; {sorted(CORRECTABLE)} can"
        )
    return Correction(
        entry["report_id"], entry["char_start"], entry["char_end"], entry["expect"], correct, entry["reason"]
    )


def apply_corrections(
    report_id: str, observations: Sequence[dict[str, Any]], corrections: Sequence[Correction]
) -> Corrected:
    """Apply the decisions of people to the observations of one report.

    A decision is outdated when its figure is gone or reads differently than `expect` says; it changes
    nothing.
    """
    result = list(observations)
    outdated: list[tuple[Correction, str]] = []
    for correction in corrections:
        if correction.report_id != report_id:
            continue
        index = next(
            (
                i
                for i, row in enumerate(result)
                if row["char_start"] == correction.char_start and row["char_end"] == correction.char_end
            ),
            None,
        )
        said = {} if index is None else {name: result[index].get(name) for name in correction.expect}
        expected = dict(correction.expect)
        if index is None or any(_plain(said[name]) != _plain(value) for name, value in expected.items()):
            outdated.append(
                (
                    correction,
                    f"the figure at {correction.char_start} was corrected when it read {expected}, "
                    f"now it reads {said or 'nothing'}; "
                    "look at it again and renew or remove the entry in sources/catalogue/corrections.yml",
                )
            )
            continue
        state = ReviewState.CORRECTED if correction.correct else ReviewState.CONFIRMED
        decided: dict[str, Any] = {"review_state": state, "confidence": 1.0, "doubts": None}
        if "value" in correction.correct:
            decided["value_as_read"] = result[index]["value"]
        result[index] = result[index] | dict(correction.correct) | decided
    return Corrected(tuple(result), tuple(outdated))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def decided_at(path: Path) -> dict[str, datetime]:
    """When the last decision about a figure of each report was made, as UTC without zone, by report_id: what
    was read before has to be read again. Entries that do not say when are left to `make reread`.

    Raises ValueError for a time that is none.
    """
    latest: dict[str, datetime] = {}
    for entry in read_yaml(path) or []:
        if "char_start" not in entry or not entry.get("decided_at"):
            continue
        try:
            moment = datetime.fromisoformat(str(entry["decided_at"]))
        except ValueError as error:
            raise ValueError(
                f"{path.name}: decided_at is {entry['decided_at']!r}; write 2026-03-31 14:00:00+05:00"
            ) from error
        moment = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
        report_id = str(entry["report_id"])
        latest[report_id] = max(moment, latest.get(report_id, moment))
    return latest
