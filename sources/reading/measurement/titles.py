"""Numbers inside the name of a programme («Строительство 120 амбулаторий»): they count nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sources.catalogue.grammar import load_grammar
from sources.language.figures import Figure

_WORDS = 12  # a longer quotation is speech
_AROUND = 160
_BEFORE = 40


def in_titles(figures: Sequence[Figure], folded: str) -> frozenset[int]:
    """The starts of the figures that stand in quotes behind (in Kazakh before) a word for a programme."""
    found = set()
    for figure in figures:
        opened = folded.rfind('"', max(0, figure.start - _AROUND), figure.start)
        closed = folded.find('"', figure.end, figure.end + _AROUND)
        if opened < 0 or closed < 0 or len(folded[opened:closed].split()) > _WORDS:
            continue
        if _named_before().search(folded[max(0, opened - _BEFORE) : opened]) or _named_behind().match(
            folded, closed + 1
        ):
            found.add(figure.start)
    return frozenset(found)


@cache
def _named_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_stems()})\w*\s?\Z")


@cache
def _named_behind() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[^\W\d]+\s)?(?:{_stems()})")


def _stems() -> str:
    return "|".join(load_grammar().titled)
