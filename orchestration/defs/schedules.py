"""When the warehouse is refreshed without anybody asking: every night, and later where a night was missed.

Nights never overlap, because dagster.yaml lets one nightly be at work; the next waits in the queue. Which
night is due is a question of the clock in Almaty alone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import dagster as dg

from orchestration.defs.jobs import NIGHT_TAG, nightly_config
from orchestration.defs.jobs import nightly as nightly_job
from orchestration.instance import UNFINISHED_RUNS, fail_abandoned_runs

ALMATY = "Asia/Almaty"
"""One time zone for the whole country since 2024-03-01 (UTC+5)."""
HOUR = 2
MAX_ATTEMPTS = 3
GRACE = timedelta(minutes=30)
"""So long the night belongs to its schedule; after that, somebody has to notice that nothing came."""
LOOK_EVERY_SECONDS = 600


def due_at(now: datetime) -> datetime:
    """When the latest night was due: the last 02:00 in Almaty that is over."""
    local = now.astimezone(ZoneInfo(ALMATY))
    today = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


def night_request(night: date, attempt: int) -> dg.RunRequest:
    """The run of a night; a run key is remembered for ever, so the attempt is part of it."""
    return dg.RunRequest(
        run_key=f"{night.isoformat()}:{attempt}",
        run_config=nightly_config(),
        tags={NIGHT_TAG: night.isoformat()},
    )


@dg.schedule(
    job=nightly_job,
    cron_schedule=f"0 {HOUR} * * *",
    execution_timezone=ALMATY,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night at 02:00 in Almaty: what events missed, stale readings, small files packed, all"
    " tests, published, and what need not be kept removed.",
)
def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """The night that is due. Dagster asks once for every tick it has missed; they are all for the latest
    night, and a run key is taken once.
    """
    return night_request(due_at(datetime.now(UTC)).date(), attempt=1)


@dg.sensor(
    name="missed_night",
    job=nightly_job,
    minimum_interval_seconds=LOOK_EVERY_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Catches up the latest night where it did not run or did not succeed: after a power cut, a"
    f" restart, a failure; at most {MAX_ATTEMPTS} times.",
)
def missed_night(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """One run for the latest night, unless it is done, at work, or given up."""
    return catch_up(context.instance, datetime.now(UTC))


def catch_up(instance: dg.DagsterInstance, now: datetime) -> dg.RunRequest | dg.SkipReason:
    """The run that a missed night still needs at this moment, or why there is none."""
    due = due_at(now)
    night = due.date()
    if now - due < GRACE:
        return dg.SkipReason(f"The night of {night} has just begun.")
    if not instance.get_run_records(dg.RunsFilter(created_before=due.astimezone(UTC)), limit=1):
        return dg.SkipReason(f"There was no warehouse here in the night of {night}.")
    fail_abandoned_runs(instance)
    at_work = dg.RunsFilter(job_name=nightly_job.name, statuses=UNFINISHED_RUNS)
    if runs := instance.get_runs(at_work, limit=1):
        return dg.SkipReason(f"Nightly {runs[0].run_id[:8]} is at work.")
    statuses = [run.status for run in instance.get_runs(dg.RunsFilter(tags={NIGHT_TAG: night.isoformat()}))]
    if dg.DagsterRunStatus.SUCCESS in statuses:
        return dg.SkipReason(f"The night of {night} is done.")
    if len(statuses) >= MAX_ATTEMPTS:
        return dg.SkipReason(
            f"The night of {night} has failed {len(statuses)} times (tag {NIGHT_TAG}={night}). See what the"
            " runs say; make nightly tries again, and the next night does."
        )
    return night_request(night, attempt=len(statuses) + 1)
