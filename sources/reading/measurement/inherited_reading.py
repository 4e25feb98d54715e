"""What a figure takes over from the figure before it: the indicator of a total, a sibling, or the level it is
a change of.

Holds the weighing of a figure's own words against its inheritance; the kinds of links stand in `ellipsis`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checks.tables.units import CASE, PERCENT, PERCENTAGE_POINT, TENGE, TIMES, Unit
from checks.tables.vocabulary import Disposition, Measure
from sources.catalogue.grammar import load_grammar
from sources.catalogue.indicator_list import load_indicators
from sources.language.morphology import Mood, mood_of
from sources.reading.measurement.changes import Change
from sources.reading.measurement.figure_reading import BOOK, FigureReading, Told, own_reading
from sources.reading.measurement.frames import is_frame
from sources.reading.measurement.indicators import Choice, topic
from sources.reading.measurement.links import STRENGTH, counted_alike
from sources.reading.measurement.proximity import LEFT, RIGHT, Proximity
from sources.reading.measurement.words import change_words, measurement_words

_CHANGE_INHERITS = 5.6
_OWN_VERB = 0.7
_OWN_CLAUSE = 0.8
_BESIDE = 0.45
_OTHER_NOUN = 1.3
_NO_DEED = frozenset({"due", "shortage"})  # «ждём ещё 12» tells no other deed than before
_OTHER_UNIT = 0.8
_OTHER_MEASURE = "other_measure"
# Forms whose unit may be left out when they are told again: «9,6 дня, в прошлом году – 11,4».
_UNIT_LEFT_OUT = frozenset({"rate", "days", "years"})
_PER_HEAD = frozenset({"KZT_per_month", "KZT_per_person"})


def heir_or_own(
    told: Told, own: Choice, heir: FigureReading, readings: Sequence[FigureReading]
) -> FigureReading:
    """Weigh what a figure says itself against what it takes over; where both say the same, keep the words and
    the link.
    """
    assert heir.source is not None
    form, around, link = told.form, told.around, told.link
    source = readings[heir.source]
    reading = own_reading(told, own)
    if own.rule.code is not None and own.rule.code == heir.code:
        same_base = form == "count" and source.form == "rate" and around.bare
        better = heir if same_base or own.score < heir.score else replace(reading, source=heir.source)
        if form == "count" and not same_base:
            better = replace(better, unit=heir.unit if around.bare else reading.unit)
        if form != "percent":
            return better
        if _told_here(own, around):
            return replace(better, measure=reading.measure)
        return replace(better, measure=heir.measure) if link == "partitive" else better
    if source.code is not None and own.rule.code in load_grammar().parts.get(source.code, ()):
        return reading
    if link == "partitive" and own.rule.code in load_grammar().kept.get(source.code or "", ()):
        return heir
    own_score = own.score
    if _own_predicate(own, around) and source.unit == own.rule.unit:
        own_score += _OWN_VERB
    if around.verb and form == "count" and own.rule.unit != heir.unit:
        own_score -= _OTHER_UNIT  # «12 операционных, ещё две откроются»: the things are those before it
    heir_score = heir.score
    counts_head = own.rule.counted is not None and bool(own.rule.counted & around.head)
    other = source.rule.counted if source.rule is not None else None
    if counts_head and other is not None and not other & around.counted and link != "contrast":
        heir_score -= _OTHER_NOUN
    return heir if heir_score > own_score else reading


def _told_here(own: Choice, around: Proximity) -> bool:
    """Whether the words of the choice stand right beside the figure, and none like «олардың» or «из них»."""
    if around.cost("of_them") <= _BESIDE:
        return False
    return _within(_BESIDE, own, around)


def _within(cost: float, choice: Choice, around: Proximity) -> bool:
    """Whether every group of words that a choice needs stands no further from the figure than `cost`."""
    return all(min(map(around.cost, group)) <= cost for group in choice.rule.needs)


def _own_predicate(own: Choice, around: Proximity) -> bool:
    """Whether the choice rests on a verb of the figure's own clause."""
    predicates = load_grammar().predicates
    return any(
        around.cost(concept) <= _OWN_CLAUSE
        for group in own.rule.needs
        for concept in group
        if concept in predicates
    )


