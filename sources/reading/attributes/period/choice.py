"""Which period governs a figure: the choice among the expressions of time around it and before it.

How a chosen expression is read is said in periods_nature.py, how expressions are found in periods.py. Where
the text leaves the dates open they stay null, with the right kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from checks.tables.units import CURRENCIES
from checks.tables.vocabulary import PeriodBasis, PeriodKind
from sources.reading.attributes.nature import Nature
from sources.reading.attributes.period.by_nature import as_said, is_allotted, level_of, now, read_mention
from sources.reading.attributes.period.carry import (
    DATED_THEMSELVES,
    carried,
    in_list,
    is_of_item,
    level_before,
)
from sources.reading.attributes.period.change import (
    belongs_to_first_level,
    comparison_of,
    is_bracketed,
    member_of_change,
    told_behind_comparison,
    with_comparison,
)
from sources.reading.attributes.period.context import FigureContext, PeriodReading
from sources.reading.attributes.period.size_of_a_place import date_of_a_place, is_being_built
from sources.reading.attributes.period.undated import undated
from sources.reading.mentions.periods import calendar
from sources.reading.mentions.periods.calendar import Stretch
from sources.reading.mentions.periods.lexicon import lexicon
from sources.reading.mentions.periods.mention import PeriodMention
from sources.reading.mentions.periods.told import MOVED

__all__ = ["FigureContext", "Nature", "PeriodReading", "figure_period", "read_mention", "tense_of"]

_SEGMENT_MARK = re.compile(r"[,;:()!?\n](?!\d)|\.(?=\s)")
_SENTENCE_REACH = 300
_LOOK_BACK = 60  # mentions; a period is not carried over more of them
_OPENING_MENTIONS = 12  # those that can frame the whole report
_OF_WAGES = frozenset({"ytd", "half_year", "quarter"})  # stretches that average wages are told for
_BESIDE = 30  # an expression this close behind a figure belongs to it («из них 29 — в сентябре»)


@lru_cache(maxsize=1)  # the figures of one clause ask one after another
def tense_of(folded: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the words of a stretch of text tell the present, and whether they count up to now («уже», «на
    сегодня»)."""
    words = lexicon().words
    return (
        words["present"].search(folded, start, end) is not None,
        words["to_date"].search(folded, start, end) is not None,
    )


def figure_period(
    context: FigureContext,
    mentions: Sequence[PeriodMention],
    folded: str,
    published: date | None,
    headings: Sequence[PeriodMention] = (),
) -> PeriodReading:
    """Say which period a figure is about.

    `mentions` are those of the whole text in order (`find_periods`); furniture of the page should be left
    out. `headings` are for cells of a table: what their headings name, the nearest first
    (`table_periods`).
    """
    if headings and context.nature != "capacity":
        return read_mention(headings[0], context, (), folded, published)
    near = _within_reach(mentions, context)
    reading = _read(context, near, folded, published)
    if context.measure in ("change_abs", "change_pct", "change_ratio"):
        return with_comparison(reading, context, near)
    return reading


def _within_reach(mentions: Sequence[PeriodMention], context: FigureContext) -> list[PeriodMention]:
    """The mentions that can matter to a figure: of its sentence, the latest before it, the first of the
    text."""
    first = bisect_left(mentions, context.sentence_start, key=lambda one: one.start)
    last = bisect_left(mentions, context.sentence_end, key=lambda one: one.start)
    from_here = max(0, first - _LOOK_BACK)
    return [*mentions[: min(_OPENING_MENTIONS, from_here)], *mentions[from_here:last]]


def _read(
    context: FigureContext, mentions: Sequence[PeriodMention], folded: str, published: date | None
) -> PeriodReading:
    dated = date_of_a_place(context, mentions, folded)
    if dated is not None:
        return as_said(dated)
    if context.nature == "capacity":
        return PeriodReading(PeriodKind.UNSPECIFIED)
    if context.nature != "attribute" and _is_price(context, folded):
        context = replace(context, nature="attribute")
    if is_being_built(context, folded):
        return PeriodReading(PeriodKind.UNSPECIFIED)
    here = [
        one
        for one in mentions
        if context.sentence_start <= one.start < context.sentence_end and _can_govern(one, context)
    ]
    compared = told_behind_comparison(context, mentions, folded)
    if compared is not None:
        return as_said(compared)
    member = member_of_change(context, folded)
    if member == "from":
        return _first_level(context, here, mentions, folded, published)
    if member == "to":
        here = [
            one for one in here if one.form != "since" and not belongs_to_first_level(one, context, folded)
        ]
    if context.unit != "KZT_per_month" and context.nature != "stock" and _is_rate(context, mentions, folded):
        return PeriodReading(PeriodKind.UNSPECIFIED)
    mention = governing(context, here, folded)
    if mention is not None:
        return read_mention(mention, context, here, folded, published)
    return _without_mention(context, mentions, folded, published)


