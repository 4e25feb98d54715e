"""What in a sentence tells of plan, need and fact: cues for the engine of scope.

A cue is a verb with its tense, or words with a meaning of their own (`catalogue/status/cues.yml`). How far it
reaches and what it decides stands in the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.language.morphology import Mood, mood_of
from sources.language.tokens import Token
from sources.reading.attributes.scope.engine import Cue
from sources.reading.layout.clauses import Clause
from sources.reading.layout.page import Page, Sentence
from sources.reading.measurement.figure_reading import FigureReading

CUES = CATALOGUE / "status" / "cues.yml"
_VERBAL_NOUN = "verbal_noun"  # a Kazakh one names an action as well as a task
_WORDS_BEFORE = 4
_BEHIND = 7
_PURPOSE_REACH = 12
_FINITE = frozenset({Mood.PAST, Mood.PRESENT, Mood.PROGRESSIVE, Mood.FUTURE, Mood.INTENTION, Mood.OBLIGATION})
_STILL = frozenset({Mood.INFINITIVE, Mood.FUTURE, Mood.INTENTION})  # not yet brought there
_TO_COME = frozenset({Mood.FUTURE, Mood.INTENTION})


@dataclass(frozen=True, slots=True)
class _Words:
    """Whole forms and beginnings of forms."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def __contains__(self, form: str) -> bool:
        return form in self.whole or (bool(self.beginnings) and form.startswith(self.beginnings))


@dataclass(frozen=True, slots=True)
class _CueWords:
    concepts: Mapping[str, str]
    forms: Mapping[str, str]
    with_infinitive: frozenset[str]
    names: Mapping[str, _Words]
    prepositions: frozenset[str]
    works: _Words
    works_kazakh: frozenset[str]
    given: frozenset[str]
    aim_before: frozenset[str]
    aim_behind: frozenset[str]
    lowering: _Words
    managed: _Words


@cache
def _cue_words() -> _CueWords:
    data = read_yaml(CUES)
    purpose, aim = data["purpose"], data["aim"]
    return _CueWords(
        data["concepts"],
        {form: kind for kind, forms in data["forms"].items() for form in forms},
        frozenset(data["with_infinitive"]),
        {kind: _words(forms) for kind, forms in data["names"].items()},
        frozenset(purpose["prepositions"]),
        _words(purpose["works"]),
        frozenset(purpose["kazakh"]),
        frozenset(purpose["given"]),
        frozenset(aim["before"]),
        frozenset(aim["behind"]),
        _words(aim["stems"]),
        _words(aim["never"]),
    )


def _words(forms: Sequence[Any]) -> _Words:
    return _Words(
        frozenset(str(form) for form in forms if not str(form).endswith("*")),
        tuple(str(form)[:-1] for form in forms if str(form).endswith("*")),
    )


