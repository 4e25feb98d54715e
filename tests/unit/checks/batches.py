"""Batches for tests: short reports in our own words, a figure marked as `[[1 240]]`, its reading as `Booked`.

Holds builders only. They write from the table declarations, so a test of the warehouse needs no reading.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from checks.tables import FIGURES, INTAKE, OBSERVATIONS, REJECTIONS, REPORTS, Table

NO_BATCH = "00000000T000000000000Z"
VERSION = "test-1"
_MARK = re.compile(r"\[\[(.*?)]]", re.DOTALL)
_AREAS = {"SD": "treatments", "HR": "staffing", "IN": "investments"}


@dataclass(frozen=True)
class Booked:
    """What one marked figure becomes: a ledger row, and an observation per entry of `observations`."""

    disposition: str
    reason: str | None = None
    value: float | None = None
    unit: str | None = None
    observations: tuple[Mapping[str, object], ...] = ()


def observed(indicator_code: str, value: float, unit: str, **more: object) -> Booked:
    """A figure read as an observation; `more` overrides columns of OBSERVATIONS."""
    row = {"indicator_code": indicator_code, "value": value, "unit": unit, **more}
    return Booked("observation", value=value, unit=unit, observations=(row,))


def context(reason: str = "date") -> Booked:
    """A figure that only qualifies others."""
    return Booked("context", reason=reason)


def review(value: float, unit: str | None = None) -> Booked:
    """A figure that a person has to decide."""
    return Booked("review", reason="no_indicator", value=value, unit=unit)


@dataclass(frozen=True)
class Told:
    """One report: its text with marks and one `Booked` per mark, in order."""

    report_file: str
    marked: str
    booked: tuple[Booked, ...] = ()
    region_code: str | None = "KZ-15"
    published_on: date | None = date(2026, 2, 3)

    @property
    def text(self) -> str:
        return _MARK.sub(r"\1", self.marked)

    @property
    def report_id(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def spans(self) -> list[tuple[int, int, str]]:
        """Start, end and quote of every mark, in the text without marks."""
        found: list[tuple[int, int, str]] = []
        for number, mark in enumerate(_MARK.finditer(self.marked)):
            start = mark.start() - 4 * number
            found.append((start, start + len(mark.group(1)), mark.group(1)))
        return found


@dataclass(frozen=True)
class Batch:
    """The three tables of one accepted batch."""

    batch_id: str
    reports: pa.Table
    figures: pa.Table
    observations: pa.Table
    files: tuple[Told, ...] = field(default=())

    def write(self, accepted: Path) -> None:
        """Write the batch as a zone holds it."""
        folder = accepted / self.batch_id
        folder.mkdir(parents=True)
        for table, data in (
            (REPORTS, self.reports),
            (FIGURES, self.figures),
            (OBSERVATIONS, self.observations),
        ):
            pq.write_table(data, folder / f"{table.name}.parquet")


def stable_id(*parts: object) -> str:
    """A hash of the parts, as the contract asks for figures and observations."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


def build_batch(batch_id: str, *told: Told, version: str = VERSION) -> Batch:
    """A batch that passes validation, unless the `Told` reports say something wrong."""
    figures: list[dict[str, object]] = []
    observations: list[dict[str, object]] = []
    reports: list[dict[str, object]] = []
    for report in told:
        rows, read = _figures(report, batch_id, version)
        figures.extend(rows)
        observations.extend(read)
        reports.append(_report(report, rows, read, batch_id, version))
    return Batch(
        batch_id,
        REPORTS.from_rows(reports),
        FIGURES.from_rows(figures),
        OBSERVATIONS.from_rows(observations),
        told,
    )


def write_intake(
    raw: Path, batch_id: str, told: Iterable[Told], outcome: str = "landed", *, known: bool = True
) -> None:
    """One intake row per file of a landing batch, all with the same outcome; `known`: its bytes were read."""
    rows = [
        {
            "intake_id": stable_id(batch_id, report.report_file, outcome),
            "report_file": report.report_file,
            "source": "inbox",
            "source_path": f"inbox/{report.report_file}",
            "seen_at": datetime(2026, 2, 4, tzinfo=UTC),
            "bytes": len(report.text.encode()),
            "outcome": outcome,
            "reason": None if outcome == "landed" else "same_content",
            "report_id": report.report_id if known else None,
            "batch_id": batch_id,
        }
        for report in told
    ]
    write_zone(raw, batch_id, INTAKE, INTAKE.from_rows(rows))


