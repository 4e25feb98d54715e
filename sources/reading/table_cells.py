"""The cells of a table by row and column: which hold values, which label a row, which head a column.

Holds the geometry of one table with its merged cells. What labels and heads mean is told elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sources.language.figures import Figure
from sources.readers.document import Block
from sources.readers.heads import column_heads
from sources.reading.body import Line
from sources.reading.table_words import table_words

_MARKS = re.compile(r"[\d\s.,%*()+-]")
_REMARK = re.compile(r"(?<=\d)\s*\([^()]*\)$")  # «318 (из них 12 на селе)»
_LETTERS_BESIDE_VALUE = 6
_NUMBERED_COLUMNS = 3


@dataclass(frozen=True)
class Cell:
    """A cell with its folded text and its figures."""

    line: Line
    block: Block
    row: int
    column: int
    text: str
    figures: tuple[Figure, ...]

    @property
    def header(self) -> bool:
        """Whether the reader knows the cell as a head of columns."""
        return self.block.header

    @cached_property
    def is_value(self) -> bool:
        """Whether the cell holds a number and next to nothing else."""
        if self.header or not self.figures:
            return False
        left = _MARKS.sub("", table_words().value_words.sub("", _REMARK.sub("", self.text)))
        return len(left) <= _LETTERS_BESIDE_VALUE

    @property
    def is_label(self) -> bool:
        """Whether the cell says something about its row."""
        return not self.header and not self.is_value and self.text.strip() != ""


class Grid:
    """One table: `rows` in order, `caption` the lines right above it, nearest last."""

    def __init__(self, cells: Sequence[Cell], caption: Sequence[Line]) -> None:
        self.cells, self.caption = cells, caption
        self.rows: dict[int, list[Cell]] = defaultdict(list)
        self._labels: dict[int, list[Cell]] = defaultdict(list)
        for cell in cells:
            self.rows[cell.row].append(cell)
            if cell.is_label:
                self._labels[cell.column].append(cell)
        self.heads = [cell for cell in cells if cell.header]
        self._head_rows = sorted({cell.row for cell in self.heads})
        self._by_block = {id(cell.block): cell for cell in self.heads}
        self._above: dict[tuple[int, int], list[Cell]] = {}
        self._sections = self._find_sections()
        self._numbering = frozenset(row for row, cells in self.rows.items() if _numbers_columns(cells))
        self.counted_columns = self._find_counted()

    def labels(self, cell: Cell) -> list[Cell]:
        """The labels of a cell's row in order; a label merged over several rows labels each of them."""
        row = self.rows[cell.row]
        taken = {other.column for other in row}
        merged = [
            self._labels[column][at - 1]
            for column in range(cell.column)
            if column not in taken and (at := self._labels_before(column, cell.row)) > 0
        ]
        return sorted([*(other for other in row if other.is_label), *merged], key=lambda one: one.column)

    def _labels_before(self, column: int, row: int) -> int:
        return bisect_left(self._labels[column], row, key=lambda one: one.row)

    def label_above(self, cell: Cell, column: int) -> Cell | None:
        """The nearest label of a column above a cell's row."""
        at = self._labels_before(column, cell.row)
        return self._labels[column][at - 1] if at else None

    def above(self, cell: Cell) -> list[Cell]:
        """The written heads of a cell's column, merged ones included, the nearest first."""
        key = cell.column, bisect_left(self._head_rows, cell.row)
        if key not in self._above:
            found = column_heads([head.block for head in self.heads], cell.block)
            self._above[key] = [self._by_block[id(block)] for block in found]
        return self._above[key]

    def section(self, cell: Cell) -> Cell | None:
        """The lone label of a row of its own that heads the rows below it, until the next one."""
        at = bisect_left(self._sections, cell.row, key=lambda one: one.row)
        return self._sections[at - 1] if at else None

    def numbers_columns(self, cell: Cell) -> bool:
        """Whether the cell stands in the row that only counts the columns: «1 2 3», «А Б 1 2 3»."""
        return cell.row in self._numbering

    def _find_sections(self) -> list[Cell]:
        wide = any(cell.column > 0 for cell in self.cells)
        filled = ([cell for cell in row if cell.text.strip()] for row in self.rows.values())
        return [row[0] for row in filled if wide and len(row) == 1 and row[0].is_label]

    def _find_counted(self) -> frozenset[int]:
        """The first column, if all it does is to count the rows: 1, 2, 3."""
        values = [
            cell.figures[0].value
            for cell in self.cells
            if cell.column == 0 and cell.is_value and cell.row not in self._numbering
        ]
        counts = len(values) > 1 and values == [float(number) for number in range(1, len(values) + 1)]
        return frozenset([0]) if counts else frozenset()


def _numbers_columns(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    numbers = [cell for cell in filled if not table_words().column_letter.match(cell.text.strip())]
    values = [float(cell.text) if cell.text.strip().isdecimal() else None for cell in numbers]
    first = len(filled) - len(numbers)
    counted = ([float(number + start) for number in range(1, len(values) + 1)] for start in (0, first))
    return len(filled) >= _NUMBERED_COLUMNS and len(values) > 1 and values in list(counted)