def _is_rate(context: FigureContext, mentions: Sequence[PeriodMention], folded: str) -> bool:
    """Whether a figure is told per day or month: no kind of period carries a rate."""
    rates = [
        one.start
        for one in mentions
        if one.role == "rate" and context.sentence_start <= one.start < context.sentence_end
    ]
    if not rates:
        return False
    begin, stop = _segment(context, folded)
    return any(begin <= start < stop for start in rates)


def _can_govern(mention: PeriodMention, context: FigureContext) -> bool:
    if mention.start < context.figure_end and context.figure_start < mention.end:
        return False  # «за 5 месяцев» does not date its own 5
    if mention.aside and not mention.aside[0] <= context.figure_start < mention.aside[1]:
        return False
    return mention.role in ("period", "bound")


def governing(context: FigureContext, here: Sequence[PeriodMention], folded: str) -> PeriodMention | None:
    """The mention of its own sentence that governs a figure: by the nearest words first, what stands before
    it second."""
    before = [one for one in here if one.end <= context.figure_start and one.role == "period"]
    if context.nature == "stock":
        before = [one for one in before if not _is_past_story(one, context, folded)]
    if context.plan_actual == "actual":
        before = [one for one in before if not one.planned or one.start >= context.clause_start]
    after = [one for one in here if one.start >= context.figure_end]
    if context.plan_actual == "actual" and context.nature == "stock":
        after = [one for one in after if not one.planned]
    if context.plan_actual == "planned":
        horizon = next((one for one in after if one.form == "horizon"), None)
        if horizon and not _is_of_another(horizon, context, folded):
            return horizon
    beside = _in_segment(context, before, after, folded)
    if beside is not None:
        return beside
    in_clause = [one for one in before if one.start >= context.clause_start]
    if context.nature == "attribute":
        if lexicon().words["cost"].search(folded, *_segment(context, folded)):
            return None  # «стоимость проекта — 18 млрд» is a clause of its own
        if in_clause:
            return in_clause[-1]
        since = next((one for one in after if one.form == "since" and one.start < context.clause_end), None)
        if since is not None:
            return since
        return next((one for one in before if not _ended(folded, one.end, context.figure_start)), None)
    if in_clause or before:
        return (in_clause or before)[-1]
    behind = [one for one in after if one.start < context.clause_end and one.role == "period"]
    for one in behind:
        apart = (
            _against(folded, context.figure_end, one.start)
            or _ended(folded, context.figure_end, one.start)
            or _opens_clause(folded, one.start)
            or (context.nature == "stock" and _divided(folded, context.figure_end, one.start))
            or lexicon().words["part"].search(folded, context.figure_end, one.start) is not None
            or _of_next_figure(one, context, folded)
            or (one.form == "horizon" and _is_of_another(one, context, folded))
        )
        if not apart:
            return one
    return None


def _in_segment(
    context: FigureContext, before: Sequence[PeriodMention], after: Sequence[PeriodMention], folded: str
) -> PeriodMention | None:
    """The mention between the nearest commas and brackets around a figure."""
    begin, stop = _segment(context, folded)
    ahead = next((one for one in after if one.start < stop), None)
    if ahead is not None and _divided(folded, context.figure_end, ahead.start):
        ahead = None
    back = next((one for one in reversed(before) if one.start >= begin), None)
    if ahead is not None and (back is None or ahead.start - context.figure_end <= _BESIDE):
        return ahead
    return back