def write_rejection(
    rejected: Path, batch_id: str, report: Told, stage: str = "validation", *, known: bool = True
) -> None:
    """One rejected report; of a file at landing the detail tells the place."""
    row = {
        "report_id": report.report_id if known else None,
        "report_file": report.report_file,
        "stage": stage,
        "reason": "quote_at_offsets",
        "detail": f"inbox: inbox/{report.report_file}" if stage == "landing" else "1 row(s) of figures",
        "remedy": "correct the reading rules",
        "rejected_at": datetime(2026, 2, 4, tzinfo=UTC),
        "extractor_version": VERSION,
        "reader_version": VERSION,
        "sidecar_batch_id": None,
        "catalogue_version": None,
        "batch_id": batch_id,
    }
    write_zone(rejected, batch_id, REJECTIONS, REJECTIONS.from_rows([row]))


def write_zone(zone: Path, batch_id: str, table: Table, data: pa.Table) -> None:
    """Write one table of one batch into a zone."""
    folder = zone / batch_id
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(data, folder / f"{table.name}.parquet")


def start_zones(data_root: Path) -> None:
    """Zero-row files in every zone that dbt reads, as landing writes them at the start."""
    for table in (REPORTS, FIGURES, OBSERVATIONS):
        write_zone(data_root / "accepted", NO_BATCH, table, table.empty())
    write_zone(data_root / "raw", NO_BATCH, INTAKE, INTAKE.empty())
    write_zone(data_root / "rejected", NO_BATCH, REJECTIONS, REJECTIONS.empty())


def _figures(
    told: Told, batch_id: str, version: str
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    figures: list[dict[str, object]] = []
    observations: list[dict[str, object]] = []
    for number, ((start, end, quote), booked) in enumerate(
        zip(told.spans(), told.booked, strict=True), start=1
    ):
        figure = {
            "figure_id": stable_id(told.report_id, start, end),
            "report_id": told.report_id,
            "report_file": told.report_file,
            "char_start": start,
            "char_end": end,
            "quote": quote,
            "locator": f"paragraph {number}",
            "disposition": booked.disposition,
            "reason": booked.reason,
            "fault_rule": None,
            "value": booked.value,
            "value_high": None,
            "unit": booked.unit,
            "batch_id": batch_id,
            "extractor_version": version,
        }
        figures.append(figure)
        observations.extend(_observation(told, figure, row) for row in booked.observations)
    return figures, observations


def _observation(told: Told, figure: dict[str, object], row: Mapping[str, object]) -> dict[str, object]:
    published = told.published_on
    blank: dict[str, object] = dict.fromkeys(OBSERVATIONS.column_names)
    shared = {name: figure[name] for name in figure if name in blank}
    return {
        **blank,
        **shared,
        "observation_id": stable_id(figure["figure_id"], row["indicator_code"]),
        "subject_area": _AREAS[str(row["indicator_code"])[:2]],
        "region_code": told.region_code,
        "region_basis": "stated" if told.region_code else None,
        "comparator": "eq",
        "measure": "level",
        "plan_actual": "actual",
        "period_kind": "point",
        "period_start": published,
        "period_end": published,
        "period_basis": "resolved" if published else "unresolved",
        "dimensions": json.dumps({}),
        "sentence": told.text,
        "sentence_start": 0,
        "confidence": 0.9,
        "rule_id": "test",
        "flags": "",
        "review_state": "auto",
        **row,
    }


def _report(
    told: Told,
    figures: list[dict[str, object]],
    observations: list[dict[str, object]],
    batch_id: str,
    version: str,
) -> dict[str, object]:
    size = len(told.text.encode())
    return {
        "report_id": told.report_id,
        "report_file": told.report_file,
        "source": "inbox",
        "source_path": f"inbox/{told.report_file}",
        "source_url": None,
        "title": None,
        "region_code": told.region_code,
        "region_basis": "stated" if told.region_code else None,
        "region_conflict": None,
        "language": "ru",
        "published_on": told.published_on,
        "published_basis": "sidecar" if told.published_on else None,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "byte_count": size,
        "char_count": len(told.text),
        "received_at": datetime(2026, 2, 4, tzinfo=UTC),
        "recorded_at": datetime(2026, 2, 4, 1, tzinfo=UTC),
        "batch_id": batch_id,
        "text": told.text,
        "figures_count": len(figures),
        "observations_count": len(observations),
        "review_count": sum(figure["disposition"] == "review" for figure in figures),
        "extractor_version": version,
        "reader_version": VERSION,
        "sidecar_batch_id": None,
        "catalogue_version": None,
    }
