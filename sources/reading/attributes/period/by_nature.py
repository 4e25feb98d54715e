"""What an expression of time says of a figure: read the way its indicator wants it.

A stock holds at a moment, a flow over a stretch. Holds the reading only; which expression governs a figure is
chosen in periods_figure.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checks.tables.units import CURRENCIES
from checks.tables.vocabulary import PeriodBasis, PeriodKind
from sources.reading.attributes.period.context import FigureContext, PeriodReading
from sources.reading.attributes.period.undated import is_act
from sources.reading.mentions.periods import calendar
from sources.reading.mentions.periods.lexicon import lexicon
from sources.reading.mentions.periods.mention import PeriodMention, end_reached

_FIRST_DAYS = 7  # of January, in which news still tells the old year as this one


def read_mention(
    mention: PeriodMention,
    context: FigureContext,
    here: Sequence[PeriodMention],
    folded: str,
    published: date | None,
) -> PeriodReading:
    """Read a governing mention the way the nature of the figure wants it."""
    actual = context.plan_actual == "actual"
    counted = context.nature in ("flow", "ratio") and actual
    if mention.form == "vague":
        return PeriodReading(PeriodKind.UNSPECIFIED, as_stated=mention.as_stated)
    if mention.form in ("today", "to_date") or (mention.form == "as_of" and context.nature == "flow"):
        return _as_of(mention, context, here, folded)
    if mention.form == "this_year" and counted and not is_allotted(context, folded):
        start = mention.period_start
        if published is not None and start is not None and _is_just_over(mention, published):
            over = calendar.months(PeriodKind.YEAR, start.year - 1, 1, 12)
            return PeriodReading(over.kind, over.start, over.end, mention.basis, mention.as_stated)
        return PeriodReading(
            PeriodKind.YTD, start, published if start else None, mention.basis, mention.as_stated
        )
    if context.nature == "stock" and context.plan_actual != "planned" and context.measure == "level":
        return level_of(mention, context, published)
    return as_said(mention)


def _is_just_over(mention: PeriodMention, published: date) -> bool:
    """Whether «в этом году» told of what was done means the year that ended some days ago."""
    return (
        mention.basis == "resolved"
        and mention.period_start == published.replace(month=1, day=1)
        and published.month == 1
        and published.day <= _FIRST_DAYS
    )


def _as_of(
    mention: PeriodMention, context: FigureContext, here: Sequence[PeriodMention], folded: str
) -> PeriodReading:
    """A count up to a day, or a level at it («на сегодня построено 12» against «на сегодня работают 12»)."""
    end = mention.period_end
    if context.nature != "flow" or context.present_tense or context.plan_actual != "actual":
        return PeriodReading(PeriodKind.POINT, end, end, mention.basis, mention.as_stated)
    if mention.form == "today" and not _is_told_in_the_past(context, folded):
        return PeriodReading(PeriodKind.POINT, end, end, mention.basis, mention.as_stated)
    acted = is_act(context, folded)
    if mention.form == "today" and acted and not context.to_date:
        return PeriodReading(PeriodKind.EVENT, end, end, mention.basis, mention.as_stated)
    if context.yearly and end is not None:
        return PeriodReading(
            PeriodKind.YTD, end.replace(month=1, day=1), end, mention.basis, mention.as_stated
        )
    for one in reversed(here):
        if one.end <= mention.start and one.form in ("this_year", "year_to_date"):
            return PeriodReading(PeriodKind.YTD, one.period_start, end, mention.basis, mention.as_stated)
    return PeriodReading(PeriodKind.SINCE_START, None, end, mention.basis, mention.as_stated)


def _is_told_in_the_past(context: FigureContext, folded: str) -> bool:
    past = lexicon().words["past"]
    return past.search(folded, context.clause_start, context.clause_end) is not None


def level_of(mention: PeriodMention, context: FigureContext, published: date | None) -> PeriodReading:
    """The level of a stock: at the end of what the results are of, now for the running year, else as the
    words say."""
    if mention.results and context.plan_actual == "needed":
        return as_said(mention)
    if mention.results:
        return PeriodReading(
            PeriodKind.POINT, mention.period_end, mention.period_end, mention.basis, mention.as_stated
        )
    if mention.form == "first_day" and context.plan_actual != "planned":
        first = mention.period_start
        return PeriodReading(PeriodKind.POINT, first, first, mention.basis, mention.as_stated)
    running = mention.form == "this_year" or mention.kind == "since_start"
    if running and context.plan_actual == "actual":
        return now(published, mention.as_stated)
    if mention.form == "day":
        return PeriodReading(
            PeriodKind.POINT, mention.period_start, mention.period_end, mention.basis, mention.as_stated
        )
    reached = end_reached(mention, published) if context.plan_actual != "planned" else None
    if reached is not None:
        return PeriodReading(PeriodKind.POINT, reached, reached, mention.basis, mention.as_stated)
    return as_said(mention)


def as_said(mention: PeriodMention, basis: PeriodBasis | None = None) -> PeriodReading:
    return PeriodReading(
        mention.kind, mention.period_start, mention.period_end, basis or mention.basis, mention.as_stated
    )


def now(published: date | None, as_stated: str | None = None) -> PeriodReading:
    basis: PeriodBasis = PeriodBasis.RESOLVED if published else PeriodBasis.UNRESOLVED
    return PeriodReading(PeriodKind.POINT, published, published, basis, as_stated)


def is_allotted(context: FigureContext, folded: str) -> bool:
    """Whether a sum was allotted for a year rather than spent in it."""
    words = lexicon().words
    told = words["money"].search(folded, context.figure_start, context.figure_end + 12) is not None
    if not told and context.unit not in CURRENCIES:
        return False
    return words["allotted"].search(folded, context.sentence_start, context.sentence_end) is not None
