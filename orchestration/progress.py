"""Progress of long work: a line every few seconds with what is done, how fast, and what remains.

Knows counting and time; what is counted says the caller.
"""

from __future__ import annotations

import time
from collections.abc import Callable

EVERY_SECONDS = 5.0


class Ticker:
    """Called with the count done so far; says it at most every `every_seconds`."""

    def __init__(
        self,
        say: Callable[[str], object],
        what: str,
        total: int | None = None,
        every_seconds: float = EVERY_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._say, self._what, self._total = say, what, total
        self._every, self._clock = every_seconds, clock
        self._started = self._said = clock()

    def __call__(self, done: int) -> None:
        """Take note that `done` are done."""
        now = self._clock()
        if now - self._said >= self._every:
            self._said = now
            self._say(progress_line(self._what, done, self._total, now - self._started))


def progress_line(what: str, done: int, total: int | None, seconds: float) -> str:
    """`1 200 of 5 000 reports read, 40.0 per second, 1.6 minutes remain`."""
    rate = done / seconds if seconds > 0 else 0.0
    of_total = f" of {total:,}".replace(",", " ") if total is not None else ""
    line = f"{done:,}".replace(",", " ") + f"{of_total} {what}, {rate:.1f} per second"
    if total is not None and rate > 0:
        line += f", {(total - done) / rate / 60:.1f} minutes remain"
    return line
