"""Figures told together that belong to several things in order: «на 6,2 и 4,8% соответственно».

Holds the pairing of such figures with what was counted, or named, before them in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checks.tables.reasons import Reason
from checks.tables.vocabulary import Disposition
from sources.catalogue.grammar import load_grammar
from sources.reading.layout.page import Sentence
from sources.reading.measurement.changes import change_of
from sources.reading.measurement.figure_reading import BOOK, FigureReading, Told, own_reading
from sources.reading.measurement.indicators import choose
from sources.reading.measurement.inherited_reading import unit_of_change
from sources.reading.measurement.words import measurement_words

_MARKER_REACH = 24
_STRENGTH = 4.7
_PLACES = ("facility", "district", "settlement")
_OPENED = re.compile(r"(?: [^\W\d_]+){0,3} ?\(")
_STROKE = re.compile(r" ?/ ?")
_NOUNS_REACH = 60
_NOUN_WORDS = 4


def respectively(
    sentence: Sentence, readings: Sequence[FigureReading], first: int, folded: str
) -> list[FigureReading]:
    """The readings from `first` on, those of figures joined before «соответственно» paired in order."""
    own = list(readings[first:])
    marker = next(
        (token.start for token in sentence.tokens if token.form in measurement_words().respectively), None
    )
    run = _run(own, marker, folded) if marker is not None else range(0)
    if not run:
        return own
    figures = own[run.start : run.stop]
    sources = _counted_before(readings, first + run.start, len(run))
    if sources:
        paired = [
            _like(reading, readings[source], source, figures[0], sentence, folded)
            for reading, source in zip(figures, sources, strict=True)
        ]
    else:
        paired = _named_before(figures, sentence)
    return own[: run.start] + paired + own[run.stop :]


def told_in_pairs(
    sentence: Sentence, readings: Sequence[FigureReading], first: int, folded: str, *, planned_too: bool
) -> list[FigureReading]:
    """Return the readings from `first` on, those of two counts with a stroke between them by the two things
    named behind («2310/7100 врачей и медсестёр»).

    Where no two are named, nobody can tell what the two counts are, unless they are a plan and its fact
    (`planned_too`); nor what a bare one in brackets is («3 150 (2 990)»).
    """
    own = list(readings[first:])
    for at in range(len(own) - 1):
        one, other = own[at], own[at + 1]
        gap = folded[one.figure.end : other.figure.start]
        if one.form != "count" or other.form != "count" or other.figure.signed:
            continue
        if _OPENED.fullmatch(gap) and folded.startswith(")", other.figure.end) and not planned_too:
            own[at + 1] = _untold(other)
        if not _STROKE.fullmatch(gap):
            continue
        named = _named_behind(other, sentence)
        if named:
            own[at : at + 2] = [_of(reading, named, place) for place, reading in enumerate((one, other))]
        elif not planned_too:
            own[at : at + 2] = [_untold(one), _untold(other)]
    return own


def _untold(reading: FigureReading) -> FigureReading:
    return (
        reading
        if reading.code is None
        else FigureReading(
            reading.figure, reading.sentence, reading.form, Disposition.REVIEW, Reason.AMBIGUOUS
        )
    )


def _named_behind(reading: FigureReading, sentence: Sentence) -> list[frozenset[str]]:
    """The concepts of the two things named right behind a figure and joined by «и», a comma or a stroke;
    empty when there are no two.
    """
    units = load_grammar().natural_units
    begin = reading.figure.noun_start
    nouns = [
        mention
        for mention in sentence.mentions
        if begin <= mention.start < begin + _NOUNS_REACH and mention.concept in units
    ]
    starts = sorted({mention.start for mention in nouns})[:2]
    between = [t.form for t in sentence.tokens if starts and starts[0] < t.start < starts[-1]]
    if len(starts) < 2 or not measurement_words().joints & set(between) or len(between) > _NOUN_WORDS:
        return []
    return [frozenset(m.concept for m in nouns if m.start == start) for start in starts]


def _run(own: Sequence[FigureReading], marker: int, folded: str) -> range:
    """The last figures of one form before the marker that only «и» parts; empty when there are no two."""
    stop = sum(reading.figure.end <= marker for reading in own)
    if stop < 2 or marker - own[stop - 1].figure.end > _MARKER_REACH:
        return range(0)
    start = stop - 1
    while start > 0 and _joined(own[start - 1], own[start], folded):
        start -= 1
    return range(start, stop) if stop - start > 1 else range(0)


def _joined(one: FigureReading, other: FigureReading, folded: str) -> bool:
    return (
        one.form == other.form
        and "context" not in (one.disposition, other.disposition)
        and measurement_words().joined.fullmatch(folded, one.figure.end, other.figure.lead_start) is not None
    )


def _counted_before(readings: Sequence[FigureReading], end: int, count: int) -> list[int]:
    """The last levels of as many different indicators, in the sentence of the figures or the one before."""
    number = readings[end].sentence
    levels = [
        index
        for index in range(end)
        if readings[index].sentence >= number - 1 and readings[index].code and readings[index].change is None
    ]
    last = levels[-count:]
    return last if len(last) == count == len({readings[index].code for index in last}) else []


def _like(
    reading: FigureReading,
    source: FigureReading,
    index: int,
    opening: FigureReading,
    sentence: Sentence,
    folded: str,
) -> FigureReading:
    """The reading of a figure told of what `source` counts: the change of it that the first figure of the run
    says, or its level.
    """
    change = change_of(opening.figure, opening.form, sentence, folded)
    if reading.around is None or (change is None and reading.form != source.form):
        return reading
    return replace(
        reading,
        disposition=Disposition.OBSERVATION,
        reason=None,
        code=source.code,
        rule=source.rule,
        unit=unit_of_change(reading.form, change, source.unit, reading.around) if change else source.unit,
        measure=change.measure if change else source.measure,
        change=change,
        source=index,
        link="coordinate",
        score=_STRENGTH,
    )


def _named_before(figures: Sequence[FigureReading], sentence: Sentence) -> list[FigureReading]:
    """Claims by the nouns named in the same order («врачей и медсестёр 84 и 240 соответственно»)."""
    units = load_grammar().natural_units
    nouns = [
        mention
        for mention in sentence.mentions
        if mention.end <= figures[0].figure.start and units.get(mention.concept, _PLACES[0]) not in _PLACES
    ]
    starts = sorted({mention.start for mention in nouns})[-len(figures) :]
    if len(starts) < len(figures):
        return list(figures)
    named = [frozenset(m.concept for m in nouns if m.start == start) for start in starts]
    return [_of(reading, named, place) for place, reading in enumerate(figures)]


def _of(reading: FigureReading, named: Sequence[frozenset[str]], place: int) -> FigureReading:
    """The reading a figure makes when it counts what stands at this place among the things named."""
    if reading.around is None:
        return reading
    others = frozenset[str]().union(*named) - named[place]
    costs = {key: cost for key, cost in reading.around.costs.items() if key not in others}
    around = replace(
        reading.around,
        counted=named[place],
        head=named[place],
        bare=False,
        costs=costs | dict.fromkeys(named[place], 0.0),
    )
    own = choose(reading.form, around, size=reading.figure.value)
    if own is None or own.score < BOOK:
        return reading
    return own_reading(Told(reading.figure, reading.sentence, reading.form, around, reading.link), own)
