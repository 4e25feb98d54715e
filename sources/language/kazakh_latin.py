"""Kazakh printed in Latin letters, written out in Cyrillic with the way back to every character.

Holds the transcription only: words, figures and places are then read as in any Kazakh text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.language.kazakh_spelling import Spelling, speller
from sources.language.transcript import Letters, Transcript, Writer

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z\u00df-\u024f]", re.IGNORECASE)
_SAMPLE = 2_000
_ENOUGH_WORDS = 2
_LEAST_SHARE = 0.03
# So many signs of an alphabet there are for a thousand letters, or the text leaves its accents out.
_LEAST_SIGNS = 10


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(CATALOGUE / "language" / "kazakh_latin.yml")
    return data


@dataclass(frozen=True)
class _Alphabet:
    """One alphabet: how its letters and groups of them are written, and how its words are found."""

    written: Mapping[str, str]
    sizes: tuple[int, ...]
    glide: str
    word: re.Pattern[str]
    spelling: str


@cache
def _alphabet(name: str) -> _Alphabet:
    rules = _data()[name]
    glide = rules["glide"]
    written = _data()["common"] | rules["letters"] | rules["groups"]
    if glide:
        written = written | {glide: _data()["glides"]["i"]}
    # An apostrophe belongs to a word where it is one of the alphabet's letters.
    marks = re.escape("".join(sign for sign in rules["signs"] if not sign.isalpha()))
    return _Alphabet(
        written,
        tuple(sorted({len(group) for group in written}, reverse=True)),
        glide,
        re.compile(rf"[^\W\d_](?:[^\W\d_]|(?<=[^\W\d_])[{marks}])*" if marks else _WORD.pattern),
        "accents" if rules["signs"] else "plain",
    )


def is_kazakh_latin(text: str) -> bool:
    """Whether a text is mostly Kazakh in Latin letters: by its own letters and its commonest words."""
    if len(_CYRILLIC.findall(text, 0, _SAMPLE)) > min(_SAMPLE, len(text)) // 8:
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return False
    latin = sum(_LATIN.match(word) is not None for word in words)
    common = frozenset(_data()["words"])
    bare = str.maketrans(_data()["bare"])
    known = sum(word.translate(bare) in common for word in words)
    return latin > len(words) / 2 and known >= _ENOUGH_WORDS and known >= _LEAST_SHARE * len(words)


def alphabet_of(text: str) -> str:
    """The name of the alphabet a Kazakh text is printed in, by the letters that only one of them has."""
    low = text.lower()
    least = max(1, len(low) * _LEAST_SIGNS // 1000)
    counts = {name: sum(low.count(sign) for sign in _data()[name]["signs"]) for name in ("acute", "umlaut")}
    # An apostrophe behind a letter of its alphabet, within a word.
    signs = re.escape(_data()["apostrophe"]["signs"])
    counts["apostrophe"] = len(re.findall(rf"[agnoscuyi][{signs}](?=[a-z])", low))
    name = max(counts, key=lambda one: counts[one])
    if counts[name] < least:
        return "acute" if _data()["acute"]["glide"] in low else "plain"
    if name == "umlaut" and _is_glide(low):
        return "umlaut_with_y"
    return name


def _is_glide(low: str) -> bool:
    """Whether y stands for й, which has a vowel before it, and not for ы, which has none."""
    if "y" not in low:
        return "ñ" in low
    behind_vowel = len(re.findall("(?<=[aeiouäöüūı])y", low))
    return behind_vowel > low.count("y") / 2 or "ï" in low


def transcribe(text: str) -> Transcript:
    """Write a Kazakh text in Latin letters out in Cyrillic; digits, marks and Cyrillic words stay as they
    are.
    """
    alphabet = _alphabet(alphabet_of(text))
    writer = Writer()
    at = 0
    for match in alphabet.word.finditer(text):
        writer.copy(text, at, match.start())
        at = match.end()
        # A capital alone is a sign («N7») and no word.
        is_sign = len(match.group()) == 1 and match.group().isupper()
        if not is_sign and _LATIN.search(match.group()):
            writer.write(_written_word(match.group(), alphabet), match.start(), at)
        else:
            writer.copy(text, match.start(), at)
    writer.copy(text, at, len(text))
    return writer.transcript(len(text))


def _written_word(word: str, alphabet: _Alphabet) -> Letters:
    """One word in Cyrillic, as it is spelled where it is known, in capitals where it was."""
    low = "".join(small if len(small := char.lower()) == 1 else char for char in word)
    if _CYRILLIC.search(low):
        low = "".join(_data()["look_alikes"].get(char, char) for char in low)
    letters, spelling = _spelled(low, alphabet)
    if word[0] == "I":
        # The capital of both i and ı: it is the one that makes a known word, or stands before a vowel.
        glide, other = _spelled(alphabet.glide[:1] + low[1:], alphabet)
        known = other is not None and (spelling is None or other.printed > spelling.printed)
        if known or glide[0][0] in _data()["glides"]["joined"]:
            letters, spelling = glide, other
    if spelling is not None:
        stem = [(letter, letters[place][1]) for letter, place in spelling.letters]
        letters = stem + letters[spelling.printed :]
    capitals = len(list(takewhile(str.isupper, filter(str.isalpha, word))))
    if capitals > 1:
        return [(letter.upper() if word[place].isupper() else letter, place) for letter, place in letters]
    if capitals == 0:
        return [(letter.lower(), place) for letter, place in letters]
    return [(letters[0][0].upper(), letters[0][1]), *((letter.lower(), at) for letter, at in letters[1:])]


def _spelled(low: str, alphabet: _Alphabet) -> tuple[Letters, Spelling | None]:
    """A word in lower case by the letters of the alphabet, and how it is spelled where it is known."""
    letters = _with_glides(_by_letters(low, alphabet)) if alphabet.glide else _by_letters(low, alphabet)
    return letters, speller(alphabet.spelling).spelled("".join(letter for letter, _ in letters))


def _by_letters(low: str, alphabet: _Alphabet) -> Letters:
    letters: Letters = []
    at = 0
    while at < len(low):
        group = next(
            (low[at : at + size] for size in alphabet.sizes if low[at : at + size] in alphabet.written), ""
        )
        written = alphabet.written.get(group, low[at])
        size = max(1, len(group))
        # The last letter stands for the last of the group, the others for those before it.
        letters += [(letter, at + place) for place, letter in enumerate(written[:-1])]
        letters.append((written[-1], at + size - 1 if len(written) > 1 else at))
        at += size
    return letters


def _with_glides(letters: Letters) -> Letters:
    """The letters with и as the sound before and behind it has it: й behind a vowel, я and ю with what
    follows.
    """
    vowels, glides = _data()["vowels"], _data()["glides"]
    spelled: Letters = []
    at = 0
    while at < len(letters):
        letter, place = letters[at]
        after = letters[at + 1][0] if at + 1 < len(letters) else ""
        behind_vowel = not spelled or spelled[-1][0] in vowels
        if letter not in (glides["i"], glides["consonant"]):
            spelled.append((letter, place))
        elif after == glides["open"]:
            if not behind_vowel:
                spelled += [(glides["i"], place), (glides["a"], letters[at + 1][1])]
            else:
                spelled.append((glides["a"], place))
            at += 1
        elif after == glides["closed"]:
            spelled.append((glides["u"], place))
            at += 1
        else:
            spelled.append((glides["consonant"] if spelled and behind_vowel else letter, place))
        at += 1
    return spelled
