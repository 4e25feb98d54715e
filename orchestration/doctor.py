"""`make doctor`: looks whether all is well, without changing anything, and says what to do where it is not.

One function per question; each answers with one finding. What may be repaired by itself is repaired by the
next run, not here.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import dagster as dg
import duckdb

from orchestration.former_publications import LOCK, former_publications, held
from orchestration.instance import UNFINISHED_RUNS, has_gone, is_outdated, open_instance
from orchestration.publish import table_rows
from orchestration.settings import PROJECT_ROOT, Settings
from orchestration.summary import number
from orchestration.visiting import declared_sources, standing_problems, unreachable
from sources.connectors.declarations import DeclarationError
from sources.landing.unread import Versions, pending_counts
from sources.landing.zones import Zones
from sources.reading import EXTRACTOR_VERSION

COPIES = 3
"""Build, published, and the one being made."""
SPARE_BYTES = 1_000_000_000
COMPARED = ("dagster", "dagster-dbt", "dbt-core", "dbt-duckdb", "duckdb", "pandera", "polars", "pyarrow")
LONGEST_RUN = timedelta(hours=6)
"""`max_runtime_seconds` of dagster.yaml."""
SILENCE = timedelta(hours=50)
"""Two nights and a little: one missed night is caught up by itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question: `remedy` is what to do, null where all is well. What is not `urgent` comes
    right by itself in the next night.
    """

    subject: str
    told: str
    remedy: str | None = None
    urgent: bool = True


@dataclass(frozen=True, slots=True)
class Patient:
    """What is looked at: the settings, the instance, the moment."""

    settings: Settings
    instance: dg.DagsterInstance
    now: datetime

    @property
    def published(self) -> Path:
        """The file that people open."""
        return self.settings.published_database

    def unfinished(self) -> Sequence[dg.RunRecord]:
        """Runs that wait or are at work."""
        return self.instance.get_run_records(dg.RunsFilter(statuses=UNFINISHED_RUNS))


def examine(settings: Settings, now: datetime | None = None) -> list[Finding]:
    """All findings, in the order in which a person would look."""
    if not settings.data_root.exists():
        return [Finding("data root", f"{settings.data_root} is not there yet", "make refresh makes it")]
    with open_instance(settings) as instance:
        patient = Patient(settings, instance, now or datetime.now(UTC))
        return [finding for look in LOOKS for finding in look(patient)]


def _disk(patient: Patient) -> Iterator[Finding]:
    free = shutil.disk_usage(patient.settings.data_root).free
    made = [patient.settings.build_database, patient.published]
    needed = SPARE_BYTES + COPIES * max((path.stat().st_size for path in made if path.exists()), default=0)
    told = f"{free / 1e9:,.1f} GB free, a publication may take {needed / 1e9:,.1f} GB"
    remedy = (
        "make room, or move the data root (WAREHOUSE_DATA); WAREHOUSE_KEEP_PUBLISHED and the other"
        " WAREHOUSE_KEEP_* say how much of the past is kept"
    )
    yield Finding("disk", told, remedy if free < needed else None)


def _permissions(patient: Patient) -> Iterator[Finding]:
    zones = Zones(patient.settings.data_root)
    places = [zones.root, zones.inbox, zones.raw, zones.accepted, zones.build, zones.published]
    closed = [str(place) for place in places if place.exists() and not os.access(place, os.W_OK | os.X_OK)]
    told = f"not writable: {', '.join(closed)}" if closed else "all zones can be written"
    yield Finding("permissions", told, "give them to the user who runs the warehouse" if closed else None)


def _locks(patient: Patient) -> Iterator[Finding]:
    files = [Zones(patient.settings.data_root).lock_file, patient.published.parent / LOCK]
    taken = [file.name for file in files if file.exists() and _is_locked(file)]
    at_work = [record.dagster_run.run_id[:8] for record in patient.unfinished()]
    if not taken:
        yield Finding("locks", "free")
    elif at_work:
        yield Finding("locks", f"{', '.join(taken)} held, as run {', '.join(at_work)} is at work")
    else:
        yield Finding(
            "locks",
            f"{', '.join(taken)} held by a process that no run knows",
            f"see who it is (fuser {files[0]}) and end it; a lock never outlives its process",
        )


def _is_locked(file: Path) -> bool:
    with file.open("a") as opened:
        try:
            fcntl.flock(opened.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _versions(patient: Patient) -> Iterator[Finding]:
    locked = dict(
        line.split("==", 1)
        for line in (PROJECT_ROOT / "requirements.lock").read_text(encoding="utf-8").split()
        if "==" in line
    )
    odd = [
        f"{name} {found}, not {locked[name]}"
        for name in COMPARED
        if name in locked and (found := _installed(name)) != locked[name]
    ]
    remedy = "remove .venv and run any make target: it installs what requirements.lock says"
    told = ", ".join(odd) or f"DuckDB {duckdb.__version__} and {len(COMPARED) - 1} others are as locked"
    yield Finding("versions", told, remedy if odd else None)
    if is_outdated(patient.instance):
        yield Finding("versions", "an older Dagster wrote the history of runs", "make refresh brings it up")


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _runs(patient: Patient) -> Iterator[Finding]:
    records = patient.unfinished()
    stuck = [
        record.dagster_run.run_id[:8]
        for record in records
        if has_gone(record.dagster_run)
        or (record.start_time and patient.now.timestamp() - record.start_time > LONGEST_RUN.total_seconds())
    ]
    if stuck:
        yield Finding(
            "runs",
            f"stuck: {', '.join(stuck)}",
            "make refresh marks runs whose process is gone as failed and goes on from there",
        )
    else:
        yield Finding("runs", f"{len(records)} at work or waiting, none stuck")


def _publication(patient: Patient) -> Iterator[Finding]:
    published = patient.published
    if not published.exists():
        yield Finding("publication", "nothing is published yet", "make refresh publishes")
        return
    at = datetime.fromtimestamp(published.stat().st_mtime, UTC)
    tables = table_rows(published)
    told = f"{at:%Y-%m-%d %H:%M} UTC, {len(tables)} tables, {number(sum(tables.values()))} rows"
    told += f", {len(former_publications(published))} former ones kept"
    if not tables:
        remedy = "make rollback puts the former one back, then make refresh"
        yield Finding("publication", f"{published} cannot be read, or is empty", remedy)
    elif hold := held(published):
        yield Finding(
            "publication",
            f"held since {hold.since:%Y-%m-%d %H:%M} UTC by a rollback to {hold.name}",
            "repair what was wrong, then make refresh publishes again (docs/operate.md)",
        )
    else:
        late = patient.now - at > SILENCE
        remedy = "nothing has been published for two nights: is make dev (or the daemon) running?"
        yield Finding("publication", told, remedy if late else None)


def _night(patient: Patient) -> Iterator[Finding]:
    done = dg.RunsFilter(job_name="nightly", statuses=[dg.DagsterRunStatus.SUCCESS])
    last = next(iter(patient.instance.get_run_records(done, limit=1)), None)
    if last is not None:
        at = last.create_timestamp.replace(tzinfo=UTC)
        late = patient.now - at > SILENCE
        yield Finding(
            "nightly",
            f"last done on {at:%Y-%m-%d %H:%M} UTC",
            "make nightly does it now; start make dev or the daemon for the next ones" if late else None,
        )
        return
    before = dg.RunsFilter(created_before=patient.now - SILENCE)
    waited = bool(patient.instance.get_run_records(before, limit=1))
    remedy = "no night has ever been done: make nightly does it now; start make dev or the daemon"
    yield Finding("nightly", "none yet", remedy if waited else None)


def _readings(patient: Patient) -> Iterator[Finding]:
    settings = patient.settings
    versions = Versions(EXTRACTOR_VERSION, settings.reader_version, settings.catalogue_version)
    fresh, stale = pending_counts(Zones(settings.data_root), versions)
    told = f"{fresh} unread, {stale} read with other rules, readers or words"
    remedy = None
    if stale:
        remedy = f"the nightly reads {settings.stale_per_night} of them anew, make refresh all"
    if fresh:
        remedy = "make refresh reads what is unread"
    yield Finding("readings", told, remedy, urgent=fresh > 0)


def _sources(patient: Patient) -> Iterator[Finding]:
    try:
        sources = declared_sources(patient.settings)
    except DeclarationError as error:
        yield Finding("sources", f"{patient.settings.feeds_file} cannot be used", str(error))
        return
    told = {source.source: why for source in sources if (why := unreachable(patient.settings, source))}
    for name, why in told.items():
        yield Finding("sources", f"{name} is not reachable", why)
    for name, problem in standing_problems(patient.settings):
        if name not in told:
            yield Finding("sources", f"{name}: {problem.address}", problem.reason)
            told[name] = problem.reason
    if not told:
        yield Finding("sources", f"{len(sources)} declared, all give" if sources else "none declared")


LOOKS: Sequence[Callable[[Patient], Iterator[Finding]]] = (
    _disk,
    _permissions,
    _locks,
    _versions,
    _runs,
    _publication,
    _night,
    _readings,
    _sources,
)
