"""Named facilities in a page: which words name one, and how its name is written.

A noun for a facility is a name with a number, a name in quotes, somebody's name, or with enough beside it to
tell it from every other one of its region: «областная больница», «Жанаозенская многопрофильная больница». A
kind («районные больницы», «новая поликлиника») is none. Holds no figures.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sources.catalogue.lexicon import Mention
from sources.language.fold import fold
from sources.language.tokens import Token
from sources.reading.layout.page import Sentence
from sources.reading.mentions.facilities.phrases import Phrase, phrase_of
from sources.reading.mentions.facilities.words import (
    FacilityWords,
    facility_words,
    in_nominative,
    is_adjective,
)
from sources.reading.mentions.places.finding import Place

_NOT_BESIDE = frozenset({'"', "-", ":", "."})


@dataclass(frozen=True, slots=True)
class FacilityMention:
    """Words for one facility or for facilities in general: half-open offsets, number of the sentence.

    `name` is the name in the nominative, null where the words name none; `says` are the words that tell the
    facility, folded, without its `placed` words; `one` tells a facility spoken of as known from facilities in
    general and new ones, `beside` one that something else is at («на базе больницы»); `types` are the
    facility types that the words say.
    """

    start: int
    end: int
    sentence: int
    types: frozenset[str]
    name: str | None
    says: frozenset[str]
    noun: str
    placed: str
    one: bool
    beside: bool


def facility_mentions(
    text: str,
    sentences: Sequence[Sentence],
    places: Sequence[Place],
    concepts: Mapping[str, str | None],
    *,
    of_city: bool,
    prose: bool = True,
) -> list[FacilityMention]:
    """Return the words for facilities in sentences, in reading order.

    `concepts` are the concepts of the lexicon that mean facilities, with the type each says; `of_city` tells
    that the report is of a city, where the city's facility is the only one of its speciality; in `prose` a
    capital inside a sentence makes a name. What is a name once is one wherever the same words stand.
    """
    starts = [place.start for place in places]
    found: list[FacilityMention] = []
    for number, sentence in enumerate(sentences):
        said = [mention for mention in sentence.mentions if mention.concept in concepts]
        if said:
            near = places[bisect_right(starts, sentence.start - 1) : bisect_right(starts, sentence.end)]
            found += _in_sentence(text, number, sentence, said, near, concepts, of_city, prose)
    return _same_throughout(found)


def _same_throughout(found: Sequence[FacilityMention]) -> list[FacilityMention]:
    """Give every mention with the words of a name that name, in its first and fullest spelling, with all the
    types it has: «областная больница» is the «Павлодарская областная больница» where that is the only one.
    """
    named: dict[frozenset[str], list[FacilityMention]] = {}
    for one in found:
        if one.name is not None:
            named.setdefault(one.says, []).append(one)
    return [_as_named(one, named[one.says]) if one.one and one.says in named else one for one in found]


def _as_named(one: FacilityMention, named: Sequence[FacilityMention]) -> FacilityMention:
    places = list(dict.fromkeys(other.placed for other in named if other.placed))
    if one.placed and one.placed not in places:
        return one
    placed = one.placed or (places[0] if len(places) == 1 else "")
    same = [other for other in named if other.placed == placed]
    if not same:
        return one
    spelled = next((other for other in same if not (other.name or "").isupper()), same[0])
    types = frozenset().union(*(other.types for other in same), one.types)
    return replace(one, name=spelled.name, types=types)


def _in_sentence(
    text: str,
    number: int,
    sentence: Sentence,
    said: Sequence[Mention],
    places: Sequence[Place],
    concepts: Mapping[str, str | None],
    of_city: bool,
    prose: bool,
) -> Iterator[FacilityMention]:
    words = facility_words()
    types: dict[int, set[str]] = {}
    for mention in said:
        head = _head(sentence.tokens, mention, words)
        kind = concepts[mention.concept]
        if head is None:
            plain = frozenset((kind,) if kind else ())
            yield FacilityMention(
                mention.start, mention.end, number, plain, None, frozenset(), "", "", False, False
            )
        else:
            types.setdefault(head, set()).update((kind,) if kind else ())
    for head, kinds in types.items():
        phrase = phrase_of(text, sentence.tokens, head, places, words)
        if phrase.noun.needs and phrase.levels and not (phrase.speciality or phrase.further or phrase.strong):
            continue  # «областной центр» is a town
        first, last = sentence.tokens[phrase.left], sentence.tokens[phrase.right - 1]
        single = not phrase.several and not _counted(first, sentence)
        indefinite = _indefinite(sentence.tokens, phrase.left, words)
        named = single and _is_name(phrase, kinds & words.common_types, indefinite, of_city)
        named = named or (
            prose and single and not indefinite and _capital(text, sentence, phrase, kinds, words)
        )
        written = _written(text, sentence.tokens, phrase)
        yield FacilityMention(
            first.start,
            last.end,
            number,
            frozenset(kinds),
            _joined(text, sentence.tokens, phrase, written) if named else None,
            frozenset(
                fold(word)
                for token, word in zip(sentence.tokens[phrase.left : phrase.right], written, strict=True)
                if token.form in words.qualifiers or not _within(token, phrase.places)
            ),
            fold(written[head - phrase.left]),
            " ".join(place.name for place in phrase.places),
            named or (single and not indefinite and not _described(sentence.tokens, phrase.left, words)),
            _beside(sentence.tokens, phrase, words),
        )


def _head(tokens: Sequence[Token], mention: Mention, words: FacilityWords) -> int | None:
    """Index of the noun: the last in the words of a concept, else the word right after them."""
    for index in range(mention.last - 1, mention.first - 1, -1):
        if tokens[index].form in words.heads:
            return index
    after = mention.last
    return after if after < len(tokens) and tokens[after].form in words.heads else None


def _counted(first: Token, sentence: Sentence) -> bool:
    return any(
        0 <= first.start - figure.noun_start <= 1 for figure in sentence.figures if figure.shape == "cardinal"
    )


def _indefinite(tokens: Sequence[Token], left: int, words: FacilityWords) -> bool:
    return any(token.form in words.indefinite for token in tokens[max(0, left - 2) : left])


def _beside(tokens: Sequence[Token], phrase: Phrase, words: FacilityWords) -> bool:
    """Whether the phrase says at which facility something else is."""
    after = tokens[phrase.right].form if phrase.right < len(tokens) else ""
    before = tokens[phrase.left - 1].form if phrase.left else ""
    return before in words.beside_before or after in words.beside_after


def _described(tokens: Sequence[Token], left: int, words: FacilityWords) -> bool:
    """Whether a word before the phrase describes a facility that need not be the one named before."""
    form = tokens[left - 1].form if left else ""
    return form not in words.pointing and (form.endswith(words.describing) or is_adjective(form))


def _is_name(phrase: Phrase, common: set[str], indefinite: bool, of_city: bool) -> bool:
    """Whether the words tell the facility from every other one of its region."""
    noun = phrase.noun
    if phrase.strong:
        return True
    if common or (noun.needs and not (phrase.speciality or phrase.further)):
        return False
    in_town = any(place.kind != "region" for place in phrase.places)
    if in_town and (phrase.levels or phrase.speciality or (phrase.placed_before and not noun.local)):
        return True
    if "region" in phrase.levels:
        return bool(phrase.places) or not indefinite
    if phrase.places:
        return phrase.speciality
    own_level = "national" in phrase.levels or (of_city and "city" in phrase.levels)
    return own_level and phrase.speciality and not indefinite


def _capital(text: str, sentence: Sentence, phrase: Phrase, kinds: set[str], words: FacilityWords) -> bool:
    """Whether a facility told by its speciality has the capital of a name inside its sentence."""
    left = phrase.left
    return (
        left > 0
        and phrase.speciality
        and not kinds & words.common_types
        and not sentence.tokens[phrase.head].form.isascii()  # English titles have capitals anywhere
        and text[sentence.tokens[left].start].isupper()
        and not text[sentence.tokens[phrase.head].start : sentence.tokens[phrase.head].end].isupper()
        and sentence.tokens[left - 1].form not in _NOT_BESIDE
    )


def _within(token: Token, places: Sequence[Place]) -> bool:
    """Whether a word belongs to a place, be it by its preposition only."""
    return token.form == facility_words().at or any(
        place.start <= token.start < place.end for place in places
    )


def _written(text: str, tokens: Sequence[Token], phrase: Phrase) -> list[str]:
    """The words of a phrase in the nominative, as they are spelled otherwise."""
    written: list[str] = []
    for index in range(phrase.left, phrase.right):
        token = tokens[index]
        word = text[token.start : token.end]
        if index == phrase.head:
            word = word[: len(word) - phrase.noun.cut] + _cased(phrase.noun.nominative, word)
        elif index < phrase.head and phrase.noun.gender is not None:
            word = _adjective(word, token.form, phrase.noun.gender)
        written.append(word)
    return written


def _joined(text: str, tokens: Sequence[Token], phrase: Phrase, written: Sequence[str]) -> str:
    """The words with the gaps they have in the text, and a capital."""
    parts = [written[0]]
    for index, word in enumerate(written[1:], phrase.left + 1):
        parts += [text[tokens[index - 1].end : tokens[index].start], word]
    name = " ".join("".join(parts).split())
    return name[:1].upper() + name[1:]


def _adjective(word: str, form: str, gender: str) -> str:
    said = facility_words().qualifiers.get(form)
    if said is not None:
        plain = said.feminine if gender == "feminine" else said.masculine
        return plain.upper() if word.isupper() else plain.capitalize() if word[:1].isupper() else plain
    return in_nominative(word, form, gender) if is_adjective(form) else word


def _cased(ending: str, word: str) -> str:
    return ending.upper() if word.isupper() else ending
