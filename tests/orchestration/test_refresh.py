"""The job from end to end, as people start it: files in, a warehouse out; again, killed, and with readers.

The tests of this module tell one story and run in their order over one data root.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from orchestration.defs.reading_results import REPORTS_KEY
from orchestration.instance import open_instance
from orchestration.regions import partition_key
from orchestration.settings import PROJECT_ROOT, Settings, child_environment
from sources.landing.zones import Zones

pytestmark = [pytest.mark.integration, pytest.mark.slow]

PATIENCE_SECONDS = 240
FIRST = {
    "KZ-15/itogi.txt": "Актюбинская область\n\nВ 2023 году в стационарах области пролечено 41 200 пациентов.",
    "KZ-55/kadry.txt": "Павлодарская область\n\nНа 1 января 2024 года в области работают 2 310 врачей.",
    "pustoy.txt": "",
}
FILES_QUERY = "select report_file from dim_report order by all"
READER = """
import duckdb, json, sys
with duckdb.connect(sys.argv[1], read_only=True) as warehouse:
    for query in sys.stdin:
        print(json.dumps([name for (name,) in warehouse.execute(query).fetchall()]), flush=True)
"""
SECOND = {"KZ-71/smeta.txt": "Астана\n\nВ 2023 году на закуп оборудования выделено 1,2 млрд тенге."}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data root of its own."""
    return Settings(data_root=tmp_path_factory.mktemp("data"), workers=1)


class Reader:
    """A client in a process of its own that opened the published file and keeps it open.

    Of its own, because DuckDB gives one process the same database again when it opens the same path.
    """

    def __init__(self, database: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", READER, str(database)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.files()

    def files(self) -> list[str]:
        """The reports it sees."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{FILES_QUERY}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())  # type: ignore[no-any-return]

    def close(self) -> None:
        """Let go of the file."""
        self._process.communicate(timeout=PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def reader(settings: Settings) -> Iterator[Reader]:
    """A client that opened the first published file and keeps it open."""
    opened = Reader(settings.published_database)
    yield opened
    opened.close()


def drop(settings: Settings, files: dict[str, str]) -> None:
    """Put files into the inbox that have stood still for a while."""
    inbox = Zones(settings.data_root).create().inbox
    for name, text in files.items():
        path = inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))


def command(settings: Settings) -> subprocess.Popen[str]:
    """`python -m orchestration refresh`, under way."""
    return subprocess.Popen(
        [sys.executable, "-m", "orchestration", "refresh"],
        cwd=PROJECT_ROOT,
        env=child_environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def refresh(settings: Settings) -> str:
    """Refresh, which must succeed; returns what the terminal showed."""
    running = command(settings)
    shown, _ = running.communicate(timeout=PATIENCE_SECONDS)
    assert running.returncode == 0, shown
    return shown


def rows(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every published table."""
    with duckdb.connect(str(settings.published_database), read_only=True) as warehouse:
        tables = [name for (name,) in warehouse.execute("show tables").fetchall()]
        return {
            name: warehouse.execute(f"select * from {name} order by all").fetchall()
            for name in tables
            if name != "publication"  # which build was published when
        }


def files_of(warehouse: duckdb.DuckDBPyConnection) -> list[str]:
    """The reports a client sees."""
    found = warehouse.execute(FILES_QUERY).fetchall()
    return [name for (name,) in found]


def test_the_first_refresh_publishes_what_came_and_tells_what_did_not_pass(settings: Settings) -> None:
    drop(settings, FIRST)
    shown = refresh(settings)
    assert "3  2 landed, 0 duplicates, 1 rejected" in shown
    assert "turned away now: pustoy.txt (empty)" in shown
    assert "rejected_reports: 1 file turned away" in shown
    assert "published/warehouse.duckdb" in shown
    with duckdb.connect(str(settings.published_database), read_only=True) as warehouse:
        assert files_of(warehouse) == ["itogi.txt", "kadry.txt"]
        ((figures,),) = warehouse.execute("select count(*) from figure_ledger").fetchall()
        rejected = warehouse.execute("select report_file, remedy from rejected_reports").fetchall()
    assert figures >= 2
    assert [name for name, _ in rejected] == ["pustoy.txt"]
    assert all(remedy for _, remedy in rejected)


def test_its_run_shows_on_the_pages_with_the_regions_that_reported(settings: Settings) -> None:
    with open_instance(settings) as instance:
        (run,) = instance.get_runs()
        assert (run.job_name, run.status) == ("refresh", dg.DagsterRunStatus.SUCCESS)
        assert instance.get_materialized_partitions(REPORTS_KEY) == {
            partition_key("KZ-15"),
            partition_key("KZ-55"),
        }


def test_a_killed_run_leaves_the_published_file_as_it_was(settings: Settings, reader: Reader) -> None:
    before = rows(settings)
    drop(settings, SECOND)
    running = command(settings)
    assert running.stdout is not None
    for line in running.stdout:
        if line.startswith("Building"):
            break
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate(timeout=PATIENCE_SECONDS)
    assert rows(settings) == before
    assert reader.files() == ["itogi.txt", "kadry.txt"]


def test_the_next_run_goes_on_from_there_while_a_client_holds_the_old_file(
    settings: Settings, reader: Reader
) -> None:
    assert "was stopped half-way" in refresh(settings)
    assert reader.files() == ["itogi.txt", "kadry.txt"]
    with duckdb.connect(str(settings.published_database), read_only=True) as warehouse:
        assert files_of(warehouse) == ["itogi.txt", "kadry.txt", "smeta.txt"]
    with open_instance(settings) as instance:
        statuses = [run.status for run in instance.get_runs()]
    assert statuses == [
        dg.DagsterRunStatus.SUCCESS,
        dg.DagsterRunStatus.FAILURE,
        dg.DagsterRunStatus.SUCCESS,
    ]


def test_a_refresh_without_news_changes_no_row(settings: Settings) -> None:
    before = rows(settings)
    assert "0  nothing new" in refresh(settings)
    assert rows(settings) == before
