"""How far a long run has come, for people: on a terminal one line that changes, in a log a line now and then.

Holds the counting and the showing. Nothing may depend on it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

Report = Callable[[int, int | None, float], None]
"""Told `(done, total or null, rate per second)`."""

EVERY_SECONDS = 0.5
LOG_EVERY_SECONDS = 10.0


def silent(done: int, total: int | None, rate: float) -> None:
    """Tells nobody."""


class Meter:
    """Counts what is done and reports it, at most every `every_seconds`, and at the end."""

    def __init__(
        self,
        report: Report,
        total: int | None = None,
        every_seconds: float = EVERY_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._report = report
        self._total = total
        self._every_seconds = every_seconds
        self._clock = clock
        self._began = self._told = clock()
        self._done = 0

    def advance(self) -> None:
        """One more is done."""
        self._done += 1
        if self._clock() - self._told >= self._every_seconds:
            self.tell()

    def tell(self) -> None:
        """Report now."""
        self._told = self._clock()
        seconds = self._told - self._began
        self._report(self._done, self._total, self._done / seconds if seconds > 0 else 0.0)


def on_terminal(stream: TextIO, what: str) -> Report:
    """A line that is written over and over: `reports landed: 1 200 of 10 000, 350 per second`."""
    return lambda done, total, rate: print(
        f"\r{_line(what, done, total, rate)}  ", end="", file=stream, flush=True
    )


def in_log(write: Callable[[str], None], what: str) -> Report:
    """A line of a log for each report; give the meter `LOG_EVERY_SECONDS`."""
    return lambda done, total, rate: write(_line(what, done, total, rate))


def _line(what: str, done: int, total: int | None, rate: float) -> str:
    whole = f" of {total:,}" if total is not None else ""
    # Below one a second the rate is that of starting up; it says nothing.
    pace = f"; {rate:,.0f} per second" if rate >= 1 else ""
    return f"{what}: {done:,}{whole}{pace}".replace(",", " ")
