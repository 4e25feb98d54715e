"""Former publications: what stood published is kept, and `make rollback` puts one of them back.

A folder of links per publication (`published/.former/<when it was published>/`), so that keeping costs no
copy and no time, however large the warehouse: a published file is replaced, never written. After a rollback
the publication is held, or the next report would publish again what somebody has just taken back. How a
warehouse is made and verified stands in `orchestration.publish`.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from sources.landing.batches import (
    BATCH_FORMAT,
    batch_ids,
    publish_batch,
    remove_batch,
    sweep,
    sync_directory,
    write_text,
)
from sources.landing.lock import exclusive

FOLDER = ".former"
LOCK = ".publication.lock"
HOLD = "held.json"
_INCOMING = ".rollback"
DATABASES = "*.duckdb"


class RollbackError(RuntimeError):
    """Nothing was rolled back; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Former:
    """One kept publication: its name (the moment it was published, UTC) and its size in bytes."""

    name: str
    bytes: int

    @property
    def published_at(self) -> datetime:
        """When it was published."""
        return datetime.strptime(self.name, BATCH_FORMAT).replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Hold:
    """Since when nothing is published, and which publication stands there meanwhile."""

    since: datetime
    name: str


@contextmanager
def publishing(published: Path, wait_seconds: float = 600.0) -> Iterator[None]:
    """Hold the lock of the published folder: a publication and a rollback never meet.

    What a killed rollback or a killed keeping left behind is removed. Raises ZonesBusyError after
    `wait_seconds`.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    with exclusive(published.parent / LOCK, wait_seconds):
        for left_over in published.parent.glob(f"{DATABASES}{_INCOMING}"):
            left_over.unlink()
        sweep(published.parent / FOLDER)
        yield


def keep(published: Path) -> str | None:
    """Keep what stands published now, before it is replaced; returns its name, None where nothing stands.

    Twice the same publication is kept once. The caller holds `publishing`.
    """
    if not published.exists():
        return None
    moment = datetime.fromtimestamp(published.stat().st_mtime, UTC)
    name = moment.strftime(BATCH_FORMAT)
    folder = published.parent / FOLDER
    if not (folder / name).exists():
        with publish_batch(folder, name) as directory:
            for file in sorted(published.parent.glob(DATABASES)):
                _link(file, directory / file.name)
    return name


def former_publications(published: Path) -> list[Former]:
    """What is kept, newest first; a folder without the warehouse is none."""
    folder = published.parent / FOLDER
    return [
        Former(name, sum(file.stat().st_size for file in (folder / name).iterdir()))
        for name in reversed(batch_ids(folder))
        if (folder / name / published.name).exists()
    ]


def prune(published: Path, count: int) -> list[str]:
    """Remove kept publications that the policy does not keep; returns their names."""
    names = [former.name for former in former_publications(published)]
    gone = sorted(set(names) - to_keep(names, count))
    for name in gone:
        remove_batch(published.parent / FOLDER, name)
    return gone


def to_keep(names: Sequence[str], count: int) -> set[str]:
    """The latest `count` publications, and the last one of each of the latest `count` days (UTC) that have
    any: a busy morning does not push out last night.
    """
    newest = sorted(names, reverse=True)
    last_of_day: dict[str, str] = {}
    for name in newest:
        last_of_day.setdefault(name[:8], name)
    return {*newest[:count], *list(last_of_day.values())[:count]}


def rollback(published: Path, name: str | None = None, now: datetime | None = None) -> Former:
    """Put a kept publication (by default the latest that differs from what stands there) in its place, and
    hold the publication.

    What stood there is kept too, so a rollback can be rolled back by name. The hold is written first: killed
    between the two, nothing is published until somebody repeats the rollback or releases the hold. Raises
    RollbackError.
    """
    with publishing(published):
        standing = keep(published)
        kept = former_publications(published)
        chosen = _chosen(kept, standing, name)
        folder = published.parent / FOLDER / chosen.name
        _verify(folder / published.name)
        hold = {"since": (now or datetime.now(UTC)).isoformat(), "name": chosen.name}
        write_text(published.parent / HOLD, json.dumps(hold))
        # The warehouse comes last: whoever finds it finds what it attaches.
        for file in sorted(folder.iterdir(), key=lambda file: file.name == published.name):
            incoming = published.parent / f"{file.name}{_INCOMING}"
            _link(file, incoming)
            os.replace(incoming, published.parent / file.name)
            # where both are links to one file, renaming does nothing and leaves the new name
            incoming.unlink(missing_ok=True)
        sync_directory(published.parent)
        return chosen


def held(published: Path) -> Hold | None:
    """The hold of the publication, if any."""
    file = published.parent / HOLD
    if not file.exists():
        return None
    stated = json.loads(file.read_text(encoding="utf-8"))
    return Hold(datetime.fromisoformat(stated["since"]), stated["name"])


def release(published: Path) -> bool:
    """End the hold; says whether there was one."""
    existed = held(published) is not None
    (published.parent / HOLD).unlink(missing_ok=True)
    return existed


def _chosen(kept: Sequence[Former], standing: str | None, name: str | None) -> Former:
    others = [former for former in kept if former.name != standing]
    if name is not None:
        others = [former for former in kept if former.name == name]
    elif standing is not None:
        others = [former for former in others if former.name < standing]
    if not others:
        names = ", ".join(former.name for former in kept if former.name != standing) or "none"
        raise RollbackError(
            f"There is no former publication {name or 'before the one that stands there'}; kept are: {names}."
            " Choose one: make rollback TO=name. What is older is rebuilt from data/raw (docs/operate.md)."
        )
    return others[0]


def _verify(database: Path) -> None:
    """Open it as a reader will: a file that the disk has damaged is no repair."""
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            tables = [name for (name,) in connection.execute("show tables").fetchall()]
            for table in tables:
                connection.execute(f'select count(*) from "{table}"').fetchall()
    except duckdb.Error as error:
        raise RollbackError(
            f"{database} cannot be read ({error}). Choose another: make rollback TO=name."
        ) from error
    if not tables:
        raise RollbackError(f"{database} holds no table. Choose another: make rollback TO=name.")


def _link(source: Path, target: Path) -> None:
    """The same bytes under another name; a copy where the file system knows no links."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
