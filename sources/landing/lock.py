"""One writer of the zones at a time: the sensor's run, the nightly and a run by hand must not land the same
file twice.

Holds the lock only. Readers of the zones need none: batches appear and vanish in one step.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 1800.0
LOOK_SECONDS = 0.2


class ZonesBusyError(Exception):
    """Another process has been writing the zones for longer than we are ready to wait."""


@contextmanager
def exclusive(
    lock_file: Path, wait_seconds: float = WAIT_SECONDS, pause: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    """Hold the lock of the zones; the system releases it when the process ends, however it ends.

    Not re-entrant. Raises ZonesBusyError after `wait_seconds`.
    """
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with open(lock_file, "a") as file:
        waited = 0.0
        while not _taken(file.fileno()):
            if waited >= wait_seconds:
                raise ZonesBusyError(
                    f"Another run has held {lock_file} for {wait_seconds:.0f} seconds; "
                    "wait for it to end, or end it, and start again."
                )
            pause(LOOK_SECONDS)
            waited += LOOK_SECONDS
        yield


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
