"""What each figure of the prose is read as: an indicator with its measure, or why it is none.

Walks through the sentences once, figure by figure, weighing a figure's own words against what it takes from
the figure before it. Periods, places and dimensions come later and do not change what is counted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from checks.tables.reasons import Reason
from checks.tables.units import OF_BIRTHS, PER_1000_BIRTHS, Unit
from checks.tables.vocabulary import Disposition
from sources.catalogue.grammar import load_grammar
from sources.language.figures import Figure
from sources.reading.layout.page import Page, Sentence
from sources.reading.measurement.capacity import capacity_told
from sources.reading.measurement.changes import change_of, change_of_item
from sources.reading.measurement.decimal_marks import Marks, counts_whole_things, marks_of, settled
from sources.reading.measurement.figure_reading import (
    FigureReading,
    Told,
    in_its_currency,
    own_reading,
    with_whole_count,
)
from sources.reading.measurement.forms import context_reason, form_of, is_norm_of_share, paid, unit_of_figure
from sources.reading.measurement.frames import only_frames
from sources.reading.measurement.indicators import choose
from sources.reading.measurement.inherited_reading import as_change, as_heir, heir_or_own, only_described
from sources.reading.measurement.left_out import change_again, with_scale
from sources.reading.measurement.links import Gap, link_before
from sources.reading.measurement.noun_phrases import counting_in
from sources.reading.measurement.outside import outside_of, subjects_of
from sources.reading.measurement.plan_and_fact import plan_comes_first
from sources.reading.measurement.proximity import SUBJECT, Proximity, proximity
from sources.reading.measurement.rates import carried_rates, denominators, out_of_how_many, rate_units
from sources.reading.measurement.respectively import respectively, told_in_pairs
from sources.reading.measurement.titles import in_titles

_SENTENCES_BACK = 2
_RATES_BACK = 4
_ASIDE = 120
_PLACE_WORD = 24
# A question governs its answer like a lead, and what follows on the answer less; «сколько» asks for the
# very figure.
# In how many sentences, and in what share of them, a subject of the report is named.
_LOOSE = frozenset({"coordinate", "colon", "apart"})
_PRINTED_BROKEN = re.compile(r"\d{1,3},\d")  # «8,0» is measured, not counted
_RATE_UNITS = frozenset({"per_1000", "per_10k", "per_100k"})


def read_figures(page: Page, in_period: frozenset[int]) -> list[FigureReading]:
    """Return one reading for every figure in the sentences of the page, in reading order.

    `in_period` are the starts of figures that stand inside an expression of time («за 5 месяцев»).
    """
    readings: list[FigureReading] = []
    subjects = subjects_of(page)
    doubtful = any(figure.otherwise is not None for one in page.sentences for figure in one.figures)
    marks = marks_of(page.text) if doubtful else Marks()
    for number, sentence in enumerate(page.sentences):
        _read_sentence(page, number, sentence, in_period, readings, subjects, marks)
    return [with_whole_count(in_its_currency(reading)) for reading in readings]


def _read_sentence(
    page: Page,
    number: int,
    sentence: Sentence,
    in_period: frozenset[int],
    readings: list[FigureReading],
    subjects: frozenset[str],
    marks: Marks,
) -> None:
    bases = {base.figure.start for base in denominators(sentence.figures, page.folded)}
    norms = {figure.start for figure in sentence.figures if is_norm_of_share(figure, sentence)}
    titles = in_titles(sentence, page.folded)
    wholes = out_of_how_many(sentence.figures, page.folded)
    rates = rate_units(sentence.figures, page.folded)
    counting = [
        figure
        for figure in sentence.figures
        if context_reason(figure) is None
        and figure.shape != "unclear"
        and figure.start not in bases | wholes | norms | titles | in_period
    ]
    layout = counting_in(sentence, counting)
    counting_starts = {figure.start for figure in counting}
    rate_before = _last_rate(readings, number)
    carried: Mapping[int, Unit] = {}
    if rate_before is not None and not bases:
        unit = readings[rate_before].unit
        carried = carried_rates(sentence.figures, counting_starts, page.folded, unit) if unit else {}
    outside = [*outside_of(page, number), (SUBJECT, subjects)]
    last_end = sentence.start
    first_of_sentence = len(readings)
    for figure in sentence.figures:
        if page.lines[sentence.line].role == "dateline" and context_reason(figure) is None:
            readings.append(FigureReading(figure, number, "context", Disposition.BOILERPLATE, Reason.COUNTER))
            continue
        if figure.shape == "unclear":
            readings.append(FigureReading(figure, number, "count", Disposition.REVIEW, Reason.AMBIGUOUS))
            continue
        if figure.start not in counting_starts:
            readings.append(
                FigureReading(
                    figure,
                    number,
                    "context",
                    Disposition.CONTEXT,
                    _qualifying(figure, bases | wholes, norms, titles),
                )
            )
            continue
        around = proximity(figure, sentence, layout, outside)
        if norms and figure.unit == "percent":
            around = around.with_told(load_grammar().in_time)
        previous = _previous(readings, figure, number, page.folded)
        opens = previous is None or previous < first_of_sentence
        carries = (
            figure.start in carried
            and (opens or bool(around.head))  # a bare one goes on with the figure before it as it is
            and "%" not in page.folded[sentence.start : figure.start]
            and choose("count", around, broken=True) is None
        )
        as_money = (previous is not None and readings[previous].form == "money") or (
            around.bare
            and (paid(around) or any(reading.form == "money" for reading in readings[first_of_sentence:]))
        )
        form = form_of(figure, figure.start in rates or carries or figure.unit in _RATE_UNITS, as_money)
        quote = page.text[figure.start : figure.end]
        certain = settled(figure, quote, form, marks, whole=counts_whole_things(form, around))
        if certain is None:
            readings.append(
                FigureReading(figure, number, form, Disposition.REVIEW, Reason.AMBIGUOUS, around=around)
            )
            last_end = max(around.noun_end, figure.noun_start)
            continue
        figure = certain
        gap = link_before(figure, last_end, sentence, around.noun_end)
        before = _counted_before(readings, previous)
        if (
            gap.link in _LOOSE
            and last_end == sentence.start
            and only_frames(figure, sentence, page.text, before)
        ):
            gap = Gap("again", gap.words)
            previous = _nearest_level(readings, previous, figure)
        if carries and opens:
            gap, previous = Gap("rate", gap.words), rate_before
        figure, form = with_scale(figure, form, around, gap, readings, first_of_sentence)
        told = Told(figure, number, form, around, gap.link)
        reading = _read_figure(page, told, gap.words, readings, previous, first_of_sentence)
        if form == "rate" and reading.code and reading.measure == "level":
            reading = replace(reading, unit=_rate_unit(figure, {**carried, **rates}, reading.unit))
        readings.append(reading)
        last_end = max(around.noun_end, figure.noun_start)
    _look_ahead(readings, first_of_sentence, page.folded)
    readings[first_of_sentence:] = respectively(sentence, readings, first_of_sentence, page.folded)
    readings[first_of_sentence:] = told_in_pairs(
        sentence,
        readings,
        first_of_sentence,
        page.folded,
        planned_too=plan_comes_first(sentence, page.folded) is not None,
    )


def _last_rate(readings: Sequence[FigureReading], number: int) -> int | None:
    """The last rate with a denominator told not far before a sentence; others may be told like it."""
    for index in range(len(readings) - 1, -1, -1):
        reading = readings[index]
        if reading.sentence < number - _RATES_BACK:
            return None
        if reading.form == "rate" and reading.code is not None and reading.measure == "level":
            return index
    return None


def _qualifying(figure: Figure, bases: Set[int], norms: Set[int], titles: Set[int]) -> Reason:
    """Why a figure only qualifies others; one that starts in no set is inside an expression of time."""
    reason = context_reason(figure)
    if reason is not None:
        return reason
    if figure.start in titles:
        return Reason.NAME
    if figure.start in bases:
        return Reason.DENOMINATOR
    return Reason.NORM if figure.start in norms else Reason.PERIOD


def _look_ahead(readings: list[FigureReading], first: int, folded: str) -> None:
    """Figures that share the noun of the next one take its indicator: «7 однокомнатных, 4 двухкомнатные и 2 …
    квартиры».
    """
    for index in range(len(readings) - 2, first - 1, -1):
        reading, following = readings[index], readings[index + 1]
        if (
            reading.disposition != "review"
            or reading.figure.shape == "compound"
            or reading.reason not in ("no_indicator", "unsure")
            or reading.around is None
        ):
            continue
        joined = following.link in ("coordinate", "contrast") and following.source is None
        if (
            joined
            and following.code is not None
            and following.form == reading.form
            and _may_share(reading, following, folded)
        ):
            readings[index] = replace(
                following,
                figure=reading.figure,
                around=reading.around,
                link=reading.link,
                score=following.score - 0.3,
            )
            readings[index + 1] = replace(following, source=index)


def _may_share(reading: FigureReading, following: FigureReading, folded: str) -> bool:
    """Whether a figure counts nothing of its own, or such things as the next one does («1 больница, 9
    амбулаторий и 17 медпунктов обслуживают …»); an unknown noun is counted by itself («на 12 станциях»).
    """
    assert reading.around is not None
    if (
        following.around is not None
        and following.around.label
        and not (_placed(reading.figure, folded) and _placed(following.figure, folded))
    ):
        return False  # its noun stands before it: «их 3 190, медсестёр – 8 240»
    head = reading.around.head
    words = folded[reading.figure.noun_start : reading.around.noun_end]
    if not head and not reading.around.counted and not reading.around.bare and not only_described(words):
        return False
    rule = following.rule
    return not head or (
        reading.reason == "unsure"
        and rule is not None
        and rule.direct
        and bool(head & (rule.counted or head))
    )


def _placed(figure: Figure, folded: str) -> bool:
    """Whether only a place and a dash stand before a Kazakh figure («Рудныйда – 18, Арқалықта – 7 адам»)."""
    before = folded[max(0, figure.lead_start - _PLACE_WORD) : figure.lead_start].rstrip()
    return before.endswith("-") and before.rstrip(" -").endswith(load_grammar().locatives)


def _previous(readings: Sequence[FigureReading], figure: Figure, number: int, folded: str) -> int | None:
    """The reading a figure may take its indicator from: the last observation of its sentence, else of the one
    before; an aside in brackets hands nothing on («поступило 206 (год назад – 251), обоснованы 17»).
    """
    last = None
    for index in range(len(readings) - 1, -1, -1):
        reading = readings[index]
        if reading.sentence < number - _SENTENCES_BACK or (last is not None and reading.sentence < number):
            return last
        if reading.code is None and reading.disposition != "review":
            continue
        if not _in_closed_brackets(reading.figure, figure.start, folded):
            return index
        last = index if last is None else last
    return last


def _nearest_level(readings: Sequence[FigureReading], previous: int | None, figure: Figure) -> int | None:
    """Of the levels in the sentence before, the one a figure of another year is closest to («врачей 3 048, а
    нужны 165. В 2022 году было 3 002»).
    """
    if previous is None or not figure.value:
        return previous
    near = [
        (abs(math.log(reading.figure.value / figure.value)), -index)
        for index, reading in enumerate(readings[: previous + 1])
        if reading.sentence == readings[previous].sentence
        and reading.code is not None
        and reading.measure == "level"
        and reading.form == readings[previous].form
        and reading.figure.value
        and reading.figure.value * figure.value > 0
    ]
    return -min(near)[1] if near else previous


def _in_closed_brackets(figure: Figure, until: int, folded: str) -> bool:
    """Whether a figure stands in brackets that another figure before it opened, and that close before
    `until`.
    """
    closed = folded.find(")", figure.end, min(until, figure.end + _ASIDE))
    opened = folded.rfind("(", max(0, figure.start - _ASIDE), figure.start)
    if closed < 0 or opened < 0 or ")" in folded[opened : figure.start] or "(" in folded[figure.end : closed]:
        return False
    return not folded[closed + 1 : until].lstrip().startswith("(")


def _read_figure(
    page: Page, told: Told, words: int, readings: Sequence[FigureReading], previous: int | None, first: int
) -> FigureReading:
    """The reading of a figure: a change of something, what it takes over, or what its own words say.

    `words` is how many words stand between it and the figure before it.
    """
    figure, form, around = told.figure, told.form, told.around
    sentence = page.sentences[told.sentence]
    change = change_of(figure, form, sentence, page.folded)
    if change is None:
        leads = (
            [m.concept for m in page.sentences[lead].mentions] for lead in page.leads.get(told.sentence, ())
        )
        change = change_of_item(figure, form, around.word_before, leads)
    if change is None and previous is not None and previous >= first:
        change = change_again(form, around, told.link, readings[previous])
    if change is not None:
        found = as_change(told, words, change, readings, previous, first)
        if found is not None:
            return found
    broken = not figure.scaled and figure.value is not None and figure.value != int(figure.value)
    broken = broken or _PRINTED_BROKEN.fullmatch(page.folded, figure.start, figure.end) is not None
    page_words = page.folded[figure.noun_start : around.noun_end]
    if figure.shape == "compound":
        own, heir = capacity_told(figure, form, around, page.folded), None
    else:
        own = choose(form, around, broken=broken, size=_size(figure))
        heir = as_heir(told, readings, previous, first, page_words)
    if figure.signed < 0 and (heir is not None or own is not None):  # no level is below zero
        return FigureReading(
            figure, told.sentence, form, Disposition.REVIEW, Reason.NO_INDICATOR, around=around
        )
    if heir is not None and own is not None:
        return heir_or_own(told, own, heir, readings)
    if heir is not None:
        return heir
    if own is None:
        unit = _natural_unit(told, readings, previous)
        disposition, reason = _unknown(form, figure, around)
        return FigureReading(
            figure, told.sentence, form, disposition, reason, unit=unit, around=around, link=told.link
        )
    return own_reading(told, own)


def _size(figure: Figure) -> float | None:
    """How great the number is for rules that name a size: sums of money are weighed in tenge, roughly."""
    return (
        None if figure.value is None else figure.value * load_grammar().in_tenge.get(figure.unit or "", 1.0)
    )


def _counted_before(readings: Sequence[FigureReading], previous: int | None) -> frozenset[str]:
    """What the figure before counted, in its own words."""
    around = None if previous is None else readings[previous].around
    return frozenset() if around is None else around.counted


def _natural_unit(told: Told, readings: Sequence[FigureReading], previous: int | None) -> Unit | None:
    """Unit of a figure for review: what its noun is counted in, else what the figure before it is, when they
    are joined.
    """
    known = load_grammar().natural_units
    unit = next((known[concept] for concept in sorted(told.around.head) if concept in known), None)
    if (
        unit is None
        and told.form == "count"
        and told.link != "apart"
        and previous is not None
        and told.around.bare
    ):
        return readings[previous].unit
    return unit if told.form == "count" else None


def _unknown(form: str, figure: Figure, around: Proximity) -> tuple[Disposition, Reason]:
    """Disposition and reason of a figure that no rule fits."""
    if form in ("minutes", "days", "months", "years"):
        return Disposition.CONTEXT, Reason.DURATION
    return (
        (Disposition.REVIEW, Reason.NO_INDICATOR)
        if around.costs
        else (Disposition.CONTEXT, Reason.NOT_HEALTH)
    )


def _rate_unit(figure: Figure, rates: Mapping[int, Unit], unit: Unit | None) -> Unit | None:
    """Unit of a rate: the denominator's, or for «6,8 промилле» the one the indicator is told in."""
    if figure.start in rates:
        stated = rates[figure.start]
        births = unit is not None and unit in OF_BIRTHS.values()
        return OF_BIRTHS.get(stated, stated) if births else stated
    return PER_1000_BIRTHS if unit == PER_1000_BIRTHS else unit_of_figure(figure)
