"""A night is run once, a missed one is caught up, two never overlap; upkeep removes what the policy says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
import yaml

from orchestration.defs.jobs import NIGHT_TAG, PURPOSE_TAG
from orchestration.defs.reading_results import REPORTS_KEY
from orchestration.defs.schedules import GRACE, MAX_ATTEMPTS, catch_up, due_at
from orchestration.instance import open_instance, process_tags
from orchestration.refreshing import NightAtWork, night
from orchestration.report_log import landing_lines, reading_lines, remove_logs, write_lines
from orchestration.settings import PROJECT_ROOT, Settings
from orchestration.upkeep import remove_originals, remove_runs
from sources.landing.batches import batch_ids
from sources.landing.superseded import remove_superseded, superseded_batches
from sources.landing.zones import Zones
from tests.unit.landing.place import Clock, Place
from tests.unit.landing.test_promotion import land_reports, read_all

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data root with the history of Dagster, which takes seconds to make."""
    settings = Settings(data_root=tmp_path_factory.mktemp("installed") / "data", workers=1)
    with open_instance(settings):
        return settings.data_root


@pytest.fixture
def settings(tmp_path: Path, installed: Path) -> Settings:
    """A copy of that data root."""
    return Settings(data_root=shutil.copytree(installed, tmp_path / "data"), workers=1)


@pytest.fixture
def instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """The persistent instance of that data root."""
    with open_instance(settings) as opened:
        yield opened


@pytest.fixture
def place(settings: Settings) -> Place:
    """Its zones."""
    return Place(Zones(settings.data_root).create(), Clock())


def noted(instance: dg.DagsterInstance, status: dg.DagsterRunStatus, night: date | None = None) -> str:
    """A run that the instance knows of."""
    tags = {**process_tags(), **({NIGHT_TAG: night.isoformat()} if night else {})}
    job = "nightly" if night else "refresh"
    return instance.add_run(dg.DagsterRun(job_name=job, status=status, tags=tags)).run_id


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-30T20:59:59", "2026-11-29T21:00"),
        ("2026-11-30T21:00:00", "2026-11-30T21:00"),
        ("2026-12-01T10:00:00", "2026-11-30T21:00"),
    ],
)
def test_the_night_that_is_due_is_the_last_two_o_clock_in_almaty(now: str, due: str) -> None:
    assert due_at(datetime.fromisoformat(now).replace(tzinfo=UTC)) == datetime.fromisoformat(due).replace(
        tzinfo=UTC
    )


def test_a_missed_night_is_caught_up_until_it_has_succeeded_or_failed_too_often(
    instance: dg.DagsterInstance,
) -> None:
    noted(instance, dg.DagsterRunStatus.SUCCESS)
    later = due_at(datetime.now(UTC) + 2 * DAY) + GRACE
    due = due_at(later).date()
    for attempt in range(1, MAX_ATTEMPTS + 1):
        request = catch_up(instance, later)
        assert isinstance(request, dg.RunRequest)
        assert request.run_key == f"{due}:{attempt}"
        noted(instance, dg.DagsterRunStatus.FAILURE, due)
    assert isinstance(catch_up(instance, later), dg.SkipReason)
    noted(instance, dg.DagsterRunStatus.SUCCESS, due + DAY)
    assert isinstance(catch_up(instance, later + DAY), dg.SkipReason)
    assert isinstance(catch_up(instance, later + 2 * DAY), dg.RunRequest)


def test_no_night_is_caught_up_before_its_time_or_before_the_warehouse_was_there(
    instance: dg.DagsterInstance,
) -> None:
    now = datetime.now(UTC)
    assert isinstance(catch_up(instance, due_at(now) + GRACE), dg.SkipReason)
    noted(instance, dg.DagsterRunStatus.SUCCESS)
    begun = catch_up(instance, due_at(now + 2 * DAY) + GRACE / 2)
    assert isinstance(begun, dg.SkipReason)
    assert "just begun" in (begun.skip_message or "")
    # the first run came after that night
    installed = catch_up(instance, due_at(now) + GRACE)
    assert isinstance(installed, dg.SkipReason)
    assert "no warehouse here" in (installed.skip_message or "")


