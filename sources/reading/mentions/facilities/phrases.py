"""The noun phrase around a noun for a facility: which words belong to it, and what they say.

Holds the taking in of words before and after the noun. What of it is a name is decided in `facility_names`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sources.language.tokens import Token
from sources.reading.mentions.facilities.words import FacilityWords, Head, Qualifier, adjective_endings
from sources.reading.mentions.places.finding import Place

_QUOTED_WORDS = 7
_NAMED_WORDS = 5
_PLACED = frozenset({"region", "city", "district"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """The noun phrase of a facility by token indices (half-open), and what its words say.

    `levels` are those of administration, `places` the places named, `placed_before` before the noun;
    `speciality` and `further` tell words of these kinds; `strong` is a number, a name in quotes or of a
    person; `several` a plural.
    """

    left: int
    head: int
    right: int
    noun: Head
    levels: frozenset[str]
    places: tuple[Place, ...] = ()
    placed_before: bool = False
    speciality: bool = False
    further: bool = False
    strong: bool = False
    several: bool = False


def phrase_of(
    text: str, tokens: Sequence[Token], head: int, places: Sequence[Place], words: FacilityWords
) -> Phrase:
    """The phrase of the noun at index `head` of the tokens; `places` are those of its sentence."""
    noun = words.heads[tokens[head].form]
    phrase = Phrase(head, head, head + 1, noun, frozenset((noun.level,) if noun.level else ()))
    phrase = _with_words_after(
        text, tokens, _with_words_before(text, tokens, phrase, places, words), places, words
    )
    if (
        phrase.left
        and phrase.right < len(tokens)
        and tokens[phrase.left - 1].form == tokens[phrase.right].form == '"'
    ):
        phrase = replace(phrase, strong=phrase.strong or phrase.right - phrase.left > 1)
    if noun.unclear and not phrase.strong:
        before = tokens[head - 1].form if phrase.left < head else ""
        told = phrase.speciality and phrase.places
        phrase = replace(
            phrase, several=not told and not before.endswith(adjective_endings().feminine_oblique)
        )
    return replace(phrase, speciality=phrase.speciality or noun.special)


def _with_words_before(
    text: str, tokens: Sequence[Token], phrase: Phrase, places: Sequence[Place], words: FacilityWords
) -> Phrase:
    """Take in the words before the noun, from it to the left."""
    while phrase.left:
        at = phrase.left - 1
        form = tokens[at].form
        before = tokens[at - 1].form if at else ""
        place = next((p for p in places if p.start <= tokens[at].start < p.end and p.kind in _PLACED), None)
        said = words.qualifiers.get(form)
        if place is not None and place.relation == "attributive" and not _one_word(place, tokens[at], said):
            while at and tokens[at - 1].start >= place.start:
                at -= 1
            inside = [words.qualifiers.get(token.form) for token in tokens[at : phrase.left]]
            levels = phrase.levels | {one.says for one in inside if one}
            phrase = replace(phrase, levels=levels, places=(*phrase.places, place), placed_before=True)
        elif said is not None:
            phrase = _saying(phrase, said.says)
        elif form == "-" and before.endswith(words.joint) and tokens[phrase.left].form in words.qualifiers:
            at -= 1
        elif (
            form in words.joins
            and before in words.qualifiers
            and tokens[phrase.left].form in words.qualifiers
        ):
            pass
        elif form.isdigit() and before in words.number:
            phrase, at = replace(phrase, strong=True), at - 1
        elif form in words.named_before:
            while at and phrase.left - at <= _NAMED_WORDS and text[tokens[at - 1].start].isupper():
                at -= 1
            phrase = replace(phrase, strong=at < phrase.left - 1)
        else:
            break
        phrase = replace(phrase, left=at)
    return phrase


def _one_word(place: Place, token: Token, said: Qualifier | None) -> bool:
    """Whether a place is no more than a word that says a level: «столичный»."""
    return said is not None and (place.start, place.end) == (token.start, token.end)


def _saying(phrase: Phrase, says: str) -> Phrase:
    if says == "speciality":
        return replace(phrase, speciality=True)
    if says == "further":
        return replace(phrase, further=True)
    return replace(phrase, levels=phrase.levels | {says})


def _with_words_after(
    text: str, tokens: Sequence[Token], phrase: Phrase, places: Sequence[Place], words: FacilityWords
) -> Phrase:
    """Take in the words after the noun: a speciality, a number, a name, a place."""
    while phrase.right < len(tokens):
        at = phrase.right
        form = tokens[at].form
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        within = form == words.at and phrase.levels & {"city", "district"} and not phrase.places
        place = _place_at(places, after.start if within and after else tokens[at].start)
        if form in words.after:
            phrase = replace(phrase, right=at + 1, speciality=True)
        elif (
            form in words.joins and after and after.form in words.after and tokens[at - 1].form in words.after
        ):
            phrase = replace(phrase, right=at + 2)
        elif form in words.number and after and after.form.isdigit():
            phrase = replace(phrase, right=at + 2, strong=True, several=_goes_on(tokens, at + 2, words))
        elif end := _proper_name(text, tokens, at, words):
            phrase = replace(phrase, right=end, strong=True)
        elif place is not None and not phrase.places and (not within or place.relation == "scope"):
            right = next((n for n in range(at, len(tokens)) if tokens[n].start >= place.end), len(tokens))
            phrase = replace(phrase, right=right, places=(place,))
        else:
            break
    return phrase


def _place_at(places: Sequence[Place], start: int) -> Place | None:
    return next((place for place in places if place.start == start and place.kind in _PLACED), None)


def _goes_on(tokens: Sequence[Token], at: int, words: FacilityWords) -> bool:
    """Whether further numbers follow: «№ 1 и № 2», «№ 5, 6»."""
    if at + 1 >= len(tokens) or (tokens[at].form != "," and tokens[at].form not in words.joins):
        return False
    return tokens[at + 1].form.isdigit() or tokens[at + 1].form in words.number


def _proper_name(text: str, tokens: Sequence[Token], at: int, words: FacilityWords) -> int | None:
    """Index behind a name in quotes or after «имени» that begins at `at`; null where none does."""
    if tokens[at].form == '"':
        return _closing(text, tokens, at)
    return _bearer(text, tokens, at + 1) if tokens[at].form in words.named_after else None


def _closing(text: str, tokens: Sequence[Token], at: int) -> int | None:
    """Index behind the quotation mark that closes a name opened at `at`."""
    for end in range(at + 2, min(at + _QUOTED_WORDS + 2, len(tokens))):
        if tokens[end].form == '"':
            return end + 1 if text[tokens[at + 1].start].isupper() else None
    return None


def _bearer(text: str, tokens: Sequence[Token], at: int) -> int | None:
    """Index behind the name of the person a facility is named after."""
    end = at
    while end < len(tokens) and end - at < _NAMED_WORDS:
        if not (text[tokens[end].start].isupper() or (tokens[end].form in ".-" and end + 1 < len(tokens))):
            break
        end += 1
    while end > at and tokens[end - 1].form in ".-":
        end -= 1
    return end if end > at else None
