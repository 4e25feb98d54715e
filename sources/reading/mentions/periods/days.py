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
from sources.reading.mentions.periods.told import Meant, Spoken, year_of

_WEEK = 7
LAST_MONTH_OF_ANNUAL_REPORTS = 4
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


def _to_day(spoken: Spoken) -> Meant | None:
    """«По 3 августа»: counted up to that day, from where the text begins to count."""
    year, basis = year_of(spoken)
    number, month = spoken.values.get("day", 0), spoken.values["month"]
    if basis is None and spoken.published is not None:
        year = calendar.nearest_year(spoken.published, month, number, spoken.view)
        basis = PeriodBasis.RESOLVED
    last = calendar.day(PeriodKind.EVENT, year, month, number)
    if last is None:
        return None
    return Meant(
        Stretch(PeriodKind.SINCE_START, None, last.end), basis or PeriodBasis.UNRESOLVED, "counted_to"
    )


def _days_of_years(spoken: Spoken) -> Meant | None:
    """«С 1 июля 2023 года по 1 января 2025 года»."""
    values = spoken.values
    first = calendar.day(PeriodKind.SPAN, values["year"], values["month"], values["day"])
    last = calendar.day(PeriodKind.SPAN, values["year_2"], values["month_2"], values["day_2"])
    if first is None or last is None or not first.start or not last.end or first.start > last.end:
        return None
    return Meant(Stretch(PeriodKind.SPAN, first.start, last.end), PeriodBasis.STATED, "days")


def _last_days_of_year(spoken: Spoken) -> Meant:
    """«Последние два дня прошлого года»."""
    year, basis = year_of(spoken)
    if year is None:
        return Meant(Stretch(PeriodKind.SPAN), PeriodBasis.UNRESOLVED)
    last = calendar.month_end(year, 12)
    first = last - timedelta(days=spoken.values["count"] - 1)
    return Meant(Stretch(PeriodKind.SPAN, first, last), basis or PeriodBasis.RESOLVED)


def _holiday(_: Spoken) -> Meant:
    return Meant(Stretch(PeriodKind.EVENT), PeriodBasis.UNRESOLVED, "holiday")


def _new_year_night(spoken: Spoken) -> Meant:
    """The first of January of the January in which it is told."""
    published = spoken.published
    if published is None or published.month > 1:
        return _holiday(spoken)
    first = published.replace(day=1)
    return Meant(Stretch(PeriodKind.EVENT, first, first), PeriodBasis.RESOLVED, "holiday")


def _year_end(spoken: Spoken) -> Meant:
    """The last day of a year; that of the year just over, where a clause that looks back is told early in the
    next one.
    """
    year, basis = year_of(spoken)
    if basis is None and spoken.published is not None:
        over = spoken.view == "back" and spoken.published.month <= LAST_MONTH_OF_ANNUAL_REPORTS
        year, basis = spoken.published.year - over, PeriodBasis.RESOLVED
    return Meant(calendar.months(PeriodKind.YEAR, year, 1, 12), basis or PeriodBasis.UNRESOLVED, "last_day")


def _first_month(spoken: Spoken) -> Meant:
    """«Биыл алғашқы айда»: its January."""
    year, basis = year_of(spoken)
    if basis is None and spoken.published is not None:
        year, basis = spoken.published.year, PeriodBasis.RESOLVED
    return Meant(calendar.months(PeriodKind.MONTH, year, 1, 1), basis or PeriodBasis.UNRESOLVED)


def _stretch_earlier(_: Spoken) -> Meant:  # «чем неделей раньше»
    return Meant(Stretch(PeriodKind.UNSPECIFIED), PeriodBasis.UNRESOLVED, "vague", compares=True)


DAYS: Mapping[str, Callable[[Spoken], Meant | None]] = {
    "before_new_year": _before_new_year,
    "before_season": _before_season,
    "days_of_years": _days_of_years,
    "first_month": _first_month,
    "holiday": _holiday,
    "last_days_of_year": _last_days_of_year,
    "new_year_night": _new_year_night,
    "stretch_earlier": _stretch_earlier,
    "to_day": _to_day,
    "counted_days_ago": _counted_days_ago,
    "day_of_month": _day_of_month,
    "day_before_yesterday": _days_ago(2),
    "end_of_month": _month_or_quarter_end(1),
    "end_of_quarter": _month_or_quarter_end(3),
    "short_year_day": _short_year_day,
    "week": _week,
    "weekday": _weekday,
    "year_end": _year_end,
    "yesterday": _days_ago(1),
}
