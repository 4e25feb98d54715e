"""What an expression of time tells before its place in the text is looked at: numbers in, a stretch out.

Holds the two values and the two steps that most meanings share; the meanings themselves are in
periods_meaning.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from checks.tables.vocabulary import PeriodBasis, PeriodKind
from sources.reading.mentions.periods import calendar
from sources.reading.mentions.periods.calendar import Stretch, View
from sources.records import record

Form = Literal[
    "calendar", "this_year", "first_day", "middle", "last_day", "day", "days", "as_of", "today", "to_date",
    "year_to_date", "since", "horizon", "yearly", "rate", "vague", "recent", "same_stretch", "year_earlier",
    "that_stretch", "that_day", "since_then", "counted_to", "holiday",
]  # fmt: skip


MOVED: frozenset[Form] = frozenset({"same_stretch", "year_earlier"})  # a named stretch, some years away


@record(frozen=True, slots=True)
class Spoken:
    """The numbers found in the slots of an expression, the publication date, and where its clause looks."""

    values: Mapping[str, int]
    published: date | None
    view: View = "back"


@record(frozen=True, slots=True)
class Meant:
    """A stretch, how it was found, and the form of the expression, which later rules need.

    `shift` is how many years before or after another stretch this one lies («аналогичный период прошлого
    года»: -1); `year` the stated year of such a stretch; `alike` the kind of the stretch an elliptic
    expression points back to.
    """

    stretch: Stretch
    basis: PeriodBasis
    form: Form = "calendar"
    shift: int | None = None
    year: int | None = None
    alike: PeriodKind | None = None
    compares: bool = False


def year_of(spoken: Spoken) -> tuple[int | None, PeriodBasis | None]:
    """The year that the words name, absolutely or relative to the publication; basis null when they name
    none."""
    if "year" in spoken.values:
        return spoken.values["year"], PeriodBasis.STATED
    if "relative" in spoken.values:
        if spoken.published is None:
            return None, PeriodBasis.UNRESOLVED
        return spoken.published.year + spoken.values["relative"], PeriodBasis.RESOLVED
    return None, None


def from_months(spoken: Spoken, kind: PeriodKind, first: int, last: int) -> Meant:
    """Months of the named year, or of the latest year in which they were over (the next one for plans)."""
    year, basis = year_of(spoken)
    if basis is None and spoken.published is not None:
        reached = calendar.latest_begun if kind in ("quarter", "half_year") else calendar.latest_complete
        year = (
            spoken.published.year
            if spoken.view != "back"
            else reached(spoken.published, first, min(last, 12))
        )
        basis = PeriodBasis.RESOLVED
    return Meant(calendar.months(kind, year, first, last), basis or PeriodBasis.UNRESOLVED)
