"""The persistent instance: made from the checkout's dagster.yaml, cleared of runs whose process is gone."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import dagster as dg
import yaml

from orchestration.instance import (
    HOST_TAG,
    PROCESS_TAG,
    fail_abandoned_runs,
    is_outdated,
    open_instance,
    process_tags,
)
from orchestration.settings import PROJECT_ROOT, Settings


def started(instance: dg.DagsterInstance, tags: dict[str, str]) -> str:
    """A run that is going on, as far as the instance knows."""
    run = dg.DagsterRun(job_name="refresh", status=dg.DagsterRunStatus.STARTED, tags=tags)
    return instance.add_run(run).run_id


def test_the_home_follows_the_instance_settings_of_the_checkout(tmp_path: Path) -> None:
    settings = Settings(data_root=tmp_path, workers=1)
    with open_instance(settings):
        pass
    copied = (settings.dagster_home / "dagster.yaml").read_bytes()
    assert copied == (PROJECT_ROOT / "dagster.yaml").read_bytes()


def test_the_instance_is_quiet_bounded_and_has_one_writer(tmp_path: Path) -> None:
    stated = yaml.safe_load((PROJECT_ROOT / "dagster.yaml").read_text())
    assert stated["telemetry"]["enabled"] is False
    assert stated["concurrency"]["runs"]["max_concurrent_runs"] == 2
    assert stated["concurrency"]["pools"]["default_limit"] == 1
    assert stated["run_monitoring"]["max_runtime_seconds"] > 0
    with open_instance(Settings(data_root=tmp_path, workers=1)) as instance:
        assert instance.telemetry_enabled is False
        assert instance.run_retries_enabled


def test_a_run_whose_process_is_gone_is_failed_and_others_are_left_alone(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    host = socket.gethostname()
    with open_instance(Settings(data_root=tmp_path, workers=1)) as instance:
        abandoned = started(instance, {HOST_TAG: host, PROCESS_TAG: str(gone.pid)})
        mine = started(instance, process_tags())
        elsewhere = started(instance, {HOST_TAG: "another-host", PROCESS_TAG: str(gone.pid)})
        of_the_daemon = started(instance, {})
        assert fail_abandoned_runs(instance) == [abandoned]
        assert instance.get_run_by_id(abandoned).status == dg.DagsterRunStatus.FAILURE
        for run_id in (mine, elsewhere, of_the_daemon):
            assert instance.get_run_by_id(run_id).status == dg.DagsterRunStatus.STARTED
    assert process_tags()[PROCESS_TAG] == str(os.getpid())


def test_the_history_that_an_older_dagster_wrote_is_brought_up_to_this_one(tmp_path: Path) -> None:
    settings = Settings(data_root=tmp_path, workers=1)
    with open_instance(settings) as instance:
        run_id = started(instance, process_tags())
    history = tmp_path / "dagster" / "history" / "runs.db"
    with closing(sqlite3.connect(history)) as runs:
        runs.execute("update alembic_version set version_num = '7e2f3204cf8e'")
        runs.commit()
    with dg.DagsterInstance.from_config(str(settings.dagster_home)) as instance:
        assert is_outdated(instance)
    with open_instance(settings) as instance:
        assert not is_outdated(instance)
        assert instance.get_run_by_id(run_id) is not None
