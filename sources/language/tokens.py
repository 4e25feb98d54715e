"""Words, numbers and marks of a text with their offsets, and the sentences they stand in.

Holds the cutting only. A hyphen is a token of its own and letters never share a token with digits, because press
releases glue and part them at will («всего10», «консультативно — диагностическая», «64-і»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sources.language.fold import fold

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_SENTENCE_END = re.compile(r'[.!?…]+["\')\]]*(?=\s+(?:-\s+)?["\'(\[]*[^\s])|\n+')
_ABBREVIATIONS = frozenset(
    "г гг обл р рн ул им т тыс млн млрд трлн тг руб долл мес д п пп см рис табл стр ст к кв кг чел ед др пр проч напр "
    "тел и о с н э қ ж м б бер құр мың жж ж қаң ақп".split()
)


class Token(NamedTuple):
    """A word, a run of digits or one mark: half-open offsets and its folded form."""

    start: int
    end: int
    form: str


class Sentence(NamedTuple):
    """A sentence of one paragraph: half-open offsets, without the white space around it."""

    start: int
    end: int


def tokenize(folded: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut folded text into tokens; offsets are those of the whole text."""
    stop = len(folded) if end is None else end
    return [Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(folded, start, stop)]


def sentences(text: str, start: int = 0, end: int | None = None, folded: str | None = None) -> Iterator[Sentence]:
    """Yield the sentences of `text[start:end]`; a line break always ends one, an abbreviation or initial never does."""
    stop = len(text) if end is None else end
    low = fold(text) if folded is None else folded
    begin = start
    for match in _SENTENCE_END.finditer(low, start, stop):
        mark = match.group()
        if mark[0] == "." and not mark.startswith("..") and _goes_on(text, low, begin, match.start(), match.end()):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, stop)


def _goes_on(text: str, low: str, begin: int, dot: int, after: int) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or a number inside a sentence."""
    word_start = dot
    while word_start > begin and low[word_start - 1].isalpha():
        word_start -= 1
    word = low[word_start:dot]
    rest = after
    while rest < len(text) and not text[rest].isalnum() and text[rest] != "\n":
        rest += 1
    following = text[rest : rest + 1]
    if following.islower() or (following.isdigit() and word in _ABBREVIATIONS):
        return bool(word) or following.islower()
    if len(word) == 1 and text[word_start].isupper():
        return True
    return word in _ABBREVIATIONS and word not in {"г", "гг", "тыс", "млн", "млрд", "тг", "мес", "чел", "др", "ед"}


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(start, end)
