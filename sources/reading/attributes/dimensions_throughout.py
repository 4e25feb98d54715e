"""What a report speaks of throughout, and so means where a figure says nothing: the buildings of a rural
programme, the vehicles of the ambulance.

Holds what reaches over paragraphs. What a figure says by itself or takes over from the one before is decided
in `dimensions`; which concepts reach so far is data (`throughout` in catalogue/dimensions.yml).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sources.reading.attributes.dimension_data import dimension_data
from sources.reading.layout.page import Page


@dataclass(frozen=True, slots=True)
class Theme:
    """A value of a dimension that concepts of a report give to its figures of some indicators.

    `after` asks for the concept before the figure; `unless` are concepts that leave the value open where
    they stand in the sentence, and anywhere in the report for one that must be `alone`; `fits` the values
    that other dimensions may have beside it.
    """

    dimension: str
    value: str
    concepts: frozenset[str]
    codes: tuple[str, ...]
    after: bool
    unless: frozenset[str]
    alone: bool
    fits: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Throughout:
    """The themes of one page: each with the number of the first sentence that speaks of it."""

    page: Page
    themes: tuple[tuple[Theme, int], ...]

    def values_for(self, code: str, sentence: int, known: Mapping[str, str]) -> dict[str, str]:
        """The values that a figure takes from the whole; `known` is what it has already."""
        return {
            theme.dimension: theme.value
            for theme, first in self.themes
            if theme.dimension not in known
            and code.startswith(theme.codes)
            and (not theme.after or first <= sentence)
            and all(known.get(name) in (None, *values) for name, values in theme.fits.items())
            and theme.unless.isdisjoint(one.concept for one in self.page.sentences[sentence].mentions)
        }


def throughout(page: Page) -> Throughout:
    """Find the themes that a page speaks of."""
    first: dict[str, int] = {}
    for number, sentence in enumerate(page.sentences):
        for mention in sentence.mentions:
            first.setdefault(mention.concept, number)
    return Throughout(
        page,
        tuple(
            (theme, min(first[concept] for concept in theme.concepts & first.keys()))
            for theme in _themes()
            if theme.concepts & first.keys() and not (theme.alone and theme.unless & first.keys())
        ),
    )


@cache
def _themes() -> tuple[Theme, ...]:
    return tuple(
        Theme(
            one["dimension"],
            one["value"],
            frozenset(one["concepts"]),
            tuple(one["codes"]),
            one["after"],
            frozenset(one["unless"]),
            one["alone"],
            one["fits"],
        )
        for one in dimension_data()["throughout"]
    )
