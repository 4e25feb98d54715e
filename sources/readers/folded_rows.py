"""Rows whose cells hold several lines each: a label of two lines beside a number of two lines is two rows.

Holds how such a row is known and parted. A number that a line break cuts in two is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sources.readers.tables import Cell

_VALUE = re.compile(r"[<>≈~]?\s*[-+−–]?\s*\d[\d .,\u00a0\u2009\u202f]*\s*%?|[-–—]")
_REST_OF_NUMBER = re.compile(r"\d{3}(?:[.,]\d+)?\s*%?")


def unfolded(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells, with every row of several lines each parted into rows; the rows below move down.

    A cell of one line stands in the first of them: a label then holds for all, as a merged cell does.
    """
    if not any("\n" in cell.text for cell in cells):
        return cells
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    parted: list[Cell] = []
    moved = 0
    for _, group in groupby(ordered, key=lambda cell: cell.row):
        row = list(group)
        height = _height(row)
        for cell in row:
            parted.extend(
                _lines(cell, height, moved) if height > 1 else [replace(cell, row=cell.row + moved)]
            )
        moved += height - 1
    return parted


def _height(row: Sequence[Cell]) -> int:
    """Into how many rows a row parts: as many as its numbers and one of its labels have lines."""
    written = [cell.text.strip().split("\n") for cell in row if cell.text.strip()]
    numbers = [lines for lines in written if len(lines) > 1 and all(map(_is_value, lines))]
    if not numbers or len({len(lines) for lines in numbers}) > 1:
        return 1
    height = len(numbers[0])
    labels = [lines for lines in written if len(lines) == height and not any(map(_is_value, lines))]
    if not labels or any(1 < len(lines) != height for lines in written):
        return 1
    cut = any(all(_REST_OF_NUMBER.fullmatch(line.strip()) for line in lines[1:]) for lines in numbers)
    goes_on = any(lines[1].strip()[:1].islower() for lines in labels)
    return 1 if cut and goes_on else height


def _lines(cell: Cell, height: int, moved: int) -> Iterator[Cell]:
    lines = cell.text.strip().split("\n")
    if len(lines) < height:
        yield replace(cell, row=cell.row + moved)
        return
    for number, line in enumerate(lines):
        yield replace(cell, row=cell.row + moved + number, text=line.strip())


def _is_value(line: str) -> bool:
    return _VALUE.fullmatch(line.strip()) is not None
