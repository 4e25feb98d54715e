"""What a figure owes to the one before it: «из них 17 943 детей», «в городе — 165, остальные 100», «67%
против 63,5%».

Holds the kinds of links between neighbouring figures and how strong each is. Whether a figure follows its
link or its own words is weighed in `readings`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from sources.catalogue.grammar import load_grammar
from sources.catalogue.lexicon import Mention
from sources.language.figures import Figure
from sources.language.tokens import first_at
from sources.reading.layout.page import Sentence
from sources.reading.measurement.frames import is_frame
from sources.reading.measurement.words import measurement_words
from sources.records import record

Link = Literal[
    "partitive", "rest", "coordinate", "contrast", "same", "colon", "again", "more", "rate", "apart"
]

STRENGTH: Mapping[Link, float] = {
    "partitive": 5.0,
    "rest": 5.4,
    "contrast": 5.2,
    "same": 4.9,
    "coordinate": 4.7,
    "colon": 4.3,
    "again": 4.6,
    "more": 4.65,
    "rate": 4.6,
    "apart": 0.0,
}
_PARTITIVE = frozenset({"of_them", "main_part"})
_NEAR_WORDS = 9
_MORE_WORDS = 1  # «ещё 10», «ещё около 10», «тағы 10»


@record(frozen=True, slots=True)
class Gap:
    """What stands between a figure and the one before it."""

    link: Link
    words: int


def link_before(figure: Figure, previous_end: int, sentence: Sentence, noun_end: int) -> Gap:
    """Tell how `figure` is joined to what ends at `previous_end` (the sentence's start when it is the first
    figure).
    """
    between = [m for m in sentence.mentions if previous_end <= m.start < figure.start]
    reach = min([figure.end + 2, *(at for at, _ in sentence.marks if figure.end <= at)])
    after = [m for m in sentence.mentions if figure.end <= m.start <= reach]
    concepts = frozenset(m.concept for m in between)
    begin, stop = first_at(sentence.tokens, previous_end), first_at(sentence.tokens, figure.start)
    tokens = [token.form for token in sentence.tokens[begin:stop]]
    words = sum(map(str.isalpha, tokens))
    predicates = load_grammar().predicates & concepts
    if "planned" in concepts:
        predicates -= {"due"}  # «построили 9, планируется 16» goes on with what was built
    against = load_grammar().against
    colon = _last_colon(sentence, previous_end, figure.start) if ":" in tokens else None
    link: Link = "apart"
    if concepts & {"rest"} or any(m.concept == "rest" for m in after):
        link = "rest"
    elif (
        concepts & _PARTITIVE
        or any(m.concept == "of_them" for m in after)
        or (noun_end == figure.noun_start > figure.end + 1 and sentence.kazakh)
    ):
        link = "partitive"
    elif (measurement_words().contrast & set(tokens[-3:]) and (not predicates or tokens[-1] in against)) or (
        sentence.kazakh and _after_level(figure, sentence)
    ):
        link = "contrast"
    elif "same_measure" in concepts and noun_end <= figure.noun_start:
        link = "same"
    elif colon is not None and words <= _NEAR_WORDS and not _told_behind(colon, between):
        link = "colon"
    elif (words <= _NEAR_WORDS and not predicates) or _gapped(figure, previous_end, sentence):
        link = "coordinate"
    opens = link == "coordinate" and previous_end == sentence.start
    if (opens or link in ("apart", "colon")) and noun_end == figure.noun_start:
        link = "more" if _more(figure, sentence) or _told_again(figure, previous_end, sentence) else link
    return Gap(link, words)


def _told_behind(colon: int, between: Sequence[Mention]) -> bool:
    """Whether a predicate stands behind a colon."""
    predicates = load_grammar().predicates
    return any(m.start > colon and m.concept in predicates for m in between)


def _gapped(figure: Figure, previous_end: int, sentence: Sentence) -> bool:
    """Whether a figure between a mark and a dash goes on with a clause whose words it leaves out («60 машин
    переданы станции, 30 – районам»).
    """
    index = first_at(sentence.tokens, figure.start)
    behind = first_at(sentence.tokens, figure.end)
    return (
        sentence.start < previous_end <= figure.start
        and index > 0
        and sentence.tokens[index - 1].form in ",;"
        and behind < len(sentence.tokens)
        and sentence.tokens[behind].form == "-"
        and sentence.tokens[behind].start > figure.end
    )


def _more(figure: Figure, sentence: Sentence) -> bool:
    """Whether a figure without a noun adds to what was counted before it («… ещё 10», «тағы 10»)."""
    index = next((i for i, token in enumerate(sentence.tokens) if token.start >= figure.lead_start), 0)
    return any(m.concept == "also" and index - 1 - _MORE_WORDS < m.last <= index for m in sentence.mentions)


def _told_again(figure: Figure, start: int, sentence: Sentence) -> bool:
    """Whether nothing but time, place and a verb stands before a figure («…, в 2025-м предусмотрено 2,9
    трлн»).
    """
    grammar = load_grammar()
    said = grammar.predicates | {"planned"}
    verbs = [m for m in sentence.mentions if m.concept in said]
    before = [
        token
        for token in sentence.tokens
        if start <= token.start < figure.lead_start and len(token.form) > 2 and token.form.isalpha()
    ]
    inside = [any(m.start <= token.start < m.end for m in verbs) for token in before]
    return any(inside) and all(
        verb or is_frame(token.form) for verb, token in zip(inside, before, strict=True)
    )


def _last_colon(sentence: Sentence, start: int, end: int) -> int:
    """Offset of the last colon between two figures, before `start` when there is none: what is said before it
    holds of the whole («143 врачей не хватает: в городах – 61 …»).
    """
    return max((at for at, mark in sentence.marks if mark == ":" and start <= at < end), default=start - 1)


def _after_level(figure: Figure, sentence: Sentence) -> bool:
    """Whether the figure before is the level from which this one was reached: «8,2-ден … 7,5-ке дейін»."""
    words = measurement_words()
    before = [token for token in sentence.tokens if token.end <= figure.start]
    numbers = [index for index, token in enumerate(before) if token.form.isdigit()]
    return bool(numbers) and any(
        t.form in words.ablative or (t.form.startswith(words.level_units) and t.form.endswith(words.ablative))
        for t in before[numbers[-1] + 1 : numbers[-1] + 4]
    )


def counted_alike(counted: frozenset[str], unit: str | None) -> bool:
    """Whether a noun may be counted in `unit`; a figure without a noun of its own always may."""
    known = load_grammar().natural_units
    units = {known[concept] for concept in counted if concept in known}
    return (
        not units
        or unit in units
        or (unit in ("case", "person", "operation") and bool(units & {"case", "person"}))
    )
