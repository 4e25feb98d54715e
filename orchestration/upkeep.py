"""Upkeep: what need not be kept for ever is removed by policy, once a night.

Holds what goes and what of it must stay all the same; how long each is kept comes from the settings. Nothing
that cannot be made again is removed: raw, rejected files and the ledgers stay (docs/operate.md).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from orchestration.report_log import remove_logs
from orchestration.settings import Settings
from sources.landing.batches import BATCH_FORMAT, batch_ids
from sources.landing.superseded import remove_superseded
from sources.landing.unfinished import unfinished_batches
from sources.landing.zones import Zones

FINISHED = [
    dg.DagsterRunStatus.SUCCESS,
    dg.DagsterRunStatus.FAILURE,
    dg.DagsterRunStatus.CANCELED,
]
RUNS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Removed:
    """What one upkeep removed: folders of originals, batches of readings, runs, files of logs."""

    originals: int
    readings: int
    runs: int
    logs: int


def keep_up(
    settings: Settings, instance: dg.DagsterInstance, shown: Iterable[dg.AssetRecordsFilter], now: datetime
) -> Removed:
    """Remove what is older than the settings say; may be killed and repeated at any point.

    `shown`: notes whose latest run is kept, however old: the pages show it as the state of a region.
    """
    zones = Zones(settings.data_root)
    keep_runs_from = now - timedelta(days=settings.days_runs)
    return Removed(
        originals=len(remove_originals(zones, now - timedelta(days=settings.days_originals))),
        readings=len(remove_superseded(zones, now - timedelta(days=settings.days_readings))),
        runs=len(remove_runs(settings, instance, shown, keep_runs_from)),
        logs=len(remove_logs(settings.data_root, keep_runs_from.date())),
    )


def remove_originals(zones: Zones, before: datetime) -> list[str]:
    """Remove files that were taken from the inbox before this moment, a folder per batch; their bytes are in
    raw.
    """
    oldest = before.astimezone(UTC).strftime(BATCH_FORMAT)
    unfinished = set(unfinished_batches(zones))
    gone = [name for name in batch_ids(zones.landed_files) if name < oldest and name not in unfinished]
    for name in gone:
        shutil.rmtree(zones.landed_files / name)
    return gone


def remove_runs(
    settings: Settings,
    instance: dg.DagsterInstance,
    shown: Iterable[dg.AssetRecordsFilter],
    before: datetime,
) -> list[str]:
    """Remove finished runs that began before this moment, with their events and what they printed."""
    old = dg.RunsFilter(statuses=FINISHED, created_before=before)
    ids = {run.run_id for run in instance.get_runs(old, limit=RUNS_AT_A_TIME)}
    if not ids:
        return []
    ids -= {
        record.run_id for one in shown for record in instance.fetch_materializations(one, limit=1).records
    }
    for run_id in sorted(ids):
        instance.delete_run(run_id)
        shutil.rmtree(settings.dagster_home / "storage" / run_id, ignore_errors=True)
        for file in _own_history(settings.dagster_home, run_id):
            file.unlink(missing_ok=True)
    return sorted(ids)


def _own_history(home: Path, run_id: str) -> Iterable[Path]:
    """The database of one run, where the storage is SQLite: Dagster empties it, and leaves the file."""
    return (home / "history" / "runs").glob(f"{run_id}.db*")
