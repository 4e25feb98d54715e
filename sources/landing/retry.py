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

import pyarrow.parquet as parquet

from sources.landing.batches import batch_ids, move, sync_directory
from sources.landing.compaction import recover
from sources.landing.lock import exclusive
from sources.landing.rejections import RETRIED
from sources.landing.unfinished import finish_all, unfinished_batches
from sources.landing.zones import EMPTY_BATCH, Zones


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
            for row in parquet.read_table(
                zones.rejected / batch_id / "rejections.parquet", partitioning=None
            ).to_pylist()
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


def _remove_empty(folder: Path) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        os.rmdir(parent)


def _set_aside(zones: Zones, batch_id: str) -> None:
    aside = zones.rejected / RETRIED
    aside.mkdir(exist_ok=True)
    os.rename(zones.rejected / batch_id, aside / batch_id)
    sync_directory(aside)
    sync_directory(zones.rejected)
