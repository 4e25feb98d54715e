"""Kind `shadowed_word`: a word, an alternative or a line that another phrase of its concept matches already.

Words made of two brackets («(хирург|уролог)(ы|ов)») are passed over: nothing can be taken out for one of
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.catalogue_lint.catalogue import Catalogue, Phrase, Place
from tests.catalogue_lint.finding import Finding
from tests.catalogue_lint.matching import another_matches, place_matches, sequence_matches, word_matches

# A sequence of a concept with the number of its phrase.
_Numbered = tuple[int, tuple[Place, ...]]


def shadowed_words(catalogue: Catalogue) -> Iterator[Finding]:
    """Words that can go without a change in any reading. Of two that match the same, the later one can."""
    for phrases in catalogue.concepts.values():
        numbered = [(number, sequence) for number, one in enumerate(phrases) for sequence in one.sequences]
        for number, phrase in enumerate(phrases):
            for words, by in _shadowed(number, phrase, numbered):
                yield Finding(
                    "shadowed_word",
                    phrase.file,
                    phrase.concept,
                    words,
                    f"take it out of «{_short(phrase.written)}»: «{_short(by)}» of this concept matches all "
                    "it does",
                )


def _shadowed(number: int, phrase: Phrase, numbered: Sequence[_Numbered]) -> Iterator[tuple[str, str]]:
    """What of a phrase is matched elsewhere, and by what: the line, else its alternatives of several words,
    else the words that are so wherever they stand in it.
    """
    whole = [_matching(number, sequence, numbered) for sequence in phrase.sequences]
    if all(whole):
        yield phrase.written, whole[0]
        return
    words: dict[str, str] = {}
    needed: set[str] = set()
    for sequence, by in zip(phrase.sequences, whole, strict=True):
        if by and len(sequence) > 1 and all(len(place.words) == 1 for place in sequence):
            yield _shown(sequence), by
            continue
        if ")(" in phrase.written:
            continue
        for at, place in enumerate(sequence):
            rivals = _rivals(number, sequence, at, numbered)
            for word in place.words:
                other = _matching_word(number, word, at, sequence, rivals)
                if other:
                    words[word] = other
                else:
                    needed.add(word)
    yield from ((word, by) for word, by in words.items() if word not in needed)


def _matching(number: int, sequence: tuple[Place, ...], numbered: Sequence[_Numbered]) -> str:
    """What of another phrase matches all that a sequence does; empty where nothing does. What stands later
    has to match more by each word of a place, so that of two that match the same one stays.
    """
    return next(
        (
            _shown(_part(other, sequence))
            for position, other in numbered
            if position != number
            and sequence_matches(other, sequence)
            and (position < number or any(map(_more, other, sequence)))
        ),
        "",
    )


def _more(place: Place, other: Place) -> bool:
    """Whether a place that matches another one has other words for each of its, or a gap before."""
    return place.words.isdisjoint(other.words) or (place.after_gap and not other.after_gap)


def _rivals(
    number: int, sequence: tuple[Place, ...], at: int, numbered: Sequence[_Numbered]
) -> list[_Numbered]:
    """The sequences of other phrases that match a sequence at all its places but one."""
    before, after = sequence[:at], sequence[at + 1 :]
    no_word = replace(sequence[at], words=frozenset())
    return [
        (position, other)
        for position, other in numbered
        if position != number
        and len(other) == len(sequence)
        and place_matches(other[at], no_word)
        and all(map(place_matches, other[:at], before))
        and all(map(place_matches, other[at + 1 :], after))
    ]


def _matching_word(
    number: int, word: str, at: int, sequence: tuple[Place, ...], rivals: Sequence[_Numbered]
) -> str:
    """What matches all that a word does at its place: another word there, or one of another phrase."""
    if another_matches(sequence[at].words, word):
        return _narrowest(sequence[at].words - {word}, word)
    only = (*sequence[:at], replace(sequence[at], words=frozenset({word})), *sequence[at + 1 :])
    return next(
        (
            _shown(_part(other, only))
            for position, other in rivals
            if word_matches(other[at].words, word) and (position < number or word not in other[at].words)
        ),
        "",
    )


def _part(sequence: Sequence[Place], matched: Sequence[Place]) -> list[Place]:
    """What of a sequence is needed to match another one."""
    return [
        replace(place, words=frozenset(_narrowest(place.words, word) for word in other.words))
        for place, other in zip(sequence, matched, strict=True)
    ]


def _narrowest(words: frozenset[str], word: str) -> str:
    """The longest of the words that match a word."""
    return max((one for one in words if word_matches(frozenset({one}), word)), key=len)


def _shown(sequence: Sequence[Place]) -> str:
    shown: list[str] = []
    for place in sequence:
        words = "|".join(sorted(place.words))
        shown += ["…"] * place.after_gap + [f"({words})" if len(place.words) > 1 else words]
    return " ".join(shown)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
