"""The books of landing: every file seen is one intake row, every refusal one rejection row, and ids come from
content.

Holds sightings, their rows, and the questions that landing asks of earlier books. Nothing is written here.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as compute

from checks.tables import INTAKE, RAW_REPORTS, REJECTIONS, Table
from checks.tables.vocabulary import IntakeOutcome, RejectionStage
from sources.connectors.arrival import Arrival
from sources.landing.batches import batch_ids
from sources.landing.parts import read_part
from sources.landing.rejections import RETRIED, Rejection
from sources.landing.zones import Zones
from sources.readers.document import Unreadable

SAME_CONTENT = "same_content"
NEW_SIDECAR = "same_content_new_sidecar"
"""The bytes are known, what is said beside them is not: the report is read again."""
SAME_SIDECAR = "same_sidecar"
Place = tuple[str, str, str]
"""Source, path there, and content: what makes a file the same file at its next sighting."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file that was seen, and what became of it. `origin` is the file it came in: itself, or a
    container. `note`: what else is to be said of a duplicate.
    """

    arrival: Arrival
    origin: Arrival
    report_id: str | None
    outcome: IntakeOutcome
    refusal: Unreadable | None = None
    note: str | None = None

    @property
    def place(self) -> Place:
        """What identifies the file; where the bytes could not be read, their number stands for them."""
        return place_of(self.arrival, self.report_id)


def place_of(arrival: Arrival, report_id: str | None) -> Place:
    """The place of an arrival with this content."""
    return _place(arrival.source, arrival.source_path, report_id, arrival.byte_count)


def _place(source: str, source_path: str, report_id: str | None, byte_count: int | None) -> Place:
    return source, source_path, report_id or f"{byte_count} bytes"


def content_id(content: bytes) -> str:
    """The id of a report: SHA-256 (hex) of its bytes."""
    return hashlib.sha256(content).hexdigest()


def intake_table(
    sightings: Iterable[Sighting], earlier: Counter[Place], seen_at: datetime, batch_id: str
) -> pa.Table:
    """The intake rows of a batch, in the order of their paths.

    The id counts the sightings of the same bytes at the same place, so that a file dropped a second time is a
    second row, and the same history gives the same ids everywhere.
    """
    counted = Counter(earlier)
    rows = []
    for sighting in sorted(sightings, key=lambda sighting: sighting.place):
        counted[sighting.place] += 1
        identity = "\x1f".join((*sighting.place, str(counted[sighting.place])))
        rows.append(
            {
                "intake_id": hashlib.sha256(identity.encode()).hexdigest()[:32],
                "report_file": sighting.arrival.file_name,
                "source": sighting.arrival.source,
                "source_path": sighting.arrival.source_path,
                "seen_at": seen_at,
                "bytes": sighting.arrival.byte_count,
                "outcome": sighting.outcome,
                "reason": _reason(sighting),
                "report_id": sighting.report_id,
                "batch_id": batch_id,
            }
        )
    return INTAKE.from_rows(rows)


def _reason(sighting: Sighting) -> str | None:
    match sighting.outcome:
        case IntakeOutcome.LANDED:
            return None
        case IntakeOutcome.DUPLICATE:
            return sighting.note or SAME_CONTENT
        case IntakeOutcome.REJECTED:
            return sighting.refusal.reason if sighting.refusal else None


def rejections_of(sightings: Iterable[Sighting]) -> list[Rejection]:
    """The rejection of each file that was refused; the detail tells apart files of one name."""
    return [
        Rejection(
            report_id=sighting.report_id,
            report_file=sighting.arrival.file_name,
            stage=RejectionStage.LANDING,
            reason=sighting.refusal.reason,
            detail=f"{sighting.arrival.source}: {sighting.arrival.source_path}",
            remedy=sighting.refusal.remedy,
        )
        for sighting in sightings
        if sighting.outcome == "rejected" and sighting.refusal is not None
    ]


def landed_reports(zones: Zones) -> set[bytes]:
    """Digests of all reports in raw, 32 bytes each: about 100 MB for a million reports."""
    return {
        bytes.fromhex(report_id)
        for column in _columns(zones.raw, "reports.parquet", RAW_REPORTS, ["report_id"])
        for report_id in column["report_id"].to_pylist()
    }


def first_names(zones: Zones, report_ids: frozenset[str]) -> dict[str, str]:
    """The file name under which each of these reports landed."""
    if not report_ids:
        return {}
    wanted = pa.array(sorted(report_ids), pa.string())
    return {
        row["report_id"]: row["report_file"]
        for table in _columns(zones.raw, "reports.parquet", RAW_REPORTS, ["report_id", "report_file"])
        for row in table.filter(compute.is_in(table["report_id"], value_set=wanted)).to_pylist()
    }


def refused_places(zones: Zones) -> set[Place]:
    """Places that were rejected at landing and have not been given another chance since by a retry."""
    retried = {
        (row["batch_id"], row["report_id"], row["report_file"])
        for table in _columns(
            zones.rejected / RETRIED,
            "rejections.parquet",
            REJECTIONS,
            ["batch_id", "report_id", "report_file"],
        )
        for row in table.to_pylist()
    }
    wanted = ["source", "source_path", "report_id", "bytes", "batch_id", "report_file", "outcome"]
    return {
        _place(row["source"], row["source_path"], row["report_id"], row["bytes"])
        for table in _columns(zones.raw, "intake.parquet", INTAKE, wanted)
        for row in table.filter(compute.equal(table["outcome"], "rejected")).to_pylist()
        if (row["batch_id"], row["report_id"], row["report_file"]) not in retried
    }


def earlier_sightings(zones: Zones, places: Iterable[Place]) -> Counter[Place]:
    """How often each of these places stands in the intake ledger already."""
    wanted = set(places)
    paths = pa.array({path for _, path, _ in wanted}, pa.string())
    counted: Counter[Place] = Counter()
    for table in _columns(
        zones.raw, "intake.parquet", INTAKE, ["source", "source_path", "report_id", "bytes"]
    ):
        for row in table.filter(compute.is_in(table["source_path"], value_set=paths)).to_pylist():
            place = _place(row["source"], row["source_path"], row["report_id"], row["bytes"])
            if place in wanted:
                counted[place] += 1
    return counted


def addresses_seen(zones: Zones, source: str) -> frozenset[str]:
    """The paths or addresses of a source that stand in the intake ledger."""
    tables = _columns(zones.raw, "intake.parquet", INTAKE, ["source", "source_path"])
    return frozenset(
        path
        for table in tables
        for path in table.filter(compute.equal(table["source"], source))["source_path"].to_pylist()
    )


def _columns(zone: Path, file_name: str, declared: Table, columns: list[str]) -> Iterator[pa.Table]:
    for batch_id in batch_ids(zone):
        file = zone / batch_id / file_name
        if file.exists():
            yield read_part(file, declared, columns)
