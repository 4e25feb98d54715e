"""Columns and rows of changes: «Изменение», «Отклонение (+/-)», «Прирост, %», and the sign of their cells.

Holds how a head or label is known to tell a change and which way it goes. Changes told in sentences are the
matter of `changes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from checks.tables.vocabulary import Measure
from sources.reading.measurement.changes import Change
from sources.reading.tables.words import table_words

Told = Literal["abs", "points", "pct", "index"]

_BRACKETED = re.compile(r"\(\s*[\d\s.,]+%?\s*\)\s*%?")
_TRAILING = re.compile(r"[\d\s.,]*\d\s*%?\s*-")


def change_told(words: Iterable[str]) -> Told | None:
    """What the heads and labels of a cell say it measures: a difference, one in percentage points, a change
    in per cent, or an index (new in per cent of old), which no measure holds; null for a level.

    The nearest that says it decides; its unit may stand in any of them.
    """
    known = table_words()
    texts = list(words)
    said = next((text for text in texts if known.change.search(text) or known.index.search(text)), None)
    if said is None:
        return None
    if known.index.search(said):
        return "index"
    if known.points.search(said):
        return "points"
    return "pct" if known.percent.search(said) else "abs"


def change_of_cell(told: Told, folded: str, value: float | None, words: Iterable[str]) -> Change:
    """The change that a cell of such a column holds: brackets, a minus at either end or a head of nothing but
    falls make it negative.
    """
    text = folded.strip()
    negative = (
        text.startswith("-")
        or (value is not None and value < 0)
        or _BRACKETED.fullmatch(text) is not None
        or _TRAILING.fullmatch(text) is not None
        or table_words().down_mark.search(text) is not None
    )
    unsigned = not negative and not text.startswith("+")
    falls = unsigned and any(table_words().falls.search(word) for word in words)
    return Change(Measure.CHANGE_PCT if told == "pct" else Measure.CHANGE_ABS, negative or falls)
