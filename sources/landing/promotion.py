"""Promotion: a reading that passed becomes accepted by one rename, one that did not becomes a rejection with
its reason.

Holds the way of a batch from staged to accepted and rejected. Whether a report passes is decided by `checks`;
promotion takes the list of those that did not.

Rejections are written first. A kill in between leaves failed reports rejected and the others unread: they are
read again in a later batch, and nothing is there twice.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from sources.landing.batches import (
    batch_ids,
    new_batch_id,
    publish_batch,
    remove_batch,
    sweep,
    sync_directory,
)
from sources.landing.compaction import recover
from sources.landing.lock import exclusive
from sources.landing.rejections import Rejection, rejections_table
from sources.landing.zones import ACCEPTED_FILES, Zones
from sources.readers.version import READER_VERSION

ABANDONED_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Promotion:
    """What became of a staged batch: reports accepted and rejected. `batch_id` names it in both zones."""

    batch_id: str
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Staging:
    """A batch that is being staged: hand it one reading after the other."""

    batch_id: str
    _writers: Mapping[str, parquet.ParquetWriter]

    def add(self, reports: pa.Table, figures: pa.Table, observations: pa.Table) -> None:
        """Append what was read in a chunk of reports."""
        for name, rows in zip(ACCEPTED_FILES, (reports, figures, observations), strict=True):
            self._writers[name].write_table(rows)


def next_batch_id(zones: Zones, moment: datetime) -> str:
    """The id for a new batch of readings."""
    return new_batch_id(moment, zones.raw, zones.staged, zones.accepted, zones.rejected)


@contextmanager
def stage(zones: Zones, batch_id: str) -> Iterator[Staging]:
    """Write a batch into staged, chunk by chunk; it stands there once the block ends without an error."""
    with publish_batch(zones.staged, batch_id) as directory, ExitStack() as files:
        writers = {
            name: files.enter_context(
                parquet.ParquetWriter(directory / name, table.arrow_schema, compression="zstd")
            )
            for name, table in ACCEPTED_FILES.items()
        }
        yield Staging(batch_id, writers)
        files.close()


def promote(
    zones: Zones,
    batch_id: str,
    rejections: Collection[Rejection],
    extractor_version: str,
    reader_version: str = READER_VERSION,
    *,
    catalogue_version: str | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Promotion:
    """Move a staged batch on: the reports named in `rejections` to rejected, all others to accepted. A report
    of which only rows are named (stage `row`) is accepted.

    May be repeated after a kill with the same arguments. Raises FileNotFoundError when there is no such
    batch.
    """
    with exclusive(zones.lock_file):
        recover(zones)
        staged, accepted = zones.staged / batch_id, zones.accepted / batch_id
        if rejections and not (zones.rejected / batch_id).exists():
            with publish_batch(zones.rejected, batch_id) as directory:
                table = rejections_table(
                    rejections, clock(), extractor_version, reader_version, batch_id, catalogue_version
                )
                parquet.write_table(table, directory / "rejections.parquet", compression="zstd")
        whole = (row for row in rejections if row.stage != "row")
        failed = pa.array(sorted({row.report_id for row in whole if row.report_id}), pa.string())
        if not accepted.exists():
            if not staged.exists() and not (zones.rejected / batch_id).exists():
                raise FileNotFoundError(
                    f"{staged} does not exist; read the reports again, they are still in raw"
                )
            if staged.exists():
                _accept(zones, batch_id, failed)
        remove_batch(zones.staged, batch_id)
    return Promotion(batch_id, _report_count(accepted), len(failed))


def _accept(zones: Zones, batch_id: str, failed: pa.Array) -> None:
    staged, accepted = zones.staged / batch_id, zones.accepted / batch_id
    if len(failed) == 0:
        os.rename(staged, accepted)
        sync_directory(zones.accepted)
        return
    ids = parquet.read_table(staged / "reports.parquet", columns=["report_id"])["report_id"]
    if compute.all(compute.is_in(ids, value_set=failed)).as_py():
        return
    with publish_batch(zones.accepted, batch_id) as directory:
        for name in ACCEPTED_FILES:
            _copy_without(staged / name, directory / name, failed)


def _copy_without(source: Path, target: Path, failed: pa.Array) -> None:
    file = parquet.ParquetFile(source)
    with parquet.ParquetWriter(target, file.schema_arrow, compression="zstd") as writer:
        for number in range(file.num_row_groups):
            rows = file.read_row_group(number)
            writer.write_table(
                rows.filter(compute.invert(compute.is_in(rows["report_id"], value_set=failed)))
            )


def _report_count(directory: Path) -> int:
    reports = directory / "reports.parquet"
    return parquet.read_metadata(reports).num_rows if reports.exists() else 0


def sweep_staged(zones: Zones, now: Callable[[], float] = time.time) -> int:
    """Throw away staged batches that nobody promoted for a day; their reports are unread and come again."""
    with exclusive(zones.lock_file):
        sweep(zones.staged)
        abandoned = [
            batch_id
            for batch_id in batch_ids(zones.staged)
            if now() - (zones.staged / batch_id).stat().st_mtime > ABANDONED_SECONDS
        ]
        for batch_id in abandoned:
            remove_batch(zones.staged, batch_id)
    return len(abandoned)
