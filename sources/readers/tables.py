"""Tables of any format as pieces: which rows are heads, titles or notes, and where one table ends and the
next begins.

Holds what tables have in common. A reader hands over the cells it found; a place in the grid without a cell
is covered by a merged cell to its left or above, an empty cell has an empty text. What heads mean is for
reading to tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, takewhile

from sources.readers.document import BlockKind, BlockRole, Piece
from sources.readers.folded_rows import unfolded
from sources.readers.text_rows import is_value
from sources.readers.written_numbers import Marks, with_numbers
from sources.records import record

_NUMERIC = re.compile(r"[<>≈~]?\s*[-+−–]?\s*\d[\d\s.,'\u00a0\u2009\u202f]*\s*[%‰]?[*⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]{0,4}")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_REMARK = re.compile(r"(?<=\d)\s*\([^()]*\)$")  # «318 (из них 12 на селе)»
_YEAR = re.compile(r"((?:19|20)\d\d)(?:[.,]0)?(?:\*+| ?\d\)|[¹²³])?")
_MISSING = frozenset({"", "-", "–", "—", "x", "х", "н/д", "нет", "нет данных", "жоқ", "...", "…", "n/a"})
_NOTE = re.compile(r"(?:\*|прим|источник|пояснени|ескерту|дереккөз|note|source)", re.IGNORECASE)
_MAX_HEAD_ROWS = 6
_FAR = 20  # rows looked ahead for heads and numbers


@record(frozen=True, slots=True)
class Cell:
    """One cell: 0-based place, text as printed, and the place as people name it (`Лист1!C7`).

    `header` is True where the format itself marks a column head, None where it does not say. `number` is the
    number of the cell where its type or its column tells it.
    """

    row: int
    column: int
    text: str
    locator: str
    header: bool | None = None
    number: float | None = None

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number, by its type or as it is written."""
        return self.number is not None or is_number(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, left to right."""

    number: int
    cells: tuple[Cell, ...]

    def filled(self) -> list[Cell]:
        """The cells with writing in them."""
        return [cell for cell in self.cells if cell.text.strip()]

    def numeric(self) -> list[Cell]:
        """The cells that hold a number and nothing else; dates are not numbers."""
        return [cell for cell in self.filled() if cell.is_number]


def is_number(text: str) -> bool:
    """Whether a cell holds a number, at most with a unit: `1 763`, `86,9 %`, `12 чел.`; dates are none."""
    written = text.strip()
    if _NUMERIC.fullmatch(written):
        return not _DATE.fullmatch(written)
    return is_value(_REMARK.sub("", written)) and not _YEAR.match(written)


def table_pieces(
    cells: Sequence[Cell],
    first_table: int,
    role: BlockRole = "body",
    *,
    split: bool = True,
    marks: Marks | None = None,
) -> tuple[list[Piece], int]:
    """Return the pieces of a grid of cells and the number of tables it made.

    Rows with one filled cell become headings or paragraphs where they stand above, between or below tables,
    and stay cells inside one (`в том числе:`). With `split`, an empty row or a second row of heads begins a
    new table, as sheets hold several; without, the grid is one table, as in a Word file or on a page. `marks`
    is what the format itself shows of points and commas in numbers.
    """
    rows = _rows(with_numbers(unfolded(cells), marks))
    pieces: list[Piece] = []
    tables = 0
    has_table = any(len(row.filled()) > 1 for row in rows)
    for stretch in _stretches(rows, split):
        above, body, below = _around(stretch)
        pieces.extend(_lines(above, role, title=has_table and not tables))
        if len(body) == 1:
            pieces.append(_line(body[0], role))
        elif body:
            pieces.extend(_cells(body, first_table + tables, role))
            tables += 1
        pieces.extend(_lines(below, role, title=False))
    return pieces, tables


def head_rows(rows: Sequence[Row]) -> int:
    """How many rows from the top are heads: those marked by the format, else those before the first row of
    numbers.

    Bare years and a row that only numbers the columns (1, 2, 3 …) count as heads.
    """
    marked = len(list(takewhile(lambda row: any(cell.header for cell in row.cells), rows)))
    if marked:
        return marked
    for index, row in enumerate(rows[: _MAX_HEAD_ROWS + 1]):
        numeric = row.numeric()
        if numeric and not _only_years(numeric) and not (index and _numbers_columns(row)):
            return _without_sections(rows, index)
    return 1 if len(rows) > 1 and len(rows[0].filled()) > 1 and not rows[0].numeric() else 0


def _without_sections(rows: Sequence[Row], heads: int) -> int:
    """The number of head rows without those right above the body that only head its first rows, as sections
    do: one cell in the first column.
    """
    left = min(cell.column for row in rows for cell in row.cells)
    while heads > 1 and [cell.column for cell in rows[heads - 1].filled()] == [left]:
        heads -= 1
    return heads


def _rows(cells: Sequence[Cell]) -> list[Row]:
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return [Row(number, tuple(group)) for number, group in groupby(ordered, key=lambda cell: cell.row)]


def _stretches(rows: list[Row], split: bool) -> list[list[Row]]:
    """Part rows where new heads stand, right below numbers or after an empty row; drop empty rows."""
    stretches: list[list[Row]] = [[]]
    seen_numbers = gap = False
    for index, row in enumerate(rows):
        filled = row.filled()
        gap = gap or (index > 0 and row.number > rows[index - 1].number + 1)
        if not filled:
            gap = True
            continue
        new_table = (gap and _heads_follow(rows, index)) or (seen_numbers and _begins_table(rows, index))
        if split and stretches[-1] and new_table:
            stretches.append([])
            seen_numbers = False
        gap = False
        stretches[-1].append(row)
        numeric = row.numeric()
        seen_numbers = seen_numbers or (len(filled) > 1 and bool(numeric) and not _only_years(numeric))
    return [stretch for stretch in stretches if stretch]


def _heads_follow(rows: Sequence[Row], index: int) -> bool:
    """Whether heads stand before the next row of numbers, which then belong to a table of their own."""
    for row in islice(rows, index, index + _FAR):
        numeric = row.numeric()
        if numeric and not _only_years(numeric):
            return False
        if len(row.filled()) > 1:
            return True
    return True


def _begins_table(rows: Sequence[Row], index: int) -> bool:
    """Whether a row below numbers holds new heads: words in nearly all places, numbers right below."""
    row = rows[index]
    filled = row.filled()
    if len(filled) < 2 or len(filled) < 0.7 * len(row.cells):
        return False
    if any(cell.text.strip().lower() in _MISSING or cell.is_number for cell in filled):
        return False
    below = next((after for after in islice(rows, index + 1, index + _FAR) if after.filled()), None)
    if below is None:
        return False
    width = len(below.filled())
    return width > 1 and bool(below.numeric()) and len(filled) >= width - 1


def _around(rows: list[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Part the lines above and below from the table between them."""
    wide = [index for index, row in enumerate(rows) if len(row.filled()) > 1]
    if not wide:
        return rows, [], []
    return rows[: wide[0]], rows[wide[0] : wide[-1] + 1], rows[wide[-1] + 1 :]


def _lines(rows: Sequence[Row], role: BlockRole, *, title: bool) -> list[Piece]:
    pieces = []
    for row in rows:
        for cell in row.filled():
            text = cell.text.strip()
            short = len(text) <= 150 and not text.endswith((".", ";", "!")) and not _NOTE.match(text)
            kind: BlockKind = "heading" if title and short and not cell.is_number else "paragraph"
            pieces.append(Piece(text, kind, cell.locator, role))
    return pieces


def _line(row: Row, role: BlockRole) -> Piece:
    """A row that stands alone, such as a signature, as a paragraph: one row makes no table."""
    filled = row.filled()
    return Piece("\t".join(cell.text.strip() for cell in filled), "paragraph", filled[0].locator, role)


def _cells(rows: Sequence[Row], table: int, role: BlockRole) -> list[Piece]:
    heads = head_rows(rows)
    first = rows[0].number
    marked = any(cell.header for row in rows for cell in row.cells)
    pieces = []
    for index, row in enumerate(rows):
        for cell in row.cells:
            header = bool(cell.header) if marked else index < heads
            pieces.append(
                Piece(
                    cell.text.strip(" \t\r\n"),
                    "cell",
                    cell.locator,
                    role,
                    table=table,
                    row=row.number - first,
                    column=cell.column,
                    header=header,
                    value=cell.number,
                )
            )
    return pieces


def trimmed(cells: Sequence[Cell]) -> list[Cell]:
    """Leave out the empty columns at the right and left edge, and shift the rest so that columns
    begin at 0.
    """
    used = [cell.column for cell in cells if cell.text.strip()]
    if not used:
        return []
    low, high = min(used), max(used)
    return [replace(cell, column=cell.column - low) for cell in cells if low <= cell.column <= high]


def _only_years(cells: Sequence[Cell]) -> bool:
    """Whether cells are years as heads have them: in order, or the same ones again for each group of columns.

    Counts that happen to look like years go up and down.
    """
    matches = [_YEAR.fullmatch(cell.text.strip()) for cell in cells]
    years = [int(match[1]) for match in matches if match is not None]
    if len(years) < len(matches):
        return False
    distinct = list(dict.fromkeys(years))
    return distinct in (sorted(distinct), sorted(distinct, reverse=True))


def _numbers_columns(row: Row) -> bool:
    texts = [cell.text.strip() for cell in row.filled()]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]
