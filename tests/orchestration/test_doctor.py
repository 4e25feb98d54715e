"""The doctor finds what is broken, says what to do, and changes nothing."""

from __future__ import annotations

import fcntl
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import dagster as dg
import duckdb
import pytest

from orchestration.__main__ import main
from orchestration.doctor import Finding, examine
from orchestration.former_publications import keep, publishing, rollback
from orchestration.instance import HOST_TAG, PROCESS_TAG, open_instance
from orchestration.settings import Settings
from sources.landing.zones import Zones
from tests.unit.landing.place import Clock, Place
from tests.unit.landing.test_promotion import land_reports, read_all

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data root of an installation with an empty warehouse that is well; Dagster takes seconds for it."""
    settings = Settings(data_root=tmp_path_factory.mktemp("installed") / "data", workers=1)
    Zones(settings.data_root).create()
    publish(settings)
    with open_instance(settings):
        return settings.data_root


@pytest.fixture
def settings(tmp_path: Path, installed: Path) -> Settings:
    """A copy of that installation."""
    return Settings(data_root=shutil.copytree(installed, tmp_path / "data"), workers=1)


def publish(settings: Settings) -> None:
    published = settings.published_database
    with publishing(published):
        keep(published)
        published.unlink(missing_ok=True)
        with duckdb.connect(str(published)) as connection:
            connection.execute("create table dim_report as select 1 as one")


def asked(settings: Settings, subject: str, now: datetime = NOW) -> Finding:
    """The finding about one subject: the first that needs a look, else the first."""
    found = [one for one in examine(settings, now) if one.subject == subject]
    return next((one for one in found if one.remedy), found[0])


def test_a_sound_installation_needs_nothing(settings: Settings) -> None:
    assert [one for one in examine(settings) if one.remedy] == []


def test_where_nothing_is_installed_yet_it_says_how_to_begin(tmp_path: Path) -> None:
    (finding,) = examine(Settings(data_root=tmp_path / "none", workers=1))
    assert "make refresh" in (finding.remedy or "")
    assert not (tmp_path / "none").exists()


def test_a_lock_that_no_run_holds_is_found(settings: Settings) -> None:
    lock = Zones(settings.data_root).lock_file
    assert asked(settings, "locks").remedy is None
    with lock.open("a") as held:
        fcntl.flock(held.fileno(), fcntl.LOCK_EX)
        assert "fuser" in (asked(settings, "locks").remedy or "")


def test_a_run_whose_process_is_gone_is_found_and_left_alone(settings: Settings) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    tags = {HOST_TAG: socket.gethostname(), PROCESS_TAG: str(gone.pid)}
    with open_instance(settings) as instance:
        run = dg.DagsterRun(job_name="refresh", status=dg.DagsterRunStatus.STARTED, tags=tags)
        run_id = instance.add_run(run).run_id
    assert run_id[:8] in asked(settings, "runs").told
    with open_instance(settings) as instance:
        assert instance.get_run_by_id(run_id).status == dg.DagsterRunStatus.STARTED


def test_a_publication_that_is_old_broken_or_held_is_found(settings: Settings) -> None:
    assert "daemon" in (asked(settings, "publication", NOW + timedelta(days=4)).remedy or "")
    publish(settings)
    rollback(settings.published_database)
    assert "held since" in asked(settings, "publication").told
    settings.published_database.write_bytes(b"no database")
    assert "make rollback" in (asked(settings, "publication").remedy or "")
    settings.published_database.unlink()
    assert "make refresh" in (asked(settings, "publication").remedy or "")


def test_nights_that_are_missed_are_found(settings: Settings) -> None:
    with open_instance(settings) as instance:
        instance.add_run(dg.DagsterRun(job_name="nightly", status=dg.DagsterRunStatus.SUCCESS))
    assert asked(settings, "nightly").remedy is None
    assert "make nightly" in (asked(settings, "nightly", NOW + timedelta(days=4)).remedy or "")


def test_what_is_unread_is_urgent_and_what_is_stale_is_not(settings: Settings) -> None:
    place = Place(Zones(settings.data_root), Clock())
    land_reports(place, 2)
    unread = asked(settings, "readings")
    assert (unread.told[:9], unread.urgent) == ("2 unread,", True)
    read_all(place)
    stale = asked(settings, "readings")
    assert (stale.told[:24], stale.urgent) == ("0 unread, 2 read with ot", False)
    assert "nightly" in (stale.remedy or "")


def test_too_little_room_and_zones_that_cannot_be_written_are_found(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("orchestration.doctor.SPARE_BYTES", 10**18)
        assert "make room" in (asked(settings, "disk").remedy or "")
    raw = Zones(settings.data_root).raw
    with monkeypatch.context() as patched:
        patched.setattr("os.access", lambda place, _: place != raw)
        assert str(raw) in asked(settings, "permissions").told


@pytest.fixture
def gone_site() -> Iterator[str]:
    """The address of a site whose feed has moved away."""

    class Gone(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Gone) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_source_that_does_not_answer_is_found(settings: Settings, tmp_path: Path, gone_site: str) -> None:
    feeds = tmp_path / "feeds.yml"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    closed = f"http://127.0.0.1:{port}"
    feeds.write_text("feeds: [{name: '?'}]")
    assert "name is made of" in (asked(replace(settings, feeds_file=feeds), "sources").remedy or "")
    feeds.write_text(
        "feeds:\n"
        f"- {{name: moved, url: '{gone_site}/rss', private_addresses: true}}\n"
        f"- {{name: closed, url: '{closed}/rss', private_addresses: true}}\n"
    )
    found = [one for one in examine(replace(settings, feeds_file=feeds)) if one.subject == "sources"]
    assert [one.told for one in found] == ["feed:moved is not reachable", "feed:closed is not reachable"]
    assert "answered 404" in (found[0].remedy or "")
    assert closed in (found[1].remedy or "")


def test_the_command_ends_with_one_where_something_is_urgent(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WAREHOUSE_DATA", str(settings.data_root))
    assert main(["doctor"]) == 0
    settings.published_database.unlink()
    assert main(["doctor"]) == 1
    assert "LOOK  publication" in capsys.readouterr().out
