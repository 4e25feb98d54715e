"""Which words match all that others match. Knows the notation of the lexicon and no faults."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sources.catalogue.lexicon_words import Word
from tests.catalogue_lint.catalogue import Place


def word_matches(words: Word, other: str) -> bool:
    """Whether one of the words as written («кой*», «койка») matches every form that another one matches."""
    return other in words or other.startswith(_stems(words))


def another_matches(words: Word, word: str) -> bool:
    """Whether one of the words besides this one matches every form that it matches."""
    return any(word.startswith(stem) and word != f"{stem}*" for stem in _stems(words))


def place_matches(place: Place, other: Place) -> bool:
    """Whether a place takes in all that may stand at another one, with as many words before it."""
    return (place.after_gap or not other.after_gap) and (
        other.words <= place.words or all(word_matches(place.words, word) for word in other.words)
    )


def sequence_matches(sequence: Sequence[Place], other: Sequence[Place]) -> bool:
    """Whether a sequence is found wherever the other one is, in the very same words of the text."""
    return len(sequence) == len(other) and all(map(place_matches, sequence, other))


@cache
def _stems(words: Word) -> tuple[str, ...]:
    return tuple(word.removesuffix("*") for word in words if word.endswith("*"))
