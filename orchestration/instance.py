"""The Dagster instance of this installation: its home, and the runs a killed process left behind.

Runs started from the terminal carry the process that executes them as tags, so that the next one can tell a
run that is going on from one whose process is gone. What a run does is not said here.
"""

from __future__ import annotations

import os
import socket
from importlib.util import find_spec
from pathlib import Path

import dagster as dg

from orchestration.settings import POSTGRES_VARIABLE, PROJECT_ROOT, Settings, SettingsError
from sources.landing.batches import write_text

IN_POSTGRES = f"""
# written where {POSTGRES_VARIABLE} is set
storage:
  postgres:
    postgres_url: {{env: {POSTGRES_VARIABLE}}}
"""
HOST_TAG = "warehouse/host"
PROCESS_TAG = "warehouse/process"
UNFINISHED_RUNS = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]
"""A run that waits or is at work."""
UNFINISHED = [
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def prepare_home(settings: Settings) -> Path:
    """Make Dagster's home with the instance settings of the checkout, and the storage of this installation;
    returns it.
    """
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    wanted = (PROJECT_ROOT / "dagster.yaml").read_text(encoding="utf-8")
    wanted += IN_POSTGRES if settings.postgres_url else ""
    target = home / "dagster.yaml"
    if not target.exists() or target.read_text(encoding="utf-8") != wanted:
        write_text(target, wanted)
    return home


def open_instance(settings: Settings) -> dg.DagsterInstance:
    """The persistent instance in the data root, its history brought up to this Dagster; close it with
    `with`.
    """
    home = prepare_home(settings)
    if settings.postgres_url and find_spec("dagster_postgres") is None:
        raise SettingsError(
            f"{POSTGRES_VARIABLE} is set, but dagster-postgres is not installed: "
            ".venv/bin/python -m pip install -r orchestration/deployment/postgres.lock"
        )
    instance = dg.DagsterInstance.from_config(str(home))
    if is_outdated(instance):
        instance.upgrade()
    return instance


def is_outdated(instance: dg.DagsterInstance) -> bool:
    """Whether an older Dagster wrote the history: `dagster instance migrate` would have something to do."""
    storages = (instance.run_storage, instance.event_log_storage, instance.schedule_storage)
    versions = (storage.alembic_version() for storage in storages if storage is not None)
    return any(version is not None and version[0] != version[1] for version in versions)


def process_tags() -> dict[str, str]:
    """Tags that tell which process executes a run; whoever started it sees a failure and decides."""
    return {HOST_TAG: socket.gethostname(), PROCESS_TAG: str(os.getpid()), "dagster/max_retries": "0"}


def fail_abandoned_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs of this host as failed whose process is gone, and free what they hold; returns their ids.

    A process that was killed cannot say so: its run would hold the writer's slot until max_runtime_seconds is
    over.
    """
    abandoned = []
    for run in instance.get_runs(dg.RunsFilter(statuses=UNFINISHED, tags={HOST_TAG: socket.gethostname()})):
        if has_gone(run):
            instance.report_run_failed(run, message="The process that executed this run is gone.")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
            abandoned.append(run.run_id)
    return abandoned


def has_gone(run: dg.DagsterRun) -> bool:
    """Whether this host knows that the process that executed an unfinished run is gone."""
    here = run.tags.get(HOST_TAG) == socket.gethostname()
    return here and not _is_alive(int(run.tags[PROCESS_TAG]))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