def test_two_nights_never_overlap(settings: Settings, instance: dg.DagsterInstance) -> None:
    stated = yaml.safe_load((PROJECT_ROOT / "dagster.yaml").read_text())
    (limit,) = stated["concurrency"]["runs"]["tag_concurrency_limits"]
    assert limit == {"key": PURPOSE_TAG, "value": "nightly", "limit": 1}
    noted(instance, dg.DagsterRunStatus.STARTED, date(2026, 1, 1))
    assert isinstance(catch_up(instance, datetime.now(UTC) + 2 * DAY), dg.SkipReason)
    with pytest.raises(NightAtWork, match="wait for it to end"):
        night(settings)


def test_a_batch_goes_when_all_its_reports_have_newer_readings_for_long_enough(place: Place) -> None:
    land_reports(place, 2)
    first = read_all(place)
    place.clock.moment += DAY
    read_all(place, version="2")
    place.clock.moment += DAY
    assert superseded_batches(place.zones, place.clock.now() - 3 * DAY) == []
    (gone,) = remove_superseded(place.zones, place.clock.now())
    assert first.accepted == 2
    assert {row["extractor_version"] for row in place.rows("accepted", "reports.parquet")} == {"2"}
    assert not (place.zones.accepted / gone).exists()
    assert remove_superseded(place.zones, place.clock.now()) == []


def test_one_report_that_is_current_keeps_its_batch(place: Place) -> None:
    ids = land_reports(place, 2)
    read_all(place)
    place.clock.moment += DAY
    read_all(place, failing=ids[:1], version="2")
    place.clock.moment += DAY
    assert remove_superseded(place.zones, place.clock.now()) == []


def test_files_that_were_taken_go_after_a_while_and_their_bytes_stay(place: Place) -> None:
    land_reports(place, 1)
    assert remove_originals(place.zones, place.clock.now() - DAY) == []
    assert len(remove_originals(place.zones, place.clock.now() + DAY)) == 1
    assert len(place.reports) == 1


def test_old_runs_go_but_the_one_that_shows_the_state_of_a_region(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    @dg.asset(key=REPORTS_KEY, partitions_def=dg.StaticPartitionsDefinition(["KZ-15"]))
    def reports() -> None:
        return None

    def materialised() -> str:
        return dg.materialize([reports], instance=instance, partition_key="KZ-15").run_id

    old, shown = materialised(), materialised()
    at_work = noted(instance, dg.DagsterRunStatus.STARTED)
    states = [dg.AssetRecordsFilter(asset_key=REPORTS_KEY, asset_partitions=["KZ-15"])]
    assert remove_runs(settings, instance, states, datetime.now(UTC) - DAY) == []
    assert remove_runs(settings, instance, states, datetime.now(UTC) + DAY) == [old]
    assert {run.run_id for run in instance.get_runs()} == {shown, at_work}
    assert list(settings.dagster_home.rglob(f"*{old}*")) == []
    assert instance.get_materialized_partitions(REPORTS_KEY) == {"KZ-15"}


def test_each_report_has_a_line_of_json_for_each_stage(place: Place) -> None:
    place.drop("leer.txt", "")
    ids = land_reports(place, 2)
    read_all(place, failing=ids[:1])
    now = datetime(2026, 12, 1, tzinfo=UTC)
    lines = [line for batch in batch_ids(place.zones.raw) for line in landing_lines(place.zones, batch)]
    lines += [line for batch in batch_ids(place.zones.accepted) for line in reading_lines(place.zones, batch)]
    write_lines(place.zones.root, "run-1", lines, now)
    (file,) = (place.zones.root / "logs").iterdir()
    told = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert {(line["run_id"], line["at"][:10]) for line in told} == {("run-1", "2026-12-01")}
    stages = [(line["report_id"], line["stage"], line.get("outcome")) for line in told]
    assert (ids[1], "landing", "landed") in stages
    assert (ids[1], "reading", None) in stages
    assert (ids[1], "acceptance", "accepted") in stages
    assert (ids[0], "acceptance", "rejected") in stages
    assert [line["reason"] for line in told if line["report_file"] == "leer.txt"] == ["empty"]
    assert remove_logs(place.zones.root, date(2026, 12, 1)) == []
    assert remove_logs(place.zones.root, date(2026, 12, 2)) == [file]
