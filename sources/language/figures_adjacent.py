"""Two numbers side by side: whether they are members of a list, or one number that something broke in two.

Holds the decision by the marks between them and the numbers around; what becomes of such figures is decided
in figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.catalogue.function_words import any_of, function_words
from sources.language.figures_context import words_before
from sources.language.figures_lexicon import lexicon

_S = "[ \u00a0\u2002-\u200a\u202f\u205f]"
ONLY_MARKS = re.compile(rf"{_S}{{1,3}}|{_S}?[.,]{_S}{{1,2}}|{_S}{{1,2}}[.,]{_S}?|{_S}?['\u2019\"]{_S}?")
_COMMA = re.compile(rf"{_S}?,{_S}{{1,2}}")
_LIST_JOINT = re.compile(rf"(?:{_S}?,{_S}{{1,2}}|{_S}{any_of(function_words().conjunctions)}{_S})(?:№ ?)?")
_TAIL = re.compile(rf"[0-9]{{1,3}}(?![0-9]|{_S}[0-9]{{3}})")
_RATE_BASES = frozenset(("100", "1000", "1 000", "10000", "10 000", "100000", "100 000"))


def are_listed(text: str, folded: str, spans: Sequence[tuple[int, int]], place: int, start: int) -> bool:
    """Whether the number at `place` of `spans` (offsets of the figures) and the next one are members of a
    list of three or more, numbers of institutions, or a rate and its base («1000-ға 7,8»).
    """
    (first, last), (other, _) = spans[place], spans[place + 1]
    before = words_before(folded, first, start, 1)
    if before and before[0] in lexicon().numbered:
        return True
    if text[first:last] in _RATE_BASES and "," not in text[last:other]:
        return True
    if not _COMMA.fullmatch(text, last, other):
        return False
    if any(mark in text[first:last] for mark in ",.") or not _TAIL.match(text, other):
        return True  # neither a number with decimals nor one in groups is broken off
    follows = place + 2 < len(spans) and _LIST_JOINT.fullmatch(
        folded, spans[place + 1][1], spans[place + 2][0]
    )
    leads = place > 0 and _LIST_JOINT.fullmatch(folded, spans[place - 1][1], first)
    return bool(follows or leads)
