"""What stood published is kept as links, pruned by policy, and put back; then the publication is held."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration import former_publications
from orchestration.former_publications import (
    RollbackError,
    held,
    keep,
    prune,
    publishing,
    release,
    rollback,
    to_keep,
)
from orchestration.former_publications import (
    former_publications as kept,
)
from sources.landing.batches import BATCH_FORMAT

NIGHT = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Where the warehouse of these tests is published."""
    return tmp_path / "published" / "warehouse.duckdb"


def publish(published: Path, value: int, hour: int) -> None:
    """Publish a warehouse of one number, and a file beside it, as a publication does: by replacement."""
    with publishing(published):
        keep(published)
        for name in ("texts.duckdb", published.name):
            fresh = published.with_name(f"{name}.fresh")
            with duckdb.connect(str(fresh)) as connection:
                connection.execute(f"create table told as select {value} as value")
            moment = NIGHT.timestamp() + hour * 3600
            os.utime(fresh, (moment, moment))
            os.replace(fresh, published.with_name(name))
        release(published)


def told(path: Path) -> int:
    """The number that a client reads."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return int(connection.execute("select value from told").fetchall()[0][0])


def test_a_rollback_puts_back_every_file_of_the_former_publication_and_again_the_one_before(
    published: Path,
) -> None:
    for value in (1, 2, 3):
        publish(published, value, hour=value)
    assert rollback(published).published_at.hour == 2
    assert (told(published), told(published.with_name("texts.duckdb"))) == (2, 2)
    rollback(published)
    assert told(published) == 1
    with pytest.raises(RollbackError, match="make rollback TO="):
        rollback(published)
    newest = kept(published)[0]
    rollback(published, newest.name)
    assert told(published) == 3
    assert sorted(path.name for path in published.parent.iterdir()) == [
        ".former",
        ".publication.lock",
        "held.json",
        "texts.duckdb",
        "warehouse.duckdb",
    ]


def test_after_a_rollback_nothing_is_published_until_somebody_says_so(published: Path) -> None:
    publish(published, 1, hour=1)
    assert held(published) is None
    publish(published, 2, hour=2)
    rollback(published, now=NIGHT)
    hold = held(published)
    assert hold is not None
    assert (hold.since, hold.name) == (NIGHT, NIGHT.replace(hour=1).strftime(BATCH_FORMAT))
    publish(published, 3, hour=3)
    assert (told(published), held(published), release(published)) == (3, None, False)


def test_keeping_copies_nothing_and_readers_keep_what_they_opened(published: Path) -> None:
    publish(published, 1, hour=1)
    inode = published.stat().st_ino
    publish(published, 2, hour=2)
    (former,) = kept(published)
    assert (published.parent / ".former" / former.name / published.name).stat().st_ino == inode
    reader = duckdb.connect(str(published), read_only=True)
    rollback(published)
    assert reader.execute("select value from told").fetchall() == [(2,)]
    reader.close()


def test_a_former_file_that_the_disk_has_damaged_is_not_put_back(published: Path) -> None:
    publish(published, 1, hour=1)
    publish(published, 2, hour=2)
    (former,) = kept(published)
    (published.parent / ".former" / former.name / published.name).write_bytes(b"no database")
    with pytest.raises(RollbackError, match="Choose another"):
        rollback(published)
    assert (told(published), held(published)) == (2, None)


@pytest.mark.parametrize("step", ["write_text", "_link", "sync_directory"])
def test_a_rollback_that_is_killed_is_repeated(
    published: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(published, 1, hour=1)
    publish(published, 2, hour=2)
    with publishing(published):
        keep(published)

    class KilledError(Exception):
        """Stands for the signal."""

    def die(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(former_publications, step, die)
        with pytest.raises(KilledError):
            rollback(published)
    assert told(published) in (1, 2)
    rollback(published, NIGHT.replace(hour=1).strftime(BATCH_FORMAT))
    assert (told(published), held(published) is not None) == (1, True)
    assert list(published.parent.glob("*.rollback")) == []


def test_prune_keeps_the_latest_and_the_last_of_each_day(published: Path) -> None:
    for number in range(6):
        publish(published, number, hour=number * 8)
    assert len(prune(published, 2)) == 2
    assert [former.published_at.strftime("%d %H") for former in kept(published)] == [
        "02 08",
        "02 00",
        "01 16",
    ]


@given(
    st.sets(st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1)), max_size=20),
    st.integers(min_value=1, max_value=5),
)
def test_the_policy_keeps_at_most_twice_its_number_and_always_the_latest(
    moments: set[datetime], count: int
) -> None:
    names = [moment.strftime(BATCH_FORMAT) for moment in moments]
    remaining = to_keep(names, count)
    assert len(remaining) <= 2 * count
    assert set(sorted(names)[-count:]) <= remaining <= set(names)
    assert to_keep(sorted(remaining), count) == remaining
