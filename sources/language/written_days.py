"""Days as pages, feeds and letters write them for machines or on a line of their own, in Kazakhstan's time.

Holds one function for all of them and the bounds of what can be the day of a report. Dates inside sentences
are periods and belong to reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.catalogue.function_words import any_of

EARLIEST = date(1991, 1, 1)
"""No report of Kazakhstan is older: an earlier date is a clock that was never set."""

# One time for the whole country since 2024-03-01 (Government resolution № 20 of 19 January 2024), before that
# the one of Almaty and Astana; the west was an hour behind, which tells days apart between 23:00 and midnight
# only.
_BEFORE = timezone(timedelta(hours=6))
_SINCE = timezone(timedelta(hours=5))
_CHANGED = datetime(2024, 2, 29, 18, tzinfo=UTC)

_APART = r"[\s./,|-]{0,4}"
_NAME = r"[^\W\d_]{3,14}"
_LONGEST_ENDING = 5
_LONGEST = 200  # characters that a value of one date may have
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:t?(?P<hour>\d\d)(?P<minute>\d\d)(?:\d\d)?(?P<zone>z)?)?"
)
_EPOCH = re.compile(r"(?P<seconds>\d{9,10})(?:\d{3})?(?:\.\d+)?")


class _Words(NamedTuple):
    """written_days.yml: the zones in minutes, and the pattern of a day with the words beside it."""

    zones: Mapping[str, int]
    day: re.Pattern[str]


@cache
def _words() -> _Words:
    data = read_yaml(CATALOGUE / "language" / "written_days.yml")
    zones = any_of(data["zones"])
    time = (
        r"(?:(?:\s*[t,|/-]\s*|\s+)(?P<hour>[012]?\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
        rf"(?:\s*(?P<zone>{zones}|[+-]\d\d(?::?\d\d)?)(?!\w))?)?"
    )
    day = (
        r"(?<![\d.])(?:(?P<year1>\d{4})[-/.](?P<month1>\d\d?)[-/.](?P<day1>\d\d?)"
        r"|(?P<day2>\d\d?)[./-](?P<month2>\d\d?)[./-](?P<year2>\d{4})"
        rf"|(?P<day3>\d\d?){_APART}(?P<name3>{_NAME}){_APART}(?P<year3>\d{{4}})"
        rf"|(?<!\w)(?P<name>{_NAME}){_APART}(?P<day>\d\d?){_APART}(?P<year>\d{{4}})"
        rf"|(?P<year4>\d{{4}})\s*{any_of(data['year'])}?[\s,]*(?P<day4>\d\d?)[\s-]*(?P<name4>{_NAME}))"
        rf"(?!\d){time}"
    )
    return _Words(data["zones"], re.compile(day))


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day and the half-open offsets at which it is written."""

    on: date
    start: int
    end: int


def local_day(moment: datetime) -> date:
    """The day in Kazakhstan of a moment; of one without a zone the day that it names itself."""
    if moment.tzinfo is None:
        return moment.date()
    zone = _SINCE if moment >= _CHANGED else _BEFORE
    return moment.astimezone(zone).date()


def is_believable(day: date, latest: date | None) -> bool:
    """Whether a report that came on `latest` (null when unknown) can be of this day. A day more is granted:
    clocks differ, and night offices date ahead.
    """
    return day >= EARLIEST and (latest is None or day <= latest + timedelta(days=1))


def day_of(written: str) -> date | None:
    """The day that a value names: ISO 8601 with or without a zone, RFC 2822, seconds or milliseconds since
    1970, day.month.year, or with the name of the month in Russian, Kazakh or English; null for anything else.

    A moment with a zone is told in the time of Kazakhstan, one without as it stands.
    """
    value = written.strip()[:_LONGEST]
    if epoch := _EPOCH.fullmatch(value):
        return local_day(datetime.fromtimestamp(int(epoch["seconds"]), UTC))
    if compact := _COMPACT.fullmatch(value.lower()):
        return _day(compact)
    return next((found.on for found in days_in(value)), None)


def days_in(text: str) -> Iterator[WrittenDay]:
    """Every full date of a short text in order; dates that no calendar has are left out."""
    low = text.lower()
    for match in _words().day.finditer(low if len(low) == len(text) else text):
        day = _day(match)
        if day is not None:
            end = match.start("hour") if match["hour"] else match.end()
            written = text[match.start() : end].rstrip(" ,|/-tT") if match["hour"] else match.group()
            yield WrittenDay(day, match.start(), match.start() + len(written))


def _day(match: re.Match[str]) -> date | None:
    parts = {name.rstrip("1234"): value for name, value in match.groupdict().items() if value}
    month = _month(parts["name"]) if "name" in parts else int(parts["month"])
    if month is None:
        return None
    try:
        if "hour" not in parts:
            return date(int(parts["year"]), month, int(parts["day"]))
        hour, minute = int(parts["hour"]), int(parts["minute"])
        moment = datetime(int(parts["year"]), month, int(parts["day"]), hour, minute, tzinfo=_zone(parts))
        return local_day(moment)
    except (ValueError, OverflowError):
        return None


def _zone(parts: dict[str, str]) -> timezone | None:
    written = parts.get("zone")
    if written is None:
        return None
    zones = _words().zones
    if written in zones:
        return timezone(timedelta(minutes=zones[written]))
    digits = written[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))


@cache
def _months() -> dict[str, int]:
    data = read_yaml(CATALOGUE / "language" / "months.yml")
    return {stem: int(number) for number, stems in data.items() for stem in stems}


def _month(name: str) -> int | None:
    """The number of a month by its name, shortened («мар», «сент.») or with an ending («мартта»)."""
    stems = _months()
    ended = (stem for stem in stems if name.startswith(stem) and len(name) <= len(stem) + _LONGEST_ENDING)
    stem = next(ended, None) or next((stem for stem in stems if stem.startswith(name)), None)
    return stems[stem] if stem is not None else None
