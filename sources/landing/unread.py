"""Which reports are still to be read: derived from the zones each time, never a flag that could be wrong.

A report is settled by a reading with the present rules, of what the present readers find in its bytes, under
what is known of it now. Holds the question and the rows that answer it. Reading them belongs to
`sources.reading`, opening their bytes again to `sources.landing.reopening`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

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
NOTHING_DECIDED: Mapping[str, datetime] = MappingProxyType({})
CHUNK_BYTES = 32 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Versions:
    """What a reading must have been made with to stand. `catalogue` null: with whichever words and lists."""

    extractor: str
    reader: str = READER_VERSION
    catalogue: str | None = None


def unread_reports(
    zones: Zones,
    extractor_version: str,
    reader_version: str = READER_VERSION,
    *,
    catalogue_version: str | None = None,
    region_hints: frozenset[str | None] | None = None,
    stale_limit: int | None = None,
    decided: Mapping[str, datetime] = NOTHING_DECIDED,
    chunk_rows: int = CHUNK_ROWS,
    chunk_bytes: int = CHUNK_BYTES,
) -> Iterator[pa.Table]:
    """Raw rows that no reading of these versions has settled, with the newest sidecar in place and a column
    `sidecar_batch_id`.

    What was never read comes first, oldest first; then what other versions have read, newest first and at
    most `stale_limit` of it (null: all), so that whoever stops half-way has brought up what people look at.
    `decided`: when a person last decided about a report; one that was read before that is read again.
    Chunks have at most `chunk_rows` rows and about `chunk_bytes`, so that a backlog of any size fits into
    memory. With `region_hints` only rows with such a hint (null for none) come.
    """
    newest = newest_sidecars(zones)
    versions = Versions(extractor_version, reader_version, catalogue_version)
    pending = _pending(zones, versions, newest, region_hints, stale_limit, decided)
    for file, wanted in pending.fresh:
        yield from _rows(file, wanted, newest, chunk_rows, chunk_bytes, newest_first=False)
    for file, wanted in reversed(pending.stale):
        yield from _rows(file, wanted, newest, chunk_rows, chunk_bytes, newest_first=True)


def unread_ids(
    zones: Zones,
    extractor_version: str,
    reader_version: str = READER_VERSION,
    *,
    catalogue_version: str | None = None,
    stale_limit: int | None = None,
    decided: Mapping[str, datetime] = NOTHING_DECIDED,
) -> pa.ChunkedArray:
    """The ids of the reports that `unread_reports` would give."""
    versions = Versions(extractor_version, reader_version, catalogue_version)
    pending = _pending(zones, versions, newest_sidecars(zones), None, stale_limit, decided)
    parts = [
        read_part(file, RAW_REPORTS, ["report_id"])["report_id"].filter(wanted)
        for file, wanted in (*pending.fresh, *pending.stale)
    ]
    return pa.chunked_array([array for part in parts for array in part.chunks], pa.string())


def pending_counts(zones: Zones, versions: Versions) -> tuple[int, int]:
    """How many reports were never read, and how many were read by other versions."""
    pending = _pending(zones, versions, newest_sidecars(zones), None, None)
    fresh, stale = (sum(wanted.true_count for _, wanted in files) for files in (pending.fresh, pending.stale))
    return fresh, stale


@dataclass(frozen=True, slots=True)
class _Pending:
    """The files of raw that hold unread reports, oldest first, each with a mask of its rows."""

    fresh: list[tuple[Path, pa.Array]]
    stale: list[tuple[Path, pa.Array]]


def _pending(
    zones: Zones,
    versions: Versions,
    newest: Newest,
    region_hints: frozenset[str | None] | None,
    stale_limit: int | None,
    decided: Mapping[str, datetime] = NOTHING_DECIDED,
) -> _Pending:
    """All ids are looked up at once: every look-up builds its table of the settled reports anew."""
    files = [zones.raw / batch_id / "reports.parquet" for batch_id in batch_ids(zones.raw)]
    keys = [read_part(file, RAW_REPORTS, ["report_id", "region_hint"]) for file in files]
    if not keys:
        return _Pending([], [])
    whole = pa.concat_tables(keys)
    settled, ever = _settled(zones, versions, newest)
    if decided:
        # what a person has just decided is not put off like other stale reports: it counts as never read
        due = pa.array(sorted(decided.keys() - _read_since(zones, decided)), pa.string())
        settled, ever = (
            ids.filter(compute.invert(compute.is_in(ids, value_set=due))) for ids in (settled, ever)
        )
    unread = compute.invert(compute.is_in(whole["report_id"], value_set=settled)).combine_chunks()
    if region_hints is not None:
        hints = pa.array(sorted(region_hints, key=str), pa.string())
        unread = compute.and_(unread, compute.is_in(whole["region_hint"], value_set=hints)).combine_chunks()
    read_before = compute.is_in(whole["report_id"], value_set=ever).combine_chunks()
    stale = compute.and_(unread, read_before)
    if stale_limit is not None:
        stale = _last(stale, stale_limit)
    fresh = compute.and_not(unread, read_before)
    rows = [table.num_rows for table in keys]
    return _Pending(*(list(_by_file(files, rows, mask)) for mask in (fresh, stale)))


def _last(mask: pa.Array, limit: int) -> pa.Array:
    """The mask with at most the last `limit` of its rows."""
    places = compute.indices_nonzero(mask)
    wanted = places.slice(max(0, len(places) - limit))
    return compute.is_in(pa.array(range(len(mask)), pa.uint64()), value_set=wanted)


def _by_file(files: list[Path], rows: list[int], mask: pa.Array) -> Iterator[tuple[Path, pa.Array]]:
    first = 0
    for file, count in zip(files, rows, strict=True):
        wanted = mask.slice(first, count)
        first += count
        if wanted.true_count:
            yield file, wanted


def _rows(
    file: Path,
    wanted: pa.Array,
    newest: Newest,
    chunk_rows: int,
    chunk_bytes: int,
    *,
    newest_first: bool,
) -> Iterator[pa.Table]:
    with parquet.ParquetFile(file) as reports:
        counts = [reports.metadata.row_group(number).num_rows for number in range(reports.num_row_groups)]
        groups = [(number, sum(counts[:number])) for number in range(len(counts))]
        for number, first in reversed(groups) if newest_first else groups:
            wanted_here = wanted.slice(first, counts[number])
            if not wanted_here.true_count:
                continue
            here = conform(reports.read_row_group(number).filter(wanted_here), RAW_REPORTS.arrow_schema)
            if newest_first:
                # packed batches hold rows of many days; rows that landed together keep their order
                here = here.take(compute.sort_indices(here, [("received_at", "descending")]))
            yield from _chunks(with_newest_sidecars(here, newest), chunk_rows, chunk_bytes)


def settled_reports(zones: Zones, extractor_version: str, reader_version: str, newest: Newest) -> pa.Array:
    """Ids of the reports that these versions of rules and readers have settled."""
    return _settled(zones, Versions(extractor_version, reader_version), newest)[0]


def _settled(zones: Zones, versions: Versions, newest: Newest) -> tuple[pa.Array, pa.Array]:
    """Ids of the reports that were accepted under the newest sidecar, or turned away without another chance
    being asked for: by these versions, and by any.
    """
    columns = ["report_id", "extractor_version", "reader_version", "catalogue_version", SIDECAR_BATCH]
    under_newest = [
        _under_newest(table, newest)
        for zone, declared in ((zones.accepted, REPORTS), (zones.rejected, REJECTIONS))
        for table in _columns(zone, declared, columns)
    ]
    of_today = [table.filter(_made_with(table, versions)) for table in under_newest]
    by_these, by_any = (
        pa.chunked_array(
            [chunk for table in tables for chunk in table["report_id"].chunks], pa.string()
        ).combine_chunks()
        for tables in (of_today, under_newest)
    )
    return by_these, by_any


def _read_since(zones: Zones, decided: Mapping[str, datetime]) -> set[str]:
    """Ids of the reports that were read, or turned away, after the last decision about them."""
    since: set[str] = set()
    for zone, declared, moment in (
        (zones.accepted, REPORTS, "recorded_at"),
        (zones.rejected, REJECTIONS, "rejected_at"),
    ):
        for table in _columns(zone, declared, ["report_id", moment]):
            here = table.filter(
                compute.is_in(table["report_id"], value_set=pa.array(list(decided), pa.string()))
            )
            since.update(
                row["report_id"]
                for row in here.to_pylist()
                if row[moment].replace(tzinfo=None) > decided[row["report_id"]]
            )
    return since


def _made_with(table: pa.Table, versions: Versions) -> pa.ChunkedArray:
    same = compute.and_(
        compute.equal(table["extractor_version"], versions.extractor),
        compute.equal(table["reader_version"], versions.reader),
    )
    if versions.catalogue is not None:
        same = compute.and_(same, compute.equal(table["catalogue_version"], versions.catalogue))
    return same


def _under_newest(table: pa.Table, newest: Newest) -> pa.Table:
    """Readings, without those that did not know the newest sidecar of their report."""
    late = compute.is_in(table["report_id"], value_set=pa.array(list(newest), pa.string()))
    rows = table.filter(late)
    known = [row[SIDECAR_BATCH] == newest[row["report_id"]]["batch_id"] for row in rows.to_pylist()]
    return pa.concat_tables([table.filter(compute.invert(late)), rows.filter(pa.array(known, pa.bool_()))])


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
