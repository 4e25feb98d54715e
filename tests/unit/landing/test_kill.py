"""A kill at any step of landing loses nothing and doubles nothing: shown by killing at every step there is.

Every change of a file system that Python makes is announced by an audit event. The test counts them, and has
each one in turn, and all that would follow, not happen: exactly what a killed process leaves behind.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sources.landing.batches import batch_ids
from sources.landing.compaction import compact
from sources.landing.inbox import Inbox
from sources.landing.zones import Zones
from tests.unit.landing.place import Clock, Place, files_below

CHANGES = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
)


class KilledError(BaseException):
    """The process is gone; nothing catches this."""


@dataclass
class Executioner:
    """Counts changes of files below a folder, and kills at the chosen one."""

    below: str = ""
    remaining: int | None = None
    counted: int = 0

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.below:
            return
        opening = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        if (event in CHANGES or opening) and self.below in str(arguments[0]):
            self.counted += 1
            if self.remaining is not None and self.counted > self.remaining:
                raise KilledError


EXECUTIONER = Executioner()
sys.addaudithook(EXECUTIONER.hear)


@contextmanager
def watched(folder: Path, remaining: int | None = None) -> Iterator[Executioner]:
    """Kill after `remaining` changes below a folder, or never."""
    EXECUTIONER.below, EXECUTIONER.remaining, EXECUTIONER.counted = str(folder), remaining, 0
    try:
        yield EXECUTIONER
    finally:
        EXECUTIONER.below = ""


FILES = {
    "KZ-15/a.txt": "В районе открыты 4 врачебные амбулатории.\n",
    "KZ-15/a.txt.meta.yaml": "published_on: 2026-02-01\n",
    "b.txt": "Приняты на работу 12 врачей.\n",
    "twin.txt": "Приняты на работу 12 врачей.\n",
    "empty.txt": "",
    "KZ-23/broken.txt": "Закуплено 3 аппарата УЗИ.\n",
    "KZ-23/broken.meta.yaml": "region: nowhere\n",
}


def killed_at_every_step(
    tmp_path: Path, prepare: Callable[[Place], None], act: Callable[[Place], object]
) -> Iterator[Place]:
    """A place per step: prepared, killed at that step of the act, and acted upon again without a kill."""
    rehearsal = Place(Zones(tmp_path / "rehearsal").create(), Clock())
    prepare(rehearsal)
    with watched(rehearsal.zones.root) as executioner:
        act(rehearsal)
    assert executioner.counted > 1
    yield rehearsal
    for step in range(executioner.counted):
        place = Place(Zones(tmp_path / str(step)).create(), Clock())
        prepare(place)
        with watched(place.zones.root, remaining=step), pytest.raises(KilledError):
            act(place)
        act(place)
        yield place


def drop_all(place: Place, folder: Path | None = None) -> None:
    for name, content in FILES.items():
        place.drop(name, content, folder)


def books(place: Place) -> dict[str, list[tuple[object, ...]]]:
    """What must be the same whatever was killed: all rows without their times and batches."""
    return {
        "reports": sorted((row["report_id"], row["text"], str(row["published_on"])) for row in place.reports),
        "intake": sorted((row["intake_id"], row["source_path"], row["outcome"]) for row in place.intake),
        "rejections": sorted((row["report_file"], row["reason"]) for row in place.rejections),
    }


def files_without_batch(folder: Path) -> dict[str, bytes]:
    return {path.partition("/")[2]: data for path, data in files_below(folder).items()}


def assert_tidy(place: Place) -> None:
    """Nothing half-done lies about."""
    for zone in (place.zones.raw, place.zones.accepted, place.zones.rejected):
        left_over = [
            path
            for hidden in (".building", ".removed")
            if (zone / hidden).exists()
            for path in (zone / hidden).iterdir()
        ]
        assert left_over == []
        assert not list(zone.glob("*/unfinished.json"))
        assert not list(zone.glob("*/kept"))
        assert not list(zone.glob("*/replaces.json"))


def test_a_kill_at_any_step_of_landing_loses_and_doubles_nothing(tmp_path: Path) -> None:
    expected: dict[str, list[tuple[object, ...]]] | None = None
    for place in killed_at_every_step(tmp_path, drop_all, Place.land):
        expected = expected or books(place)
        assert books(place) == expected
        assert len(place.reports) == 2
        assert [row["outcome"] for row in place.intake].count("rejected") == 2
        assert files_without_batch(place.zones.landed_files) == {
            name: content.encode()
            for name, content in FILES.items()
            if name[:9] in ("KZ-15/a.t", "b.txt", "twin.txt")
        }
        assert set(files_without_batch(place.zones.rejected_files)) == {
            "empty.txt",
            "KZ-23/broken.txt",
            "KZ-23/broken.meta.yaml",
        }
        assert not [path for path in files_below(place.zones.inbox) if not path.startswith(".landed/")]
        assert_tidy(place)


def test_a_kill_while_landing_in_place_loses_and_doubles_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    drop_all(Place(Zones(tmp_path), Clock()), folder)
    before = files_below(folder)
    expected: dict[str, list[tuple[object, ...]]] | None = None
    for place in killed_at_every_step(
        tmp_path / "zones", lambda place: None, lambda place: place.land(Inbox(folder, managed=False))
    ):
        expected = expected or books(place)
        assert books(place) == expected
        assert files_below(folder) == before
        assert_tidy(place)


def test_a_kill_at_any_step_of_compaction_loses_and_doubles_nothing(tmp_path: Path) -> None:
    untouched = Place(Zones(tmp_path / "untouched").create(), Clock())
    for number in range(3):
        untouched.drop(f"{number}.txt", f"За месяц осмотрено {number + 10} детей.\n")
        untouched.drop(f"{number}.empty", b"")
        untouched.land()

    def copy(place: Place) -> None:
        shutil.copytree(untouched.zones.root, place.zones.root, dirs_exist_ok=True)

    for place in killed_at_every_step(
        tmp_path, copy, lambda place: compact(place.zones, clock=place.clock.now)
    ):
        assert books(place) == books(untouched)
        assert {row["batch_id"] for row in place.reports} == {row["batch_id"] for row in untouched.reports}
        assert len(batch_ids(place.zones.raw)) == 2
        assert_tidy(place)
