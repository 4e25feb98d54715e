"""Batch directories: their names, and how one appears in a zone whole or not at all.

Holds nothing about what a batch contains.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

BATCH_NAME = re.compile(r"\d{8}T\d{12}Z")
BATCH_FORMAT = "%Y%m%dT%H%M%S%fZ"

# One level deeper than a batch, so that a glob like raw/*/intake.parquet never sees an unfinished batch:
# DuckDB's star matches names that begin with a dot.
BUILDING = ".building"
REMOVED = ".removed"


def batch_ids(zone: Path) -> list[str]:
    """Names of the batches in a zone, oldest first; a zone that does not exist has none."""
    if not zone.is_dir():
        return []
    return sorted(name for name in os.listdir(zone) if BATCH_NAME.fullmatch(name))


def new_batch_id(now: datetime, *zones: Path) -> str:
    """A batch id for this moment (UTC), later than every batch of these zones even when the clock
    went back.
    """
    moment = now.astimezone(UTC)
    latest = max((ids[-1] for zone in zones if (ids := batch_ids(zone))), default="")
    if latest >= moment.strftime(BATCH_FORMAT):
        moment = datetime.strptime(latest, BATCH_FORMAT).replace(tzinfo=UTC) + timedelta(microseconds=1)
    return moment.strftime(BATCH_FORMAT)


@contextmanager
def publish_batch(zone: Path, batch_id: str) -> Iterator[Path]:
    """A directory to write a batch into; it stands in the zone once the block ends without an error.

    What was written is on the disk before the directory is renamed into place, so that neither a killed
    process nor a power cut leaves half a batch. On an error nothing of it stays. Raises FileExistsError when
    the batch exists.
    """
    target = zone / batch_id
    if target.exists():
        raise FileExistsError(f"{target} exists already; a batch is never rewritten, take a new batch id")
    building = zone / BUILDING / f"{batch_id}.{os.getpid()}"
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    try:
        yield building
        sync_tree(building)
        os.rename(building, target)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    sync_directory(zone)


def remove_batch(zone: Path, batch_id: str) -> None:
    """Take a batch out of its zone in one step, then delete it; harmless when it is gone already."""
    aside = zone / REMOVED / batch_id
    shutil.rmtree(aside, ignore_errors=True)
    aside.parent.mkdir(exist_ok=True)
    try:
        os.rename(zone / batch_id, aside)
    except FileNotFoundError:
        return
    sync_directory(zone)
    shutil.rmtree(aside)


def sweep(zone: Path) -> None:
    """Delete what killed writers left half-written or half-deleted in a zone; running writers are spared."""
    shutil.rmtree(zone / REMOVED, ignore_errors=True)
    building = zone / BUILDING
    if not building.is_dir():
        return
    for left_over in building.iterdir():
        if not _is_running(left_over.suffix.removeprefix(".")):
            shutil.rmtree(left_over, ignore_errors=True)


def _is_running(process_id: str) -> bool:
    if not process_id.isdigit() or int(process_id) == os.getpid():
        return False
    try:
        os.kill(int(process_id), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def sync_tree(directory: Path) -> None:
    """Have the system write every file below a directory, and the directories, to the disk."""
    for folder, _, names in os.walk(directory):
        for name in names:
            _sync(Path(folder, name), os.O_RDONLY)
        sync_directory(Path(folder))


def sync_directory(directory: Path) -> None:
    """Have the system write the names in a directory to the disk."""
    _sync(directory, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_text(path: Path, text: str) -> None:
    """Replace a small file in one step: a reader sees the old text or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    building = path.with_name(f".{path.name}.{os.getpid()}")
    with open(building, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(building, path)
    sync_directory(path.parent)


def move(source: Path, target: Path) -> None:
    """Move a file (or a symbolic link) to a path that is free, across file systems too; the bytes exist
    throughout.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.rename(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        building = target.with_name(f".moving.{os.getpid()}")
        shutil.copy2(source, building, follow_symlinks=False)
        if not building.is_symlink():
            _sync(building, os.O_RDONLY)
        os.rename(building, target)
        os.unlink(source)
