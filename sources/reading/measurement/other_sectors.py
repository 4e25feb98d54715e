"""Figures of sentences that are not about health: context, however well a noun of theirs would fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from checks.tables.reasons import Reason
from checks.tables.vocabulary import Disposition
from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.reading.about.relevance import Relevance
from sources.reading.measurement.figure_reading import FigureReading

_FILE = CATALOGUE / "body" / "sectors.yml"


def without_other_sectors(readings: Sequence[FigureReading], relevance: Relevance) -> list[FigureReading]:
    """The readings, those of other sectors set aside; what took over from such a one goes too."""
    kept: list[FigureReading] = []
    for reading in readings:
        if _is_set_aside(reading, kept, relevance):
            reading = replace(
                reading,
                disposition=Disposition.CONTEXT,
                reason=Reason.NOT_HEALTH,
                code=None,
                unit=None,
                rule=None,
                source=None,
            )
        elif _took_over(reading, kept):
            reading = replace(reading, source=None)
        kept.append(reading)
    return kept


def _is_set_aside(reading: FigureReading, kept: Sequence[FigureReading], relevance: Relevance) -> bool:
    left_open = reading.disposition == Disposition.REVIEW and not relevance.is_harm(reading.sentence)
    if reading.code is None and not left_open:
        return False
    if _took_over(reading, kept) and not relevance.is_health(reading.sentence):
        return True
    if reading.rule is not None and reading.rule.id in _shared() and relevance.is_silent:
        return True
    given = reading.code is not None and _given().match(reading.code) is not None
    given = given or (reading.rule is not None and reading.rule.id in _given_reviews())
    return relevance.is_elsewhere(reading.sentence, reading.figure, given)


def _took_over(reading: FigureReading, kept: Sequence[FigureReading]) -> bool:
    """Whether a figure has its indicator from one that was set aside."""
    source = reading.source
    return source is not None and source < len(kept) and kept[source].reason == Reason.NOT_HEALTH


@cache
def _given() -> re.Pattern[str]:
    """The indicators of what those in health get or learn, though it belongs to another sector."""
    return re.compile("|".join(map(re.escape, read_yaml(_FILE)["given"])))


@cache
def _given_reviews() -> frozenset[str]:
    """The rules that leave for review what those in health are given."""
    return frozenset(read_yaml(_FILE)["given_reviews"])


@cache
def _shared() -> frozenset[str]:
    """The rules for what every sector has, such as appeals of citizens."""
    return frozenset(read_yaml(_FILE)["shared"])
