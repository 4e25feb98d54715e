"""Numbers with their units and endings: «23,4 млрд. тенге», «61%», «75%-ға», «64-і».

Holds what one number carries with it. Two numbers that belong together are the matter of figures_ranges.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sources.catalogue.function_words import any_of, function_words
from sources.language.figures_lexicon import LETTER, figure_words, lexicon
from sources.language.numerals import vocabulary
from sources.records import record

if TYPE_CHECKING:
    from sources.language.figures_numbers import Number

_SUFFIX = re.compile(rf"-({LETTER}+)")
_CURRENCY_ENDS = frozenset("$€₸₽¥£₴₺₾₹₩abcdefghijklmnopqrstuvwxyz")
_PREFIX = re.compile(r"(?<![^\W_])(?:[a-z]{2,3}\$?|[a-z]{0,2}[$€₸₽¥£₴₺₾₹₩]) ?$")
_PREFIXED = re.compile(
    r" {0,2}(?:usd|eur|rub|cny|[$€₽¥£₴₺₾₹₩]) ?\d"
)  # the sign belongs to the next number: «$ 541,66 € 627,1»
_WITH_UNIT = frozenset(("number", "vague", "unclear"))


@record(frozen=True, slots=True)
class Quantity:
    """A number with its unit, or a range of two.

    end covers the unit that belongs to the quote (%, п.п., currency). suffix is the ending after a hyphen,
    which does not («-ға» in «75%-ға»), suffix_end the offset after it. lead: where the words of a range
    begin («от»), else start. ranged: joined of two numbers.
    """

    number: Number
    start: int
    end: int
    value: float | None
    high: float | None
    unit: str | None
    suffix: str
    suffix_end: int
    lead: int
    ranged: bool = False


def with_unit(text: str, folded: str, number: Number, start: int, end: int) -> Quantity:
    """Read the unit and the ending that follow a number (or the currency sign before it)."""
    last, unit = number.end, None
    if number.form in _WITH_UNIT:
        match = lexicon().unit.match(folded, number.end, end)
        if match and not _PREFIXED.match(folded, match.start(), end):
            last, unit = match.end(), match.lastgroup
        elif number.form == "number":
            unit = _currency_before(folded, number.start, start)
    suffix = _SUFFIX.match(folded, last, end) or _glued_ending().match(folded, last, end)
    if suffix and suffix.lastindex and suffix.group(1) in vocabulary():
        suffix = None  # «два-три»
    ending, after = (suffix.group().lstrip("-"), suffix.end()) if suffix else ("", last)
    return Quantity(number, number.start, last, number.value, number.high, unit, ending, after, number.start)


def _currency_before(folded: str, at: int, start: int) -> str | None:
    """The currency whose sign or code stands right before a number: «$5», «US$ 3.14», «USD3.14»."""
    last = at - 2 if folded[at - 1 : at] == " " else at - 1
    if last < start or folded[last] not in _CURRENCY_ENDS:
        return None
    before = _PREFIX.search(folded, max(start, at - 6), at)
    if before is None:
        return None
    known, sign = lexicon().currency_before, before.group().rstrip(" ")
    return known.get(sign) or known.get(sign[-1])


@cache
def _glued_ending() -> re.Pattern[str]:
    """«21st», «1й этап», «3х сёл», «10ти коек»."""
    return re.compile(rf"{any_of(figure_words()['ordinal']['glued'])}(?![^\W_])")


def ends_with(folded: str, quantity: Quantity, case: str) -> bool:
    """Whether the hyphenated or glued ending of a quantity is one of a Kazakh case."""
    endings = function_words().cases[case]
    if quantity.suffix:
        return quantity.suffix.endswith(endings)
    tail = folded[max(quantity.start, quantity.end - 4) : quantity.end]
    return tail[-1:].isalpha() and tail.endswith(endings)
