"""Workbooks of every format: sheets of typed cells become the text and blocks of a document.

Holds what the formats have in common: what a cell shows, what a person does not see, what could not be read.
Each format has a module of its own that fills `Sheet`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sources.readers.document import Document, Piece, assemble
from sources.readers.limits import MAX_CELLS, refuse_above
from sources.readers.number_formats import GENERAL, shown_number, shown_text
from sources.readers.tables import Cell, table_pieces, trimmed
from sources.readers.tidy import marked

_DEFAULT_NAME = re.compile(r"(?:лист|sheet|парақ|бет)\s*\d*", re.IGNORECASE)
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, all 0-based and inclusive."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is shown: its number format, and whether its writing can be seen (not white on white, not
    struck out).
    """

    code: str = GENERAL
    seen: bool = True


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that holds something: 0-based place, what it shows, the number in it if its type is one.

    `text` is empty for a value that the format hides; `stored` is then what it hides. `unread` is what stands
    in its place where there is no value: a formula that was never computed, an error; `struck` is what is
    struck out in it.
    """

    row: int
    column: int
    text: str
    number: float | None = None
    seen: bool = True
    stored: str = ""
    unread: str = ""
    struck: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook. `hidden_rows` and `hidden_columns` are those that a person does not see, also
    those that a filter leaves out; folded groups of rows are no hidden ones, one click opens them.
    """

    name: str
    cells: Sequence[SheetCell]
    seen: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: Sequence[Range] = ()


def number_cell(row: int, column: int, value: float, look: Look, *, from_1904: bool = False) -> SheetCell:
    """A cell with a number of its own type, as its format shows it."""
    shown = shown_number(value, look.code, from_1904=from_1904)
    stored = "" if shown.text else shown_number(value, GENERAL).text
    return SheetCell(row, column, shown.text, shown.number, look.seen, stored)


def text_cell(row: int, column: int, text: str, look: Look, struck: str = "") -> SheetCell:
    """A cell with text, as its format shows it; `struck` are those of its characters that are struck out."""
    shown = shown_text(text, look.code)
    return SheetCell(row, column, shown, None, look.seen, "" if shown else text, struck=struck)


def sheets_document(sheets: Iterable[Sheet], media_type: str, reader: str) -> Document:
    """The document of a workbook, sheet by sheet."""
    text, blocks = assemble(_workbook_pieces(sheets))
    return marked(Document(text=text, blocks=blocks, media_type=media_type, reader=reader))


def address(sheet: str, row: int, column: int) -> str:
    """The address of a cell as spreadsheet programs write it, from 0-based numbers: `Лист1!C7`."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row + 1}"


def _workbook_pieces(sheets: Iterable[Sheet]) -> list[Piece]:
    """The pieces of all sheets; in a workbook of several, a name somebody chose for a sheet heads it."""
    filled = [sheet for sheet in sheets if sheet.cells]
    pieces: list[Piece] = []
    tables = total = 0
    for sheet in filled:
        if len(filled) > 1 and not _DEFAULT_NAME.fullmatch(sheet.name.strip()):
            pieces.append(Piece(sheet.name, "heading", sheet.name, "body" if sheet.seen else "hidden"))
        for cells, seen in (_seen(sheet), True), (_unseen(sheet), False):
            total += len(cells)
            refuse_above(MAX_CELLS, total, "cells")
            made, count = table_pieces(cells, tables, "body" if seen else "hidden")
            pieces.extend(made)
            tables += count
        pieces.extend(_asides(sheet))
    return pieces


def _seen(sheet: Sheet) -> list[Cell]:
    """The grid that a person sees: without hidden rows and columns, empty places filled, numbered anew."""
    if not sheet.seen:
        return []
    shown: dict[tuple[int, int], SheetCell] = {}
    covered: set[tuple[int, int]] = set()
    moved = _anchors(sheet, covered)
    for cell in sheet.cells:
        place = moved.get((cell.row, cell.column), (cell.row, cell.column))
        if cell.seen and cell.text.strip() and _is_open(sheet, place):
            shown[place] = cell
    if not shown:
        return []
    rows, columns = _used(shown, sheet.hidden_rows, 0), _used(shown, sheet.hidden_columns, 1)
    refuse_above(8 * MAX_CELLS, len(rows) * len(columns), "places between its outermost cells")
    return [
        _cell(sheet.name, shown.get((row, column)), row, column, (row_number, column_number))
        for row_number, row in enumerate(rows)
        for column_number, column in enumerate(columns)
        if (row, column) not in covered
    ]


def _cell(sheet: str, cell: SheetCell | None, row: int, column: int, place: tuple[int, int]) -> Cell:
    if cell is None:
        return Cell(*place, "", address(sheet, row, column))
    return Cell(*place, cell.text, address(sheet, cell.row, cell.column), number=cell.number)


def _used(shown: Iterable[tuple[int, int]], hidden: frozenset[int], axis: int) -> list[int]:
    """The rows or columns from the first to the last that holds something, without the hidden ones."""
    numbers = [place[axis] for place in shown]
    low, high = min(numbers), max(numbers)
    refuse_above(8 * MAX_CELLS, high - low + 1, "places between its outermost cells")
    return [number for number in range(low, high + 1) if number not in hidden]


def _anchors(sheet: Sheet, covered: set[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Where the writing of merged cells stands when the first of them is hidden; fills `covered` with the
    places that merged cells cover.
    """
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    last_row = max((cell.row for cell in sheet.cells), default=0)
    last_column = max((cell.column for cell in sheet.cells), default=0)
    for top, left, bottom, right in sheet.merged:
        rows = [row for row in range(top, min(bottom, last_row) + 1) if row not in sheet.hidden_rows]
        columns = [c for c in range(left, min(right, last_column) + 1) if c not in sheet.hidden_columns]
        refuse_above(8 * MAX_CELLS, len(covered) + len(rows) * len(columns), "merged places")
        covered.update((row, column) for row in rows for column in columns)
        if rows and columns:
            covered.discard((rows[0], columns[0]))
            moved[top, left] = rows[0], columns[0]
    return moved


def _is_open(sheet: Sheet, place: tuple[int, int]) -> bool:
    return place[0] not in sheet.hidden_rows and place[1] not in sheet.hidden_columns


def _unseen(sheet: Sheet) -> list[Cell]:
    """What stands in the sheet and is not to be seen, at its places."""
    covered: set[tuple[int, int]] = set()
    moved = _anchors(sheet, covered)
    cells = []
    for cell in sheet.cells:
        place = moved.get((cell.row, cell.column), (cell.row, cell.column))
        text = cell.text.strip() or cell.stored
        if text and not (sheet.seen and cell.seen and cell.text.strip() and _is_open(sheet, place)):
            cells.append(Cell(cell.row, cell.column, text, address(sheet.name, cell.row, cell.column)))
    return trimmed(cells)


def _asides(sheet: Sheet) -> Iterator[Piece]:
    """What stands in cells beside what they show: struck-out characters, and what could not be read."""
    for cell in sheet.cells:
        where = address(sheet.name, cell.row, cell.column)
        if cell.struck.strip():
            yield Piece(cell.struck.strip(), "paragraph", where, "hidden")
        if cell.unread:
            yield Piece(cell.unread, "paragraph", where, "unread" if sheet.seen else "hidden")
