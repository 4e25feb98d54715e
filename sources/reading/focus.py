"""The facility a report is speaking of, sentence by sentence: what «здесь», «в штате» or silence refers to.

A facility that is named stays in focus until another one is named or the text turns to the whole region.
Holds no rule of any indicator.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sources.reading.page import Page, Sentence

_COUNTED_REACH = 12


@dataclass(frozen=True, slots=True)
class Focus:
    """Facility types in focus by the offset at which each comes into focus; null where the region as a whole
    does.
    """

    starts: tuple[int, ...]
    values: tuple[str | None, ...]

    def at(self, offset: int) -> str | None:
        """The facility type in focus at an offset of the text."""
        position = bisect_right(self.starts, offset) - 1
        return self.values[position] if position >= 0 else None


def _counted(start: int, sentence: Sentence) -> bool:
    """Whether a facility is only one of several counted («21 медпункт»), which brings none of them into
    focus.
    """
    return any(
        0 <= start - figure.noun_start <= _COUNTED_REACH
        for figure in sentence.figures
        if figure.shape == "cardinal"
    )


def focus_of(
    page: Page, types: Mapping[str, Sequence[str]], widening: frozenset[str], returning: frozenset[str]
) -> Focus:
    """Follow the facilities of a page.

    `types` are the concepts of each facility type; `widening` concepts turn to the region, `returning` ones
    back to the facility named last.
    """
    by_concept = {concept: value for value, concepts in types.items() for concept in concepts}
    starts: list[int] = []
    values: list[str | None] = []
    for sentence in page.sentences:
        for mention in sentence.mentions:
            if mention.concept in by_concept and not _counted(mention.start, sentence):
                starts.append(mention.start)
                values.append(by_concept[mention.concept])
            elif mention.concept in widening:
                starts.append(mention.start)
                values.append(None)
            elif mention.concept in returning:
                starts.append(mention.start)
                values.append(next((value for value in reversed(values) if value is not None), None))
    return Focus(tuple(starts), tuple(values))
