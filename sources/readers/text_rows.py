"""A line of text as a row of cells: where it is cut, and which of its cells hold numbers.

Holds what one line can tell. Which lines form a table is for text_tables to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

from sources.catalogue.data_file import read_yaml

Separator = Literal["bar", "tab", "tabs", "semicolon", "gap"]
RowKind = Literal["data", "years", "words"]

# «tabs» takes several tabs in a row as one cut: they were typed to line columns up
_CUTS: Mapping[Separator, re.Pattern[str]] = {
    "bar": re.compile(r"[|¦│┃║]"),
    "tab": re.compile(r"\t"),
    "tabs": re.compile(r"\t+"),
    "semicolon": re.compile(r";"),
    "gap": re.compile(r"(?:[ \u00a0\u2007\u202f]{2,}|\t)[ \u00a0\u2007\u202f\t]*"),
}
SEPARATORS: tuple[Separator, ...] = tuple(_CUTS)
_RULE = re.compile(r"[\s\-–—=_+|*:.~¦\u2500-\u257f]{3,}")
_RULE_MARK = re.compile(r"[-–—=_*~\u2500-\u257f]{2}")
_PLAIN = r"(?:\d{1,3}(?:[ \u00a0\u2009\u202f]+\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d{1,9})(?:[.,]\d+)?"
_NUMBER = re.compile(
    rf"(?P<about>[^\W\d_][^\d]*\s)?\s*[<>≤≥≈~]?\s*[-+−–]?\s*{_PLAIN}(?:\s*[–—]\s*{_PLAIN})?"
    r"\s*(?:\(\s*[-+−–]?\d+(?:[.,]\d+)?\s*%\s*\))?\s*(?P<unit>[^\d\s][^\d]*)?"
)
_AFTER_NUMBER = re.compile(r"[%‰*\s]+")
_LONGEST_BETWEEN = 120
_LONGEST_ROW = 4000
_DIGIT = re.compile(r"\d")
_NUMBERING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}\.)\s")
_PER_NUMBER = re.compile(r"\bна 1(?:00|0)?[ \u00a0]?(?:тыс|000)\b|\b(?:19|20)\d\d\b")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of words/text_tables.yml."""

    units: frozenset[str]
    about: frozenset[str]
    missing: frozenset[str]
    unfinished: frozenset[str]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: its number (from 1) and half-open offsets, the white space at its ends included."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell: column (from 0) and half-open offsets; an empty cell has no length."""

    column: int
    start: int
    end: int


def cells_of(text: str, line: TextLine, separator: Separator) -> list[TextCell]:
    """Cut a line at a separator; bars that frame the line cut nothing off.

    A line cut by gaps begins with its first word; behind other separators empty cells keep their places.
    """
    start, end = line.start, line.end
    if separator in ("gap", "semicolon", "bar"):
        start, end = _stripped(text, start, end)
    if separator == "bar" and start + 1 < end:
        opened, closed = (bool(_CUTS["bar"].match(text, at)) for at in (start, end - 1))
        if opened and closed:
            start, end = start + 1, end - 1
    if separator == "semicolon" and text[end - 1 : end] == ";":
        end -= 1
    cells: list[TextCell] = []
    at = start
    for cut in _CUTS[separator].finditer(text, start, end):
        cells.append(TextCell(len(cells), *_stripped(text, at, cut.start())))
        at = cut.end()
    cells.append(TextCell(len(cells), *_stripped(text, at, end)))
    return cells


def has_cut(text: str, line: TextLine, separator: Separator) -> bool:
    """Whether the separator parts something: writing stands behind it. Very long lines are paragraphs."""
    start, end = line.start, line.end
    if end - start > _LONGEST_ROW:
        return False
    if separator in ("gap", "semicolon"):
        start, end = _stripped(text, start, end)
    if separator == "semicolon":
        return text.count(";", start, end - 1) > 0
    return _CUTS[separator].search(text, start, end) is not None


def is_rule(text: str) -> bool:
    """Whether a line is drawn, not written: «-----», «---|---», «+====+»."""
    return _RULE.fullmatch(text) is not None and _RULE_MARK.search(text) is not None


def is_value(text: str) -> bool:
    """Whether a cell holds one number («до 90», «10–12» too), at most with a per cent or a unit behind it.

    Dates, times, telephone numbers and «2024 год» are none; a bare year is one.
    """
    if _DIGIT.search(text) is None:
        return False
    match = _NUMBER.fullmatch(text.strip())
    if match is None or (match["about"] and match["about"].strip().lower() not in words().about):
        return False
    unit = _AFTER_NUMBER.sub(" ", match["unit"] or "").replace(".", " ").lower()
    unit = " ".join(unit.split())
    return not unit or unit in words().units


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no number: empty, «—», «н/д»."""
    return not text.strip() or text.strip().lower() in words().missing


def is_year(text: str) -> bool:
    """Whether a cell holds a bare year."""
    return _YEAR.fullmatch(text.strip()) is not None


def stands_between(written: str) -> bool:
    """Whether a line without a cut may stand inside a table, as a sub-heading or a part of a label.

    A line that ends like a sentence or tells figures of its own is prose.
    """
    if len(written) > _LONGEST_BETWEEN or written.endswith((".", "!", "?", ";")):
        return False
    return (
        written.endswith(":")
        or unfinished(written)
        or not _DIGIT.search(_NUMBERING.sub("", _PER_NUMBER.sub("", written)))
    )


def unfinished(written: str) -> bool:
    """Whether a line breaks off: at a comma, a hyphen, an open bracket or a small word."""
    last = re.split(r"[\s(]+", written)[-1].lower()
    return (
        written.endswith((",", "-")) or last in words().unfinished or written.count("(") > written.count(")")
    )


def row_kind(texts: Sequence[str]) -> RowKind:
    """What a row holds: numbers (or dashes in their places), bare years only, or words only."""
    values = [text for text in texts if is_value(text)]
    if values:
        return "years" if all(map(is_year, values)) else "data"
    dashes = [text for text in texts[1:] if text.strip() and is_missing(text)]
    return "data" if dashes and len(dashes) == len(texts) - 1 else "words"


@lru_cache(maxsize=1)
def words() -> Words:
    """Read the vocabulary once."""
    data = read_yaml(resources.files("sources.readers").joinpath("words/text_tables.yml"))
    return Words(
        *(frozenset(map(str, data[name])) for name in ("value_units", "about", "missing", "unfinished"))
    )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    written = text[start:end].strip()
    if not written:
        return start, start
    if len(written) == end - start:
        return start, end
    start += text[start:end].index(written)
    return start, start + len(written)
