"""What became better and worse between two runs.

Holds the comparison of scores. Its printing stands in `rendering`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tests.scoring.measures import LOWER_IS_BETTER, WITHOUT_DIRECTION
from tests.scoring.scores import Scores

Direction = Literal["better", "worse", "other"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure of a corpus and language that is not what it was."""

    corpus: str
    language: str
    measure: str
    before: float | None
    now: float | None

    @property
    def direction(self) -> Direction:
        """Better, worse, or other where a measure has no direction or no value on one side."""
        if self.before is None or self.now is None or self.measure in WITHOUT_DIRECTION:
            return "other"
        rose = self.now > self.before
        return "better" if rose != (self.measure in LOWER_IS_BETTER) else "worse"


def differences(before: Scores, now: Scores) -> Iterator[Difference]:
    """Every measure that both runs have with another value, in the order of `now`."""
    for corpus, languages in now.items():
        for language, measures in languages.items():
            earlier = before.get(corpus, {}).get(language, {})
            for name, value in measures.items():
                if name in earlier and earlier[name] != value:
                    yield Difference(corpus, language, name, earlier[name], value)
