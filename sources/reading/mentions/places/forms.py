"""Forms of names: Russian declension, Kazakh suffixes, and one spelling for the many Latin ones.

Holds inflection only. Which names exist and what they mean belongs to the gazetteer.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sources.reading.mentions.places.words import latin_letters, place_grammar

_LETTER_GROUPS = (("shch", "s"), ("ch", "c"), ("sh", "s"), ("zh", "j"), ("kh", "h"), ("gh", "g"))
_ONE_LETTER = str.maketrans({"q": "k", "y": "i", "ı": "i", "w": "u", "ẏ": "i"})
_ACUTE_Y = str.maketrans({"ý": "u", "ŷ": "u"})


@lru_cache(maxsize=4096)
def latin_key(word: str) -> str:
    """One key for all Latin spellings of a Kazakh name: Qyzylorda, Kyzylorda and Qızılorda give `kizilorda`.

    Cyrillic words give the key of their transliteration. In the Latin alphabet of 2018 `ý` stands for у.
    """
    lowered = word.lower().translate(_ACUTE_Y)
    plain = "".join(mark for mark in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(mark))
    latin = latin_letters()
    lettered = "".join(latin.get(char, char) for char in unicodedata.normalize("NFC", plain))
    for group, letter in _LETTER_GROUPS:
        lettered = lettered.replace(group, letter)
    return lettered.translate(_ONE_LETTER)


def adjective_forms(stem: str, endings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every form of a Russian adjective from its stem, with the letters of the cases it can stand for."""
    for ending, cases in endings.items():
        yield stem + ending, cases


def name_forms(
    name: str,
    nouns: Mapping[str, tuple[int, Mapping[str, str]]],
    adjectives: Mapping[str, str],
    unchanging: str,
) -> Iterator[tuple[str, str]]:
    """Every form of a Russian name of one or more words, with the cases it can stand for.

    Only the last part of a hyphenated word changes. «Южная Корея» changes in both words, in «Республика
    Казахстан» and «Саудовская Аравия» the first, or both, as their endings tell.
    """
    words = name.split(" ")
    if len(words) == 2 and not _is_adjective(words[0]):
        yield from ((f"{form} {words[1]}", cases) for form, cases in _word_forms(words[0], nouns, unchanging))
        return
    paradigms = [
        list(
            _agreeing(word, adjectives)
            if _is_adjective(word) and len(words) > 1
            else _word_forms(word, nouns, unchanging)
        )
        for word in words
    ]
    for combination in itertools.product(*paradigms):
        cases = "".join(case for case in "ngdail" if all(case in found for _, found in combination))
        if cases:
            yield " ".join(form for form, _ in combination), cases


def kazakh_forms(name: str, suffixes: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """A Kazakh name with every case suffix, in every harmony, because writers do not keep to it either."""
    yield name, "n"
    for case, endings in suffixes.items():
        for ending in endings:
            yield name + ending, case


def _is_adjective(word: str) -> bool:
    return word.endswith(tuple(place_grammar()["russian"]["adjective_endings"])) and len(word) > 4


def _agreeing(word: str, endings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    vowels: Mapping[str, str] = place_grammar()["russian"]["soft"]
    stem, soft = word[:-2], word[-2] in vowels["vowels"]
    for ending, cases in endings.items():
        hard = ending.replace(vowels["written"], vowels["hard"], 1) if word[-2] == vowels["hard"] else ending
        yield stem + (hard if soft or ending[0] in vowels["kept_before"] else ending), cases


def _word_forms(
    word: str, nouns: Mapping[str, tuple[int, Mapping[str, str]]], unchanging: str
) -> Iterator[tuple[str, str]]:
    for length in (3, 2, 1):
        if word[-length:] in nouns:
            cut, endings = nouns[word[-length:]]
            stem = word[: len(word) - cut]
            yield from ((stem + ending, cases) for ending, cases in endings.items())
            return
    if word[-1] in unchanging:
        yield word, "ngdail"
        return
    yield from ((word + ending, cases) for ending, cases in place_grammar()["russian"]["other"].items())
