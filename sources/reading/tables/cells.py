"""The cells of a table by row and column: which hold values, which label a row, which head a column.

Holds the geometry of one table with its merged cells. What labels and heads mean is told elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sources.language.figures import Figure
from sources.readers.document import Block
from sources.readers.heads import column_heads
from sources.reading.layout.lines import Line
from sources.reading.tables.regions import is_region_code
from sources.reading.tables.times import heads_years, is_bare_year
from sources.reading.tables.words import table_words

_MARKS = re.compile(r"[\d\s.,%*()+-]")
_REMARK = re.compile(r"(?<=\d)\s*\([^()]*\)$")  # «318 (из них 12 на селе)»
_LETTERS_BESIDE_VALUE = 6
_NO_END = 1 << 30
_TWO_SIDES = 2
_LEAST_YEARS = 2
_DAYS_SINCE_1900 = range(32874, 55153)  # 1990 to 2050
_NUMBERED_COLUMNS = 3


@dataclass(frozen=True)
class Cell:
    """A cell with its folded text and its figures; `says_time` marks the years of a column of years."""

    line: Line
    block: Block
    row: int
    column: int
    text: str
    figures: tuple[Figure, ...]
    says_time: bool = False

    @property
    def header(self) -> bool:
        """Whether the cell is known as a head of columns."""
        return self.block.header

    @cached_property
    def is_value(self) -> bool:
        """Whether the cell holds a number and next to nothing else, at most a remark in brackets."""
        if self.header or self.says_time or not self.figures or is_region_code(self.text):
            return False
        left = _MARKS.sub("", table_words().value_words.sub("", _REMARK.sub("", self.text)))
        return len(left) <= _LETTERS_BESIDE_VALUE

    @property
    def is_label(self) -> bool:
        """Whether the cell says something about its row."""
        return not self.header and not self.is_value and self.text.strip() != ""


class Grid:
    """One table: `rows` in order, `caption` the lines right above it, nearest last.

    `lines_above` are all lines that may say what it counts, the nearest first: also those that open its sheet
    and the sheet's name.
    """

    def __init__(
        self, cells: Sequence[Cell], caption: Sequence[Line], above: Sequence[Line] | None = None
    ) -> None:
        self.cells = cells = _timed(_headed_again(cells))
        self.caption = caption
        self.lines_above = tuple(reversed(caption)) if above is None else tuple(above)
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
        self._label_columns = sorted(self._labels)
        self._of_row: dict[tuple[int, int], list[Cell]] = {}
        self._sections = self._find_sections()
        self._sides = self._find_sides()
        self._numbering = frozenset(row for row, cells in self.rows.items() if _numbers_columns(cells))
        self.counted_columns = self._find_counted()
        self.undated_columns = self._find_undated()

    def labels(self, cell: Cell) -> list[Cell]:
        """The labels of a cell's row in order; a label merged over several rows labels each of them.

        Where tables stand side by side, only those of the cell's own side.
        """
        first, stop = self._side(cell.column)
        key = cell.row, first
        if key not in self._of_row:
            taken = {other.column for other in self.rows[cell.row]}
            own = [one for one in self.rows[cell.row] if one.is_label and first <= one.column < stop]
            merged = [
                self._labels[column][at - 1]
                for column in self._label_columns
                if first <= column < stop
                and column not in taken
                and (at := self._labels_before(column, cell.row)) > 0
            ]
            self._of_row[key] = sorted([*own, *merged], key=lambda one: one.column)
        labels = self._of_row[key]
        if all(one.row == cell.row or one.column < cell.column for one in labels):
            return labels
        return [one for one in labels if one.row == cell.row or one.column < cell.column]

    def _side(self, column: int) -> tuple[int, int]:
        """The columns of the side a column belongs to, half-open."""
        at = bisect_right(self._sides, column)
        stop = self._sides[at] if at < len(self._sides) else _NO_END
        return self._sides[at - 1] if at else 0, stop

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
            heads = [self._by_block[id(block)] for block in found]
            self._above[key] = [*heads, *(one for one in self._title_of_side(cell) if one not in heads)]
        return self._above[key]

    def _title_of_side(self, cell: Cell) -> list[Cell]:
        """What stands alone over the first column of a side, with another head below it, titles all of it."""
        first, stop = self._side(cell.column)
        if len(self._sides) < _TWO_SIDES:
            return []
        own = [head for head in self.heads if first <= head.column < stop and head.text.strip()]
        lowest = max((head.row for head in own if head.column == first), default=-1)
        return [
            head
            for head in own
            if head.column == first
            and head.row < min(lowest, cell.row)
            and not any(other.row == head.row and other is not head for other in own)
        ]

    def section(self, cell: Cell) -> Cell | None:
        """The lone label of a row of its own that heads the rows below it, until the next one."""
        at = bisect_left(self._sections, cell.row, key=lambda one: one.row)
        return self._sections[at - 1] if at else None

    def numbers_columns(self, cell: Cell) -> bool:
        """Whether the cell stands in the row that only counts the columns: «1 2 3», «А Б 1 2 3»."""
        return cell.row in self._numbering

    def _find_sides(self) -> list[int]:
        """The first columns of tables that stand side by side: behind an empty column or under the head of
        the first column again, with labels of their own and numbers behind them.
        """
        values = sorted({cell.column for cell in self.cells if cell.is_value})
        if not values:
            return [0]
        first = min(self._labels, default=0)
        names = {head.text.strip() for head in self.heads if head.column == first} - {""}
        repeated = {head.column for head in self.heads if head.text.strip() in names}
        filled = {cell.column for cell in self.cells if cell.text.strip()}
        starts = [
            column
            for column, labels in self._labels.items()
            if len(labels) > 1
            and values[0] < column < values[-1]
            and (column in repeated or column - 1 not in filled)
            and column not in values
        ]
        return sorted({0, *starts})

    def _find_sections(self) -> list[Cell]:
        wide = any(cell.column > 0 for cell in self.cells)
        filled = ([cell for cell in row if cell.text.strip()] for row in self.rows.values())
        return [row[0] for row in filled if wide and len(row) == 1 and row[0].is_label]

    def _find_undated(self) -> frozenset[int]:
        """The columns whose first number is a date that a spreadsheet program shows as the days since 1900:
        the first row of a table without heads, when all its numbers are such days of our time, in order.
        """
        if self.heads:
            return frozenset()
        first = next(([cell for cell in row if cell.text.strip()] for row in self.rows.values()), [])
        days = [cell.figures[0].value for cell in first if cell.is_value]
        in_order = days == sorted(days, key=lambda day: day or 0) and len(set(days)) == len(days)
        dated = all(day is not None and day == int(day) and day in _DAYS_SINCE_1900 for day in days)
        if len(days) < _TWO_SIDES or len(days) != len(first) - 1 or not (in_order and dated):
            return frozenset()
        return frozenset(cell.column for cell in first if cell.is_value)

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


def _headed_again(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells, with rows that say the heads again marked as heads: all their writing stands over its own
    column.
    """
    heads: dict[int, set[str]] = defaultdict(set)
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.header and cell.text.strip():
            heads[cell.column].add(cell.text.strip())
        elif not cell.header:
            rows[cell.row].append(cell)
    again: set[int] = set()
    for number, row in rows.items():
        filled = [cell for cell in row if cell.text.strip()]
        if (
            len(filled) > 1
            and filled[0].text.strip() in heads[filled[0].column]
            and all(
                cell.text.strip() in heads[cell.column] or is_bare_year(cell.text.strip()) for cell in filled
            )
        ):
            again.add(number)
    if not again:
        return cells
    return [
        replace(cell, block=replace(cell.block, header=True)) if cell.row in again else cell for cell in cells
    ]


def _timed(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells, with the years of a column that holds years marked as saying time: the first column, if it
    is all years in order, or one whose head says «годы».
    """
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.text.strip():
            columns[cell.column].append(cell)
    timed: set[int] = set()
    for column, inside in columns.items():
        said = any(cell.header and heads_years(cell.text) for cell in inside)
        if not said and column != min(columns):
            continue
        body = [cell.text.strip() for cell in inside if not cell.header and cell.figures]
        years = [text[:4] for text in body if is_bare_year(text)]
        in_order = len(set(years)) == len(years) and years in (sorted(years), sorted(years, reverse=True))
        if years and len(years) == len(body) and (said or (len(years) >= _LEAST_YEARS and in_order)):
            timed.add(column)
    if not timed:
        return cells
    return [
        replace(cell, says_time=True)
        if cell.column in timed and not cell.header and is_bare_year(cell.text.strip())
        else cell
        for cell in cells
    ]