def _segment(context: FigureContext, folded: str) -> tuple[int, int]:
    """The offsets between the nearest commas and brackets around a figure."""
    begin = max(context.sentence_start, context.figure_start - _SENTENCE_REACH)
    for mark in _SEGMENT_MARK.finditer(folded, begin, context.figure_start):
        begin = mark.end()
    following = _SEGMENT_MARK.search(folded, context.figure_end, context.sentence_end)
    return begin, following.start() if following else context.sentence_end


def _divided(folded: str, start: int, end: int) -> bool:
    """Whether another figure or a comparison stands between a figure and an expression of time behind it."""
    marks = lexicon().marks
    return marks["divides"].search(marks["denominator"].sub(" ", folded[start:end])) is not None


def _is_of_another(horizon: PeriodMention, context: FigureContext, folded: str) -> bool:
    """Whether a horizon behind a planned figure opens the next part of the enumeration."""
    if _divided(folded, context.figure_end, horizon.start):
        return True
    apart = folded.find(",", context.figure_end, horizon.start) >= 0
    return apart and lexicon().marks["opens_next"].match(folded, horizon.end) is not None


def _of_next_figure(mention: PeriodMention, context: FigureContext, folded: str) -> bool:
    """Whether a comma parts an expression from a figure and another figure follows it («до 1,3, текучесть за
    восемь месяцев – 7,2%»).
    """
    if "," not in folded[context.figure_end : mention.start]:
        return False
    return any(map(str.isdigit, folded[mention.end : context.clause_end]))


def _against(folded: str, start: int, end: int) -> bool:
    return lexicon().marks["against"].search(folded, start, end) is not None


def _is_past_story(mention: PeriodMention, context: FigureContext, folded: str) -> bool:
    """Whether a level stands behind an account of the past and is told in the present («… и составляет 2
    904»)."""
    if mention.form == "vague":  # a level holds until told otherwise
        return mention.end <= _segment(context, folded)[0]
    words = lexicon().words
    present = any(
        words[name].search(folded, mention.end, context.figure_start) for name in ("present", "describes")
    )
    if present and mention.form == "calendar" and "," in folded[mention.end : context.figure_start]:
        return True  # «в 2024 году открыты два центра, которые обслуживают 412 тыс. жителей»
    return mention.form == "recent" and present


def _opens_clause(folded: str, start: int) -> bool:
    """Whether an expression stands right behind a comma and so dates what follows («…, за 10 месяцев
    выявлено»)."""
    return folded[max(0, start - 4) : start].rstrip().endswith(",")


def _ended(folded: str, start: int, end: int) -> bool:
    """Whether a clause ends between two places."""
    return lexicon().marks["clause_ends"].search(folded, start, end) is not None


def _without_mention(
    context: FigureContext, mentions: Sequence[PeriodMention], folded: str, published: date | None
) -> PeriodReading:
    """The period of a figure whose sentence names none: the present, or what was named before."""
    if context.nature == "attribute":
        return PeriodReading(PeriodKind.UNSPECIFIED)
    usable = [one for one in mentions if one.end <= context.sentence_start and one.role == "period"]
    allotted = context.plan_actual == "actual" and is_allotted(context, folded)
    source = carried(context, usable, folded, published, allotted=allotted)
    lacking = context.plan_actual == "needed" and context.unit not in DATED_THEMSELVES
    if context.measure in ("level", "share") and (context.nature == "stock" or lacking):
        return _stock_without_mention(context, source, usable, folded, published)
    if context.plan_actual != "actual":
        return as_said(source, PeriodBasis.INFERRED) if source else PeriodReading(PeriodKind.UNSPECIFIED)
    begin, stop = _segment(context, folded)
    present = lexicon().words["present"].search(folded, begin, stop) is not None
    if context.unit == "KZT_per_month" and published and not _is_of_a_stretch(context, source, folded):
        return now(published)
    if (
        context.nature == "flow"
        and context.unit not in CURRENCIES
        and (present or (context.present_tense and not context.to_date))
    ):
        return now(published)
    if context.to_date and context.nature == "ratio":
        return now(published)
    if context.to_date:
        return _to_date(source, context, published)
    if source is None and context.nature == "ratio" and context.present_tense:
        return now(published)
    if source is None or source.kind == "unspecified":
        return undated(context, folded, published)
    return replace(read_mention(source, context, (), folded, published), basis=PeriodBasis.INFERRED)


