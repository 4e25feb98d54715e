"""Cells that say a time and nothing else: «2023», «2003.0», «янв.25», «II кв.», «год», and how they are put
together.

Holds the reading of one such cell and the joining of a month in a head with the year in a label. Which cells
are asked is decided in `table_periods`; expressions of time in running words are found by `periods`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from checks.tables.vocabulary import PeriodBasis, PeriodKind
from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.reading.mentions.periods import calendar
from sources.reading.mentions.periods.lexicon import LANGUAGES, slot_value, slots_of
from sources.reading.mentions.periods.mention import PeriodMention

WORDS = CATALOGUE / "body" / "table_times.yml"

_LENGTHS: dict[PeriodKind, int] = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6}
_SLOT = re.compile(r"\{(year|short|month|ordinal)(_2)?\}")
_MARKS = re.compile(r"[(),;:*\n]")
_CENTURY = 2000
_YEAR_SPAN = 12


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of months, 1 to 12, of a year that is null where another cell names it.

    A whole year has the months 1 to 12 and the kind `year`.
    """

    kind: PeriodKind
    first: int
    last: int
    year: int | None

    @property
    def is_part(self) -> bool:
        """Whether it is less than a year, or a year that another cell names."""
        return self.kind != PeriodKind.YEAR or self.year is None


@lru_cache(maxsize=8192)
def time_of(folded: str) -> Time | None:
    """The time a cell says, or null when it says anything else or nothing."""
    text = " ".join(_MARKS.sub(" ", _compiled().footnote.sub("", folded)).split())
    if not text or len(text) > 60:
        return None
    if _compiled().whole_year.fullmatch(text.rstrip(".")):
        return Time(PeriodKind.YEAR, 1, _YEAR_SPAN, None)
    plain = " ".join(_compiled().beside.sub(" ", text).split()).strip(" .-")
    for kind, language, pattern in _compiled().shapes:
        match = pattern.fullmatch(plain)
        if match is not None and (found := _read(kind, language, match)) is not None:
            return found
    return None


def is_bare_year(folded: str) -> bool:
    """Whether a cell is a year and nothing else."""
    found = time_of(folded)
    return found is not None and found.kind == PeriodKind.YEAR and found.year is not None


def heads_years(folded: str) -> bool:
    """Whether a head says that its column holds years."""
    return _compiled().years_head.fullmatch(folded.strip()) is not None


def joined(
    near: Sequence[Time | PeriodMention], beyond: Iterable[Time | PeriodMention]
) -> Time | PeriodMention | None:
    """What dates a cell: of what its own heads and labels say, the nearest first, or else of what stands
    beyond them, which is only looked at where it is needed.

    A part of a year takes the nearest year; a year takes the part that another of its heads or labels names.
    Null where nothing is said; a part without any year keeps it null.
    """
    further = iter(beyond)
    nearest = near[0] if near else next(further, None)
    if nearest is None or isinstance(nearest, PeriodMention):
        return nearest
    if nearest.is_part:
        if nearest.year is not None:
            return nearest
        year = next((found for one in chain(near[1:], further) if (found := _year_in(one))), None)
        return Time(nearest.kind, nearest.first, nearest.last, year)
    part = next((one for one in near[1:] if isinstance(one, Time) and one.is_part and not one.year), None)
    return nearest if part is None else Time(part.kind, part.first, part.last, nearest.year)


def as_mention(time: Time, start: int, end: int, stated: str) -> PeriodMention:
    """A time as an expression that stands at these offsets of the text; without a year it has no dates."""
    stretch = calendar.months(time.kind, time.year, time.first, time.last)
    basis = PeriodBasis.UNRESOLVED if time.year is None else PeriodBasis.STATED
    return PeriodMention(start, end, stretch.kind, stretch.start, stretch.end, basis, stated)


def _year_in(one: Time | PeriodMention) -> int | None:
    if isinstance(one, Time):
        return one.year
    if one.period_start is None or one.period_end is None:
        return one.period_end.year if one.period_end and one.kind == PeriodKind.POINT else None
    return one.period_end.year if one.period_start.year == one.period_end.year else None


def _read(kind: PeriodKind, language: str, match: re.Match[str]) -> Time | None:
    said = match.groupdict()
    year = int(said["year"]) if said.get("year") else None
    if said.get("short"):
        year = _CENTURY + int(said["short"])
    if kind == PeriodKind.YEAR:
        return Time(PeriodKind.YEAR, 1, _YEAR_SPAN, year)
    number = _number(language, said)
    if number is None:
        return None
    if kind == PeriodKind.YTD:
        last = number if (second := said.get("month_2")) is None else _month(language, second)
        first = 1 if said.get("month_2") is None else number
        if last is None or last < first:
            return None
        return Time(PeriodKind.YTD if first == 1 else PeriodKind.SPAN, first, last, year)
    last = number * _LENGTHS[kind]
    return Time(kind, last - _LENGTHS[kind] + 1, last, year) if last <= _YEAR_SPAN else None


def _number(language: str, said: dict[str, str | None]) -> int | None:
    """The number of the month, quarter or half year that a cell names."""
    for slot in ("month", "ordinal"):
        if (word := said.get(slot)) is not None:
            return _month(language, word) if slot == "month" else slot_value(language, slot, word)
    number = said.get("number")
    return None if number is None else int(number)


def _month(language: str, word: str) -> int | None:
    return _compiled().short_months.get(word.rstrip(".")) or slot_value(language, "month", word)


@dataclass(frozen=True, slots=True)
class _Words:
    beside: re.Pattern[str]
    footnote: re.Pattern[str]
    whole_year: re.Pattern[str]
    years_head: re.Pattern[str]
    short_months: Mapping[str, int]
    shapes: tuple[tuple[PeriodKind, str, re.Pattern[str]], ...]


@cache
def _compiled() -> _Words:
    data: dict[str, Any] = read_yaml(WORDS)
    short = {word: number for number, words in data["short_months"].items() for word in words}
    shapes = [
        (
            PeriodKind(entry["kind"]),
            language,
            re.compile(_with_slots(entry["pattern"], language, data["year"], short)),
        )
        for entry in data["shapes"]
        for language in _languages(entry["pattern"])
    ]
    names = ("beside", "footnote", "whole_year", "years_head")
    compiled = {name: re.compile(data[name]) for name in names}
    return _Words(**compiled, shapes=tuple(shapes), short_months=short)


def _languages(pattern: str) -> Iterable[str]:
    """Every language for patterns with words of its own; one for patterns of numbers only."""
    return LANGUAGES if "{month" in pattern or "{ordinal" in pattern else LANGUAGES[:1]


def _with_slots(pattern: str, language: str, year: str, short_months: Iterable[str]) -> str:
    def words(slot: re.Match[str]) -> str:
        name = slot[1] + (slot[2] or "")
        bodies = {"year": year, "short": r"\d\d"}
        body = bodies.get(slot[1]) or "|".join(slots_of(language)[slot[1]].values())
        if slot[1] == "month":
            body += rf"|(?:{'|'.join(short_months)})\.?"
        return f"(?P<{name}>{body})"

    return _SLOT.sub(words, pattern)
