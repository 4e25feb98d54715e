"""Expressions of time and the figures of a page: which stand in its body, which figures they hold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sources.reading.layout.page import Page
from sources.reading.mentions.periods.mention import PeriodMention


def within_body(periods: Sequence[PeriodMention], body: Sequence[tuple[int, int]]) -> list[PeriodMention]:
    starts = [start for start, _ in body]
    return [one for one in periods if (at := bisect_right(starts, one.start)) and one.start < body[at - 1][1]]


def figures_in_periods(page: Page, periods: Sequence[PeriodMention]) -> frozenset[int]:
    """Starts of the figures that stand inside an expression of time."""
    inside: set[int] = set()
    figures = [figure for sentence in page.sentences for figure in sentence.figures]
    starts = [one.start for one in periods]
    for figure in figures:
        at = bisect_right(starts, figure.start) - 1
        if at >= 0 and figure.end <= periods[at].end and figure.shape != "money":
            inside.add(figure.start)
    return frozenset(inside)
