"""How a Kazakh word is spelled in Cyrillic whose letters were printed with less than Cyrillic tells.

A word is compared with the words the catalogue knows by a key in which the letters that other alphabets do
not tell apart are one; its beginning takes the spelling of the longest known word. Holds the comparison only:
which letters are one, and the words that the catalogue needs nowhere else, are data (`kazakh_spelling.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.catalogue.letters import letters
from sources.language.transcript import Letters

_WRITTEN = re.compile(r"[^\W\d_a-z]+(?=[(*]?)", re.IGNORECASE)
_COMMENT = re.compile(r"(?m)(?:^|\s)#.*$")
# A beginning shorter than this says too little about a word; a word of its own may be shorter.
_LEAST_BEGINNING = 4
_LEAST_WITHOUT_SIGN = 5
# A word that has lost a letter must be this long to be known.
_LEAST_LOST = 5
_REMEMBERED = 50_000


class _Key(NamedTuple):
    """A word without what alphabets do not tell, and after how many letters each length of it is reached:
    without the signs that have no sound and with them.
    """

    key: str
    owners: tuple[int, ...]
    reached: Mapping[int, tuple[int, int]]


class _Known(NamedTuple):
    """A known word and how it is printed, in lower case."""

    word: str
    printed: str


class Spelling(NamedTuple):
    """The beginning of a word as it is spelled: with the places of the printed letters, and their number."""

    letters: Letters
    printed: int


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(CATALOGUE / "language" / "kazakh_spelling.yml")
    return data


class Speller:
    """The known words by their keys; `folded` says which letters are one."""

    def __init__(self, folded: Mapping[str, str], words: Iterable[str]) -> None:
        self._folded = folded
        self._known: dict[str, list[_Known]] = {}
        for word in words:
            for known in _printed(word):
                spellings = self._known.setdefault(self._key(known.printed).key, [])
                if known not in spellings:
                    spellings.append(known)
        self.spelled = lru_cache(_REMEMBERED)(self._spelled)

    def _key(self, word: str) -> _Key:
        key: list[str] = []
        owners: list[int] = []
        reached: dict[int, tuple[int, int]] = {}
        one_sound = _data()["one_sound"]
        for number, letter in enumerate(word):
            sounds = self._folded.get(letter, letter)
            if len(sounds) > 1 and key and key[-1] == sounds[0]:  # «ия» is «иа», as «йа» is «я»
                sounds = sounds[1:]
            if key and one_sound.get(key[-1]) == sounds:
                reached.pop(len(key), None)
                key.pop()
                owners.pop()
            for sound in sounds:
                key.append(sound)
                owners.append(number)
            first, _ = reached.get(len(key), (number + 1, 0))
            reached[len(key)] = (first, number + 1)
        return _Key("".join(key), tuple(owners), reached)

    def _spelled(self, word: str) -> Spelling | None:
        """The known beginning of a word in lower case, null where nothing is known of it."""
        key = self._key(word)
        for length in range(len(key.key), 0, -1):
            whole = length == len(key.key)
            if length not in key.reached:
                continue
            known = self._known.get(key.key[:length])
            if known is not None and (whole or length >= _LEAST_BEGINNING):
                return self._fitted(word, key, length, known)
        return None

    def _fitted(self, word: str, key: _Key, length: int, known: Iterable[_Known]) -> Spelling:
        """The known word that is printed here with the fewest differences, letter by letter."""
        first, last = key.reached[length]
        chosen = min(known, key=lambda one: _differences(one.word.lower(), word[:last]))
        stem = self._key(chosen.printed)
        # A sign without a sound at the end of the known word is printed or not.
        sounded, sounded_or_not = stem.reached[length]
        whole = last == len(word)
        places: dict[int, int] = {}
        for at, owner in enumerate(stem.owners[:length]):
            places.setdefault(owner, key.owners[at])
        letters: Letters = []
        number, lost = 0, "" if chosen.printed == chosen.word.lower() else _data()["lost"]
        for letter in chosen.word:
            if number >= (sounded_or_not if whole else sounded):
                break
            before = letters[-1][1] if letters else 0
            letters.append((letter, before if letter in lost else places.get(number, before)))
            number += letter not in lost
        return Spelling(letters, last if whole else first)


def _printed(word: str) -> Iterator[_Known]:
    """The word as it is printed; also without the letters that some pages lose («медиина»), and with those
    that the newest spelling has.
    """
    yield _Known(word, word.lower())
    if word in _data()["newest"]:
        yield _Known(word, _data()["newest"][word])
    printed = "".join(letter for letter in word.lower() if letter not in _data()["lost"])
    if len(printed) < len(word) and len(printed) >= _LEAST_LOST:
        yield _Known(word, printed)


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))


@cache
def _words() -> tuple[str, ...]:
    """The Kazakh words of the catalogue and those listed for their spelling; read once per process."""
    signs = frozenset(letters().kazakh)
    known = dict.fromkeys(word for line in _data()["words"] for word in line.split())
    for word in _written():
        if len(word) >= _LEAST_WITHOUT_SIGN or (len(word) > 1 and not signs.isdisjoint(word.lower())):
            known.setdefault(word)
    return tuple(known)


def _written() -> Iterator[str]:
    for name in _data()["files"]:
        for path in sorted(CATALOGUE.glob(name)):
            yield from _WRITTEN.findall(_COMMENT.sub("", path.read_text(encoding="utf-8")))


@cache
def speller(alphabet: str) -> Speller:
    """The speller for what an alphabet leaves out: `accents` none of Kazakh vowels, `plain` all of them."""
    return Speller(_data()["folded"][alphabet], _words())
