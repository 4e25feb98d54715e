"""Days as news tells them: «вчера», «во вторник», «өткен аптада», «неделю назад», «31.10.24», «до осени».

Holds what such words mean, counted from the publication date; without one the kind stands and the dates stay
null. The words stand in sources/catalogue/periods/.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from checks.tables.vocabulary import PeriodBasis, PeriodKind
from sources.reading.mentions.periods import calendar
from sources.reading.mentions.periods.calendar import Stretch
from sources.reading.mentions.periods.told import Meant, Spoken

_WEEK = 7
_LATEST_SHORT_YEAR = 40  # «31.10.24» is of this century, «31.10.74» of the last one


def _event(spoken: Spoken, days_ago: int) -> Meant:
    if spoken.published is None:
        return Meant(Stretch(PeriodKind.EVENT), PeriodBasis.UNRESOLVED, "day")
    on = spoken.published - timedelta(days=days_ago)
    return Meant(Stretch(PeriodKind.EVENT, on, on), PeriodBasis.RESOLVED, "day")


def _days_ago(days: int) -> Callable[[Spoken], Meant]:
    return lambda spoken: _event(spoken, days)


def _counted_days_ago(spoken: Spoken) -> Meant:
    """«Три дня назад», «две недели назад» (`count` times a `pace` of days)."""
    count = spoken.values.get("count", spoken.values.get("number", 1))
    return _event(spoken, count * spoken.values.get("pace", 1))


def _weekday(spoken: Spoken) -> Meant:
    """The latest such day before the publication, or on it; the next one for plans; «в прошлый вторник» lies
    before the day of publication.
    """
    published = spoken.published
    if published is None:
        return _event(spoken, 0)
    back = (published.isoweekday() - spoken.values["weekday"]) % _WEEK
    if spoken.view != "back":
        return _event(spoken, back - _WEEK if back else 0)
    return _event(spoken, back or (_WEEK if spoken.values.get("relative") == -1 else 0))


def _week(spoken: Spoken) -> Meant:
    """A week from Monday to Sunday; the running one ends at the publication."""
    published = spoken.published
    if published is None:
        return Meant(Stretch(PeriodKind.SPAN), PeriodBasis.UNRESOLVED, "recent")
    relative = spoken.values.get("relative", 0)
    monday = published - timedelta(days=published.weekday() - _WEEK * relative)
    sunday = monday + timedelta(days=_WEEK - 1)
    end = published if relative == 0 and spoken.view == "back" else sunday
    return Meant(Stretch(PeriodKind.SPAN, monday, end), PeriodBasis.RESOLVED, "recent")


def _short_year_day(spoken: Spoken) -> Meant | None:
    """«31.10.24»."""
    short = spoken.values["short"]
    year = (2000 if short <= _LATEST_SHORT_YEAR else 1900) + short
    stretch = calendar.day(PeriodKind.EVENT, year, spoken.values["number"], spoken.values["day"])
    return Meant(stretch, PeriodBasis.STATED, "day") if stretch else None


def _day_of_month(spoken: Spoken) -> Meant | None:
    """«Айдың 12-сінде»: of the month of publication."""
    if spoken.published is None:
        return Meant(Stretch(PeriodKind.EVENT), PeriodBasis.UNRESOLVED, "day")
    year, month = spoken.published.year, spoken.published.month
    stretch = calendar.day(PeriodKind.EVENT, year, month, spoken.values["day"])
    return Meant(stretch, PeriodBasis.RESOLVED, "day") if stretch else None


def _before_season(spoken: Spoken) -> Meant:
    """«До осени»: no later than the last day before it."""
    published = spoken.published
    if published is None:
        return Meant(Stretch(PeriodKind.HORIZON), PeriodBasis.UNRESOLVED, "horizon")
    first = spoken.values["toward"]
    year = published.year + (first <= published.month)  # that of this year has begun
    end = calendar.month_end(year, first - 1)
    return Meant(Stretch(PeriodKind.HORIZON, None, end), PeriodBasis.RESOLVED, "horizon")


def _before_new_year(spoken: Spoken) -> Meant:
    if spoken.published is None:
        return Meant(Stretch(PeriodKind.HORIZON), PeriodBasis.UNRESOLVED, "horizon")
    end = calendar.month_end(spoken.published.year, 12)
    return Meant(Stretch(PeriodKind.HORIZON, None, end), PeriodBasis.RESOLVED, "horizon")


def _month_or_quarter_end(length: int) -> Callable[[Spoken], Meant]:
    """«До конца месяца», «до конца квартала»: of the running one."""

    def meaning(spoken: Spoken) -> Meant:
        if spoken.published is None:
            return Meant(Stretch(PeriodKind.HORIZON), PeriodBasis.UNRESOLVED, "horizon")
        last = (spoken.published.month - 1) // length * length + length
        end = calendar.month_end(spoken.published.year, last)
        return Meant(Stretch(PeriodKind.HORIZON, None, end), PeriodBasis.RESOLVED, "horizon")

    return meaning


DAYS: Mapping[str, Callable[[Spoken], Meant | None]] = {
    "before_new_year": _before_new_year,
    "before_season": _before_season,
    "counted_days_ago": _counted_days_ago,
    "day_of_month": _day_of_month,
    "day_before_yesterday": _days_ago(2),
    "end_of_month": _month_or_quarter_end(1),
    "end_of_quarter": _month_or_quarter_end(3),
    "short_year_day": _short_year_day,
    "week": _week,
    "weekday": _weekday,
    "yesterday": _days_ago(1),
}
