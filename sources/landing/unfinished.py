"""What remains to be done once a batch is safe in raw: write its rejections, and move its files out of the
inbox.

The list stands in the batch itself, so it becomes true in the same step as the batch, and whoever comes next
after a kill finishes it. Nothing here decides what lands.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as parquet

from sources.connectors.arrival import Look
from sources.landing.batches import batch_ids, move, publish_batch, sync_directory
from sources.landing.inbox import look_at
from sources.landing.kept import FOLDER as KEPT_FOLDER
from sources.landing.rejections import Rejection, rejections_table
from sources.landing.zones import Zones

LIST_NAME = "unfinished.json"


@dataclass(frozen=True, slots=True)
class Move:
    """A file to move, both paths relative to the data root; it is moved only while it stands as
    `look` says.
    """

    source: str
    target: str
    look: Look


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Everything that remains to be done for one batch; `reader_version` is that of the readers that
    refused.
    """

    moves: tuple[Move, ...]
    rejections: tuple[Rejection, ...]
    rejected_at: datetime
    reader_version: str | None


def planned_move(zones: Zones, source: Path, target: Path, look: Look) -> Move:
    """A move between two places of the data root."""
    return Move(str(source.relative_to(zones.root)), str(target.relative_to(zones.root)), look)


def write_list(directory: Path, unfinished: Unfinished) -> None:
    """Put the list into a batch that is being written."""
    stated = {
        "moves": [asdict(move) for move in unfinished.moves],
        "rejections": [asdict(rejection) for rejection in unfinished.rejections],
        "rejected_at": unfinished.rejected_at.isoformat(),
        "reader_version": unfinished.reader_version,
    }
    # ASCII, because file names may hold bytes that are no UTF-8
    (directory / LIST_NAME).write_text(json.dumps(stated, ensure_ascii=True), encoding="ascii")


def read_list(directory: Path) -> Unfinished:
    """The list of a batch."""
    stated = json.loads((directory / LIST_NAME).read_text(encoding="ascii"))
    return Unfinished(
        moves=tuple(Move(line["source"], line["target"], Look(**line["look"])) for line in stated["moves"]),
        rejections=tuple(Rejection(**row) for row in stated["rejections"]),
        rejected_at=datetime.fromisoformat(stated["rejected_at"]).astimezone(UTC),
        reader_version=stated.get("reader_version"),
    )


def unfinished_batches(zones: Zones) -> list[str]:
    """Batches of raw whose list is not done, oldest first."""
    return [batch_id for batch_id in batch_ids(zones.raw) if (zones.raw / batch_id / LIST_NAME).exists()]


def finish_all(zones: Zones) -> Mapping[Path, str]:
    """Finish what earlier runs left; see `finish`."""
    return {
        path: why for batch_id in unfinished_batches(zones) for path, why in finish(zones, batch_id).items()
    }


def finish(zones: Zones, batch_id: str) -> Mapping[Path, str]:
    """Do what remains for a batch; may be repeated at any point.

    Returns the files that could not be moved, with the reason: they have landed and must not be taken again.
    The list stays until they can be.
    """
    directory = zones.raw / batch_id
    unfinished = read_list(directory)
    if unfinished.rejections and not (zones.rejected / batch_id).exists():
        with publish_batch(zones.rejected, batch_id) as rejected:
            table = rejections_table(
                unfinished.rejections,
                unfinished.rejected_at,
                None,
                unfinished.reader_version,
                batch_id,
            )
            parquet.write_table(table, rejected / "rejections.parquet", compression="zstd")
    stuck = dict(_carry_out(zones.root, unfinished.moves))
    if not stuck:
        shutil.rmtree(directory / KEPT_FOLDER, ignore_errors=True)
        os.unlink(directory / LIST_NAME)
        sync_directory(directory)
    return stuck


def _carry_out(root: Path, moves: Iterable[Move]) -> Iterator[tuple[Path, str]]:
    targets = set()
    for planned in moves:
        source, target = root / planned.source, root / planned.target
        # A file that changed after it was read is news and stays; one that is gone was moved before a kill.
        if look_at(source) != planned.look:
            continue
        try:
            move(source, target)
        except OSError as error:
            yield source, error.strerror or str(error)
        else:
            targets.add(target.parent)
    for folder in targets:
        sync_directory(folder)
