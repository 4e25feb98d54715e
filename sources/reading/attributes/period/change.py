"""Changes from one level to another: which of the two a figure is, and what a change is measured against.

Holds the recognition of «с 8,9 до 7,1», «16-дан 19-ға» and of comparison periods. The period itself is chosen
in periods_figure.py; the marks are data in sources/catalogue/periods/relations.yml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sources.reading.attributes.period.context import FigureContext, PeriodReading
from sources.reading.mentions.periods.finding import other_year
from sources.reading.mentions.periods.lexicon import lexicon
from sources.reading.mentions.periods.mention import PeriodMention
from sources.reading.mentions.periods.told import MOVED

_REACH = 120


def member_of_change(context: FigureContext, folded: str) -> Literal["from", "to"] | None:
    """Whether a level is the first or the second of a change; null when its words tell of no two levels."""
    if context.measure not in ("level", "share"):
        return None
    marks = lexicon().marks
    before = folded[max(context.sentence_start, context.figure_start - _REACH) : context.figure_start]
    after = folded[context.figure_end : min(context.sentence_end, context.figure_end + _REACH)]
    if marks["first_level_before"].search(before) and marks["second_level_follows"].match(after):
        return "from"
    if marks["first_level_suffix"].match(after):
        return "from"
    own = folded[context.figure_start : context.figure_end]
    if marks["first_level_inside"].search(own) and marks["second_level_behind"].match(after):
        return "from"
    if marks["second_level_before"].search(before) or marks["second_level_suffix_before"].search(before):
        return "to"
    return None


def belongs_to_first_level(mention: PeriodMention, context: FigureContext, folded: str) -> bool:
    """Whether a mention dates the level before the change: bound to it, its attribute («былтырғы 16-дан») or
    in brackets behind it («8,2-ден (2024 жыл)»)."""
    if mention.end > context.figure_start:
        return False
    return mention.role == "bound" or is_bracketed(mention, folded)


def is_bracketed(mention: PeriodMention, folded: str) -> bool:
    """Whether an expression stands alone in brackets."""
    return folded[mention.start - 1 : mention.start] == "(" and folded[mention.end : mention.end + 1] == ")"


def comparison_of(context: FigureContext, mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The comparison that the sentence of a figure names: the nearest behind it, else the nearest before."""
    named = [
        one
        for one in mentions
        if one.role == "comparison" and context.sentence_start <= one.start < context.sentence_end
    ]
    return min(
        named,
        key=lambda one: (one.end <= context.figure_start, abs(one.start - context.figure_end)),
        default=None,
    )


def told_behind_comparison(
    context: FigureContext, mentions: Sequence[PeriodMention], folded: str
) -> PeriodMention | None:
    """The comparison whose level a figure tells right behind it («больше аналогичного периода (30 295)»)."""
    told_behind = lexicon().marks["told_behind"]
    before = [one for one in mentions if context.sentence_start <= one.end <= context.figure_start]
    named = [one for one in before if one.role == "comparison"]
    return next((one for one in named if told_behind.match(folded, one.end, context.figure_start)), None)


def with_comparison(
    reading: PeriodReading, context: FigureContext, mentions: Sequence[PeriodMention]
) -> PeriodReading:
    """Add what a change is measured against, when its sentence says so."""
    nearest = comparison_of(context, mentions)
    if nearest is None:
        return reading
    stretch = nearest.stretch
    if nearest.form in MOVED:
        stretch = other_year(reading.stretch, nearest.shift, nearest.year)
    return replace(reading, compared_with_start=stretch.start, compared_with_end=stretch.end)
