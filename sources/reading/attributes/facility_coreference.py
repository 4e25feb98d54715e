"""The facility a report is speaking of, sentence by sentence: what «здесь», «в центре» or silence refers to.

A facility that is named stays in focus until another one is named or the text turns to the whole region. A
report that opens with one facility and keeps coming back to it has it as its subject: there every paragraph
starts from it, and a facility mentioned in passing holds for its sentence only. Holds no rule of any
indicator.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from operator import itemgetter

from sources.catalogue.lexicon import Mention
from sources.reading.layout.page import Page, Sentence
from sources.records import record

_COUNTED_REACH = 12
_OPENING = 4
_REFERENCES = 3
_QUESTIONS = 3
_TOPIC_WORDS = 5


@record(frozen=True, slots=True)
class FocusWords:
    """What brings facilities into focus, as the data file says it.

    `types` are the concepts of each facility type; `widening` concepts and forms turn to the region,
    `returning` ones back to the facility named last. `bare` are nouns that, without an adjective, mean
    the facility named last among the types given; `plural`, `many` (before the noun) and `described` tell
    a plural and an adjective by their form; several facilities of a `common` concept bring none into
    focus; `sized` words after a number give a size; `region` are words for a region or a district;
    `returning_kinds` give the noun meant by the last word of a returning concept («в центре»); `rooms`
    are types that are only a room after a returning word, `unnamed` what a noun means by the concepts of
    the opening; `acting` concepts are a noun with its verb («больница приняла»); `heads` are those who answer
    for one facility.
    """

    types: Mapping[str, Sequence[str]]
    widening: frozenset[str]
    returning: frozenset[str]
    widening_forms: re.Pattern[str] = re.compile(r"(?!)")
    plural: re.Pattern[str] = re.compile(r"(?!)")
    many: re.Pattern[str] = re.compile(r"(?!)")
    described: re.Pattern[str] = re.compile(r"(?!)")
    bare: Mapping[str, Sequence[str]] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    sized: re.Pattern[str] = re.compile(r"(?!)")
    rooms: frozenset[str] = frozenset()
    unnamed: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    region: re.Pattern[str] = re.compile(r"(?!)")
    returning_kinds: Mapping[str, str] = field(default_factory=dict)
    acting: frozenset[str] = frozenset()
    heads: re.Pattern[str] = re.compile(r"(?!)")


@record(frozen=True, slots=True)
class FacilityCoreference:
    """Facility types in focus by the offset at which each comes into focus; null where the region as a
    whole does. `subject` is the facility the whole report is about, `meant` what a bare noun means by its
    offset, `stated` the offsets at which the words themselves name a facility or turn back to it, `rooms`
    those of mere rooms, `single` those at which one facility is named and not several, `back` where the words
    turn back to one.
    """

    starts: tuple[int, ...]
    values: tuple[str | None, ...]
    subject: str | None = None
    meant: Mapping[int, str] = field(default_factory=dict)
    stated: frozenset[int] = frozenset()
    rooms: frozenset[int] = frozenset()
    single: frozenset[int] = frozenset()
    back: frozenset[int] = frozenset()

    def is_single(self, offset: int) -> bool:
        """Whether the facility in focus at an offset is one, and not several of its kind."""
        position = bisect_right(self.starts, offset) - 1
        if position < 0 or self.values[position] is None:
            return False
        start = self.starts[position]
        return start in self.single or start in self.back or start not in self.stated

    def is_stated(self, start: int, offset: int) -> bool:
        """Whether words from `start` on name the facility that is in focus at an offset."""
        position = bisect_right(self.starts, offset) - 1
        return position >= 0 and self.starts[position] >= start and self.starts[position] in self.stated

    def at(self, offset: int) -> str | None:
        """The facility type in focus at an offset of the text."""
        position = bisect_right(self.starts, offset) - 1
        return self.values[position] if position >= 0 else None


@record(frozen=True, slots=True)
class _Turn:
    """One turn of the text: to a facility, to the region (`kind` widening) or back (`kind` returning)."""

    start: int
    sentence: int
    kind: str
    value: str | None
    several: bool = False
    topical: bool = False


def facility_coreference(page: Page, words: FocusWords) -> FacilityCoreference:
    """Follow the facilities of a page."""
    rooms = frozenset(_rooms(page, words))
    turns = [turn for turn in _turns(page, words) if turn.start not in rooms]
    meant = {turn.start: turn.value for turn in turns if turn.value is not None}
    subject = _subject(page, turns, words)
    timeline = _with_subject(page, turns, subject) if subject else _without_subject(page, turns)
    return FacilityCoreference(
        tuple(start for start, _ in timeline),
        tuple(value for _, value in timeline),
        subject,
        meant,
        frozenset(turn.start for turn in turns if turn.kind != "widening"),
        rooms,
        frozenset(turn.start for turn in turns if turn.kind == "facility" and not turn.several),
        frozenset(turn.start for turn in turns if turn.kind == "returning"),
    )


def _rooms(page: Page, words: FocusWords) -> Iterator[int]:
    """Offsets of what is only a room of the facility meant («здесь обновили лабораторию»)."""
    concepts = {concept for value in words.rooms for concept in words.types[value]}
    for sentence in page.sentences:
        back = next((one.start for one in sentence.mentions if one.concept in words.returning), None)
        if back is not None:
            yield from (
                one.start for one in sentence.mentions if one.concept in concepts and one.start > back
            )


def _by_opening(page: Page, words: FocusWords) -> Mapping[str, str]:
    """What nouns mean by what the headline and the first sentences speak of («рак»: «диспансер» is ONCO)."""
    spoken = {one.concept for sentence in page.sentences[: _opening_end(page)] for one in sentence.mentions}
    return {
        noun: value
        for noun, types in words.unnamed.items()
        for value, concepts in types.items()
        if spoken & set(concepts)
    }


def _turns(page: Page, words: FocusWords) -> Iterator[_Turn]:
    by_concept = {concept: value for value, concepts in words.types.items() for concept in concepts}
    named: list[str] = []
    opening = _by_opening(page, words)
    taken = -1
    for number, sentence in enumerate(page.sentences):
        for start, mention in _stops(page, sentence, words):
            if mention is None or mention.concept in words.widening:
                yield _Turn(start, number, "widening", None)
                continue
            concept = mention.concept
            if concept in by_concept or concept in words.bare:
                several = _several(mention, sentence, words)
                if _counted(start, sentence, words) or (several and concept in words.common):
                    continue
                vague = concept in words.bare and _is_bare(mention, sentence, words)
                known = next((one for one in reversed(named) if one in words.bare.get(concept, ())), None)
                known = known or opening.get(concept)
                value = known if vague and known else by_concept.get(concept)
                if value is None or start == taken:
                    continue
                taken = start
                named.append(value)
                topical = mention.first < _TOPIC_WORDS
                yield _Turn(start, number, "facility", value, several, topical)
            if concept in words.returning:
                kind = words.returning_kinds.get(sentence.tokens[mention.last - 1].form, "")
                known = next((one for one in reversed(named) if one in words.bare.get(kind, ())), None)
                known = known or opening.get(kind)
                yield _Turn(start, number, "facility" if known else "returning", known, False, True)


def _stops(page: Page, sentence: Sentence, words: FocusWords) -> list[tuple[int, Mention | None]]:
    """Mentions of a sentence and, without one, the places where its words turn to the region, in order."""
    found: list[tuple[int, Mention | None]] = [(mention.start, mention) for mention in sentence.mentions]
    widening: list[tuple[int, Mention | None]] = [
        (match.start(), None)
        for match in words.widening_forms.finditer(page.folded, sentence.start, sentence.end)
    ]
    return sorted(found + widening, key=itemgetter(0)) if widening else found


def _counted(start: int, sentence: Sentence, words: FocusWords) -> bool:
    """Whether a facility is only one of several counted («21 медпункт»), which brings none of them into
    focus; «центр на 60 коек», «60 төсектік орталық» is one.
    """
    sizes = {token.start for token in sentence.tokens if words.sized.fullmatch(token.form)}
    return any(
        0 <= start - figure.noun_start <= _COUNTED_REACH
        for figure in sentence.figures
        if figure.shape == "cardinal" and figure.noun_start not in sizes
    )


def _several(mention: Mention, sentence: Sentence, words: FocusWords) -> bool:
    """Whether facilities are spoken of in general («в районных больницах», «ауруханаларда»)."""
    before = sentence.tokens[mention.first - 1].form if mention.first else ""
    forms = [token.form for token in sentence.tokens[mention.first : mention.last]]
    if mention.concept in words.acting:
        forms = forms[:1]
    return words.many.fullmatch(before) is not None or any(
        words.plural.fullmatch(form) or words.many.fullmatch(form) for form in (forms[0], forms[-1])
    )


def _is_bare(mention: Mention, sentence: Sentence, words: FocusWords) -> bool:
    """Whether a noun stands without an adjective before it or a genitive after it."""
    before = sentence.tokens[mention.first - 1].form if mention.first else ""
    after = sentence.tokens[mention.last].form if mention.last < len(sentence.tokens) else ""
    return (
        (mention.last - mention.first == 1 or mention.concept in words.acting)
        and before != "-"
        and words.described.fullmatch(before) is None
        and (mention.concept in words.acting or words.described.fullmatch(after) is None)
    )


def _subject(page: Page, turns: Sequence[_Turn], words: FocusWords) -> str | None:
    """The facility the report opens with, when it comes back to it, or when its headline or first line
    names it and the text turns to no other and to no region; a headline that names a region and no facility
    leaves none.
    """
    opening = [turn for turn in turns if turn.kind == "facility" and turn.sentence < _opening_end(page)]
    opening = [turn for turn in opening if not turn.several]
    counts = Counter(turn.value for turn in turns if not turn.several)
    value = max(opening, key=lambda turn: counts[turn.value]).value if opening else None
    references = counts[value] + sum(turn.kind == "returning" for turn in turns)
    if value and _is_interview(page, words):
        references += _REFERENCES
    widened = len({page.sentences[turn.sentence].line for turn in turns if turn.kind == "widening"})
    headline = _headline_end(page)
    if words.region.search(page.folded, 0, headline) and not any(turn.start < headline for turn in opening):
        return None
    named = any(turn.start < _first_line_end(page, headline) and turn.value == value for turn in opening)
    others = {turn.value for turn in turns if turn.topical and turn.value not in (None, value)}
    alone = named and not widened and not others
    comes_back = references >= _REFERENCES and references > widened
    return value if value and (comes_back or alone) else None


def _first_line_end(page: Page, headline: int) -> int:
    """Offset at which the headline ends, or the only sentence of the first of several lines."""
    lines = [sentence.line for sentence in page.sentences]
    titled = len(set(lines)) > 1 and lines.count(lines[0]) == 1
    return max(headline, page.sentences[0].end if titled else 0)


def _is_interview(page: Page, words: FocusWords) -> bool:
    """Whether the head of a facility is introduced in the opening and then asked questions."""
    opening = page.sentences[max(0, _opening_end(page) - 1)].end if page.sentences else 0
    asked = sum(page.folded[s.start : s.end].rstrip().endswith("?") for s in page.sentences)
    return asked >= _QUESTIONS and words.heads.search(page.folded, 0, opening) is not None


def _headline_end(page: Page) -> int:
    """Offset at which the first prose of the body begins."""
    return next((s.start for s in page.sentences if page.lines[s.line].role == "prose"), 0)


def _opening_end(page: Page) -> int:
    """Number of the first sentence after the headline and the first sentences of prose."""
    prose = 0
    for number, sentence in enumerate(page.sentences):
        prose += page.lines[sentence.line].role in ("prose", "list_item") and len(sentence.tokens) > 5
        if prose == _OPENING:
            return number
    return len(page.sentences)


def _without_subject(page: Page, turns: Sequence[_Turn]) -> list[tuple[int, str | None]]:
    timeline: list[tuple[int, str | None]] = []
    lasting: str | None = None
    line = -1
    ends: list[tuple[int, str | None]] = []
    for turn in turns:
        if page.sentences[turn.sentence].line != line:
            line = page.sentences[turn.sentence].line
            ends.append((page.lines[line].end, None))
        value = turn.value
        if turn.kind == "returning":
            value = next((one for _, one in reversed(timeline) if one is not None), None)
        timeline.append((turn.start, value))
        if turn.several:
            timeline.append((page.lines[line].end, lasting))
        else:
            lasting = value
    return sorted([*timeline, *ends], key=lambda one: one[0])


def _with_subject(page: Page, turns: Sequence[_Turn], subject: str) -> list[tuple[int, str | None]]:
    by_sentence: dict[int, list[_Turn]] = {}
    for turn in turns:
        by_sentence.setdefault(turn.sentence, []).append(turn)
    timeline: list[tuple[int, str | None]] = []
    line, held = -1, subject
    lasting: str | None = subject
    for number, sentence in enumerate(page.sentences):
        if sentence.line != line:
            line, lasting, held = sentence.line, subject, subject
        timeline.append((sentence.start, lasting))
        for turn in by_sentence.get(number, []):
            value = held if turn.kind == "returning" else turn.value
            timeline.append((turn.start, value))
            if turn.kind != "facility" or turn.topical or turn.several or value == subject:
                lasting = value
            if value is not None and (turn.topical or value == subject):
                held = value
    return timeline
