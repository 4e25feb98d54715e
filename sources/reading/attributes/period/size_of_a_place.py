"""When the size of a place holds: beds and visits of a house are its property, dated by nothing but their own
clause (conventions 9).
"""

from __future__ import annotations

from collections.abc import Sequence

from sources.reading.attributes.period.context import FigureContext
from sources.reading.mentions.periods.lexicon import lexicon
from sources.reading.mentions.periods.mention import PeriodMention


def date_of_a_place(
    context: FigureContext, mentions: Sequence[PeriodMention], folded: str
) -> PeriodMention | None:
    """Until when a place of this size is to be there, as its own clause tells («до конца года откроется
    поликлиника на 280 посещений»); null for what is open, and where no clause dates it.
    """
    sized = context.nature == "capacity" or is_being_built(context, folded)
    if not sized or context.plan_actual != "planned":
        return None
    start, end = context.clause_start, context.clause_end
    return next((one for one in mentions if one.form == "horizon" and start <= one.start < end), None)


def is_being_built(context: FigureContext, folded: str) -> bool:
    """Whether beds are told of in a clause of works («құрылысы аяқталады»), whose date is not theirs."""
    if context.unit != "bed" or context.nature != "attribute":
        return False
    works = lexicon().words["works"]
    return works.search(folded, context.clause_start, context.clause_end) is not None
