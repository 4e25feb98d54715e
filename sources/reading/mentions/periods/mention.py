"""An expression of time in a text, and what the words beside it make of it: since, until, as of.

Holds the value that periods are found as, and how its relation changes it. Finding is said in periods.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from checks.tables.vocabulary import PeriodBasis, PeriodKind
from sources.reading.mentions.periods.calendar import Stretch
from sources.reading.mentions.periods.told import MOVED, Form
from sources.records import record

Role = Literal["period", "comparison", "bound", "rate", "dateline"]
Relation = Literal["comparison", "since", "until", "at", "results"]


@record(frozen=True, slots=True)
class PeriodMention:
    """One expression of time: `text[start:end] == as_stated`, half-open offsets in code points.

    `period_start` and `period_end` are days, the end inclusive; null where the words or a missing publication
    date leave them open. `role`: `period` can govern figures; `comparison` says what a change is measured
    against; `bound` belongs to the first figure of «с 12,4 в 2023 году до 9,8»; `rate` («в сутки») and
    `dateline` govern nothing. `form` is the form of the words, `planned` says that its clause looks ahead,
    `results` that levels hold at its end («по итогам года»), `aside` the offsets of the brackets it stands
    in.
    """

    start: int
    end: int
    kind: PeriodKind
    period_start: date | None
    period_end: date | None
    basis: PeriodBasis
    as_stated: str
    role: Role = "period"
    form: Form = "calendar"
    planned: bool = False
    results: bool = False
    shift: int | None = None
    year: int | None = None
    aside: tuple[int, int] | None = None

    @property
    def stretch(self) -> Stretch:
        """Kind and dates together."""
        return Stretch(self.kind, self.period_start, self.period_end)


def related(mention: PeriodMention, relation: Relation | None, published: date | None) -> PeriodMention:
    """The mention as the words beside it make it: since, until or as of what it names."""
    if relation == "until":
        return _until(mention, published)
    if relation == "at" or mention.form == "as_of":
        return _as_of(mention, published)
    if relation == "since":
        return _since(mention, published)
    return mention


def _as_of(mention: PeriodMention, published: date | None) -> PeriodMention:
    if mention.form == "middle":
        return _at_middle(mention)
    reached = end_reached(mention, published) if not mention.planned else None
    if reached is not None:
        return replace(mention, kind=PeriodKind.POINT, period_start=reached, period_end=reached, form="as_of")
    if mention.form == "first_day":
        return replace(mention, kind=PeriodKind.POINT, period_end=mention.period_start, form="as_of")
    if mention.form == "last_day":
        return replace(mention, kind=PeriodKind.POINT, period_start=mention.period_end, form="as_of")
    if mention.form in ("day", "as_of"):
        return replace(mention, kind=PeriodKind.POINT, form="as_of")
    return mention


def _until(mention: PeriodMention, published: date | None) -> PeriodMention:
    if mention.form in ("today", "to_date"):
        return replace(mention, kind=PeriodKind.SINCE_START, period_start=None, form="to_date")
    if mention.form == "first_day":
        return replace(
            mention,
            kind=PeriodKind.HORIZON,
            period_start=None,
            period_end=mention.period_start,
            form="horizon",
        )
    if mention.form == "middle":
        return _at_middle(mention)
    met = published is not None and mention.period_end is not None and mention.period_end <= published
    return replace(mention, kind=PeriodKind.HORIZON, period_start=None, form="horizon", planned=not met)


def _at_middle(mention: PeriodMention) -> PeriodMention:
    """«К середине года»: the 30 June."""
    middle = mention.period_end and mention.period_end.replace(month=6, day=30)
    return replace(mention, kind=PeriodKind.POINT, period_start=middle, period_end=middle, form="as_of")


def _since(mention: PeriodMention, published: date | None) -> PeriodMention:
    if mention.form in ("year_to_date", "since", "days", "that_stretch", *MOVED):
        return mention
    start = mention.period_start
    if start is not None and published is not None and start > published:
        return mention
    if mention.kind in ("year", "month", "quarter", "half_year", "academic_year", "event", "span"):
        basis = mention.basis
        return replace(mention, kind=PeriodKind.SINCE_START, period_end=published, form="since", basis=basis)
    return mention


def end_reached(mention: PeriodMention, published: date | None) -> date | None:
    """The day of a level told for the end of a stretch that is over («к концу 2022 года насчитывалось»).

    An end without a year of its own that is still to come is that of the year before («жыл соңында» told in
    January). Null where the end is not over.
    """
    end = mention.period_end
    if end is None or mention.form not in ("last_day", "horizon"):
        return None
    if published is None or end <= published:
        return end
    unstated = mention.form == "last_day" and mention.basis == "resolved" and (end.month, end.day) == (12, 31)
    return end.replace(year=end.year - 1) if unstated else None
