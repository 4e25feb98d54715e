"""Words of health and of other sectors in a sentence, from data; see sources/catalogue/body/sectors.yml.

Holds the finding of words only. What follows for a figure is decided in `relevance`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.language.fold import fold
from sources.language.tokens import Token

Sector = Literal[
    "health", "hospital", "harmed", "animals", "accident", "housing", "staff", "neutral", "other"
]

_FILE = CATALOGUE / "body" / "sectors.yml"
_LONGEST = 16
_SHORT = 3  # letters of a first word of two that has no endings
_WHOLE = "="


class SectorWord(NamedTuple):
    """Where a word of a sector stands, and of which."""

    start: int
    sector: Sector


def sector_words(tokens: Sequence[Token]) -> Iterator[SectorWord]:
    """The words of a sentence that tell what it is about, in order."""
    told = None
    for token, following in pairwise([*tokens, Token(-1, -1, "")]):
        if told == token.start or not token.form.isalpha():
            continue
        sector = _of_pair(token.form, following.form)
        if sector is not None:
            told = following.start
        else:
            sector = _of_word(token.form)
        if sector is not None:
            yield SectorWord(token.start, sector)


class _Words(NamedTuple):
    stems: Mapping[str, Sector]
    whole: Mapping[str, Sector]
    pairs: Mapping[str, list[tuple[str, str]]]
    of_pairs: Mapping[tuple[str, str], Sector]


@cache
def _words() -> _Words:
    data: dict[str, Any] = read_yaml(_FILE)
    accidents = data["accidents"]
    others = (lines for name, lines in data["sectors"].items() if name not in (*accidents, "housing"))
    lists: dict[Sector, list[str]] = {
        "other": [line for lines in others for line in lines],
        "accident": [line for name in accidents for line in data["sectors"][name]],
        "housing": data["sectors"]["housing"],
        "staff": data["staff"],
        "neutral": data["neutral"],
        "animals": data["animals"],
        "harmed": data["harmed"],
        "hospital": data["hospital"],
        "health": data["health"],
    }
    stems: dict[str, Sector] = {}
    whole: dict[str, Sector] = {}
    pairs: dict[str, list[tuple[str, str]]] = {}
    of_pairs: dict[tuple[str, str], Sector] = {}
    for sector, lines in lists.items():
        for written in (word.strip() for line in lines for word in line.split(",")):
            word = fold(written.rstrip(_WHOLE))
            first, _, second = word.replace("-", " ").partition(" ")
            if second:
                pairs.setdefault(first[:2], []).append((first, second))
                of_pairs[first, second] = sector
            else:
                (whole if written.endswith(_WHOLE) else stems)[word] = sector
    return _Words(stems, whole, pairs, of_pairs)


@lru_cache(maxsize=65536)
def _of_word(form: str) -> Sector | None:
    words = _words()
    if form in words.whole:
        return words.whole[form]
    for length in range(min(len(form), _LONGEST), 1, -1):
        sector = words.stems.get(form[:length])
        if sector is not None:
            return sector
    return None


@lru_cache(maxsize=65536)
def _of_pair(form: str, following: str) -> Sector | None:
    words = _words()
    for first, second in words.pairs.get(form[:2], ()):
        begins = form.startswith(first) if len(first) > _SHORT else form == first
        if begins and following.startswith(second):
            return words.of_pairs[first, second]
    return None
