"""A form of a name where it stands in a text, and the word before it.

Holds values only. Which forms are names where they stand is decided in `places_names` and `places_nouns`.
"""

from __future__ import annotations

from typing import NamedTuple

from sources.reading.mentions.places.gazetteer import Form
from sources.reading.mentions.places.words import place_words
from sources.records import record

_GAP = 6


class WordBefore(NamedTuple):
    """The word before a name, where it begins, and what stands between the two."""

    word: str
    start: int
    gap: str


@record(frozen=True, slots=True)
class Naming:
    """A form that fits where it stands: the span with its head word, and the cases that remain possible."""

    form: Form
    start: int
    end: int
    cases: str
    attributive: bool = False
    headed: bool = False

    @property
    def kazakh(self) -> bool:
        """Whether the name is written in Kazakh."""
        return self.form.use.startswith("kazakh") or self.cases[:1] in tuple("otcrp")


def word_before(low: str, edge: int, start: int) -> WordBefore:
    """The word before `start`, empty when a mark but a full stop, a quote or a bracket stands between."""
    end = start
    while end > edge and low[end - 1] in ' \n."(' and start - end < _GAP:
        end -= 1
    begin = max(low.rfind(" ", edge, end) + 1, edge)
    if begin < end and low[begin:end].isalpha():
        return WordBefore(low[begin:end], begin, low[end:start])
    begin = end
    while begin > edge and low[begin - 1].isalpha():
        begin -= 1
    district = place_words().district
    first = begin - district.index("-") - 1
    if low.startswith(district, first, end) and first >= edge:
        begin = first
    return WordBefore(low[begin:end], begin, low[end:start])
