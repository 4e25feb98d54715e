"""Retry: what was rejected gets another chance, after a repair, with better rules, or with more memory at
hand.

Holds the way back. Files return to the inbox; reports become unread, because their rejections leave the zone.
The rejections themselves are kept aside: that a report was once rejected stays known.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
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
    zones.create()
    with exclusive(zones.lock_file):
        recover(zones)
        finish_all(zones)
        # A batch that is still being finished would get its rejections anew.
        pending = [
            batch_id
            for batch_id in batch_ids(zones.rejected)
            if batch_id not in {EMPTY_BATCH, *unfinished_batches(zones)}
        ]
        rows = [
            row
            for batch_id in pending
            for row in _rejections(zones, batch_id).to_pylist()
            if row["stage"] != "row"
        ]
        turned_away = [row["batch_id"] for row in rows if row["stage"] == "landing"]
        in_place = [batch_id for batch_id in turned_away if not (zones.rejected_files / batch_id).exists()]
        returned = list(_return_files(zones, set(turned_away)))
        for batch_id in pending:
            _set_aside(zones, batch_id)
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


def _keep_rows(zones: Zones, batch_id: str, rejections: pa.Table, rows_only: pa.Table) -> None:
    """Copy first, then replace: a kill in between leaves the batch as it was, for the next retry."""
    directory = zones.rejected / batch_id
    if not (zones.rejected / RETRIED / batch_id).exists():
        with publish_batch(zones.rejected / RETRIED, batch_id) as copy:
            parquet.write_table(rejections, copy / REJECTIONS_NAME, compression="zstd")
    part = directory / f"{REJECTIONS_NAME}.part"
    parquet.write_table(rows_only, part, compression="zstd")
    os.replace(part, directory / REJECTIONS_NAME)
    sync_directory(directory)


def _remove_empty(folder: Path) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        os.rmdir(parent)


def _rejections(zones: Zones, batch_id: str) -> pa.Table:
    return read_part(zones.rejected / batch_id / REJECTIONS_NAME, REJECTIONS)


def _set_aside(zones: Zones, batch_id: str) -> None:
    """Take a batch of rejections out of the zone, but for rows of reports that are accepted: those are not
    read again and stay known.
    """
    aside = zones.rejected / RETRIED
    aside.mkdir(exist_ok=True)
    rejections = _rejections(zones, batch_id)
    rows_only = rejections.filter(compute.equal(rejections["stage"], "row"))
    if rows_only.num_rows == rejections.num_rows > 0:
        return
    if rows_only.num_rows:
        _keep_rows(zones, batch_id, rejections, rows_only)
        return
    os.rename(zones.rejected / batch_id, aside / batch_id)
    sync_directory(aside)
    sync_directory(zones.rejected)
