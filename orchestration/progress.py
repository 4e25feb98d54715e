"""Progress of a run: in its log a line now and then, however often the work reports; on a terminal a bar.

Counting and rates are those of `sources.landing.progress`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sources.landing.progress import Report, in_log

EVERY_SECONDS = 10.0


_WATCHING: ContextVar[Callable[[str], Report] | None] = ContextVar("watching", default=None)


@contextmanager
def watched_by(shown: Callable[[str], Report]) -> Iterator[None]:
    """While the block lasts, long work reports to what `shown` gives for its name instead of to the log."""
    token = _WATCHING.set(shown)
    try:
        yield
    finally:
        _WATCHING.reset(token)


def in_run_log(
    write: Callable[[str], None],
    what: str,
    every_seconds: float = EVERY_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> Report:
    """A report that writes a line at most every `every_seconds`; short work stays silent."""
    if (shown := _WATCHING.get()) is not None:
        return shown(what)
    line, told = in_log(write, what), clock()

    def report(done: int, total: int | None, rate: float) -> None:
        nonlocal told
        if clock() - told >= every_seconds:
            told = clock()
            line(done, total, rate)

    return report
