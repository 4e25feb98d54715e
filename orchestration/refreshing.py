"""Running the job from the terminal: the same job, in this process, against the same instance as the pages.

Chooses the inbox and the run configuration, and prints. What the job does stands in `defs/`.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from orchestration.definitions import build_defs
from orchestration.defs.jobs import NIGHT_TAG, PURPOSE_TAG, nightly_config
from orchestration.defs.schedules import due_at
from orchestration.instance import UNFINISHED_RUNS, fail_abandoned_runs, open_instance, process_tags
from orchestration.news import news
from orchestration.settings import SAMPLES, Settings
from orchestration.summary import (
    all_rejected,
    facts_of,
    failed_checks_of,
    failure_lines,
    problems_of,
    shown,
    success_lines,
)
from orchestration.terminal import apart, console_on, narrator, progress_bars, tell
from sources.landing.batches import batch_ids
from sources.landing.inbox import is_litter
from sources.landing.zones import EMPTY_BATCH, Zones

TERMINAL_LOG = "terminal.log"
"""What Dagster and dbt said during the latest run from the terminal, below Dagster's home."""
REMEDY_NO_INBOX = "Create it, or name another folder: make refresh INBOX=path"


class NoInbox(Exception):
    """The folder that was named does not exist."""


class NightAtWork(Exception):
    """A nightly is going on; the message says which."""


def refresh(settings: Settings, inbox: Path | None, *, retry: bool = False, reread: bool = False) -> int:
    """Run the job and print what happened; returns the exit code (0: the warehouse is published, and not
    every new file was rejected).

    Whoever names a folder wants that folder; otherwise declared feeds and stores are visited as well.
    """
    zones = Zones(settings.data_root).create()
    chosen = _chosen_inbox(zones, inbox)
    print(f"Inbox: {shown(chosen or zones.inbox)}{' (read in place)' if chosen else ''}", flush=True)
    config = run_config(chosen, every_source=inbox is None, retry=retry, reread=reread)
    return _run(settings, "refresh", config, {PURPOSE_TAG: "terminal"})


def night(settings: Settings) -> int:
    """Run the nightly now, as the latest night; returns the exit code like `refresh`.

    Raises NightAtWork while another one is going on, for two nights never overlap.
    """
    Zones(settings.data_root).create()
    with open_instance(settings) as instance:
        fail_abandoned_runs(instance)
        unfinished = dg.RunsFilter(job_name="nightly", statuses=UNFINISHED_RUNS)
        for run in instance.get_runs(unfinished, limit=1):
            raise NightAtWork(
                f"Nightly {run.run_id[:8]} is at work; wait for it to end (make doctor says whether it is)."
            )
    date = due_at(datetime.now(UTC)).date().isoformat()
    config = {**nightly_config(), "loggers": {"narrator": {}}}
    return _run(settings, "nightly", config, {PURPOSE_TAG: "nightly", NIGHT_TAG: date})


def _run(settings: Settings, job: str, config: dict[str, object], tags: dict[str, str]) -> int:
    """Run a job in this process, tell how it goes and what came of it; returns the exit code."""
    started, began = time.monotonic(), datetime.now(UTC)
    log = settings.dagster_home / TERMINAL_LOG
    with (
        apart(log) as terminal,
        open_instance(settings) as instance,
        progress_bars(console := console_on(terminal)),
    ):
        for run_id in fail_abandoned_runs(instance):
            console.print(
                f"Run {run_id[:8]} was stopped half-way; this run goes on from there.", style="yellow"
            )
        definitions = build_defs(
            resource_overrides={"settings": settings}, loggers={"narrator": narrator(console)}
        )
        result = definitions.resolve_job_def(job).execute_in_process(
            instance=instance,
            run_config=config,
            tags={**process_tags(), **tags},
            raise_on_error=False,
        )
    events = result.all_events
    facts = facts_of(events)
    if result.success:
        told = news(settings.published_database, began, datetime.now(UTC))
        lines = success_lines(facts, failed_checks_of(events), time.monotonic() - started, told)
    else:
        lines = failure_lines(problems_of(events), result.run_id, log)
    tell(lines, console_on(sys.stdout))
    return 0 if result.success and not all_rejected(facts) else 1


def run_config(inbox: Path | None, *, every_source: bool, retry: bool, reread: bool) -> dict[str, object]:
    """The configuration of a run from the terminal: which inbox, whether feeds and stores are visited, what
    to read again, who tells about it.
    """
    landing: dict[str, object] = {"retry": retry, "every_source": every_source}
    if inbox is not None:
        landing["inbox"] = str(inbox)
    return {
        "ops": {
            "landed": {"config": landing},
            "read": {"config": {"reread": reread}},
            # whoever refreshes by hand wants to see the outcome, also after a rollback
            "published__warehouse": {"config": {"release": True}},
        },
        "loggers": {"narrator": {}},
    }


def _chosen_inbox(zones: Zones, inbox: Path | None) -> Path | None:
    """The folder to read in place, or None for the managed inbox; the bundled samples before anything has
    come.
    """
    if inbox is not None:
        if not inbox.is_dir():
            raise NoInbox(f"There is no folder {inbox}. {REMEDY_NO_INBOX}")
        if inbox.resolve() == SAMPLES:
            print("The bundled samples show in the tables only while no other report does (docs/operate.md).")
        return inbox.resolve()
    nothing_landed = set(batch_ids(zones.raw)) <= {EMPTY_BATCH}
    nothing_waits = all(is_litter(name) for name in os.listdir(zones.inbox))
    if nothing_landed and nothing_waits:
        print("Nothing has come yet: the bundled samples are read, so that there is something to look at.")
        return SAMPLES
    return None
