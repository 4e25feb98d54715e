"""The inbox sensor: one run for everything that has arrived, again after a failure, never two at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from orchestration.defs.jobs import refresh
from orchestration.defs.sensors import HAND_OVER_TAG, MAX_ATTEMPTS, REGIONS_TAG, inbox
from orchestration.instance import PROCESS_TAG, open_instance, process_tags
from orchestration.settings import Settings
from sources.landing.zones import Zones

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC).timestamp()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data root of its own."""
    return Settings(data_root=tmp_path / "data", workers=1)


@pytest.fixture
def instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """The persistent instance of that data root."""
    with open_instance(settings) as opened:
        yield opened


def drop(settings: Settings, name: str, text: str = "Принято 10 пациентов.") -> Path:
    """Put a file into the inbox that has stood still for a while."""
    path = Zones(settings.data_root).create().inbox / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def tick(settings: Settings, instance: dg.DagsterInstance) -> dg.SensorExecutionData | object:
    """One look of the sensor."""
    context = dg.build_sensor_context(instance=instance, resources={"settings": settings})
    return inbox(context)


def note_run(instance: dg.DagsterInstance, request: dg.RunRequest, status: dg.DagsterRunStatus) -> None:
    """Note in the instance that this request became a run that ended (or did not)."""
    tags = {**request.tags, "dagster/run_key": request.run_key or ""}
    run = dg.DagsterRun(job_name=refresh.name, status=status, tags=tags)
    instance.add_run(run)


def test_an_empty_inbox_asks_for_nothing(settings: Settings, instance: dg.DagsterInstance) -> None:
    assert isinstance(tick(settings, instance), dg.SkipReason)


def test_everything_that_arrived_is_one_run(settings: Settings, instance: dg.DagsterInstance) -> None:
    for name in ("KZ-15/a.txt", "KZ-55/b.txt", "c.txt"):
        drop(settings, name, f"Отчёт {name}: принято 12 пациентов.")
    request = tick(settings, instance)
    assert isinstance(request, dg.RunRequest)
    assert request.tags[REGIONS_TAG] == "KZ KZ-15 KZ-55"
    assert request.partition_key is None


def test_the_same_files_give_the_same_key_and_a_further_file_another(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    drop(settings, "a.txt")
    first, again = tick(settings, instance), tick(settings, instance)
    assert isinstance(first, dg.RunRequest)
    assert isinstance(again, dg.RunRequest)
    assert first.run_key == again.run_key
    drop(settings, "b.txt", "Работают 20 врачей.")
    more = tick(settings, instance)
    assert isinstance(more, dg.RunRequest)
    assert more.run_key != first.run_key


def test_files_that_a_failed_run_left_are_handed_over_again(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    drop(settings, "a.txt")
    keys = []
    for _ in range(MAX_ATTEMPTS):
        request = tick(settings, instance)
        assert isinstance(request, dg.RunRequest)
        keys.append(request.run_key)
        note_run(instance, request, dg.DagsterRunStatus.FAILURE)
    assert len(set(keys)) == MAX_ATTEMPTS
    given_up = tick(settings, instance)
    assert isinstance(given_up, dg.SkipReason)
    assert HAND_OVER_TAG in (given_up.skip_message or "")


def test_while_a_run_is_at_work_no_second_one_is_asked_for(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    drop(settings, "a.txt")
    request = tick(settings, instance)
    assert isinstance(request, dg.RunRequest)
    note_run(instance, request, dg.DagsterRunStatus.STARTED)
    assert isinstance(tick(settings, instance), dg.SkipReason)


def test_a_run_whose_process_is_gone_does_not_hold_up_the_inbox(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    drop(settings, "a.txt")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    tags = {**process_tags(), PROCESS_TAG: str(gone.pid)}
    instance.add_run(dg.DagsterRun(job_name=refresh.name, status=dg.DagsterRunStatus.STARTED, tags=tags))
    assert isinstance(tick(settings, instance), dg.RunRequest)


def test_a_file_dropped_a_second_time_is_handed_over_a_second_time(
    settings: Settings, instance: dg.DagsterInstance
) -> None:
    path = drop(settings, "a.txt")
    request = tick(settings, instance)
    assert isinstance(request, dg.RunRequest)
    note_run(instance, request, dg.DagsterRunStatus.SUCCESS)
    path.unlink()
    assert isinstance(tick(settings, instance), dg.SkipReason)
    drop(settings, "a.txt")
    assert isinstance(tick(settings, instance), dg.RunRequest)
