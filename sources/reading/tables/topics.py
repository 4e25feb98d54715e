"""What a table counts, when its heads and labels do not say it: the row above, the sheet's name, the title.

Holds which words are silent about what is counted, and which of the lines above a table speaks for it. How a
figure is weighed against those words is decided in `tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.catalogue.grammar import load_grammar
from sources.catalogue.lexicon import load_lexicon
from sources.language.tokens import tokenize
from sources.reading.tables.regions import region_named_in
from sources.reading.tables.times import time_of

WORDS = CATALOGUE / "body" / "table_topics.yml"

_LONGEST_TITLE = 250
COUNTS = frozenset({"number_of", "headcount"})
"""The concepts of words for a count, behind which stands what is counted."""
_OF_TIMES = frozenset({"planned", "needed"})
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Topic:
    """What the words above a table say: the line that names what is counted, and its concepts.

    `beside` are the silent lines above the table, the nearest first («Женщины»). `head` are the concepts of
    the first thing behind «число»: «число организаций, оказывающих помощь» counts organisations. `foreign`
    says that the line is of another sector than health.
    """

    text: str
    concepts: frozenset[str]
    head: frozenset[str]
    beside: tuple[str, ...]
    foreign: bool


def topic_of(groups: Sequence[Sequence[str]], titles: Iterable[str] = ()) -> Topic | None:
    """The topic of a table from the folded lines above it, and else from the titles of its file; null where
    all of them are silent.

    `groups` are the lines right above, those that open the sheet and the sheet's name; in each the nearest
    line comes first. The nearest line about health speaks, unless one nearer counts something else: that,
    or a group without health, shows that the table belongs to another sector.
    """
    beside = _silent_lines(groups)
    for group in groups:
        foreign: str | None = None
        for line in group:
            if is_silent(line) or _words().note.match(line) or len(line) > _LONGEST_TITLE:
                continue
            another = is_of_another_sector(line)
            if is_of_health(line) and not another:
                return _topic(line, beside, foreign=False)
            if another or _words().counting.search(line):
                return _topic(line, beside, foreign=True)
            foreign = foreign or line
        if foreign is not None and not any(map(is_silent, group)):
            return _topic(foreign, beside, foreign=True)
    for title in titles:
        if not is_silent(title):
            return _topic(title, beside, foreign=not is_of_health(title) or is_of_another_sector(title))
    return None


@lru_cache(maxsize=8192)
def is_silent(folded: str) -> bool:
    """Whether words say where, when, of whom or in which unit, and not what is counted."""
    if time_of(folded) is not None or region_named_in(folded) is not None:
        return True
    return _LETTERS.search(_words().silent.sub(" ", folded)) is None


@lru_cache(maxsize=8192)
def is_of_health(folded: str) -> bool:
    """Whether words name something of health care, births or deaths."""
    return _words().of_health.search(folded) is not None


@lru_cache(maxsize=8192)
def is_of_another_sector(folded: str) -> bool:
    """Whether words name something of another sector, whatever they name beside it."""
    return _words().of_another.search(folded) is not None


@lru_cache(maxsize=8192)
def who_in(folded: str) -> Mapping[str, str]:
    """Of whom silent words tell: `residence` (urban, rural) and `sex` (female, male), each where they name
    one and not the other; nothing where they name a region («город Астана»).
    """
    if region_named_in(folded) is not None:
        return {}
    named = {
        dimension: [value for value, pattern in values if pattern.search(folded)]
        for dimension, values in _words().who
    }
    return {dimension: values[0] for dimension, values in named.items() if len(values) == 1}


@lru_cache(maxsize=8192)
def concepts_of_cell(folded: str) -> frozenset[str]:
    """The concepts that a head, a label or a line names; of one that says a time only whether it is planned:
    «II кв.» measures nothing.
    """
    mentions = load_lexicon().find(tokenize(folded, 0, len(folded)))
    concepts = frozenset(mention.concept for mention in mentions)
    return concepts if time_of(folded) is None else concepts & _OF_TIMES


def _silent_lines(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The silent lines that hold for a table: of the nearest group that has some, and the sheet's name.

    What stood above the first block of a sheet, «Мужчины», does not hold for a later one of its own.
    """
    silent = [tuple(filter(is_silent, group)) for group in groups]
    nearest = next((lines for lines in silent if lines), ())
    return tuple(dict.fromkeys((*nearest, *(silent[-1] if silent else ()))))


def _topic(line: str, beside: tuple[str, ...], *, foreign: bool) -> Topic:
    mentions = load_lexicon().find(tokenize(line, 0, len(line)))
    counted = min((one.end for one in mentions if one.concept in COUNTS), default=len(line))
    things = sorted(
        (one for one in mentions if one.concept in load_grammar().things and one.start >= counted),
        key=lambda one: (one.start, -one.end),
    )
    first = things[0] if things else None
    for after in things[1:]:  # the last of «hospital beds» is what is counted, in English
        if first is not None and line[first.end : after.start] == " " and line[after.start].isascii():
            first = after
    head = frozenset(
        one.concept for one in things if first is not None and first.start <= one.start < first.end
    )
    return Topic(line, frozenset(one.concept for one in mentions), head, beside, foreign)


@dataclass(frozen=True, slots=True)
class _Words:
    silent: re.Pattern[str]
    note: re.Pattern[str]
    counting: re.Pattern[str]
    of_health: re.Pattern[str]
    of_another: re.Pattern[str]
    who: Sequence[tuple[str, Sequence[tuple[str, re.Pattern[str]]]]]


@cache
def _words() -> _Words:
    data: dict[str, Any] = read_yaml(WORDS)
    return _Words(
        silent=re.compile("|".join(data["silent"])),
        note=re.compile(data["note"]),
        counting=re.compile(data["counting"]),
        of_health=re.compile(data["of_health"]),
        of_another=re.compile(data["of_another"]),
        who=tuple(
            (dimension, tuple((value, re.compile(pattern)) for value, pattern in values.items()))
            for dimension, values in data["who"].items()
        ),
    )
