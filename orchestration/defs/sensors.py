"""The inbox sensor: whatever has arrived is handed over as one run.

Decides only when a run is due. What is pending is what lies in the inbox, so nothing can be forgotten: a
failed run leaves the files where they are, and the next look hands them over again, under a run key that
names the attempt.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import dagster as dg

from orchestration.defs.jobs import nightly, refresh
from orchestration.instance import UNFINISHED_RUNS, fail_abandoned_runs
from orchestration.regions import REPUBLIC
from orchestration.settings import Settings
from orchestration.visiting import news_of
from sources.connectors import Arrival, LoneSidecar
from sources.connectors.declarations import Feed, Store
from sources.landing.inbox import Inbox, look_around
from sources.landing.late_sidecars import landed_beside
from sources.landing.zones import Zones

HAND_OVER_TAG = "warehouse/hand_over"
REGIONS_TAG = "warehouse/regions"
SOURCE_TAG = "warehouse/source"
MAX_ATTEMPTS = 3
LOOK_EVERY_SECONDS = 30
VISIT_EVERY_SECONDS = 900
"""A directorate publishes a few times a day; more often would be impolite."""
NEWS_ONLY = {"read": {"config": {"stale": "none"}}}
"""What rules of a former release have read waits for the nightly: news must not wait for it."""
FAILED = [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]


@dataclass(frozen=True, slots=True)
class HandOver:
    """A set of files for one run; `key` changes when a file is added, replaced or taken away."""

    key: str
    files: int
    regions: tuple[str, ...]

    def request(self, attempt: int) -> dg.RunRequest:
        """One run for all of them; a run key is remembered for ever, so the attempt is part of it."""
        return dg.RunRequest(
            run_key=f"{self.key}:{attempt}",
            run_config={"ops": NEWS_ONLY},
            tags={HAND_OVER_TAG: self.key, REGIONS_TAG: " ".join(self.regions)},
        )


def hand_over(arrivals: Sequence[Arrival]) -> HandOver:
    """What stands ready, as one hand-over."""
    digest = hashlib.sha256()
    for arrival in sorted(arrivals, key=lambda arrival: arrival.source_path):
        digest.update(repr((arrival.source_path, arrival.look)).encode())
    regions = tuple(sorted({arrival.region_hint or REPUBLIC for arrival in arrivals}))
    return HandOver(digest.hexdigest()[:16], len(arrivals), regions)


@dg.sensor(
    name="inbox",
    job=refresh,
    minimum_interval_seconds=LOOK_EVERY_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Looks into the inbox every half minute; everything that has arrived goes into one run.",
)
def inbox(
    context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]
) -> dg.RunRequest | dg.SkipReason:
    """One run request for all files that stand still, unless a run is at work or keeps failing on them."""
    zones = Zones(settings.data_root).create()
    found = list(look_around(Inbox(zones.inbox, managed=True)))
    alone = [one for one in found if isinstance(one, LoneSidecar)]
    # A sidecar whose report has not landed yet waits for it, and no run could change that.
    arrivals = [one for one in found if isinstance(one, Arrival)]
    arrivals += [one.file for one, reports in landed_beside(zones, alone) if reports]
    if not arrivals:
        return dg.SkipReason(f"Nothing new in {zones.inbox}.")
    if working := _run_at_work(context.instance):
        return dg.SkipReason(f"{len(arrivals)} file(s) wait for run {working} to end.")
    ready = hand_over(arrivals)
    same_files = {HAND_OVER_TAG: ready.key}
    attempts = context.instance.get_runs_count(dg.RunsFilter(tags=same_files))
    failed = context.instance.get_runs_count(dg.RunsFilter(tags=same_files, statuses=FAILED))
    if failed >= MAX_ATTEMPTS:
        return dg.SkipReason(
            f"{ready.files} file(s) were handed over {failed} times and are still here. See what they say"
            f" (tag {HAND_OVER_TAG}={ready.key}); the nightly, or a change in the inbox, tries again."
        )
    return ready.request(attempts + 1)


def _run_at_work(instance: dg.DagsterInstance) -> str | None:
    """The run that is going on, if any; one whose process is gone is none."""
    fail_abandoned_runs(instance)
    for job in (refresh, nightly):
        at_work = dg.RunsFilter(job_name=job.name, statuses=UNFINISHED_RUNS)
        if runs := instance.get_runs(at_work, limit=1):
            return runs[0].run_id[:8]
    return None


def source_sensor(source: Feed | Store) -> dg.SensorDefinition:
    """The sensor of one declared feed or store; without a declaration there is none."""

    @dg.sensor(
        name=source.source.replace(":", "_").replace("-", "_"),
        job=refresh,
        minimum_interval_seconds=VISIT_EVERY_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description=f"Asks {source.url} for news every {VISIT_EVERY_SECONDS // 60} minutes.",
    )
    def visit(
        context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]
    ) -> dg.RunRequest | dg.SkipReason:
        if working := _run_at_work(context.instance):
            return dg.SkipReason(f"Run {working} is at work; the source is asked after it.")
        Zones(settings.data_root).create()
        news = news_of(settings, source)
        if not news:
            return dg.SkipReason(f"Nothing new at {source.url}.")
        return dg.RunRequest(
            run_config={"ops": {"landed": {"config": {"sources": [source.source]}}, **NEWS_ONLY}},
            tags={SOURCE_TAG: source.source},
        )

    return visit
