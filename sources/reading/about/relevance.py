"""Whether a figure's sentence is about health, or about another sector: housing, schools, roads, fires.

In: the page. Out: `Relevance`, which answers for one figure at a time. Evidence is words of both kinds, the
nearest first: the figure's own clause, its sentence, its paragraph and what leads it, the report. A sentence
without a word of either goes on with the account it stands in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sources.language.figures import Figure
from sources.reading.about.sectors import SectorWord, sector_words
from sources.reading.layout.page import Page

# A report with at most this share of words of other sectors is one of health throughout.
_PURE = 0.4
_PARTS = frozenset(",;:()")


class _Balance(NamedTuple):
    """How many words of each kind there are; `housing` is part of `other`. The hospital of an accident is
    none of health.
    """

    health: int = 0
    harmed: int = 0
    animals: int = 0
    other: int = 0
    housing: int = 0
    staff: int = 0

    @property
    def houses_staff(self) -> bool:
        """Whether homes of staff are told of, and no other sector."""
        return self.staff > 0 and self.other == self.housing


class Relevance:
    """What a page is about, sentence by sentence."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._words = [tuple(sector_words(sentence.tokens)) for sentence in page.sentences]
        self._balances = [_balance(words) for words in self._words]
        self._report = _sum(self._balances)

    @property
    def is_pure(self) -> bool:
        """Whether the whole report is about health."""
        return self._report.health > 0 and self._report.other <= _PURE * self._report.health

    @property
    def is_silent(self) -> bool:
        """Whether no word of the whole report is of health."""
        return self._report.health == 0

    def is_health(self, number: int) -> bool:
        """Whether a sentence has words of health."""
        return self._balances[number].health > 0

    def is_harm(self, number: int) -> bool:
        """Whether a sentence tells of people who died or were hurt."""
        return self._balances[number].harmed > 0

    def is_elsewhere(self, number: int, figure: Figure, given: bool) -> bool:
        """Whether a figure of a sentence belongs to another sector.

        `given` says that what it was read as may be a thing of another sector that those in health get or
        learn: homes, grants.
        """
        here = self._balances[number]
        if here.animals:
            return True
        if here.health:
            return here.other > 0 and not given and self._part_is_elsewhere(number, figure)
        if here.other:
            lodged = given and here.houses_staff and self._report.other == here.other
            return not (self.is_pure or lodged or (given and self._before_is_health(number)))
        return not self.is_pure and self._around_is_elsewhere(number, given)

    def _part_is_elsewhere(self, number: int, figure: Figure) -> bool:
        """Whether the part of a sentence between two marks names another sector and nothing of health."""
        sentence = self._page.sentences[number]
        marks = [at for at, form in sentence.marks if form in _PARTS]
        begin = max((at for at in marks if at < figure.start), default=sentence.start)
        end = min((at for at in marks if at >= figure.end), default=sentence.end)
        part = _balance([word for word in self._words[number] if begin <= word.start < end])
        return part.other > 0 and not part.health

    def _before_is_health(self, number: int) -> bool:
        return any(balance.health > 0 for balance in self._near(number))

    def _around_is_elsewhere(self, number: int, given: bool) -> bool:
        """Whether the account that a sentence without a telling word goes on with is of another sector."""
        for balance in (*self._near(number), self._paragraph(number), self._report):
            other = balance.other - (balance.housing if given else 0) + balance.animals
            if balance.health or other:
                return other > balance.health
        return False

    def _near(self, number: int) -> Iterator[_Balance]:
        """The sentence before in the same paragraph, then the leads."""
        sentences = self._page.sentences
        if number > 0 and sentences[number - 1].line == sentences[number].line:
            yield self._balances[number - 1]
        for lead in self._page.leads.get(number, ()):
            yield self._balances[lead]

    def _paragraph(self, number: int) -> _Balance:
        line = self._page.sentences[number].line
        return _sum(
            [
                balance
                for balance, sentence in zip(self._balances, self._page.sentences, strict=True)
                if sentence.line == line
            ]
        )


def _balance(words: Sequence[SectorWord]) -> _Balance:
    found = Counter(word.sector for word in words)
    accident = found["harmed"] > 0 or found["accident"] > 0
    return _Balance(
        found["health"] + (0 if accident else found["hospital"]),
        found["harmed"],
        found["animals"],
        found["other"] + found["accident"] + found["housing"],
        found["housing"],
        found["staff"],
    )


def _sum(balances: Iterable[_Balance]) -> _Balance:
    return _Balance(*map(sum, zip(_Balance(), *balances, strict=True)))
