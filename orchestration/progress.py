"""Progress in the log of a run: a line now and then, however often the work reports.

Counting and rates are those of `sources.landing.progress`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from sources.landing.progress import Report, in_log

EVERY_SECONDS = 10.0


def in_run_log(
    write: Callable[[str], None],
    what: str,
    every_seconds: float = EVERY_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> Report:
    """A report that writes a line at most every `every_seconds`; short work stays silent."""
    line, told = in_log(write, what), clock()

    def report(done: int, total: int | None, rate: float) -> None:
        nonlocal told
        if clock() - told >= every_seconds:
            told = clock()
            line(done, total, rate)

    return report
