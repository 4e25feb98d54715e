"""Typed dates and times as their format shows them, in one spelling for all workbooks.

Holds the day counts of spreadsheet programs and the writing of dates. A date that shows day, month and year
is written dd.mm.yyyy or «1 января 2025», one that shows a month is written «январь 2025», years always with
four digits: what the format leaves out is left out here, what it shows cannot be taken for another day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from importlib import resources

from sources.catalogue.data_file import read_yaml

DATE_PARTS = frozenset({"date", "elapsed", "quarter"})
_KAZAKH = "43F"
_LAST_DAY = 2_958_466  # 1 January 10000
_LEAP_BUG = 60  # 29 February 1900, which never was, counts as a day
_QUARTERS = ("I", "II", "III", "IV")
_UNITS = {"h": 3600, "m": 60, "s": 1}


def shown_date(
    serial: float, tokens: Sequence[tuple[str, str]], language: str, *, from_1904: bool
) -> str | None:
    """Write a count of days as the tokens of its format ask; None when it is no day of the calendar.

    `tokens` are pairs of a name (`date`, `elapsed`, `noon`, `literal` …) and what the code says.
    """
    elapsed = next((said[0] for name, said in tokens if name == "elapsed"), None)
    if elapsed is not None:
        return _elapsed(serial, elapsed, tokens)
    if not 0 <= serial < _LAST_DAY:
        return None
    parts = _with_minutes(tokens)
    asked = {said[0] for name, said in parts if name == "date"}
    if serial < 1 and not from_1904 and asked & set("ymd"):
        return None
    moment = moment_of(serial, from_1904=from_1904)
    words = _words()["kk" if language.endswith(_KAZAKH) else "ru"]
    return _written(moment, parts, asked, words)


def moment_of(serial: float, *, from_1904: bool = False) -> datetime:
    """The moment of a count of days from 0 January 1900, or from 1 January 1904, to the second."""
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if serial < _LEAP_BUG else 30)
    return first + timedelta(seconds=round(serial * 86400))


def serial_of(moment: datetime) -> float:
    """The count of days of a moment, as `moment_of` reads it."""
    days = (moment.replace(tzinfo=None) - datetime(1899, 12, 30)) / timedelta(days=1)
    return days if days > _LEAP_BUG else days - 1


def _with_minutes(tokens: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Tell minutes from months: `m` beside hours or seconds; minutes are written `i` from here on."""
    parts = list(tokens)
    dates = [index for index, (name, _) in enumerate(parts) if name == "date"]
    for place, index in enumerate(dates):
        said = parts[index][1]
        if said[0] != "m" or len(said) > 2:
            continue
        before = parts[dates[place - 1]][1][0] if place else ""
        after = parts[dates[place + 1]][1][0] if place + 1 < len(dates) else ""
        if before == "h" or after == "s":
            parts[index] = ("date", "i")
    return parts


def _written(
    moment: datetime,
    parts: Sequence[tuple[str, str]],
    asked: set[str],
    words: Mapping[str, Sequence[str]],
) -> str:
    day = _day(moment, parts, asked, words)
    clock = _clock(moment, asked)
    midnight = bool(day) and moment.time() == time()  # a day that a program stored with its clock
    written: list[str] = []
    pending: list[str] = []
    done: set[str] = set()
    for name, said in parts:
        if name in ("date", "quarter"):
            group = "clock" if said[0] in "his" else "weekday" if said.startswith("ddd") else "day"
            if group == "weekday":
                piece = words["weekdays"][moment.weekday()]
            else:
                piece = day if group == "day" else clock
            if group not in done and not (group == "clock" and midnight):
                written += [*pending, piece]
            done.add(group)
            pending = []
        elif name != "noon":
            pending.append(said)
    return "".join([*written, *pending]).strip()


def _day(
    moment: datetime,
    parts: Sequence[tuple[str, str]],
    asked: set[str],
    words: Mapping[str, Sequence[str]],
) -> str:
    dates = [said for name, said in parts if name == "date"]
    named = any(said[0] == "m" and len(said) > 2 for said in dates)
    day = any(said in ("d", "dd") for said in dates)
    year = str(moment.year) if asked & set("ye") else ""
    if any(name == "quarter" for name, _ in parts):
        return f"{_QUARTERS[(moment.month - 1) // 3]} {words['quarter']} {year}".strip()
    if day and named:
        return f"{moment.day} {words['of_months'][moment.month - 1]} {year}".strip()
    if day and "m" in asked:
        return f"{moment:%d.%m.}{moment.year}"
    if "m" in asked:
        return f"{words['months'][moment.month - 1]} {year}".strip()
    return year or (str(moment.day) if day else "")


def _clock(moment: datetime, asked: set[str]) -> str:
    if "h" not in asked:
        return f"{moment:%M:%S}"
    return f"{moment:%H:%M:%S}" if "s" in asked else f"{moment:%H:%M}"


def _elapsed(serial: float, unit: str, tokens: Sequence[tuple[str, str]]) -> str:
    """Time that has passed: `[h]:mm` counts hours beyond a day."""
    seconds = round(abs(serial) * 86400)
    asked = {unit, *(said[0] for name, said in tokens if name == "date")}
    whole, rest = divmod(seconds, _UNITS[unit])
    written = str(whole)
    for smaller in ("m", "s"):
        if smaller in asked and smaller != unit:
            value, rest = divmod(rest, _UNITS[smaller])
            written += f":{value:02}"
    return ("-" if serial < 0 else "") + written


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    words: Mapping[str, Mapping[str, Sequence[str]]] = read_yaml(
        resources.files("sources.readers").joinpath("words/dates.yml")
    )
    return words
