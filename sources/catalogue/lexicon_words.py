"""The words of the lexicon's phrases: what a phrase as written allows at each of its places, and which of
these words a form in a text fits.

Holds notation and look-up. How words follow one another in a text is the matter of `lexicon`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, product

# What may stand at one place of a phrase: whole words («койка») and beginnings of words («кой*»).
Word = frozenset[str]

# Enough for the words of a language; a bound, so that a backlog of misspellings does not fill the memory.
_REMEMBERED_FORMS = 400_000
_WRITTEN = re.compile(r"\w[^*]*\*?|…")


class FormNumbers(dict[str, tuple[int, ...]]):
    """The numbers of the words that a form fits, by form.

    A form is compared once, by dictionary look-ups of itself and of its beginnings, and then remembered.
    """

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[Word, int] = {}
        self._whole: defaultdict[str, list[int]] = defaultdict(list)
        self._beginnings: defaultdict[str, list[int]] = defaultdict(list)

    def number(self, word: Word) -> int:
        """The number of a word; a new word gets the next one."""
        if word not in self._numbers:
            self._numbers[word] = len(self._numbers)
            for written in word:
                index = self._beginnings if written.endswith("*") else self._whole
                index[written.removesuffix("*")].append(self._numbers[word])
        return self._numbers[word]

    def __missing__(self, form: str) -> tuple[int, ...]:
        fitting = set(self._whole.get(form, ()))
        for end in range(1, len(form) + 1):
            fitting.update(self._beginnings.get(form[:end], ()))
        numbers = tuple(sorted(fitting))
        if len(self) < _REMEMBERED_FORMS:
            self[form] = numbers
        return numbers


def word_sequences(phrase: str) -> Iterator[tuple[Word, ...]]:
    """The sequences of words that a phrase allows: one, unless an alternative is empty or of several words.

    Raises ValueError for a bracket left open, and for a word that does not begin with a letter or goes on
    behind its star.
    """
    parts = (part for part in _split(phrase, " ") if part)
    for choice in product(*map(_ways, parts)):
        yield tuple(chain.from_iterable(choice))


def _ways(part: str) -> list[tuple[Word, ...]]:
    """What can stand for one part: all single words as one, then each alternative of several or no words."""
    written = dict.fromkeys(tuple(variant.split()) for variant in _written_out(part))
    for word in chain.from_iterable(written):
        if not _WRITTEN.fullmatch(word):
            raise ValueError(f"lexicon: {word!r} must begin with a letter; a star may stand at its end only")
    single = frozenset(words[0] for words in written if len(words) == 1)
    others = [tuple(frozenset((word,)) for word in words) for words in written if len(words) != 1]
    return [(single,), *others] if single else others


def _written_out(text: str) -> Iterator[str]:
    """Every text that results when one of the alternatives is taken from each pair of brackets."""
    opening = text.find("(")
    if opening < 0:
        yield text
        return
    inside, *_ = _split(text[opening + 1 :], ")")
    endings = list(_written_out(text[opening + len(inside) + 2 :]))
    for option in _split(inside, "|"):
        for chosen in _written_out(option):
            yield from (f"{text[:opening]}{chosen}{ending}" for ending in endings)


def _split(text: str, mark: str) -> list[str]:
    """The pieces of a text between the marks that stand outside of its brackets."""
    pieces, begin, depth = [], 0, 0
    for at, char in enumerate(text):
        if char == mark and depth == 0:
            pieces.append(text[begin:at])
            begin = at + 1
        depth += (char == "(") - (char == ")")
    if depth > 0:
        raise ValueError(f"lexicon: {text!r} has a bracket that is not closed")
    return [*pieces, text[begin:]]
