"""Whether the one dot or comma in a number parts thousands or decimals: «12.480 человек», «38.125 на 10 000».

Holds the decision by evidence only: what is counted must be whole, what is measured need not be, and a text
writes its numbers in one way. Where nothing tells, nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sources.catalogue.grammar import load_grammar
from sources.language.figures import Figure
from sources.reading.measurement.proximity import Proximity
from sources.reading.measurement.words import measurement_words
from sources.records import record

_MEASURED = frozenset({"rate", "percent", "points", "ratio"})
_LASTING = frozenset({"minutes", "days", "months", "years"})
_THOUSANDS = {
    mark: re.compile(rf"(?<![\d.,])\d{{1,3}}(?:\{mark}\d{{3}}){{2,}}(?![\d.,]?\d)") for mark in ".,"
}
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d.,]?\d)")


@record(frozen=True, slots=True)
class Marks:
    """What a text is seen to part decimals and thousands by, where it is one mark only; null where not."""

    decimals: str | None = None
    thousands: str | None = None


def marks_of(text: str) -> Marks:
    """Look over a text for numbers whose marks are certain («92,5%», «1.250.000»)."""
    decimals = {",": _DECIMAL_COMMA, ".": measurement_words().point_parts_decimals}
    return Marks(_only(decimals, text), _only(_THOUSANDS, text))


def _only(patterns: dict[str, re.Pattern[str]], text: str) -> str | None:
    found = [mark for mark, pattern in patterns.items() if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def counts_whole_things(form: str, around: Proximity) -> bool:
    """Whether a number counts what has no parts: money, or things and people named beside it."""
    return form == "money" or any(concept in load_grammar().natural_units for concept in around.head)


def settled(figure: Figure, quote: str, form: str, marks: Marks, *, whole: bool) -> Figure | None:
    """The figure with the value that the evidence speaks for; null where there is none, or two disagree.

    `quote` is the figure as printed, `form` what kind of number it is, `whole` whether what it counts is.
    """
    if figure.otherwise is None or figure.value is None:
        return figure
    low, high = sorted((figure.value, figure.otherwise), key=abs)
    mark = "." if "." in quote else ","
    if _is_measured(figure, form):
        return replace(figure, value=low, otherwise=None)
    if mark in (marks.thousands, *_other(marks.decimals)) or (whole and mark == "."):
        return replace(figure, value=high, otherwise=None)
    if not whole and mark in (marks.decimals, *_other(marks.thousands)):
        return replace(figure, value=low, otherwise=None)
    return None


def _is_measured(figure: Figure, form: str) -> bool:
    """Whether such a number may be broken: a rate, a per cent, or a time that is no round thousand."""
    return form in _MEASURED or (form in _LASTING and (figure.otherwise or 0) % 10 != 0)


def _other(mark: str | None) -> tuple[str, ...]:
    """The mark that is left for the other use."""
    return () if mark is None else ("," if mark == "." else ".",)