def as_change(
    told: Told,
    words: int,
    change: Change,
    readings: Sequence[FigureReading],
    previous: int | None,
    first: int,
) -> FigureReading | None:
    """A change takes the indicator of the level it is a change of, or of the topic named before it.

    `words` is how many words stand between the figure and the one before it.
    """
    form, around = told.form, told.around
    if _OTHER_MEASURE in around.counted:
        return None  # «5 сатыға жоғарылады»: steps of a list, and no more of what was told before
    base = None if previous is None else _base(form, readings, previous, first)
    named = topic(around)
    unknown = base is not None and readings[base].code is None
    if unknown and form == "percent" and _topic_before(named, around):
        base = None  # this one names its own thing
    if base is not None and readings[base].code is None:
        return FigureReading(
            told.figure,
            told.sentence,
            form,
            Disposition.REVIEW,
            readings[base].reason,
            around=around,
            source=base,
        )
    if base is None and named is not None and named.rule.code is None:
        return None
    named_here = named is not None and named.score >= BOOK + 0.7
    told_again = previous is not None and change is readings[previous].change
    signed = told.figure.signed != 0 or around.word_before in change_words().signs
    elliptic = told_again or signed or form == "ratio"
    labelled = elliptic and named is not None and _labelled(named, around)
    own_topic = form == "percent" and _topic_before(named, around)
    beside = base is not None and base >= first and words <= 4 and not own_topic
    if base is not None and not labelled and (not named_here or beside):
        chosen, rule, unit, score = (
            readings[base].code,
            readings[base].rule,
            readings[base].unit,
            _CHANGE_INHERITS,
        )
    elif named is not None and named.score >= BOOK:
        base, chosen, rule, unit, score = None, named.rule.code, named.rule, named.rule.unit, named.score
    else:
        return None
    if chosen is None:
        return None  # a change of what no indicator counts: its own words say what that is
    if form == "count" and unit == PERCENT:  # more of what a share was told of
        counted_in = load_indicators()[chosen].units & set(load_grammar().natural_units.values())
        unit = min(counted_in, default=unit)
    return FigureReading(
        told.figure,
        told.sentence,
        form,
        Disposition.OBSERVATION,
        None,
        code=chosen,
        unit=unit_of_change(form, change, unit, around),
        rule=rule,
        measure=change.measure,
        change=change,
        around=around,
        source=base,
        link=told.link,
        score=score,
    )


def _labelled(named: Choice, around: Proximity) -> bool:
    """Whether words right before a figure name what it is a change of («медсестёр – на 5,1%»)."""
    words = [*(named.rule.counted or ()), *(concept for group in named.rule.needs for concept in group)]
    return named.score >= BOOK and any(around.cost(concept) <= LEFT for concept in words)


def _topic_before(named: Choice | None, around: Proximity) -> bool:
    """Whether a change names its own topic right before it («… 12%-ға артты, ал сырқаттану 8%-ға азайды»)."""
    return named is not None and _within(LEFT, named, around)


def _base(form: str, readings: Sequence[FigureReading], previous: int, first: int) -> int:
    """The level a change is a change of: «61% из них, что на 450 больше» is more of the total, not of the per
    cent.
    """
    base = previous if previous >= first else _leader(readings, previous)
    while form == "count" and readings[base].form == "percent":
        source = readings[base].source
        if source is None:
            break
        base = source
    return base


def unit_of_change(form: str, change: Change, unit: Unit | None, around: Proximity) -> Unit | None:
    """Unit of a change of something counted in `unit`: a wage rises by tenge a month."""
    if change.measure == "change_ratio":
        return TIMES
    if form == "percent":
        return PERCENT
    if form == "points":
        return PERCENTAGE_POINT
    if form == "money":
        return unit if unit in _PER_HEAD else TENGE
    return CASE if CASE in around.counted and unit == "person" else unit


def _leader(readings: Sequence[FigureReading], index: int) -> int:
    """The first observation of the sentence of `index`: its total, of which a following sentence speaks."""
    number = readings[index].sentence
    return next(
        i
        for i, reading in enumerate(readings)
        if (reading.sentence == number and reading.code is not None) or i == index
    )


def _one_topic(readings: Sequence[FigureReading], index: int) -> bool:
    """Whether the reading is of the same indicator as the first one of its sentence."""
    return readings[_leader(readings, index)].code == readings[index].code


def as_heir(
    told: Told, readings: Sequence[FigureReading], previous: int | None, first: int, page_words: str
) -> FigureReading | None:
    """The reading a figure makes when it goes on with what the figure before it counts, or null."""
    form, around, link = told.form, told.around, told.link
    if previous is None or link == "apart":
        return None
    if previous < first:
        if link not in ("partitive", "rest", "same", "again", "more", "rate"):
            return None
        if link in ("same", "again", "more") and readings[previous].sentence < told.sentence - 1:
            return None
        if link == "partitive" or (link == "again" and _one_topic(readings, previous)):
            previous = _leader(readings, previous)
    if link == "more":
        previous = _of_form(form, readings, previous, told.sentence)
    elif link == "coordinate" and around.bare and _paired(form, readings, previous, first):
        previous -= 1
    source = readings[previous]
    if link == "more" and (_told_otherwise(around, source) or _counted_since(form, readings, previous)):
        return None
    reached = _level_reached(told, source, previous)
    if reached is not None:
        return reached
    if source.change is not None and source.source is not None:
        previous, source = source.source, readings[source.source]
    bare = around.bare or all(map(is_frame, page_words.split()))  # «против 7,1 годом ранее»
    cases = form == "count" and source.form == "rate" and around.head == {"case"}
    as_rate = form == source.form == "rate" and around.head <= {"case"}
    same_form = cases or form == source.form or (form == "count" and source.form in _UNIT_LEFT_OUT and bare)
    in_brackets = source.form == "money" and around.word_before == "("  # «11,2 млрд тенге (76,7%)»
    share = (
        form == "percent"
        and (source.form in ("count", "rate") or in_brackets)
        and link in ("partitive", "coordinate", "rest")
    )
    if not same_form and not share:
        return None
    if form in ("count", "rate") and not (
        share or cases or as_rate or counted_alike(around.counted, source.unit)
    ):
        return None
    if not bare and not around.counted and not only_described(page_words):
        return None  # an unknown noun is counted, not the thing before it
    if link in ("coordinate", "contrast") and _does_another(around, source):
        return None
    strength = STRENGTH[link]
    explicit = not around.bare and bool(around.counted)
    if link == "coordinate" and explicit and source.rule is not None and not source.rule.needs:
        strength -= 1.2
    if share and link == "coordinate":
        strength -= 0.6
    if source.code is None:
        return FigureReading(
            told.figure,
            told.sentence,
            form,
            Disposition.REVIEW,
            source.reason,
            around=around,
            source=previous,
            link=link,
            score=strength,
        )
    return FigureReading(
        told.figure,
        told.sentence,
        source.form if form == "count" and source.form in _UNIT_LEFT_OUT and not cases else form,
        Disposition.OBSERVATION,
        None,
        code=source.code,
        unit=PERCENT if form == "percent" else CASE if cases else source.unit,
        rule=source.rule,
        measure=Measure.SHARE if share else Measure.LEVEL,
        around=around,
        source=previous,
        link=link,
        score=strength,
        rival=0.0,
    )


