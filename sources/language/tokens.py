"""Words, numbers and marks of a text with their offsets, and the sentences they stand in.

Holds the cutting only. A hyphen is a token of its own and letters never share a token with digits, because
press releases glue and part them at will («всего10», «консультативно — диагностическая», «64-і»).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sources.catalogue.letters import letters
from sources.language.fold import fold

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s|$)|[\r\n]+")
_OPENING = " \t\u00a0\r\n\"'«“„([-–—•"
_MARKER = re.compile(rf"\s*(?:\d{{1,2}}|[{letters().small_roman}]{{1,4}})")
_YEAR = re.compile(r"\d\s*$")


class Token(NamedTuple):
    """A word, a run of digits or one mark: half-open offsets and its folded form."""

    start: int
    end: int
    form: str


class Sentence(NamedTuple):
    """A sentence of one paragraph: half-open offsets, without the white space around it."""

    start: int
    end: int


class Abbreviations(NamedTuple):
    """Words that are abbreviated before a name or a number, so that the full stop ends nothing; the word for
    a year, which ends a sentence behind its number; the degrees of scholars («к.м.н»).
    """

    before_name: frozenset[str]
    before_number: frozenset[str]
    year: frozenset[str]
    degree: re.Pattern[str]


@cache
def abbreviations() -> Abbreviations:
    """Return the abbreviations of catalogue/language/abbreviations.toml; read once per process."""
    path = files("sources.catalogue").joinpath("language", "abbreviations.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    first, last = "".join(data["degree"]["first"]), data["degree"]["last"]
    return Abbreviations(
        frozenset(data["before_name"]["words"]),
        frozenset(data["before_number"]["words"]),
        frozenset(data["year"]["words"]),
        re.compile(rf"(?:^|[\s(])[{first}]\. ?[{letters().russian}]{{1,6}}\. ?{last}$"),
    )


def tokenize(folded: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut folded text into tokens; offsets are those of the whole text."""
    stop = len(folded) if end is None else end
    found = _TOKEN.finditer(folded, start, stop)
    # tuple.__new__ spares a call for every word of every report
    return [tuple.__new__(Token, (match.start(), match.end(), match[0])) for match in found]


def first_at(tokens: Sequence[Token], offset: int) -> int:
    """The index of the first token that starts at an offset or behind it; their number when there is none."""
    return bisect_left(tokens, (offset,))  # a token is a tuple that begins with its start


def sentences(
    text: str, start: int = 0, end: int | None = None, folded: str | None = None
) -> Iterator[Sentence]:
    """Yield the sentences of `text[start:end]`.

    An abbreviation, an initial and the number of a point («1. Расширить») do not end one. A line break does,
    unless the caller names a paragraph by its `end`: a single break inside is where an editor wrapped it.
    """
    stop = len(text) if end is None else end
    low = fold(text) if folded is None else folded
    begin = start
    for match in _END.finditer(low, start, stop):
        if match.group() in ("\n", "\r\n") and end is not None:
            continue
        if not _goes_on(text, low, begin, match, stop):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, stop)


def _goes_on(text: str, low: str, begin: int, match: re.Match[str], stop: int) -> bool:
    """Whether the sentence runs on over the mark or line break at `match`."""
    mark = match.group()
    if mark[0] in "\r\n":
        return False
    following = _first_of_next(text, match.end(), stop)
    if following.islower():
        return True
    return mark == "." and _is_abbreviation(text, low, begin, match.start(), following)


def _first_of_next(text: str, at: int, stop: int) -> str:
    while at < stop and text[at] in _OPENING:
        at += 1
    return text[at] if at < stop else ""


def _is_abbreviation(text: str, low: str, begin: int, dot: int, following: str) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or the number of a point."""
    word_start = dot
    while word_start > begin and low[word_start - 1].isalpha():
        word_start -= 1
    word, before = low[word_start:dot], low[max(begin, word_start - 12) : word_start]
    if not word or _MARKER.fullmatch(low, begin, dot):
        return _MARKER.fullmatch(low, begin, dot) is not None
    if following.isdigit():
        return word in abbreviations().before_number
    if word in abbreviations().year:
        return _YEAR.search(before) is None
    if len(word) == 1 and text[word_start].isupper():
        return True
    return (
        word in abbreviations().before_name
        or abbreviations().degree.search(low, max(begin, dot - 16), dot) is not None
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(start, end)
