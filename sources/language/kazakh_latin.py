"""Kazakh printed in Latin letters, written out in Cyrillic with the way back to every character.

Holds the transcription only: words, figures and places are then read as in any Kazakh text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sources.catalogue.data_file import read_yaml

ALPHABETS = Path(__file__).parents[1] / "catalogue" / "language" / "kazakh_latin.yml"
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[а-яё]+")
_SAMPLE = 2_000
_VOWELS = frozenset("аәеиоөуүұыіэюяАӘЕИОӨУҮҰЫІ")
_ENOUGH_WORDS = 2
_LEAST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text in Cyrillic and, for each of its characters and its end, the offset in the original it stands
    for.
    """

    text: str
    positions: tuple[int, ...]

    def original(self, offset: int) -> int:
        """Offset in the original text for an offset in the transcript."""
        return self.positions[offset]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of a stretch of the transcript."""
        return self.original(start), self.original(end)

    def rewritten(self, offset: int) -> int:
        """Offset in the transcript for an offset in the original text."""
        return bisect_left(self.positions, offset)


@cache
def _alphabets() -> Mapping[str, Any]:
    return read_yaml(ALPHABETS)


@cache
def _letters(alphabet: str) -> Mapping[str, str]:
    small: Mapping[str, str] = _alphabets()[alphabet]["letters"]
    return dict(small) | {
        low.upper(): cyrillic.upper() for low, cyrillic in small.items() if len(low.upper()) == 1
    }


def is_kazakh_latin(text: str) -> bool:
    """Whether a text is mostly Kazakh in Latin letters: by its own letters and its commonest words."""
    if sum(map(len, _CYRILLIC.findall(text, 0, _SAMPLE))) > _SAMPLE // 8:
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return False
    latin = sum("a" <= word[0] <= "z" or word[0] in "áäóöúüýı" for word in words)
    common = frozenset(_alphabets()["words"])
    known = sum(word in common for word in words)
    return latin > len(words) / 2 and known >= _ENOUGH_WORDS and known >= _LEAST_SHARE * len(words) / 2


def transcribe(text: str) -> Transcript:
    """Write a Kazakh text in Latin letters out in Cyrillic; digits, marks and Cyrillic words stay as they
    are.
    """
    low = text.lower()
    alphabet = max(
        ("acute", "umlaut"), key=lambda name: sum(low.count(sign) for sign in _alphabets()[name]["signs"])
    )
    rules = _alphabets()[alphabet]
    letters, pairs, glide = _letters(alphabet), rules["pairs"], rules["glide"]
    sizes = sorted({len(group) for group in pairs}, reverse=True)
    written: list[str] = []
    positions: list[int] = []
    at = 0
    while at < len(text):
        group = next((text[at : at + size] for size in sizes if text[at : at + size] in pairs), "")
        if group:
            written += pairs[group]
            # The last letter stands for the last of the group, the others for those before it.
            positions += [at + place for place in range(len(pairs[group]) - 1)]
            positions.append(at + len(group) - 1 if len(pairs[group]) > 1 else at)
            at += len(group)
            continue
        letter = letters.get(text[at], text[at])
        if glide and text[at] == glide and written and written[-1] in _VOWELS:
            letter = "й"
        written.append(letter)
        positions.append(at)
        at += 1
    return Transcript("".join(written), (*positions, len(text)))
