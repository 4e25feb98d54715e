"""How far a period holds: which expression of an earlier sentence still governs a figure that names none.

Holds the carrying over sentences, paragraphs and lists. Within one sentence periods_figure.py decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from checks.tables.units import CURRENCIES
from sources.reading.attributes.period.context import FigureContext
from sources.reading.mentions.periods.lexicon import data_of, lexicon
from sources.reading.mentions.periods.mention import PeriodMention

_PARAGRAPH = re.compile(r"\n\s*")
_LIST_MARK = re.compile(r"(?:[-–•·▪*]|\d{1,2}[.)])\s")
_PAID = frozenset({*CURRENCIES, "KZT_per_person", "KZT_per_month", "unit"})
DATED_THEMSELVES = _PAID | {"facility"}
_OPENING = 600  # code points: title, dateline and the first sentences
_NEAR_PARAGRAPHS = 1
_BACKGROUND_YEARS = 6
_SENTENCES_OF_A_DAY = 4
_HEADING = 90  # a line this short that holds no other number is a heading
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


@cache
def _reach() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(values) for name, values in data_of("carry").items()}


def carried(
    context: FigureContext,
    earlier: Sequence[PeriodMention],
    folded: str,
    published: date | None,
    *,
    allotted: bool = False,
) -> PeriodMention | None:
    """The nearest earlier mention that still holds, or null.

    What happened is not carried into a stretch that begins after the day of publication; money `allotted` is
    given for what is still to come.

    Plans inherit from plans and facts from facts. Over a paragraph break only stretches are carried, one
    paragraph far, and not past a sentence in the present; the stretch that frames the report («за 9 месяцев»
    in the title) holds to its end.
    """
    planned = context.plan_actual == "planned"
    for place in range(len(earlier) - 1, -1, -1):
        mention = earlier[place]
        if place and _is_of_a_part(earlier[place - 1], mention, folded):
            continue
        if mention.form in ("today", "to_date") and not planned and _counts_to_date(context, mention, folded):
            return mention
        if mention.aside or mention.form in _reach()["never_carried"]:
            continue
        if not allotted and (mention.planned != planned or (not planned and _is_ahead(mention, published))):
            continue
        if not planned and _looks_back(mention, earlier[:place], folded):
            continue
        if mention.form == "since" and _tells_another_change(context, mention, folded):
            continue  # a change over other years is told with its own words
        if mention.kind == "academic_year":
            continue  # says when people were enrolled, not what the report is about
        if not planned and _is_long_past(mention, published):
            continue
        if mention.start >= context.paragraph_start:
            return mention
        if mention.kind in ("event", "span"):
            if mention.kind == "event" and _is_ceremony(context, folded):
                return mention
            continue
        if mention.kind == "unspecified" and not planned:
            continue  # «five years ago» told something else in a paragraph of its own
        if planned and mention.kind not in _reach()["plan_kinds"]:
            return None
        if not planned and not allotted and mention.form in _reach()["within_paragraph"]:
            continue
        frame = None if planned else _frame(context, earlier, folded, published)
        if frame and _is_over_before(mention, frame):
            return frame  # what a year before was like is an aside of the report
        if _reaches(context, mention, folded):
            return mention
        return frame
    return None


def _tells_another_change(context: FigureContext, mention: PeriodMention, folded: str) -> bool:
    """Whether a change stands further from «since» than in the next sentence."""
    apart = _SENTENCE_END.findall(folded, mention.end, context.sentence_start)
    return context.measure.startswith("change") and len(apart) > 1


def _is_ceremony(context: FigureContext, folded: str) -> bool:
    ceremony = lexicon().words["ceremony"]
    return ceremony.search(folded, context.sentence_start, context.sentence_end) is not None


def level_before(
    context: FigureContext, earlier: Sequence[PeriodMention], folded: str
) -> PeriodMention | None:
    """The day as of which a level without a date holds: named a few sentences before, or in a line of its own
    above."""
    for mention in reversed(earlier):
        if mention.form == "today" and mention.start >= context.paragraph_start:
            return None
        if not _tells_a_day(mention) or mention.aside:
            continue
        if mention.start >= context.paragraph_start:
            between = _SENTENCE_END.findall(folded, mention.end, context.sentence_start)
            return mention if len(between) <= _SENTENCES_OF_A_DAY else None
        if _is_heading(mention, folded) or _leads_list(mention, context, folded):
            return mention
    return None


def _leads_list(mention: PeriodMention, context: FigureContext, folded: str) -> bool:
    """Whether the paragraph of an expression ends with the colon of the list that a figure stands in."""
    lead, *items = folded[mention.end : context.paragraph_start].rstrip().splitlines() or [""]
    return lead.rstrip().endswith(":") and all(item.rstrip()[-1:] in ("", ";", ",") for item in items)


def _looks_back(mention: PeriodMention, before: Sequence[PeriodMention], folded: str) -> bool:
    """Whether an expression dates a second level that a sentence compares («1,7%, в 2017 году была 1,9%»): it
    stands behind a figure, and a later stretch was named before it.
    """
    start = mention.period_start
    if start is None:
        return False
    begin = max(folded.rfind(mark, 0, mention.start) for mark in (". ", "\n", "! ", "? "))
    if not any(map(str.isdigit, folded[begin + 1 : mention.start])):
        return False
    later = next(
        (one for one in reversed(before) if one.role == "period" and one.kind in _reach()["frame_kinds"]),
        None,
    )
    return later is not None and later.period_start is not None and later.period_start > start


def _is_long_past(mention: PeriodMention, published: date | None) -> bool:
    """Whether an expression only tells of the past of a thing («построена в 1974 году»)."""
    end = mention.period_end
    return published is not None and end is not None and end.year < published.year - _BACKGROUND_YEARS


def _tells_a_day(mention: PeriodMention) -> bool:
    """Whether a mention is a day that levels are reported for: «на 1 июля», «1 шілдеде»."""
    if mention.form in ("as_of", "that_day"):
        return True
    start = mention.period_start
    return mention.form == "day" and mention.role == "period" and start is not None and start.day == 1


def _is_ahead(mention: PeriodMention, published: date | None) -> bool:
    return published is not None and mention.period_start is not None and mention.period_start > published


def _is_of_a_part(before: PeriodMention, mention: PeriodMention, folded: str) -> bool:
    """Whether a mention dates only a part of what the one before it dates («…, из них 318 — в сентябре»)."""
    if _SENTENCE_END.search(folded, before.end, mention.start):
        return False
    return lexicon().words["part"].search(folded, before.end, mention.start) is not None


def _counts_to_date(context: FigureContext, mention: PeriodMention, folded: str) -> bool:
    """Whether «на сегодня» stands in this paragraph over what has been done so far, not over what there
    is."""
    if mention.start < context.paragraph_start or context.unit in _PAID:
        return False
    ends = _SENTENCE_END.search(folded, mention.end)
    stop = ends.start() if ends else context.sentence_start
    return not lexicon().words["present"].search(folded, mention.start, stop)


def _reaches(context: FigureContext, mention: PeriodMention, folded: str) -> bool:
    if paragraphs_between(folded, mention.end, context.sentence_start) > _NEAR_PARAGRAPHS:
        return False
    if in_list(context, folded):
        return True  # what stands between are other items of the list
    sentence_end = _SENTENCE_END.search(folded, mention.end)
    begin = sentence_end.end() if sentence_end else context.sentence_start
    words = lexicon().words
    return not any(
        words[name].search(folded, begin, context.sentence_start) for name in ("present", "describes")
    )


def in_list(context: FigureContext, folded: str) -> bool:
    """Whether the paragraph of a figure is an item of a list."""
    return _LIST_MARK.match(folded, context.paragraph_start) is not None


def is_of_item(mention: PeriodMention, folded: str) -> bool:
    """Whether an expression stands in an item itself and not in the lead above the list."""
    return _LIST_MARK.match(folded, folded.rfind("\n", 0, mention.start) + 1) is not None


def paragraphs_between(folded: str, start: int, end: int) -> int:
    """How many paragraphs begin between two places; the items of a list count as one paragraph."""
    count = 0
    in_list = False
    for mark in _PARAGRAPH.finditer(folded, start, end):
        item = _LIST_MARK.match(folded, mark.end()) is not None
        count += not (item and in_list)
        in_list = item
    return count


def _frame(
    context: FigureContext, earlier: Sequence[PeriodMention], folded: str, published: date | None
) -> PeriodMention | None:
    """The stretch that stands for the whole report: announced in a heading or as results, or the first that
    the opening names.

    What is bought and built is dated by its own words: it only takes a stretch that was announced. A year
    that still runs is what a sentence is about, not the report.
    """
    framing = [
        one
        for one in earlier
        if one.kind in _reach()["frame_kinds"]
        and one.form not in _reach()["edges"]
        and not one.aside
        and one.role == "period"
    ]
    for one in framing:
        if _is_heading(one, folded) or (one.results and one.start < _OPENING):
            return None if one.planned else one
    first = next(iter(framing), None)
    if first is None or first.start >= _OPENING or first.planned or first.form in _reach()["loose"]:
        return None
    running = first.kind == "year" and published is not None and _ends_after(first, published)
    return None if running or context.unit in DATED_THEMSELVES else first


def _is_over_before(mention: PeriodMention, frame: PeriodMention) -> bool:
    """Whether a stretch ended before that of the report began."""
    end, start = mention.period_end, frame.period_start
    return end is not None and start is not None and end < start


def _ends_after(mention: PeriodMention, published: date) -> bool:
    return mention.period_end is not None and mention.period_end > published


def _is_heading(mention: PeriodMention, folded: str) -> bool:
    """Whether a mention stands in a short line without other numbers."""
    begin, stop = max(0, mention.start - _HEADING - 1), mention.end + _HEADING + 1
    line_start = folded.rfind("\n", begin, mention.start) + 1 or begin
    line_end = folded.find("\n", mention.end, stop)
    rest = folded[line_start : mention.start] + folded[mention.end : line_end if line_end >= 0 else stop]
    return len(rest) <= _HEADING and not any(map(str.isdigit, rest))
