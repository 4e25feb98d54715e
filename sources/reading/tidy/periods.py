"""The period of a tidy row: a date or stretch in short form, or an expression of time in words.

Holds the short forms (`2024`, `2024-Q1`, `2024-H1`, `2024-05`, `2024-12-31`, `2024-01-01/2024-09-30`); words
are read like those of any text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from checks.tables.vocabulary import PeriodBasis, PeriodKind
from sources.language.fold import fold
from sources.readers.tidy import TidyCell
from sources.reading.attributes.period.choice import PeriodReading
from sources.reading.mentions.periods.finding import find_periods
from sources.reading.tables.values import WrongCell

_YEAR = re.compile(r"(\d{4})")
_PART = re.compile(r"(\d{4})-?([qh])([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[t ]00:00(?::00)?)?")
_POINTED_DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
_STRETCH = re.compile(r"(\d{4}-\d\d-\d\d) ?(?:/|\.\.|-|\u2013) ?(\d{4}-\d\d-\d\d)")
_QUARTER, _HALF = 3, 6


def period_of(cell: TidyCell, published: date | None) -> PeriodReading:
    """Read the period of a row; `published` resolves words such as «с начала года»."""
    words = " ".join(fold(cell.text).split())
    try:
        short = _short(words)
    except ValueError as error:
        raise WrongCell("period_unknown", f"«{cell.text}» is no date: {error}") from error
    if short is not None:
        kind, start, end = short
        return PeriodReading(kind, start, end, PeriodBasis.STATED, cell.text)
    told = [one for one in find_periods(words, words, published) if one.role == "period"]
    if len(told) != 1 or (told[0].period_start is None and told[0].period_end is None):
        raise WrongCell(
            "period_unknown",
            f"«{cell.text}» is no period; write 2024, 2024-Q1, 2024-H1, 2024-05, 2024-12-31 or"
            " 2024-01-01/2024-09-30",
        )
    only = told[0]
    return PeriodReading(only.kind, only.period_start, only.period_end, only.basis, cell.text)


def _short(words: str) -> tuple[PeriodKind, date, date] | None:
    if found := _YEAR.fullmatch(words):
        year = int(found[1])
        return PeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31)
    if found := _PART.fullmatch(words):
        return _part_of_year(int(found[1]), found[2], int(found[3]))
    if found := _MONTH.fullmatch(words):
        year, month = int(found[1]), int(found[2])
        return PeriodKind.MONTH, date(year, month, 1), _month_end(year, month)
    if found := _DAY.fullmatch(words):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return PeriodKind.POINT, day, day
    if found := _POINTED_DAY.fullmatch(words):
        day = date(int(found[3]), int(found[2]), int(found[1]))
        return PeriodKind.POINT, day, day
    if found := _STRETCH.fullmatch(words):
        return _stretch(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
    return None


def _part_of_year(year: int, letter: str, number: int) -> tuple[PeriodKind, date, date]:
    months = _QUARTER if letter == "q" else _HALF
    last = months * number
    if last > 12:
        raise ValueError("a year has two halves")
    kind = PeriodKind.QUARTER if letter == "q" else PeriodKind.HALF_YEAR
    return kind, date(year, last - months + 1, 1), _month_end(year, last)


def _stretch(start: date, end: date) -> tuple[PeriodKind, date, date]:
    """A stretch from the first of January counts up to its end; whole years are years."""
    if end < start:
        raise ValueError("the end is before the start")
    opens, closes = (start.month, start.day) == (1, 1), (end.month, end.day) == (12, 31)
    if opens and closes:
        return (PeriodKind.YEAR if start.year == end.year else PeriodKind.MULTI_YEAR), start, end
    return (PeriodKind.YTD if opens and start.year == end.year else PeriodKind.SPAN), start, end


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
