"""Readings on their way into staged/: written chunk by chunk, a batch directory after every few thousand
reports.

Knows files and batches, neither Dagster nor what a reading means. A batch stands in staged/ whole or not at
all, so that a run that is killed loses at most the batch it was writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from checks.tables import FIGURES, OBSERVATIONS, REPORTS, Table
from orchestration.reading_pool import Lost
from sources.landing.batches import new_batch_id, publish_batch
from sources.landing.rejections import Rejection, rejections_table
from sources.landing.zones import Zones
from sources.reading import Reading

TABLES: Mapping[str, Table] = {"reports": REPORTS, "figures": FIGURES, "observations": OBSERVATIONS}
REJECTIONS_FILE = "rejections.parquet"
BATCH_REPORTS = 5_000
"""Reports per batch directory: their frames fit into memory for validation, and a million reports are 200
batches.
"""

READING_REMEDY = (
    "The report is safe in data/raw. Tell the maintainers its report_id; after an update it is read again by"
    " itself, or with `make retry`."
)


@dataclass(frozen=True, slots=True)
class Staged:
    """One batch that stands in staged/: its id, rows per table, and reports whose reading failed."""

    batch_id: str
    rows: Mapping[str, int]
    failed: int


@dataclass(slots=True)
class _Writing:
    """The open files of one batch."""

    directory: Path
    batch_id: str
    recorded_at: datetime
    stack: ExitStack
    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TABLES, 0))
    rejections: list[Rejection] = field(default_factory=list)
    writers: dict[str, parquet.ParquetWriter] = field(default_factory=dict)

    def open(self) -> _Writing:
        for name, table in TABLES.items():
            writer = parquet.ParquetWriter(
                self.directory / f"{name}.parquet", table.arrow_schema, compression="zstd"
            )
            self.writers[name] = self.stack.enter_context(writer)
        return self

    def add(self, chunk: pa.RecordBatch, reading: Reading | Lost) -> None:
        """Write what became of one chunk."""
        files = dict(
            zip(chunk.column("report_id").to_pylist(), chunk.column("report_file").to_pylist(), strict=True)
        )
        if isinstance(reading, Lost):
            self._reject(reading.report_id, files, reading.reason, reading.detail)
            return
        for failure in reading.failures:
            self._reject(failure.report_id, files, "reading_failed", failure.reason)
        for name, table in TABLES.items():
            rows = stamped(getattr(reading, name), table, self.batch_id, self.recorded_at)
            self.writers[name].write_table(rows)
            self.rows[name] += rows.num_rows

    def _reject(self, report_id: str, files: Mapping[str, str], reason: str, detail: str) -> None:
        self.rejections.append(
            Rejection(report_id, files[report_id], "reading", reason, detail, READING_REMEDY)
        )


def stage(
    zones: Zones,
    readings: Iterable[tuple[pa.RecordBatch, Reading | Lost]],
    extractor_version: str,
    batch_reports: int = BATCH_REPORTS,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Staged]:
    """Write readings into staged/, a batch after every `batch_reports` reports; yields each batch that stands
    there.

    `readings` gives chunks of raw reports (columns `report_id`, `report_file`) with what became of them.
    """
    source = iter(readings)
    for first in source:
        moment = clock()
        batch_id = new_batch_id(moment, zones.raw, zones.staged, zones.accepted, zones.rejected)
        reports = 0
        with publish_batch(zones.staged, batch_id) as directory:
            with ExitStack() as stack:
                writing = _Writing(directory, batch_id, moment, stack).open()
                for chunk, reading in chain([first], source):
                    writing.add(chunk, reading)
                    reports += chunk.num_rows
                    if reports >= batch_reports:
                        break
            rejections = rejections_table(writing.rejections, moment, extractor_version, batch_id)
            parquet.write_table(rejections, directory / REJECTIONS_FILE, compression="zstd")
        yield Staged(batch_id, writing.rows, len(writing.rejections))


def stamped(rows: pa.Table, table: Table, batch_id: str, recorded_at: datetime) -> pa.Table:
    """Rows with the batch and the moment of this reading, in the declared columns and types."""
    for name, value in (("batch_id", batch_id), ("recorded_at", recorded_at)):
        if name in table.column_names:
            kind = table.column(name).arrow_type
            column = pa.array([value] * rows.num_rows, kind)
            place = rows.schema.get_field_index(name)
            rows = rows.append_column(name, column) if place < 0 else rows.set_column(place, name, column)
    return rows.select(list(table.column_names)).cast(table.arrow_schema)


def staged_rejections(directory: Path) -> list[Rejection]:
    """What reading turned away in one staged batch."""
    rows = parquet.read_table(directory / REJECTIONS_FILE, partitioning=None).to_pylist()
    return [
        Rejection(
            row["report_id"], row["report_file"], row["stage"], row["reason"], row["detail"], row["remedy"]
        )
        for row in rows
    ]


def raw_chunks(
    zones: Zones, wanted: frozenset[str], chunk_reports: int, chunk_bytes: int
) -> Iterator[pa.RecordBatch]:
    """The raw reports whose id is wanted, without their bytes, in chunks of about `chunk_bytes` of text at
    most.

    Small batches are put together, so that ten thousand files that came one by one are not ten thousand
    chunks.
    """
    collected: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in _raw_batches(zones, wanted, chunk_reports):
        for piece in _pieces(batch, chunk_bytes):
            if collected and (rows + piece.num_rows > chunk_reports or size + piece.nbytes > chunk_bytes):
                yield _together(collected)
                collected, rows, size = [], 0, 0
            collected.append(piece)
            rows += piece.num_rows
            size += piece.nbytes
    if collected:
        yield _together(collected)


def _raw_batches(zones: Zones, wanted: frozenset[str], rows: int) -> Iterator[pa.RecordBatch]:
    ids = pa.array(sorted(wanted), pa.string())
    for file in sorted(zones.raw.glob("*/reports.parquet")):
        raw = parquet.ParquetFile(file)
        columns = [name for name in raw.schema_arrow.names if name != "content"]
        for batch in raw.iter_batches(batch_size=rows, columns=columns):
            chosen = batch.filter(compute.is_in(batch.column("report_id"), value_set=ids))
            if chosen.num_rows:
                yield chosen


def _pieces(batch: pa.RecordBatch, chunk_bytes: int) -> Iterator[pa.RecordBatch]:
    if batch.nbytes <= chunk_bytes or batch.num_rows == 1:
        yield batch
    else:
        half = batch.num_rows // 2
        yield from _pieces(batch.slice(0, half), chunk_bytes)
        yield from _pieces(batch.slice(half), chunk_bytes)


def _together(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    return pa.Table.from_batches(batches).combine_chunks().to_batches()[0]
