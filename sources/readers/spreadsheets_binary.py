"""Workbooks of Excel 97–2003 (xls, BIFF 5 and 8): sheets of typed cells.

Read with xlrd, which tells values, number formats, fonts and hidden rows apart. Such a file always holds the
values of its formulas.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import xlrd

from sources.readers.document import Document, Unreadable
from sources.readers.limits import MAX_CELLS, MAX_SHEETS, refuse_above
from sources.readers.number_formats import GENERAL
from sources.readers.sheets import Look, Sheet, SheetCell, number_cell, sheets_document, text_cell, unseen
from sources.readers.writing import Run, shown

_RAISED = 1
_WHITE = (255, 255, 255)
_WINDOW_TEXT, _WINDOW_GROUND = 0x40, 0x41
_AUTOMATIC = 0x7FFF


def read_xls(content: bytes, file_name: str) -> Document:
    """Read a workbook of Excel 97-2003."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            remedy = "The workbook is protected by a password; save it without one and send it again."
            raise Unreadable("encrypted", remedy) from error
        raise
    refuse_above(MAX_SHEETS, book.nsheets, "sheets")
    looks = [_look(book, style) for style in book.xf_list]
    return sheets_document(_sheets(book, looks), "application/vnd.ms-excel", "spreadsheet")


def _sheets(book: xlrd.Book, looks: Sequence[Look]) -> Iterator[Sheet]:
    total = 0
    for sheet in book.sheets():
        cells = []
        for row in range(sheet.nrows):
            total += sheet.row_len(row)
            refuse_above(2 * MAX_CELLS, total, "cells")
            cells += list(_cells(book, sheet, row, looks))
        yield Sheet(
            name=sheet.name,
            cells=cells,
            seen=sheet.visibility == 0,
            hidden_rows=frozenset(row for row, info in sheet.rowinfo_map.items() if _is_hidden(info)),
            hidden_columns=frozenset(at for at, info in sheet.colinfo_map.items() if _is_hidden(info)),
            merged=[(top, left, below - 1, right - 1) for top, below, left, right in sheet.merged_cells],
        )


def _is_hidden(info: object) -> bool:
    """Whether a row or column is not to be seen; one that is folded with its group is a click away."""
    return bool(getattr(info, "hidden", 0)) and not getattr(info, "outline_level", 0)


def _cells(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, looks: Sequence[Look]) -> Iterator[SheetCell]:
    for column, (kind, value, style) in enumerate(
        zip(sheet.row_types(row), sheet.row_values(row), sheet._cell_xf_indexes[row], strict=True)
    ):
        look = looks[style] if 0 <= style < len(looks) else Look()
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            cell = number_cell(row, column, value, look, from_1904=bool(book.datemode))
            yield SheetCell(row, column, "", stored=cell.text) if _left_out(sheet, value) else cell
        elif kind == xlrd.XL_CELL_TEXT:
            text, struck = _runs(book, sheet.rich_text_runlist_map.get((row, column)), value)
            yield text_cell(row, column, text, look, struck)
        elif kind == xlrd.XL_CELL_BOOLEAN:
            yield text_cell(row, column, "TRUE" if value else "FALSE", look)
        elif kind == xlrd.XL_CELL_ERROR:
            yield SheetCell(row, column, "", seen=look.seen, unread=xlrd.error_text_from_code.get(value, "#"))


def _left_out(sheet: xlrd.sheet.Sheet, value: float) -> bool:
    return value == 0 and not sheet.show_zero_values


def _runs(book: xlrd.Book, starts: Sequence[tuple[int, int]] | None, value: str) -> tuple[str, str]:
    """The text of a cell of several fonts, and what is struck out in it."""
    if not starts:
        return value, ""
    runs = [Run(value[: starts[0][0]])]
    ends = [start for start, _ in starts[1:]] + [len(value)]
    for (start, number), end in zip(starts, ends, strict=True):
        font = book.font_list[number]
        struck = "struck out" if font.struck_out else None
        runs.append(Run(value[start:end], font.escapement == _RAISED, struck))
    return shown(runs), unseen(runs)


def _look(book: xlrd.Book, style: xlrd.formatting.XF) -> Look:
    code = book.format_map.get(style.format_key)
    font = book.font_list[style.font_index]
    ground = style.background
    filled = ground.fill_pattern
    below = _WHITE if filled == 0 else book.colour_map.get(ground.pattern_colour_index)
    solid = filled in (0, 1)
    seen = not font.struck_out and not (solid and _colour(book, font.colour_index) == (below or _WHITE))
    return Look(code.format_str if code is not None else GENERAL, seen)


def _colour(book: xlrd.Book, index: int) -> tuple[int, int, int] | None:
    if index in (_WINDOW_TEXT, _AUTOMATIC):
        return None
    return _WHITE if index == _WINDOW_GROUND else book.colour_map.get(index)
