"""Batch directories appear whole or not at all; one writer at a time; progress is told in bounds."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.tables import REPORTS
from sources.landing.batches import (
    BATCH_NAME,
    batch_ids,
    move,
    new_batch_id,
    publish_batch,
    remove_batch,
    sweep,
)
from sources.landing.lock import ZonesBusyError, exclusive
from sources.landing.progress import Meter, on_terminal
from sources.landing.zones import EMPTY_BATCH, Zones

MOMENT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2999, 1, 1), timezones=st.just(UTC)))
def test_batch_ids_sort_as_time_does(moment: datetime) -> None:
    first, second = new_batch_id(moment), new_batch_id(moment + timedelta(microseconds=1))
    assert first < second
    assert BATCH_NAME.fullmatch(first)


def test_a_batch_id_is_new_even_when_the_clock_stands_or_goes_back(tmp_path: Path) -> None:
    ids = []
    for moment in (MOMENT, MOMENT, MOMENT - timedelta(days=1)):
        ids.append(new_batch_id(moment, tmp_path))
        (tmp_path / ids[-1]).mkdir()
    assert ids == sorted(set(ids))
    assert batch_ids(tmp_path) == ids


def test_a_batch_is_seen_only_when_it_is_complete(tmp_path: Path) -> None:
    with publish_batch(tmp_path, "20260301T120000000000Z") as directory:
        (directory / "rows").write_text("1")
        assert batch_ids(tmp_path) == []
        assert not list(tmp_path.glob("*/rows"))
    assert batch_ids(tmp_path) == ["20260301T120000000000Z"]


def test_a_batch_is_never_rewritten(tmp_path: Path) -> None:
    with publish_batch(tmp_path, "20260301T120000000000Z"):
        pass
    with (
        pytest.raises(FileExistsError, match="new batch id"),
        publish_batch(tmp_path, "20260301T120000000000Z"),
    ):
        pass


def test_what_a_dead_writer_left_is_swept_and_a_living_one_is_spared(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    living = os.getppid()
    for process in (dead.pid, living):
        (tmp_path / ".building" / f"20260301T120000000000Z.{process}").mkdir(parents=True)
    sweep(tmp_path)
    assert os.listdir(tmp_path / ".building") == [f"20260301T120000000000Z.{living}"]


def test_removing_a_batch_may_be_repeated(tmp_path: Path) -> None:
    with publish_batch(tmp_path, "20260301T120000000000Z") as directory:
        (directory / "rows").write_text("1")
    for _ in range(2):
        remove_batch(tmp_path, "20260301T120000000000Z")
        assert batch_ids(tmp_path) == []


def test_a_file_moves_across_file_systems(tmp_path: Path) -> None:
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system at hand")
    source = other / f"landing-test-{os.getpid()}"
    source.write_text("x")
    move(source, tmp_path / "new" / "name")
    assert (tmp_path / "new" / "name").read_text() == "x"
    assert not source.exists()


def test_new_zones_can_be_read_by_duckdb_at_once(tmp_path: Path) -> None:
    zones = Zones(tmp_path / "data").create().create()
    with duckdb.connect() as connection:
        for glob in ("raw/*/reports", "raw/*/intake", "accepted/*/figures", "rejected/*/rejections"):
            query = f"select count(*) from read_parquet('{zones.root}/{glob}.parquet', union_by_name=true)"
            assert connection.execute(query).fetchall() == [(0,)]


def test_two_writers_take_turns(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    pauses: list[float] = []
    with (
        exclusive(lock),
        pytest.raises(ZonesBusyError, match="start again"),
        exclusive(lock, 1.0, pauses.append),
    ):
        pass
    assert sum(pauses) == pytest.approx(1.0)
    with exclusive(lock, 0.0):
        pass


def test_a_writer_that_died_holds_no_lock(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from sources.landing.lock import exclusive\n"
        "lock = exclusive(Path(sys.argv[1])); lock.__enter__(); os._exit(1)"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "lock")], check=False, cwd=Path(__file__).parents[3]
    )
    with exclusive(tmp_path / "lock", 0.0):
        pass


def test_progress_is_told_now_and_then_and_at_the_end() -> None:
    told: list[tuple[int, int | None, float]] = []
    moment = 0.0

    def clock() -> float:
        nonlocal moment
        moment += 0.1
        return moment

    meter = Meter(
        lambda done, total, rate: told.append((done, total, rate)), total=100, every_seconds=1.0, clock=clock
    )
    for _ in range(100):
        meter.advance()
    meter.tell()
    assert 5 < len(told) < 30
    assert told[-1][:2] == (100, 100)
    assert all(rate > 0 for _, _, rate in told)


def test_progress_on_a_terminal_is_one_line() -> None:
    stream = io.StringIO()
    report = on_terminal(stream, "files landed")
    report(1_200, 10_000, 350.2)
    report(1_300, None, 350.2)
    assert stream.getvalue().startswith("\rfiles landed: 1 200 of 10 000; 350 per second")
    assert "\n" not in stream.getvalue()


def test_zero_row_files_of_an_older_release_get_the_present_columns(tmp_path: Path) -> None:
    zones = Zones(tmp_path).create()
    file = zones.accepted / EMPTY_BATCH / "reports.parquet"
    parquet.write_table(REPORTS.empty().drop_columns(["region_conflict"]), file)
    zones.create()
    assert parquet.read_schema(file).names == list(REPORTS.column_names)
