"""Figures of cells whose number is known by type: the text gives place, scale and unit, the type the number.

Holds how the two are brought together. A cell of 12.345 whose text is «12,345 млн тг» is 12 345 000 tenge, in
whatever way «12,345» might be read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.language.figures import Figure, find_figures
from sources.language.fold import fold
from sources.readers.document import Block
from sources.readers.written_numbers import is_unclear

_NUMBER = re.compile(
    r"'?[-+−–]?\d(?:[\d., \u00a0\u202f\u2009'\u2019]*\d)?(?:[eE][+-]?\d{1,2})?(?:[-−–](?=\s*$))?"
)
_GOES_ON = re.compile(r"\d\s*[\r\n]\s*\d")
_UNGROUPED = 4  # so many digits may stand together: «2025» must stay a year


def cell_figures(text: str, folded: str, start: int, end: int, block: Block | None) -> tuple[Figure, ...]:
    """The figures of a cell, `text[start:end]`; the first is the number of its type, if it has one."""
    found = find_figures(text, folded, start, end)
    value = None if block is None or block.header else block.value
    if value is None or (_agrees(found, value) and not is_unclear(text[start:end])):
        return tuple(found)
    part = text[start:end]
    match = _NUMBER.search(part)
    if match is None:
        return tuple(found)
    plain = part[: match.start()] + spelled(value) + part[match.end() :]
    longer = len(plain) - len(part)
    first = match.start() + len(spelled(value))

    def back(at: int) -> int:
        if at >= first:
            return start + at - longer
        return start + min(at, match.end()) if at > match.start() else start + at

    read = find_figures(plain, fold(plain), 0, len(plain))
    return tuple(
        replace(
            one,
            start=back(one.start),
            end=back(one.end),
            noun_start=back(one.noun_start),
            lead_start=back(one.lead_start),
        )
        for one in read
    )


def is_undecided(text: str, block: Block) -> bool:
    """Whether a cell's number may be read in two ways and nothing around it told which: `2,310`, or digits
    that go on in the next line.
    """
    return block.value is None and (is_unclear(text) or _GOES_ON.search(text) is not None)


def spelled(value: float) -> str:
    """A number written so that it can be read in one way only: thousands grouped by spaces, a comma before
    decimals, which are never three.
    """
    whole, _, decimals = f"{abs(value):.15g}".partition(".")
    if "e" in whole + decimals:
        whole, _, decimals = f"{abs(value):.12f}".rstrip("0").partition(".")
    if len(whole) > _UNGROUPED:
        whole = f"{int(whole):,}".replace(",", "\u00a0")
    if len(decimals) == 3:
        decimals += "0"
    return ("-" if value < 0 else "") + whole + ("," + decimals if decimals else "")


def _agrees(found: Sequence[Figure], value: float) -> bool:
    """Whether the text alone was read as the number of the type."""
    return bool(found) and not found[0].scaled and found[0].value == value
