"""Readings that newer ones have replaced: a batch of accepted in which nothing is current any more is taken
away after a while.

Holds the question which batches those are, and their removal. Raw is never touched: whatever is taken away
here can be read again.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as compute

from checks.tables import REPORTS
from sources.landing.batches import BATCH_FORMAT, batch_ids, remove_batch
from sources.landing.compaction import recover
from sources.landing.lock import exclusive
from sources.landing.parts import read_part
from sources.landing.zones import EMPTY_BATCH, Zones

READING = ["report_id", "batch_id"]


def superseded_batches(zones: Zones, before: datetime) -> list[str]:
    """Directories of accepted all of whose reports had a newer accepted reading before this moment already.

    One current report keeps a whole directory: parts are never rewritten for a few rows.
    """
    directories = [name for name in batch_ids(zones.accepted) if name != EMPTY_BATCH]
    readings = {
        name: read_part(zones.accepted / name / "reports.parquet", REPORTS, READING) for name in directories
    }
    if not readings:
        return []
    whole = pa.concat_tables(readings.values())
    latest = before.astimezone(UTC).strftime(BATCH_FORMAT)
    newest = (
        whole.filter(compute.less(whole["batch_id"], latest))
        .group_by("report_id")
        .aggregate([("batch_id", "max")])
        .rename_columns(["report_id", "newest"])
    )
    return [name for name, rows in readings.items() if _is_superseded(rows, newest)]


def remove_superseded(zones: Zones, before: datetime) -> list[str]:
    """Take those directories away, each in one step; returns their names."""
    with exclusive(zones.lock_file):
        recover(zones)
        gone = superseded_batches(zones, before)
        for name in gone:
            remove_batch(zones.accepted, name)
    return gone


def _is_superseded(rows: pa.Table, newest: pa.Table) -> bool:
    if rows.num_rows == 0:
        return False
    known = rows.join(newest, "report_id", join_type="left outer")
    older = compute.fill_null(compute.less(known["batch_id"], known["newest"]), fill_value=False)
    return bool(compute.all(older).as_py())
