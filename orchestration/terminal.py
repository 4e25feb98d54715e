"""The terminal during a run: one line per step, a bar for long work, warnings; everything else goes into a
file. Colours and bars are for people: where nobody looks, plain lines stand there.

Knows streams and log records. What is told at the end stands in `summary`.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import dagster as dg
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from orchestration.progress import watched_by
from sources.landing.progress import Report

STEPS: Mapping[str, str] = {
    "landed": "Landing what has arrived ...",
    "read": "Reading and judging reports ...",
    "warehouse": "Building and testing the warehouse ...",
    "published__warehouse": "Publishing ...",
}
NARRATING = frozenset({"landed", "read"})
"""Steps whose own messages are for people; what dbt says in between stays in the file and on the pages."""


@contextmanager
def apart(log: Path) -> Iterator[TextIO]:
    """The terminal as a stream of its own, while whatever this process and its children print goes to `log`.

    At the level of file descriptors, because Dagster captures and mirrors the output of every step there.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    log.parent.mkdir(parents=True, exist_ok=True)
    errors = os.dup(2)
    with log.open("w", encoding="utf-8") as file, os.fdopen(os.dup(1), "w", encoding="utf-8") as terminal:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            yield terminal
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os.dup2(terminal.fileno(), 1)
            os.dup2(errors, 2)
            os.close(errors)


def console_on(terminal: TextIO) -> Console:
    """How a person is told; lines and bars must share one, or they write over each other."""
    return Console(file=terminal, highlight=False, soft_wrap=True)


def tell(lines: Iterable[str], console: Console) -> None:
    """Print a summary: headings stand out, and so does what a person has to look at."""
    for line in lines:
        heading = line[:1].isalpha()
        waits = line.startswith("  check ") or "turned away" in line
        console.print(line, style="bold" if heading else "yellow" if waits else None, markup=False)


@contextmanager
def progress_bars(console: Console) -> Iterator[None]:
    """Show long work as bars while the block lasts, where somebody looks at the terminal."""
    if not console.is_terminal:
        yield
        return
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress, _bars(progress):
        yield


@contextmanager
def _bars(progress: Progress) -> Iterator[None]:
    tasks: dict[str, TaskID] = {}

    def shown(what: str) -> Report:
        def report(done: int, total: int | None, _: float) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total)
            progress.update(tasks[what], completed=done, total=total)

        return report

    with watched_by(shown):
        yield


def narrator(console: Console) -> dg.LoggerDefinition:
    """A logger of Dagster that tells a person at a terminal how a run is going."""

    def start(_: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("narrator", level=logging.DEBUG)
        logger.addHandler(_Narration(console))
        return logger

    return dg.LoggerDefinition(start, description="Tells a person at a terminal how a run is going.")


class _Narration(logging.Handler):
    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console
        self._started: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Print what a person wants to know of this record, if anything."""
        metadata = getattr(record, "dagster_meta", {})
        event, step = metadata.get("dagster_event"), metadata.get("step_key")
        line, style = None, None
        if event is not None:
            if event.is_step_start:
                self._started.add(event.step_key)
                line, style = STEPS.get(event.step_key), "bold cyan"
        elif step in self._started and record.levelno >= (
            logging.INFO if step in NARRATING else logging.WARNING
        ):
            line = f"  {metadata.get('orig_message', record.getMessage())}"
            style = "yellow" if record.levelno >= logging.WARNING else None
        if line is not None:
            self._console.print(line, style=style, markup=False)
