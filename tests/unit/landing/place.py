"""Zones in a temporary folder, a clock that goes when told, and reading without processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as parquet

from sources.landing.batches import batch_ids
from sources.landing.inbox import Inbox, look_around
from sources.landing.landing import PORTIONS, Landing, land
from sources.landing.landing_batch import Read
from sources.landing.limits import Portions
from sources.landing.opening import open_file
from sources.landing.zones import Zones
from sources.readers.document import Unreadable


def inline(calls: Iterable[tuple[int, tuple[object, ...]]]) -> Iterator[tuple[int, object]]:
    """Open files in this process, with the real readers."""
    for key, arguments in calls:
        try:
            yield key, open_file(*arguments)  # type: ignore[arg-type]
        except Unreadable as refusal:
            yield key, refusal


@dataclass
class Clock:
    """A clock that stands still; `pause` lets it go on."""

    moment: datetime = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    pauses: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        return self.moment.timestamp()

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.moment += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Place:
    """Zones with helpers that say what stands in them."""

    zones: Zones
    clock: Clock

    def drop(self, name: str, content: str | bytes, folder: Path | None = None) -> Path:
        """Put a file into the inbox, as if it had been there for a day."""
        path = (folder or self.zones.inbox) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        age(path, self.clock)
        return path

    def land(self, inbox: Inbox | None = None, portions: Portions = PORTIONS, read: Read = inline) -> Landing:
        """One run of landing."""
        place = inbox or Inbox(self.zones.inbox, managed=True)
        arrivals = look_around(place, self.clock.seconds, self.clock.pause)
        return land(self.zones, arrivals, read, portions=portions, clock=self.clock.now)

    def rows(self, zone: str, file_name: str) -> list[dict]:
        """All rows of a kind of file in a zone, batch by batch."""
        folder = self.zones.root / zone
        return [
            row
            for batch_id in batch_ids(folder)
            if (folder / batch_id / file_name).exists()
            for row in parquet.read_table(folder / batch_id / file_name, partitioning=None).to_pylist()
        ]

    @property
    def intake(self) -> list[dict]:
        return self.rows("raw", "intake.parquet")

    @property
    def reports(self) -> list[dict]:
        return self.rows("raw", "reports.parquet")

    @property
    def rejections(self) -> list[dict]:
        return self.rows("rejected", "rejections.parquet")

    def outcomes(self) -> dict[str, tuple[str, str | None]]:
        """File name → outcome and reason; every file of the test has its own name."""
        return {row["report_file"]: (row["outcome"], row["reason"]) for row in self.intake}


def age(path: Path, clock: Clock, seconds: float = 86_400) -> None:
    """Make a file look as if it had not been touched for `seconds`."""
    moment = clock.seconds() - seconds
    os.utime(path, (moment, moment), follow_symlinks=False)


def files_below(folder: Path) -> dict[str, bytes]:
    """Path → bytes of all files, hidden ones included."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
