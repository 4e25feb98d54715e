"""The terminal during a run: one line per step, progress of long work, warnings; everything else goes into a
file.

Knows streams and log records. What is told at the end stands in `summary`.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import dagster as dg

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


def narrator(terminal: TextIO) -> dg.LoggerDefinition:
    """A logger of Dagster that tells a person at a terminal how a run is going."""

    def start(_: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("narrator", level=logging.DEBUG)
        logger.addHandler(_Narration(terminal))
        return logger

    return dg.LoggerDefinition(start, description="Tells a person at a terminal how a run is going.")


class _Narration(logging.Handler):
    def __init__(self, terminal: TextIO) -> None:
        super().__init__()
        self._terminal = terminal
        self._started: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Print what a person wants to know of this record, if anything."""
        metadata = getattr(record, "dagster_meta", {})
        event, step = metadata.get("dagster_event"), metadata.get("step_key")
        line = None
        if event is not None:
            if event.is_step_start:
                self._started.add(event.step_key)
                line = STEPS.get(event.step_key)
        elif step in self._started and record.levelno >= (
            logging.INFO if step in NARRATING else logging.WARNING
        ):
            line = f"  {metadata.get('orig_message', record.getMessage())}"
        if line is not None:
            print(line, file=self._terminal, flush=True)