class PageCues:
    """The cues of the sentences of a page, found once for all of their figures."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._found: dict[int, Sequence[Cue]] = {}

    def of(self, number: int) -> Sequence[Cue]:
        """The cues of a sentence in reading order."""
        if number not in self._found:
            self._found[number] = cues_of(self._page.sentences[number], number)
        return self._found[number]


def cues_of(sentence: Sentence, number: int) -> list[Cue]:
    """The cues of a sentence in reading order: what its words mean, and the tense of its verbs."""
    words = _cue_words()
    of_names = {token.start for token in sentence.tokens if _names(token.form)}
    found = [
        Cue(kind, token.start, token.end, number)
        for index, token in enumerate(sentence.tokens)
        if (kind := _kind_of_form(index, sentence)) is not None
    ]
    told = {cue.start for cue in found} | of_names
    for mention in sentence.mentions:
        kind = words.concepts.get(mention.concept)
        inside = {token.start for token in sentence.tokens[mention.first : mention.last]}
        if kind is not None and told.isdisjoint(inside):
            found.append(Cue(kind, mention.start, mention.end, number))
    taken = told | {
        token.start
        for mention in sentence.mentions
        if words.concepts.get(mention.concept) in ("planned", "needed", "decided_to")
        for token in sentence.tokens[mention.first : mention.last]
    }
    for clause in sentence.clauses:
        found += [
            Cue(kind, start, end, number)
            for kind, start, end in _verbs(clause, kazakh=sentence.kazakh)
            if start not in taken
        ]
    return sorted(found, key=lambda cue: cue.start)


@lru_cache(maxsize=65536)
def _names(form: str) -> tuple[str, ...]:
    """What a word of a noun phrase tells of the counted things."""
    return tuple(kind for kind, forms in _cue_words().names.items() if form in forms)


def _kind_of_form(index: int, sentence: Sentence) -> str | None:
    """The kind of cue a single form is, where it is one whatever its tense."""
    words = _cue_words()
    form = sentence.tokens[index].form
    if form in words.with_infinitive:
        beside = (
            sentence.tokens[index - 1 : index] if sentence.kazakh else sentence.tokens[index + 1 : index + 2]
        )
        if any(mood_of(one.form, kazakh=sentence.kazakh) is Mood.INFINITIVE for one in beside):
            return "planned"
    return words.forms.get(form)


def cues_of_noun(reading: FigureReading, sentence: Sentence, number: int) -> Iterator[Cue]:
    """The cues that only a figure's own noun phrase has: names of what is counted, the purpose of money, the
    level aimed at.
    """
    start, end = noun_of(reading, sentence)
    for token in sentence.tokens:
        if start <= token.start < end:
            for kind in _names(token.form):
                yield Cue(kind, token.start, token.end, number)
    behind = [t for t in sentence.tokens if t.start >= reading.figure.end][:_BEHIND]
    yield from _purposes(reading, sentence, number)
    yield from _aims(reading, behind, sentence, number)


def noun_of(reading: FigureReading, sentence: Sentence) -> tuple[int, int]:
    """The noun phrase of a figure with the words right before it, back to a verb, a mark or a figure."""
    figure = reading.figure
    start = figure.start
    before = [token for token in sentence.tokens if token.end <= figure.lead_start][-_WORDS_BEFORE:]
    for token in reversed(before):
        if any(one.start <= token.start < one.end for one in sentence.figures):
            start = figure.start  # the words between are those of the figure before
            break
        if (
            not (token.form.isalpha() or token.form in "-:")
            or mood_of(token.form, kazakh=sentence.kazakh) is not None
        ):
            break
        start = token.start
    return start, max(figure.end, reading.around.noun_end if reading.around is not None else figure.end)


def _verbs(clause: Clause, *, kazakh: bool) -> Iterator[tuple[str, int, int]]:
    """The verbs of a clause as cues: an infinitive only where no other verb governs it, a participle not
    behind «будет».
    """
    finite = any(one.mood in _FINITE for one in clause.predicates)
    to_come = False
    for one in clause.predicates:
        if one.mood is Mood.INFINITIVE and finite:
            continue
        if one.mood is Mood.PAST and to_come:
            continue
        to_come = to_come or one.mood in _TO_COME
        kind = _VERBAL_NOUN if kazakh and one.mood is Mood.INFINITIVE else one.mood
        yield kind, one.start, one.end


def _purposes(reading: FigureReading, sentence: Sentence, number: int) -> Iterator[Cue]:
    """«На строительство 6 амбулаторий и 2 пунктов», «6 амбулатория мен 2 пункттің құрылысына»: the work that
    money is given for, which all that is counted on that side of the verb shares.
    """
    words = _cue_words()
    if words.given.isdisjoint(mention.concept for mention in sentence.mentions):
        return
    verbs = [one for clause in sentence.clauses for one in clause.predicates if one.mood in _FINITE]
    start, end = reading.figure.lead_start, reading.figure.end
    opens = max((verb.end for verb in verbs if verb.end <= start), default=sentence.start)
    closes = min((verb.start for verb in verbs if verb.start >= end), default=sentence.end)
    before = [token for token in sentence.tokens if opens <= token.start and token.end <= start]
    for first, token in pairwise(before[-_PURPOSE_REACH:]):
        if token.form in words.works and first.form in words.prepositions:
            yield Cue("purpose", token.start, token.end, number)
    if sentence.kazakh:
        behind = [token for token in sentence.tokens if end <= token.start and token.end <= closes]
        yield from (
            Cue("purpose", token.start, token.end, number)
            for token in behind[:_PURPOSE_REACH]
            if token.form in words.works_kazakh
        )


def _aims(reading: FigureReading, behind: Sequence[Token], sentence: Sentence, number: int) -> Iterator[Cue]:
    words = _cue_words()
    before = [token for token in sentence.tokens if token.end <= reading.figure.start][-1:]
    to = [token for token in before if token.form in words.aim_before]
    to += [token for token in behind if token.form in words.aim_behind]
    if not to or any(token.form in words.managed for token in sentence.tokens):
        return
    lowering = [
        token
        for token in sentence.tokens
        if token.form in words.lowering and _is_still(token.form, kazakh=sentence.kazakh)
    ]
    if lowering:
        yield Cue("aim", reading.figure.start, reading.figure.end, number)


def _is_still(form: str, *, kazakh: bool) -> bool:
    """Whether a verb tells what is to be done; in Kazakh and English a form that tells no tense does."""
    mood = mood_of(form, kazakh=kazakh)
    return mood in _STILL or (mood is None and (kazakh or form.isascii()))
