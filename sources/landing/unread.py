"""Which reports are still to be read: derived from the zones each time, never a flag that could be wrong.

Holds the question and the rows that answer it. Reading them belongs to `sources.reading`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from sources.landing.batches import batch_ids
from sources.landing.limits import MEGABYTE
from sources.landing.zones import Zones

CHUNK_ROWS = 256
CHUNK_BYTES = 32 * MEGABYTE


def unread_reports(
    zones: Zones,
    extractor_version: str,
    *,
    region_hints: frozenset[str | None] | None = None,
    chunk_rows: int = CHUNK_ROWS,
    chunk_bytes: int = CHUNK_BYTES,
) -> Iterator[pa.Table]:
    """Raw rows that this version of the reading has neither accepted nor rejected, oldest first.

    Chunks have at most `chunk_rows` rows and about `chunk_bytes`, so that a backlog of any size fits into
    memory. With `region_hints` only rows with such a hint (null for none) come.
    """
    settled = settled_reports(zones, extractor_version)
    for batch_id in batch_ids(zones.raw):
        file = parquet.ParquetFile(zones.raw / batch_id / "reports.parquet")
        for number in range(file.num_row_groups):
            keys = file.read_row_group(number, columns=["report_id", "region_hint"])
            wanted = compute.invert(compute.is_in(keys["report_id"], value_set=settled))
            if region_hints is not None:
                hinted = compute.is_in(keys["region_hint"], value_set=pa.array(region_hints, pa.string()))
                wanted = compute.and_(wanted, hinted)
            if compute.any(wanted).as_py():
                yield from _chunks(file.read_row_group(number).filter(wanted), chunk_rows, chunk_bytes)


def unread_count(zones: Zones, extractor_version: str) -> int:
    """How many reports `unread_reports` would give."""
    settled = settled_reports(zones, extractor_version)
    return sum(
        compute.sum(compute.invert(compute.is_in(ids["report_id"], value_set=settled))).as_py() or 0
        for ids in _columns(zones.raw, "reports.parquet", ["report_id"])
    )


def settled_reports(zones: Zones, extractor_version: str) -> pa.Array:
    """Ids of the reports that this version has accepted, or turned away without another chance being asked
    for.
    """
    parts = [
        table.filter(compute.equal(table["extractor_version"], extractor_version))["report_id"]
        for zone, name in ((zones.accepted, "reports.parquet"), (zones.rejected, "rejections.parquet"))
        for table in _columns(zone, name, ["report_id", "extractor_version"])
    ]
    return pa.chunked_array(parts, pa.string()).combine_chunks()


def _columns(zone: Path, name: str, columns: list[str]) -> Iterator[pa.Table]:
    for batch_id in batch_ids(zone):
        yield parquet.read_table(zone / batch_id / name, columns=columns, partitioning=None)


def _chunks(rows: pa.Table, chunk_rows: int, chunk_bytes: int) -> Iterator[pa.Table]:
    sizes = [max(1, count or 0) for count in rows["byte_count"].to_pylist()]
    start, size = 0, 0
    for position, row_bytes in enumerate(sizes):
        if position > start and (position - start >= chunk_rows or size + row_bytes > chunk_bytes):
            yield rows.slice(start, position - start)
            start, size = position, 0
        size += row_bytes
    yield rows.slice(start)
