"""Stretches of the calendar: the months of a year, quarters, school years, and the nearest one to a given
date.

Holds date arithmetic only; no words of any language.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import Literal

from checks.tables.vocabulary import PeriodKind
from sources.records import record

View = Literal["back", "ahead", "bound"]

REPORTED_AHEAD_DAYS = 15  # «за 9 месяцев» is said from the middle of the ninth month on
JUST_ENDED_MONTHS = 3  # how long «за полугодие», «по итогам года» still means the last one
JUST_MET_DAYS = 90  # «к августу завершили ремонт» is said soon after
ANNOUNCED_AHEAD_DAYS = 45  # a day without a year may lie this far ahead of the report that names it


@record(frozen=True, slots=True)
class Stretch:
    """A kind of period with its first and last day (inclusive); null where the words do not say."""

    kind: PeriodKind
    start: date | None = None
    end: date | None = None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months(kind: PeriodKind, year: int | None, first: int, last: int) -> Stretch:
    """The stretch from the first day of month `first` to the last of month `last`; `last` > 12 runs into the
    next year."""
    if year is None:
        return Stretch(kind)
    return Stretch(kind, date(year, first, 1), month_end(year + (last - 1) // 12, (last - 1) % 12 + 1))


def day(kind: PeriodKind, year: int | None, month: int, number: int) -> Stretch | None:
    """One day; null for a day that the month does not have."""
    if year is None:
        return Stretch(kind) if 1 <= number <= 31 and 1 <= month <= 12 else None
    if not 1 <= month <= 12 or not 1 <= number <= calendar.monthrange(year, month)[1]:
        return None
    return Stretch(kind, date(year, month, number), date(year, month, number))


def academic_year(first: int | None) -> Stretch:
    """The school year that begins in September of `first`."""
    return months(PeriodKind.ACADEMIC_YEAR, first, 9, 20)


def years(first: int | None, last: int | None) -> Stretch:
    """The years `first` to `last`."""
    if first is None or last is None:
        return Stretch(PeriodKind.MULTI_YEAR)
    return Stretch(PeriodKind.MULTI_YEAR, date(first, 1, 1), date(last, 12, 31))


def nearest_year(published: date, month: int, number: int, view: View) -> int:
    """The year of a day named without one.

    `back`: the latest not after `published`, a day up to ANNOUNCED_AHEAD_DAYS after it counting as announced.
    `ahead`: the next. `bound` («к 1 сентября»): the next, unless the last one is no more than JUST_MET_DAYS
    over.
    """
    this = date(published.year, month, min(number, calendar.monthrange(published.year, month)[1]))
    over = (published - this).days
    if view == "back":
        return this.year if over >= -ANNOUNCED_AHEAD_DAYS else this.year - 1
    return this.year if over <= (JUST_MET_DAYS if view == "bound" else 0) else this.year + 1


def latest_complete(published: date, _first_month: int, last_month: int) -> int:
    """The latest year in which months up to `last_month` were over at `published`, or all but over."""
    missing = (month_end(published.year, last_month) - published).days
    return published.year if missing <= REPORTED_AHEAD_DAYS else published.year - 1


def latest_begun(published: date, first_month: int, _last_month: int) -> int:
    """The latest year in which a stretch from `first_month` on had begun at `published`."""
    return published.year if first_month <= published.month else published.year - 1


def just_ended(kind: PeriodKind, length: int, published: date) -> Stretch:
    """The quarter, half year or year (`length` months) that ended at most JUST_ENDED_MONTHS before; else null
    dates."""
    over = (published.month - 1) % length
    if over >= min(JUST_ENDED_MONTHS, length - 1):
        return Stretch(kind)
    ended = published.year * 12 + published.month - 1 - over - 1
    first = ended - length + 1
    return months(kind, first // 12, first % 12 + 1, first % 12 + length)


def moved(stretch: Stretch, by_years: int) -> Stretch:
    """The same stretch in another year; a 29 February becomes the 28th, the end of February stays its end."""
    return Stretch(stretch.kind, _other_year(stretch.start, by_years), _other_year(stretch.end, by_years))


def _other_year(value: date | None, by_years: int) -> date | None:
    if value is None:
        return None
    year = value.year + by_years
    if value == month_end(value.year, value.month):
        return month_end(year, value.month)
    return date(year, value.month, min(value.day, calendar.monthrange(year, value.month)[1]))
