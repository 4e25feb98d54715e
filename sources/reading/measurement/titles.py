"""Numbers inside a name, which count nothing: of a programme («Строительство 120 амбулаторий»), of a service
(«звонили 103»).
"""

from __future__ import annotations

import re
from functools import cache

from sources.catalogue.grammar import load_grammar
from sources.reading.layout.page import Sentence

_WORDS = 12  # a longer quotation is speech
_AROUND = 160
_BEFORE = 40


def in_titles(sentence: Sentence, folded: str) -> frozenset[int]:
    """The starts of the figures that stand in quotes behind (in Kazakh before) a word for a programme, or are
    the last word of a name that is a number.
    """
    found = _numbers_called(sentence)
    for figure in sentence.figures:
        opened = folded.rfind('"', max(0, figure.start - _AROUND), figure.start)
        closed = folded.find('"', figure.end, figure.end + _AROUND)
        if opened < 0 or closed < 0 or len(folded[opened:closed].split()) > _WORDS:
            continue
        if _named_before().search(folded[max(0, opened - _BEFORE) : opened]) or _named_behind().match(
            folded, closed + 1
        ):
            found.add(figure.start)
    return frozenset(found)


def _numbers_called(sentence: Sentence) -> set[int]:
    """The starts of the figures that a longer mention of a service known by its number holds."""
    names = [
        (mention.start, mention.end)
        for mention in sentence.mentions
        if mention.concept in load_grammar().numbered and mention.last - mention.first > 1
    ]
    return {
        figure.start
        for figure in sentence.figures
        if any(start <= figure.start and figure.end <= end for start, end in names)
    }


@cache
def _named_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_stems()})\w*\s?\Z")


@cache
def _named_behind() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[^\W\d]+\s)?(?:{_stems()})")


def _stems() -> str:
    return "|".join(load_grammar().titled)
