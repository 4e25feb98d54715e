"""Retry: what was rejected gets another chance, after a repair, with better rules, or with more memory at
hand.

Holds the way back. Files return to the inbox; reports become unread, because their rejections leave the zone.
The rejections themselves are kept aside: that a report was once rejected stays known.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from checks.tables import REJECTIONS
from sources.landing.batches import batch_ids, move, publish_batch, sync_directory
from sources.landing.compaction import recover
from sources.landing.lock import exclusive
from sources.landing.parts import read_part
from sources.landing.rejections import RETRIED
from sources.landing.unfinished import finish_all, unfinished_batches
from sources.landing.zones import EMPTY_BATCH, Zones

REJECTIONS_NAME = "rejections.parquet"
NOT_OF_A_READER = pa.array(
    ["broken_sidecar", "no_permission", "not_a_file", "symbolic_link", "unreadable"], pa.string()
)
"""Reasons of landing that no better reader changes; all others are those of readers and their limits."""


@dataclass(frozen=True, slots=True)
class Retry:
    """What a retry made pending again: files that lie in the inbox, and reports that will be read again.

    `in_place`: files of a source that is not ours to move; they are taken when that source is read again.
    """

    files: int
    reports: int
    in_place: int


def retry(zones: Zones) -> Retry:
    """Make everything pending that stands rejected; may be repeated at any point."""
    return _again(zones, lambda rows: compute.not_equal(rows["stage"], "row"))


def retry_refused(zones: Zones, reader_version: str, *, in_place_only: bool = False) -> Retry:
    """Make pending what readers of another version could not open: files, and what stays at its source; may
    be repeated at any point.

    What a report of a batch needs is given to all that was turned away with it, for containers hold several.
    `in_place_only`: leave alone what would return to the inbox.
    """

    def refused(rows: pa.Table) -> pa.ChunkedArray:
        landing = compute.equal(rows["stage"], "landing")
        of_reader = compute.invert(compute.is_in(rows["reason"], value_set=NOT_OF_A_READER))
        other = compute.fill_null(compute.not_equal(rows["reader_version"], reader_version), fill_value=True)
        batches = rows.filter(compute.and_(landing, compute.and_(of_reader, other)))["batch_id"].unique()
        if in_place_only:
            kept = [(zones.rejected_files / batch_id).exists() for batch_id in batches.to_pylist()]
            batches = batches.filter(compute.invert(pa.array(kept, pa.bool_())))
        return compute.and_(landing, compute.is_in(rows["batch_id"], value_set=batches))

    return _again(zones, refused)


def _again(zones: Zones, wanted: Callable[[pa.Table], pa.ChunkedArray]) -> Retry:
    """Give the rejections that `wanted` marks another chance."""
    zones.create()
    with exclusive(zones.lock_file):
        recover(zones)
        finish_all(zones)
        # A batch that is still being finished would get its rejections anew.
        busy = {EMPTY_BATCH, *unfinished_batches(zones)}
        pending = {
            batch_id: rows
            for batch_id in batch_ids(zones.rejected)
            if batch_id not in busy and (rows := _wanted(zones, batch_id, wanted)).num_rows
        }
        rows = [row for table in pending.values() for row in table.to_pylist()]
        turned_away = {row["batch_id"] for row in rows if row["stage"] == "landing"}
        in_place = [
            row["batch_id"]
            for row in rows
            if row["stage"] == "landing" and not (zones.rejected_files / row["batch_id"]).exists()
        ]
        returned = list(_return_files(zones, turned_away))
        for batch_id, table in pending.items():
            _set_aside(zones, batch_id, table)
    return Retry(
        files=len(returned),
        reports=len({row["report_id"] for row in rows if row["stage"] != "landing"}),
        in_place=len(in_place),
    )


def _return_files(zones: Zones, batch_ids_: Collection[str]) -> Iterator[Path]:
    for batch_id in sorted(batch_ids_):
        folder = zones.rejected_files / batch_id
        for parent, _, names in os.walk(folder):
            place = zones.inbox / Path(parent).relative_to(folder)
            # Somebody may have dropped a repaired file of this name meanwhile; both are kept, and a sidecar
            # stays beside its report.
            if any(os.path.lexists(place / name) for name in names):
                place = place / f"retry-{batch_id}"
            for name in sorted(names):
                move(Path(parent, name), place / name)
                yield place / name
        _remove_empty(folder)


def _remove_empty(folder: Path) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        os.rmdir(parent)


def _wanted(zones: Zones, batch_id: str, wanted: Callable[[pa.Table], pa.ChunkedArray]) -> pa.Table:
    rows = read_part(zones.rejected / batch_id / REJECTIONS_NAME, REJECTIONS)
    return rows.filter(wanted(rows))


def _set_aside(zones: Zones, batch_id: str, again: pa.Table) -> None:
    """Take rejections out of the zone, and keep them aside: first the copy, so that a kill in between leaves
    the batch as it was, for the next retry.
    """
    aside = zones.rejected / RETRIED
    aside.mkdir(exist_ok=True)
    rows = read_part(zones.rejected / batch_id / REJECTIONS_NAME, REJECTIONS)
    taken = again.to_pylist()
    if again.num_rows == rows.num_rows and not (aside / batch_id).exists():
        os.rename(zones.rejected / batch_id, aside / batch_id)
        sync_directory(aside)
        sync_directory(zones.rejected)
        return
    if not (aside / batch_id).exists():
        with publish_batch(aside, batch_id) as copy:
            _write(again, copy / REJECTIONS_NAME)
    else:
        known = read_part(aside / batch_id / REJECTIONS_NAME, REJECTIONS)
        news = _without(taken, known.to_pylist())
        _replace(pa.concat_tables([known, REJECTIONS.from_rows(news)]), aside / batch_id)
    remaining = _without(rows.to_pylist(), taken)
    _replace(REJECTIONS.from_rows(remaining), zones.rejected / batch_id)


def _without(rows: list[dict[str, object]], others: list[dict[str, object]]) -> list[dict[str, object]]:
    known = {tuple(row.items()) for row in others}
    return [row for row in rows if tuple(row.items()) not in known]


def _replace(rows: pa.Table, directory: Path) -> None:
    part = directory / f"{REJECTIONS_NAME}.part"
    _write(rows, part)
    os.replace(part, directory / REJECTIONS_NAME)
    sync_directory(directory)


def _write(rows: pa.Table, path: Path) -> None:
    parquet.write_table(rows, path, compression="zstd")
