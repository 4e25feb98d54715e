"""Numbers written as text in cells: `12.345` beside `0.5`, `7100-`, `5.04E+03`, `'2310`, `="12480"`.

Holds which of them can be read for certain, by what else stands in their column and their table. What cannot
is left to reading, which asks a person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sources.readers.tables import Cell

_GAP = r"[ \u00a0\u2009\u202f'\u2019]"
_WRITTEN = re.compile(
    r"'?(?P<sign>[-+−–]?)(?P<digits>\d(?:[\d., \u00a0\u2009\u202f'\u2019]*\d)?)"
    r"(?P<exponent>[eE][+-]?\d{1,2})?(?P<after>[-−–]?)(?P<unit>\s*[^\d\s][^\d]*)?"
)
_UNCLEAR = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_GROUPED = re.compile(rf"\d{{1,3}}(?:{_GAP}\d{{3}})+|\d+")
_THOUSANDS = {mark: re.compile(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}}){{2,}}") for mark in ".,"}
_DECIMAL = {
    mark: re.compile(
        rf"\d+\{mark}(?:\d{{1,2}}|\d{{4,}})|0\{mark}\d+|\d{{4,}}\{mark}\d+"
        rf"|\d{{1,3}}(?:{_GAP}\d{{3}})+\{mark}\d+|[1-9]\d{{0,2}}(?:\{other}\d{{3}})+\{mark}\d+"
    )
    for mark, other in ((".", ","), (",", "."))
}
_MINUS = frozenset("-−–")


@dataclass(frozen=True, slots=True)
class Marks:
    """What other numbers show of the two marks: which part decimals, which part thousands."""

    decimal: frozenset[str] = frozenset()
    thousands: frozenset[str] = frozenset()

    def value(self, digits: str, mark: str) -> float | None:
        """The number of digits with one mark before the last three; None where both are possible."""
        parts, groups = mark in self.decimal, mark in self.thousands
        if parts == groups:
            return None
        return float(digits.replace(mark, "." if parts else ""))


def with_numbers(cells: Sequence[Cell], marks: Marks | None = None) -> list[Cell]:
    """The cells of a grid, those with a number that is written unusually but read for certain given it.

    A dot or comma before three digits counts as the other numbers of the column use it, or else those of the
    whole grid; `marks` is what is known of the grid besides.
    """
    written = {
        index: match
        for index, cell in enumerate(cells)
        if cell.number is None and cell.text[-1:] and (match := _WRITTEN.fullmatch(cell.text.strip()))
    }
    if not any(_is_unusual(match) for match in written.values()):
        return list(cells)
    columns: dict[int, list[str]] = defaultdict(list)
    for index, match in written.items():
        columns[cells[index].column].append(match["digits"])
    whole = marks_of(match["digits"] for match in written.values())
    if marks is not None:
        whole = Marks(whole.decimal | marks.decimal, whole.thousands | marks.thousands)
    found = list(cells)
    for index, match in written.items():
        if _is_unusual(match):
            number = _number(match, marks_of(columns[cells[index].column]), whole)
            found[index] = replace(cells[index], number=number)
    return found


def is_unclear(text: str) -> bool:
    """Whether a number alone does not tell thousands from decimals: `12.345`, `2,310 чел.`."""
    match = _WRITTEN.fullmatch(text.strip())
    return match is not None and _UNCLEAR.fullmatch(match["digits"]) is not None


def marks_of(numbers: Iterable[str]) -> Marks:
    """What numbers show by themselves: in `0,75` the comma parts decimals, in `1.234.567` dots thousands."""
    decimal: set[str] = set()
    thousands: set[str] = set()
    for digits in numbers:
        for mark, other in ((".", ","), (",", ".")):
            if mark in digits and _DECIMAL[mark].fullmatch(digits):
                decimal.add(mark)
                thousands.update({other} & set(digits))
            if mark in digits and _THOUSANDS[mark].fullmatch(digits):
                thousands.add(mark)
    return Marks(frozenset(decimal), frozenset(thousands))


def _is_unusual(match: re.Match[str]) -> bool:
    return bool(
        match["exponent"]
        or match["after"]
        or match.string.startswith("'")
        or _UNCLEAR.fullmatch(match["digits"])
    )


def _number(match: re.Match[str], column: Marks, whole: Marks) -> float | None:
    digits, unit = match["digits"], match["unit"]
    if match["after"] and (match["sign"] or unit):
        return None  # «10-дневный» is no number below zero
    if (unclear := _UNCLEAR.fullmatch(digits)) and not match["exponent"]:
        number = column.value(digits, unclear[1])
        number = whole.value(digits, unclear[1]) if number is None else number
    elif match["exponent"]:
        number = _with_exponent(digits, match["exponent"])
    else:
        number = _plain(digits)
    if number is None:
        return None
    return -number if {match["sign"], match["after"]} & _MINUS else number


def _with_exponent(digits: str, exponent: str) -> float | None:
    plain = digits.replace(",", ".")
    return float(plain + exponent) if re.fullmatch(r"\d(?:\.\d+)?", plain) else None


def _plain(digits: str) -> float | None:
    """A number whose marks leave no choice."""
    for mark in ",.":
        if mark in digits:
            return (
                float(
                    re.sub(rf"{_GAP}", "", digits).replace("." if mark == "," else ",", "").replace(mark, ".")
                )
                if _DECIMAL[mark].fullmatch(digits)
                else None
            )
    return float(re.sub(_GAP, "", digits)) if _GROUPED.fullmatch(digits) else None
