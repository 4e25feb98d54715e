"""Workbooks of every format: sheets of typed cells become the text and blocks of a document.

Holds what the formats have in common: what a cell shows, what a person does not see, what could not be read.
Each format has a module of its own that fills `Sheet`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sources.readers.document import BlockKind, BlockRole, Document, Piece, assemble
from sources.readers.limits import MAX_CELLS, refuse_above
from sources.readers.number_formats import GENERAL, shown_number, shown_text
from sources.readers.tables import Cell, table_pieces, trimmed
from sources.readers.tidy import marked
from sources.readers.writing import Run
from sources.records import record

_WORD = re.compile(r"[^\W\d_]{3}")
_DEFAULT_NAME = re.compile(r"(?:лист|sheet|парақ|бет)\s*\d*", re.IGNORECASE)
Place = tuple[int, int]
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


@record(frozen=True, slots=True)
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
    if shown.text:
        return SheetCell(row, column, shown.text, shown.number, look.seen)
    return SheetCell(row, column, "", None, look.seen, shown_number(value, GENERAL).text)


def text_cell(row: int, column: int, text: str, look: Look, struck: str = "") -> SheetCell:
    """A cell with text, as its format shows it; `struck` are those of its characters that are struck out."""
    shown = shown_text(text, look.code)
    return SheetCell(row, column, shown, None, look.seen, "" if shown else text, struck=struck)


def unseen(runs: Iterable[Run]) -> str:
    """The characters of a cell that are there without being seen."""
    return "".join(run.text for run in runs if run.unseen)


def sheets_document(sheets: Iterable[Sheet], media_type: str, reader: str) -> Document:
    """The document of a workbook, sheet by sheet."""
    text, blocks = assemble(_workbook_pieces(sheets))
    return marked(Document(text=text, blocks=blocks, media_type=media_type, reader=reader))


def address(sheet: str, row: int, column: int) -> str:
    """The address of a cell as spreadsheet programs write it, from 0-based numbers: `Лист1!C7`."""
    return f"{sheet}!{_letters(column)}{row + 1}"


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _workbook_pieces(sheets: Iterable[Sheet]) -> list[Piece]:
    """The pieces of all sheets; a name somebody chose for a sheet heads it in a workbook of several, and is
    the caption of the only one, which often says nowhere else what it counts.
    """
    filled = [sheet for sheet in sheets if sheet.cells]
    pieces: list[Piece] = []
    tables = total = 0
    for sheet in filled:
        if not _DEFAULT_NAME.fullmatch(sheet.name.strip()) and (len(filled) > 1 or _WORD.search(sheet.name)):
            kind: BlockKind = "heading" if len(filled) > 1 else "caption"
            pieces.append(Piece(sheet.name, kind, sheet.name, "body" if sheet.seen else "hidden"))
        merged = _merged(sheet)
        shown, unseen = _parted(sheet, merged)
        parts: tuple[tuple[list[Cell], BlockRole], ...] = (
            (_grid(sheet, shown, merged), "body"),
            (_left_out(sheet, unseen), "hidden"),
        )
        for cells, role in parts:
            total += len(cells)
            refuse_above(MAX_CELLS, total, "cells")
            made, count = table_pieces(cells, tables, role)
            pieces.extend(made)
            tables += count
        pieces.extend(_asides(sheet))
    return pieces


@dataclass(frozen=True, slots=True)
class _Merged:
    """Where the writing of merged cells stands, its first place may be hidden, and the places they cover."""

    moved: Mapping[Place, Place]
    covered: frozenset[Place]


def _merged(sheet: Sheet) -> _Merged:
    moved: dict[Place, Place] = {}
    covered: set[Place] = set()
    last_row = max((cell.row for cell in sheet.cells), default=0) if sheet.merged else 0
    last_column = max((cell.column for cell in sheet.cells), default=0) if sheet.merged else 0
    for top, left, bottom, right in sheet.merged:
        rows = [row for row in range(top, min(bottom, last_row) + 1) if row not in sheet.hidden_rows]
        columns = [c for c in range(left, min(right, last_column) + 1) if c not in sheet.hidden_columns]
        refuse_above(8 * MAX_CELLS, len(covered) + len(rows) * len(columns), "merged places")
        covered.update((row, column) for row in rows for column in columns)
        if rows and columns:
            covered.discard((rows[0], columns[0]))
            moved[top, left] = rows[0], columns[0]
    return _Merged(moved, frozenset(covered))


def _parted(sheet: Sheet, merged: _Merged) -> tuple[dict[Place, SheetCell], list[SheetCell]]:
    """The cells that a person sees, by their place, and those that hold something and are not to be seen."""
    shown: dict[Place, SheetCell] = {}
    unseen: list[SheetCell] = []
    for cell in sheet.cells:
        place = cell.row, cell.column
        place = merged.moved.get(place, place)
        open_place = place[0] not in sheet.hidden_rows and place[1] not in sheet.hidden_columns
        if cell.text and not cell.text.isspace() and cell.seen and open_place and sheet.seen:
            shown[place] = cell
        elif cell.text.strip() or cell.stored:
            unseen.append(cell)
    return shown, unseen


def _grid(sheet: Sheet, shown: Mapping[Place, SheetCell], merged: _Merged) -> list[Cell]:
    """The grid that a person sees: without hidden rows and columns, empty places filled, numbered anew."""
    if not shown:
        return []
    rows, columns = _used(shown, sheet.hidden_rows, 0), _used(shown, sheet.hidden_columns, 1)
    refuse_above(8 * MAX_CELLS, len(rows) * len(columns), "places between its outermost cells")
    cells = []
    for row_number, row in enumerate(rows):
        for column_number, column in enumerate(columns):
            cell = shown.get((row, column))
            if cell is not None:
                where = address(sheet.name, cell.row, cell.column)
                cells.append(Cell(row_number, column_number, cell.text, where, None, cell.number))
            elif (row, column) not in merged.covered:
                cells.append(Cell(row_number, column_number, "", address(sheet.name, row, column)))
    return cells


def _used(shown: Iterable[Place], hidden: frozenset[int], axis: int) -> list[int]:
    """The rows or columns from the first to the last that holds something, without the hidden ones."""
    numbers = {place[axis] for place in shown}
    low, high = min(numbers), max(numbers)
    refuse_above(8 * MAX_CELLS, high - low + 1, "places between its outermost cells")
    return [number for number in range(low, high + 1) if number not in hidden]


def _left_out(sheet: Sheet, unseen: Iterable[SheetCell]) -> list[Cell]:
    """What is not to be seen, at its places."""
    return trimmed(
        [
            Cell(
                cell.row,
                cell.column,
                cell.text.strip() or cell.stored,
                address(sheet.name, cell.row, cell.column),
            )
            for cell in unseen
        ]
    )


def _asides(sheet: Sheet) -> Iterator[Piece]:
    """What stands in cells beside what they show: struck-out characters, and what could not be read."""
    for cell in sheet.cells:
        if cell.struck.strip():
            where = address(sheet.name, cell.row, cell.column)
            yield Piece(cell.struck.strip(), "paragraph", where, "hidden")
        if cell.unread:
            where = address(sheet.name, cell.row, cell.column)
            yield Piece(cell.unread, "paragraph", where, "unread" if sheet.seen else "hidden")
