"""The log of reports: one line of JSON per report and stage, for whoever collects logs or looks for one file.

`data/logs/reports-2026-12-01.jsonl`, a file per day (UTC). Holds the lines and the files; what happened is
taken from the batches, which remain the books.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from checks.tables import INTAKE, REJECTIONS, REPORTS
from sources.landing.parts import read_part
from sources.landing.zones import Zones

FOLDER = "logs"
NAME = "reports-{:%Y-%m-%d}.jsonl"
SEEN = ("report_id", "report_file", "source", "source_path", "bytes", "outcome", "reason", "batch_id")
READ = ("report_id", "report_file", "region_code", "published_on", "figures_count", "observations_count")
READ_COUNTS = ("review_count", "extractor_version", "reader_version", "catalogue_version", "batch_id")
REJECTED = ("report_id", "report_file", "reason", "detail", "batch_id")
Line = Mapping[str, object]


def landing_lines(zones: Zones, batch: str) -> Iterator[Line]:
    """A line for each file that a landing batch saw: landed, duplicate or rejected."""
    for row in read_part(zones.raw / batch / "intake.parquet", INTAKE, list(SEEN)).to_pylist():
        yield {"stage": "landing", **row}


def reading_lines(zones: Zones, batch: str) -> Iterator[Line]:
    """Two lines for each report that was read and accepted, one for each that was turned away."""
    accepted = zones.accepted / batch / "reports.parquet"
    if accepted.exists():
        for row in read_part(accepted, REPORTS, [*READ, *READ_COUNTS]).to_pylist():
            yield {"stage": "reading", **row}
            yield {"stage": "acceptance", "outcome": "accepted", **{name: row[name] for name in READ[:3]}}
    rejected = zones.rejected / batch / "rejections.parquet"
    if rejected.exists():
        for row in read_part(rejected, REJECTIONS, [*REJECTED, "stage"]).to_pylist():
            stage = "acceptance" if row.pop("stage") == "validation" else "reading"
            yield {"stage": stage, "outcome": "rejected", **row}


def write_lines(data_root: Path, run_id: str, lines: Iterable[Line], now: datetime | None = None) -> None:
    """Append lines to the file of the day, each with the moment and the run."""
    moment = now or datetime.now(UTC)
    path = data_root / FOLDER / NAME.format(moment)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"at": moment.isoformat(timespec="milliseconds"), "run_id": run_id}
    with path.open("a", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps({**head, **line}, ensure_ascii=False, default=str) + "\n")


def remove_logs(data_root: Path, before: date) -> list[Path]:
    """Remove the files of days before this one; returns them."""
    oldest = NAME.format(before)
    gone = [path for path in (data_root / FOLDER).glob("reports-*.jsonl") if path.name < oldest]
    for path in gone:
        path.unlink()
    return gone