def _is_of_a_stretch(context: FigureContext, source: PeriodMention | None, folded: str) -> bool:
    """Whether a wage is told for a stretch; otherwise it is told as it is now."""
    if source is None:
        return False
    if source.start >= context.paragraph_start:
        return source.kind in _OF_WAGES
    return source.results or (in_list(context, folded) and not is_of_item(source, folded))


def _stock_without_mention(
    context: FigureContext,
    source: PeriodMention | None,
    mentions: Sequence[PeriodMention],
    folded: str,
    published: date | None,
) -> PeriodReading:
    if context.plan_actual == "planned":
        return as_said(source, PeriodBasis.INFERRED) if source else PeriodReading(PeriodKind.UNSPECIFIED)
    stop = _segment(context, folded)[1]
    past = lexicon().words["past_state"].search(folded, context.clause_start, stop)
    level = level_before(context, mentions, folded)
    if level is not None and not context.present_tense:
        return as_said(level, PeriodBasis.INFERRED)
    if past and not context.present_tense and source is not None and source.kind != "unspecified":
        return replace(level_of(source, context, published), basis=PeriodBasis.INFERRED)
    return now(published)


def _to_date(source: PeriodMention | None, context: FigureContext, published: date | None) -> PeriodReading:
    """A count up to now: from the start of the years named before («выделено за 2019–2024 годы», «62 уже
    завершили»), or of the running year that its paragraph is about."""
    basis = PeriodBasis.INFERRED if published else PeriodBasis.UNRESOLVED
    if source and source.form in ("this_year", "year_to_date") and source.start >= context.paragraph_start:
        return PeriodReading(PeriodKind.YTD, source.period_start, published, basis)
    start = source.period_start if source and source.kind in ("multi_year", "since_start") else None
    return PeriodReading(PeriodKind.SINCE_START, start, published, PeriodBasis.INFERRED if start else basis)


def _is_price(context: FigureContext, folded: str) -> bool:
    """Whether a sum is what something costs: a property of the thing, dated only by its own clause."""
    words = lexicon().words
    if context.unit not in (None, *CURRENCIES, "KZT_per_person", "KZT_per_month"):
        return False
    if context.unit is None and not words["money"].search(
        folded, context.figure_start, context.figure_end + 12
    ):
        return False
    stop = min(context.sentence_end, context.figure_end + 25)
    return words["cost"].search(folded, context.sentence_start, stop) is not None


def _first_level(
    context: FigureContext,
    here: Sequence[PeriodMention],
    mentions: Sequence[PeriodMention],
    folded: str,
    published: date | None,
) -> PeriodReading:
    """The period of the level before a change: its own expression, the comparison period, or the one a year
    earlier."""
    for one in here:
        own_before = one.end <= context.figure_start and not folded[one.end : context.figure_start].strip()
        behind = one.start >= context.figure_end and (one.role == "bound" or is_bracketed(one, folded))
        if own_before or behind:
            return read_mention(one, context, here, folded, published)
    comparison = comparison_of(context, mentions)
    if comparison is not None and comparison.form not in MOVED:
        return as_said(comparison)
    mention = governing(context, [one for one in here if one.role == "period"], folded)
    if mention is not None and mention.form == "since" and mention.period_start is not None:
        return _begun(mention.period_start, context, mention)
    if mention is not None:
        later = read_mention(mention, context, here, folded, published)
    else:
        later = _without_mention(context, mentions, folded, published)
    if later.kind == "point" and not (mention and mention.results):
        return PeriodReading(PeriodKind.UNSPECIFIED)
    earlier = calendar.moved(Stretch(later.kind, later.start, later.end), -1)
    return replace(later, start=earlier.start, end=earlier.end, basis=PeriodBasis.INFERRED)


def _begun(start: date, context: FigureContext, mention: PeriodMention) -> PeriodReading:
    """«С 2019 года выросло с 1 до 3»: the first of the two is of the year that the change began in."""
    if context.nature == "stock":
        return PeriodReading(PeriodKind.POINT, start, start, mention.basis, mention.as_stated)
    year = calendar.months(PeriodKind.YEAR, start.year, 1, 12)
    return PeriodReading(year.kind, year.start, year.end, mention.basis, mention.as_stated)
