"""Figures that a report tells twice: a headline rounds or repeats what the body says with its date.

A figure of the title or lead takes the period of the body figure it repeats (CONVENTIONS 27); any other that
nothing dates takes the period of its twin. Holds the comparison of figures only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checks.tables.vocabulary import Measure, PeriodBasis, PeriodKind, PlanActual
from sources.reading.attributes.period.context import PeriodReading
from sources.reading.layout.page import Page

_ROUNDED = 0.02  # «почти 2800» repeats 2 798
_HEADS = frozenset({"title", "heading"})
_OPEN = frozenset({PeriodKind.UNSPECIFIED, PeriodKind.EVENT})
_UNTOLD = frozenset({PeriodKind.UNSPECIFIED, PeriodKind.POINT})
_STRETCHES = frozenset({PeriodKind.YTD, PeriodKind.YEAR, PeriodKind.HORIZON, PeriodKind.MULTI_YEAR})


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it was read, with its period.

    `heads` says that it stands in the title or a headline, `dated_apart` that such figures are dated by
    their own words only, as costs and capacities are.
    """

    code: str
    value: float
    measure: Measure
    plan_actual: PlanActual
    period: PeriodReading
    heads: bool
    dated_apart: bool


def stands_in_head(page: Page, start: int) -> bool:
    """Whether a place of a page lies in its title, in a heading, or in the very first sentence."""
    at = bisect_right(page.sentences, start, key=lambda one: one.start) - 1
    if at < 0:
        return False
    return at == 0 or page.lines[page.sentences[at].line].role in _HEADS


def as_repeated(figures: Sequence[Told]) -> list[PeriodReading]:
    """The periods of figures in their order, those of repeated ones as their twins tell them."""
    by_code: dict[tuple[str, Measure, PlanActual], list[Told]] = {}
    for figure in figures:
        by_code.setdefault(_key(figure), []).append(figure)
    return [_period(figure, by_code[_key(figure)]) for figure in figures]


def _key(figure: Told) -> tuple[str, Measure, PlanActual]:
    return figure.code, figure.measure, figure.plan_actual


def _period(figure: Told, alike: Sequence[Told]) -> PeriodReading:
    if figure.dated_apart or len(alike) < 2:
        return figure.period
    undated = figure.period.kind in _OPEN and figure.period.end is None
    if not undated and not figure.heads:
        return figure.period
    for other in alike:
        if other is figure or other.heads or not _repeats(figure, other):
            continue
        told = other.period
        if told.kind in _UNTOLD or (told.kind in _OPEN and told.end is None):
            continue
        if figure.period.kind == "event" and told.kind == "since_start":  # «заработали три», one of the acts
            continue
        if undated or (told.end and told.kind == figure.period.kind and told.kind in _STRETCHES):
            basis = PeriodBasis.INFERRED if undated and told.end else told.basis
            return replace(figure.period, kind=told.kind, start=told.start, end=told.end, basis=basis)
    return figure.period


def _repeats(figure: Told, other: Told) -> bool:
    """Whether a figure is another one again; a headline may round it."""
    if figure.value == other.value:
        return True
    return figure.heads and abs(figure.value - other.value) <= _ROUNDED * abs(other.value)
