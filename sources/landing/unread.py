"""Which reports are still to be read: derived from the zones each time, never a flag that could be wrong.

Holds the question and the rows that answer it. Reading them belongs to `sources.reading`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from checks.tables import RAW_REPORTS, REJECTIONS, REPORTS, Table
from sources.landing.batches import batch_ids
from sources.landing.limits import MEGABYTE
from sources.landing.parts import conform, read_part
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
    for file, wanted in _unread_files(zones, extractor_version, region_hints):
        reports = parquet.ParquetFile(file)
        first = 0
        for number in range(reports.num_row_groups):
            rows = reports.metadata.row_group(number).num_rows
            wanted_here = wanted.slice(first, rows)
            first += rows
            if compute.any(wanted_here).as_py():
                here = reports.read_row_group(number).filter(wanted_here)
                yield from _chunks(conform(here, RAW_REPORTS.arrow_schema), chunk_rows, chunk_bytes)


def unread_count(zones: Zones, extractor_version: str) -> int:
    """How many reports `unread_reports` would give."""
    return sum(
        compute.sum(wanted).as_py() or 0 for _, wanted in _unread_files(zones, extractor_version, None)
    )


def _unread_files(
    zones: Zones, extractor_version: str, region_hints: frozenset[str | None] | None
) -> Iterator[tuple[Path, pa.Array]]:
    """The files of raw that hold unread reports, each with a mask of its rows.

    All ids are looked up at once: every look-up builds its table of the settled reports anew.
    """
    files = [zones.raw / batch_id / "reports.parquet" for batch_id in batch_ids(zones.raw)]
    keys = [read_part(file, RAW_REPORTS, ["report_id", "region_hint"]) for file in files]
    if not keys:
        return
    whole = pa.concat_tables(keys)
    settled = settled_reports(zones, extractor_version)
    wanted = compute.invert(compute.is_in(whole["report_id"], value_set=settled))
    if region_hints is not None:
        hints = pa.array(sorted(region_hints, key=str), pa.string())
        wanted = compute.and_(wanted, compute.is_in(whole["region_hint"], value_set=hints))
    mask = wanted.combine_chunks()
    first = 0
    for file, rows in zip(files, keys, strict=True):
        wanted_here = mask.slice(first, rows.num_rows)
        first += rows.num_rows
        if compute.any(wanted_here).as_py():
            yield file, wanted_here


def settled_reports(zones: Zones, extractor_version: str) -> pa.Array:
    """Ids of the reports that this version has accepted, or turned away without another chance being asked
    for.
    """
    parts = [
        table.filter(compute.equal(table["extractor_version"], extractor_version))["report_id"]
        for zone, declared in ((zones.accepted, REPORTS), (zones.rejected, REJECTIONS))
        for table in _columns(zone, declared, ["report_id", "extractor_version"])
    ]
    return pa.chunked_array(parts, pa.string()).combine_chunks()


def _columns(zone: Path, table: Table, columns: list[str]) -> Iterator[pa.Table]:
    for batch_id in batch_ids(zone):
        yield read_part(zone / batch_id / f"{table.name}.parquet", table, columns)


def _chunks(rows: pa.Table, chunk_rows: int, chunk_bytes: int) -> Iterator[pa.Table]:
    sizes = [max(1, count or 0) for count in rows["byte_count"].to_pylist()]
    start, size = 0, 0
    for position, row_bytes in enumerate(sizes):
        if position > start and (position - start >= chunk_rows or size + row_bytes > chunk_bytes):
            yield rows.slice(start, position - start)
            start, size = position, 0
        size += row_bytes
    yield rows.slice(start)
