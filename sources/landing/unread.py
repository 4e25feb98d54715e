"""Which reports are still to be read: derived from the zones each time, never a flag that could be wrong.

A report is settled by a reading with the present rules, of what the present readers find in its bytes, under
what is known of it now. Holds the question and the rows that answer it. Reading them belongs to
`sources.reading`, opening their bytes again to `sources.landing.reopening`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from checks.tables import RAW_REPORTS, REJECTIONS, REPORTS, Table
from sources.landing.batches import batch_ids
from sources.landing.circumstances import SIDECAR_BATCH, Newest, newest_sidecars, with_newest_sidecars
from sources.landing.limits import MEGABYTE
from sources.landing.parts import conform, read_part
from sources.landing.zones import Zones
from sources.readers.version import READER_VERSION

CHUNK_ROWS = 256
CHUNK_BYTES = 32 * MEGABYTE


def unread_reports(
    zones: Zones,
    extractor_version: str,
    reader_version: str = READER_VERSION,
    *,
    region_hints: frozenset[str | None] | None = None,
    chunk_rows: int = CHUNK_ROWS,
    chunk_bytes: int = CHUNK_BYTES,
) -> Iterator[pa.Table]:
    """Raw rows that no reading has settled, oldest first, with the newest sidecar in place and a column
    `sidecar_batch_id`.

    Chunks have at most `chunk_rows` rows and about `chunk_bytes`, so that a backlog of any size fits into
    memory. With `region_hints` only rows with such a hint (null for none) come.
    """
    newest = newest_sidecars(zones)
    for file, wanted in _unread_files(zones, extractor_version, reader_version, newest, region_hints):
        reports = parquet.ParquetFile(file)
        first = 0
        for number in range(reports.num_row_groups):
            rows = reports.metadata.row_group(number).num_rows
            wanted_here = wanted.slice(first, rows)
            first += rows
            if compute.any(wanted_here).as_py():
                here = conform(reports.read_row_group(number).filter(wanted_here), RAW_REPORTS.arrow_schema)
                yield from _chunks(with_newest_sidecars(here, newest), chunk_rows, chunk_bytes)


def unread_ids(zones: Zones, extractor_version: str, reader_version: str = READER_VERSION) -> pa.ChunkedArray:
    """The ids of the reports that `unread_reports` would give."""
    newest = newest_sidecars(zones)
    parts = [
        read_part(file, RAW_REPORTS, ["report_id"])["report_id"].filter(wanted)
        for file, wanted in _unread_files(zones, extractor_version, reader_version, newest, None)
    ]
    return pa.chunked_array([array for part in parts for array in part.chunks], pa.string())


def _unread_files(
    zones: Zones,
    extractor_version: str,
    reader_version: str,
    newest: Newest,
    region_hints: frozenset[str | None] | None,
) -> Iterator[tuple[Path, pa.Array]]:
    """The files of raw that hold unread reports, each with a mask of its rows.

    All ids are looked up at once: every look-up builds its table of the settled reports anew.
    """
    files = [zones.raw / batch_id / "reports.parquet" for batch_id in batch_ids(zones.raw)]
    keys = [read_part(file, RAW_REPORTS, ["report_id", "region_hint"]) for file in files]
    if not keys:
        return
    whole = pa.concat_tables(keys)
    settled = settled_reports(zones, extractor_version, reader_version, newest)
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


def settled_reports(zones: Zones, extractor_version: str, reader_version: str, newest: Newest) -> pa.Array:
    """Ids of the reports that these versions have accepted under the newest sidecar, or turned away without
    another chance being asked for.
    """
    parts = [
        _settled(table, extractor_version, reader_version, newest)
        for zone, declared in ((zones.accepted, REPORTS), (zones.rejected, REJECTIONS))
        for table in _columns(
            zone, declared, ["report_id", "extractor_version", "reader_version", SIDECAR_BATCH]
        )
    ]
    return pa.chunked_array(parts, pa.string()).combine_chunks()


def _settled(table: pa.Table, extractor_version: str, reader_version: str, newest: Newest) -> pa.Array:
    of_today = compute.and_(
        compute.equal(table["extractor_version"], extractor_version),
        compute.equal(table["reader_version"], reader_version),
    )
    rows = table.filter(of_today)
    late = compute.is_in(rows["report_id"], value_set=pa.array(list(newest), pa.string()))
    under_newest = [
        row["report_id"]
        for row in rows.filter(late).to_pylist()
        if row[SIDECAR_BATCH] == newest[row["report_id"]]["batch_id"]
    ]
    without = rows.filter(compute.invert(late))["report_id"].combine_chunks()
    return pa.concat_arrays([without, pa.array(under_newest, pa.string())])


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