def _level_reached(told: Told, source: FigureReading, previous: int) -> FigureReading | None:
    """The level that a change has led to, told right behind it by a verb of reaching («өлім 2%-ға азайып, 5,8
    болды»), or null.
    """
    around, rule = told.around, source.rule
    if rule is None or source.code is None or source.change is None or source.source is not None:
        return None
    unit = rule.unit
    if unit in (None, PERCENT):  # «вызовов больше на 3%»: the level is told in what is counted
        unit = min(load_indicators()[source.code].units - {PERCENT}, default=None)
    told_behind = (
        told.form == "count"
        and told.link in ("coordinate", "partitive")
        and (around.bare or (bool(around.counted) and counted_alike(around.counted, unit)))
        and around.cost("reached") <= RIGHT
        and not (around.label and around.head and around.bare)  # a label may name another thing
        and mood_of(around.word_before, kazakh=False) is not Mood.PRESENT  # «составляет»: as it is now
    )
    if not told_behind or unit is None:
        return None
    if unit in load_grammar().whole and told.figure.value != int(told.figure.value or 0):
        return None
    return FigureReading(
        told.figure,
        told.sentence,
        told.form,
        Disposition.OBSERVATION,
        None,
        code=source.code,
        unit=unit,
        rule=rule,
        measure=Measure.LEVEL,
        around=around,
        source=previous,
        link=told.link,
        score=STRENGTH["same"],
    )


def _does_another(around: Proximity, source: FigureReading) -> bool:
    """Whether the verb right behind a figure tells something else than what the figure before it is booked by
    («19 сданы, 9 строятся»).
    """
    if not around.verb or source.rule is None or not source.rule.needs:
        return False
    return not any(concept in group for concept in around.verb for group in source.rule.needs)


def _told_otherwise(around: Proximity, source: FigureReading) -> bool:
    """Whether the clause of a figure tells what was not told of the figure before it («20 получили, ещё 5
    строят»).
    """
    verbs = {c for c in load_grammar().predicates if around.cost(c) <= _OWN_CLAUSE} - _NO_DEED
    told = {c for c, cost in source.around.costs.items() if cost <= 1.0} if source.around else set()
    told |= {concept for group in source.rule.needs for concept in group} if source.rule else set()
    return bool(verbs) and not verbs & told


def _of_form(form: str, readings: Sequence[FigureReading], previous: int, number: int) -> int:
    """The last observation of a form in this sentence and the one before, else the one given: «закуплено 312
    единиц на 4,35 млрд тенге, … ещё 87».
    """
    return next(
        (
            i
            for i in range(previous, -1, -1)
            if readings[i].form == form and readings[i].code and readings[i].sentence >= number - 1
        ),
        previous,
    )


def _paired(form: str, readings: Sequence[FigureReading], previous: int, first: int) -> bool:
    """Whether things and money are told in pairs, and the other half of a pair stands between («Абай купил 96
    на 3,3 млрд, Улытау – 41 на 1,7 млрд»).
    """
    return (
        previous > first
        and {form, readings[previous].form} == {"count", "money"}
        and readings[previous - 1].form == form
        and readings[previous - 1].code is not None
    )


def _counted_since(form: str, readings: Sequence[FigureReading], previous: int) -> bool:
    """Whether a figure between counts something that is none of ours («… построили 3 школы, ещё 2 …»)."""
    return any(c.form == form and c.disposition == "context" for c in readings[previous + 1 :])


def only_described(words: str) -> bool:
    """Whether words name no thing, only how things are («7 однокомнатных», «522 расположены»)."""
    return all(word.endswith(measurement_words().describing) for word in words.split())
