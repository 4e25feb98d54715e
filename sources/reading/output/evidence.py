"""What is known at reading time that speaks for or against an observation: the features of the model of
confidence.

Holds the questions only, one function for each attribute. How much an answer weighs is data
(`catalogue/belief.json`), learned by `make train`; a feature without a weight there counts for nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from math import log10

from checks.tables.vocabulary import CHANGES, Comparator, PlanActual, Scope
from sources.reading.attributes.nature import nature_of
from sources.reading.attributes.period.choice import PeriodReading
from sources.reading.attributes.period.dating import Setting
from sources.reading.attributes.place.choice import FigurePlace
from sources.reading.attributes.scope.engine import Decision
from sources.reading.layout.page import Page, Sentence
from sources.reading.measurement.figure_reading import FigureReading
from sources.reading.measurement.proximity import LEAD

Evidence = Mapping[str, float]
"""Feature to its value, mostly 1 for what holds; what does not hold is left out."""

_CLEAR = 2.2  # points between two rules that leave no doubt
_LEAST_SCORE, _SPAN = 4.0, 3.0
_CROWD = 8  # figures; a sentence with more is as hard as one with so many
_LONG = 60  # tokens
_LARGEST = 1e18  # what is larger, or printed with so many digits that it is infinite, is as large
_CLAUSE = 1.0  # the cost of a word of the same clause, at most
_STATUS_CUES = ("planned", "needed", "build", "to_build", "decided_to", "allocated", "done", "started")


def evidence_of(
    reading: FigureReading,
    setting: Setting,
    of_report: Evidence,
    sentence: Sentence | None,
    place: FigurePlace,
    period: PeriodReading,
    plan: PlanActual,
    status: Decision | None,
    dims: Mapping[str, str],
    facility: str | None,
    scope: Scope,
) -> Evidence:
    """The features of an observation: those of its report and its own; `sentence` is null for a figure of a
    table.
    """
    found = dict(of_report)
    for features in (
        _of_indicator(reading),
        _of_words(reading, setting.page, sentence),
        _of_period(reading, setting, sentence, period),
        _of_region(setting, sentence, place),
        _of_status(reading, plan, status, period),
        _of_dimensions(dims, facility, scope),
    ):
        found.update(features)
    return _that_hold(found)


def _that_hold(found: Mapping[str, float]) -> Evidence:
    return {name: round(value, 3) for name, value in found.items() if value}


def evidence_of_report(setting: Setting) -> Evidence:
    """The features that all observations of a report share."""
    words = known = figures = 0
    for sentence in setting.page.sentences:
        words += len(sentence.tokens)
        known += sum(mention.last - mention.first for mention in sentence.mentions)
        figures += len(sentence.figures)
    found = {
        f"published={setting.publication.basis}": 1.0,
        f"reporting={setting.region.basis}": 1.0,
        "reporting_conflict": float(setting.region.conflict is not None),
        "reporting_republic": float(setting.region.code == "KZ"),
        "page_words_known": min(1.0, known / words) if words else 0.0,
        "page_figures": log10(1 + figures),
    }
    return _that_hold(found)


def _of_indicator(reading: FigureReading) -> Iterator[tuple[str, float]]:
    assert reading.rule is not None
    yield "score", (min(reading.score, _LEAST_SCORE + _SPAN) - _LEAST_SCORE) / _SPAN
    yield "margin", min(_CLEAR, max(0.0, reading.score - reading.rival)) / _CLEAR
    yield "no_rival", float(not reading.rival)
    yield "inherited", float(reading.source is not None)
    yield f"link={reading.link}", 1.0
    yield f"form={reading.form}", 1.0
    yield f"measure={reading.measure}", 1.0
    yield "is_change", float(reading.measure in CHANGES)
    yield f"indicator={reading.code}", 1.0
    yield f"area={(reading.code or '')[:5]}", 1.0
    yield f"comparator={reading.figure.comparator}", 1.0
    yield "bounded", float(reading.figure.comparator is not Comparator.EQ)
    yield f"shape={reading.figure.shape}", 1.0
    yield "unit_printed", float(reading.figure.unit is not None)
    size = abs(reading.figure.value or 0.0)
    yield "size", int(log10(1 + min(size, _LARGEST))) / 6  # its order only
    yield "small_number", float(size < 10 and reading.form == "count")
    around, rule = reading.around, reading.rule
    if around is None:
        return
    yield "bare", float(around.bare)
    yield "label", float(around.label)
    yield "oblique", float(around.oblique)
    yield "verb_first", float(around.inverted)
    counted = rule.counted or frozenset()
    yield "counts_head", float(bool(counted & around.head))
    yield "counts_anything", float(rule.counted is None)
    yield "counts_beside", float(bool(counted & around.counted) and not counted & around.head)
    costs = [min((around.cost(c) for c in group), default=LEAD) for group in rule.needs]
    reached = [min(cost, 3.0) for cost in costs]
    yield "needs_farthest", max(reached, default=0.0)
    yield "needs_nothing", float(not rule.needs)
    yield "needs_outside", float(any(cost >= LEAD for cost in reached))
    yield "concepts_near", sum(cost <= _CLAUSE for cost in around.costs.values()) / 10


def _of_words(reading: FigureReading, page: Page, sentence: Sentence | None) -> Iterator[tuple[str, float]]:
    if sentence is None:
        yield "in_table", 1.0
        return
    figure = reading.figure
    yield f"line={page.lines[sentence.line].role}", 1.0
    yield "kazakh", float(sentence.kazakh)
    yield "figures_in_sentence", min(_CROWD, len(sentence.figures)) / _CROWD
    yield "sentence_length", min(_LONG, len(sentence.tokens)) / _LONG
    start = max((at for at, _ in sentence.marks if at < figure.start), default=sentence.start)
    stop = min((at for at, _ in sentence.marks if at >= figure.end), default=sentence.end)
    inside = range(
        bisect_left(sentence.tokens, start, key=lambda one: one.start),
        bisect_left(sentence.tokens, stop, key=lambda one: one.start),
    )
    words = [n for n in inside if len(sentence.tokens[n].form) > 3 and sentence.tokens[n].form.isalpha()]
    known = {n for m in sentence.mentions for n in range(m.first, m.last)}
    unknown = sum(n not in known for n in words)
    yield "clause_words_unknown", unknown / len(words) if words else 0.5
    yield "clause_many_unknown", min(5, unknown) / 5
    yield "first_figure", float(bool(sentence.figures) and sentence.figures[0].start == figure.start)


def _of_period(
    reading: FigureReading, setting: Setting, sentence: Sentence | None, period: PeriodReading
) -> Iterator[tuple[str, float]]:
    yield f"period={period.kind}", 1.0
    yield f"period_basis={period.basis}", 1.0
    yield f"period={period.kind}/{period.basis}", 1.0
    yield "period_without_dates", float(period.start is None and period.end is None)
    yield "period_without_words", float(not period.as_stated)
    nature = nature_of(reading)
    yield f"nature={nature}", 1.0
    yield f"nature={nature}/{period.kind}", 1.0
    published = setting.publication.on
    if published is not None and period.end is not None:
        years = max(-2, min(3, published.year - period.end.year))
        yield f"years_ago={years}", 1.0
        yield "ends_ahead", float(period.end > published)
    if sentence is None:
        return
    here = sum(sentence.start <= one.start < sentence.end for one in setting.periods)
    yield "periods_in_sentence", min(4, here) / 4
    if not period.as_stated:
        return
    words, figure = period.as_stated, reading.figure
    before = setting.page.text.rfind(words, sentence.start, figure.start)
    after = setting.page.text.find(words, figure.end, sentence.end)
    if before < 0 and after < 0:
        yield "period_carried", 1.0
        yield from _of_carrying(words, setting.page, sentence)
        return
    gap = figure.start - before - len(words) if before >= 0 else after - figure.end
    yield "period_behind", float(before < 0)
    yield "period_distance", min(200, max(0, gap)) / 200
    first, last = sorted((figure.start, before if before >= 0 else after))
    yield "period_past_figure", float(any(first < f.start < last for f in sentence.figures))
    yield "period_past_mark", float(any(first < at < last for at, _ in sentence.marks))


def _of_carrying(words: str, page: Page, sentence: Sentence) -> Iterator[tuple[str, float]]:
    """How far off the words of a period stand that a sentence before this one told."""
    at = page.text.rfind(words, 0, sentence.start)
    if at < 0:
        yield "period_told_later", 1.0
        return
    number = bisect_left(page.sentences, sentence.start, key=lambda one: one.start)
    there = max(0, bisect_right(page.sentences, at, key=lambda one: one.start) - 1)
    yield "period_sentences_back", min(8, number - there) / 8
    yield "period_of_other_line", float(page.sentences[there].line != sentence.line)
    yield f"period_from={page.lines[page.sentences[there].line].role}", 1.0


def _of_region(
    setting: Setting, sentence: Sentence | None, place: FigurePlace
) -> Iterator[tuple[str, float]]:
    yield f"region_basis={place.region_basis}", 1.0
    yield f"region={place.region_basis}/{setting.region.basis}", 1.0
    yield "region_unknown", float(place.region_code is None)
    yield "region_republic", float(place.region_code == "KZ")
    yield "region_of_another", float(place.region_code not in (None, "KZ", setting.region.code))
    yield "from_elsewhere", float(place.patient_origin_code is not None)
    yield "country_named", float(bool(place.country))
    yield "place_named", float(bool(place.place))
    if sentence is not None:
        here = [one for one in setting.places if sentence.start <= one.start < sentence.end]
        yield "places_in_sentence", min(4, len(here)) / 4


def _of_status(
    reading: FigureReading, plan: PlanActual, status: Decision | None, period: PeriodReading
) -> Iterator[tuple[str, float]]:
    yield f"status={plan}", 1.0
    if status is not None:
        yield f"status_rule={status.rule}", 1.0
        yield f"status_path={status.path}", 1.0
        yield "status_by_date", float(status.value != plan)
    if reading.around is None:
        return
    for cue in _STATUS_CUES:
        if (cost := reading.around.cost(cue)) <= LEAD:
            yield f"status={plan}/{cue}", 1.0
            yield f"status={plan}/{cue}_near", float(cost <= _CLAUSE)
    yield f"status={plan}/{period.kind}", 1.0


def _of_dimensions(
    dims: Mapping[str, str], facility: str | None, scope: Scope
) -> Iterator[tuple[str, float]]:
    yield f"scope={scope}", 1.0
    for name, value in dims.items():
        if value:
            yield f"dimension={name}", 1.0
    yield "dimensions", sum(map(bool, dims.values())) / 4
    yield "facility_named", float(bool(facility))
