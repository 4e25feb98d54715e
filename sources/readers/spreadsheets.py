"""Workbooks (xlsx, xls): every sheet with its cells as a person sees them, and their addresses.

Cells come from calamine; how numbers are displayed from number_formats. A formula counts as its value, macros
are not looked at. Hidden sheets are kept as furniture.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from sources.readers.archives import open_office_archive
from sources.readers.document import BlockRole, Document, Piece, Unreadable, assemble
from sources.readers.limits import MAX_CELLS, MAX_SHEETS, refuse_above
from sources.readers.number_formats import Display, sheet_displays
from sources.readers.tables import Cell, table_pieces, trimmed
from sources.readers.tidy import marked

Value = int | float | str | bool | time | date | datetime | timedelta
_DEFAULT_NAME = re.compile(r"(?:лист|sheet|парақ|бет)\s*\d*", re.IGNORECASE)


def read_xlsx(content: bytes, file_name: str) -> Document:
    """Read an xlsx or xlsm workbook."""
    with open_office_archive(content) as archive:
        displays = sheet_displays(archive)
    return _read(content, displays, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def read_xls(content: bytes, file_name: str) -> Document:
    """Read a workbook of Excel 97-2003; shares stand there as fractions, their formats are not read."""
    return _read(content, {}, "application/vnd.ms-excel")


def workbook_pieces(sheets: Iterator[tuple[str, list[Cell], BlockRole]]) -> list[Piece]:
    """The pieces of all sheets; in a workbook of several, a name somebody chose for a sheet is its
    heading.
    """
    filled = [(name, cells, role) for name, cells, role in sheets if cells]
    pieces: list[Piece] = []
    tables = 0
    for name, cells, role in filled:
        if len(filled) > 1 and not _DEFAULT_NAME.fullmatch(name.strip()):
            pieces.append(Piece(name, "heading", f"{name}", role))
        made, count = table_pieces(cells, tables, role)
        pieces.extend(made)
        tables += count
    return pieces


def address(sheet: str, row: int, column: int) -> str:
    """The address of a cell as spreadsheet programs write it, from 0-based numbers: `Лист1!C7`."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row + 1}"


def printed(value: Value, display: Display | None = None) -> str:
    """A cell's value as a person sees it: whole numbers without a point, dates as dd.mm.yyyy,
    shares in per cent.
    """
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, display)
        case datetime():
            return value.strftime("%d.%m.%Y" if value.time() == time() else "%d.%m.%Y %H:%M")
        case date():
            return value.strftime("%d.%m.%Y")
        case time():
            return value.strftime("%H:%M")
        case timedelta():
            minutes = int(value.total_seconds() // 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return value


def _number(value: float, display: Display | None) -> str:
    scaled = value * 100 if display and display.percent else value
    written = f"{scaled:.15g}"
    if "e" in written:
        written = f"{scaled:.0f}" if abs(scaled) >= 1 else f"{scaled:.15f}".rstrip("0")
    decimals = len(written.partition(".")[2])
    if display and display.decimals is not None and decimals > display.decimals:
        written = f"{scaled:.{display.decimals}f}"
    return written + ("%" if display and display.percent else "")


def _read(
    content: bytes, displays: Mapping[str, Mapping[tuple[int, int], Display]], media_type: str
) -> Document:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        remedy = "The workbook is protected by a password; save it without one and send it again."
        raise Unreadable("encrypted", remedy) from error
    refuse_above(MAX_SHEETS, len(workbook.sheet_names), "sheets")
    text, blocks = assemble(workbook_pieces(_sheets(workbook, displays)))
    return marked(Document(text=text, blocks=blocks, media_type=media_type, reader="spreadsheet"))


def _sheets(
    workbook: CalamineWorkbook, displays: Mapping[str, Mapping[tuple[int, int], Display]]
) -> Iterator[tuple[str, list[Cell], BlockRole]]:
    total = 0
    for meta in workbook.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        cells = _cells(workbook.get_sheet_by_name(meta.name), meta.name, displays.get(meta.name, {}))
        total += len(cells)
        refuse_above(MAX_CELLS, total, "cells")
        yield meta.name, cells, "body" if meta.visible == SheetVisibleEnum.Visible else "furniture"


def _cells(sheet: CalamineSheet, name: str, displays: Mapping[tuple[int, int], Display]) -> list[Cell]:
    refuse_above(8 * MAX_CELLS, sheet.height * sheet.width, "places")
    covered = _covered(sheet)
    first_row, first_column = sheet.start or (0, 0)
    cells = [
        Cell(row, column, printed(value, displays.get((row, column))), address(name, row, column))
        for row, values in enumerate(sheet.iter_rows(), start=first_row)
        for column, value in enumerate(values, start=first_column)
        if (row, column) not in covered
    ]
    return trimmed(cells)


def _covered(sheet: CalamineSheet) -> set[tuple[int, int]]:
    """Places inside merged ranges other than the first of each, within what the sheet uses."""
    covered: set[tuple[int, int]] = set()
    last_row, last_column = sheet.end or (0, 0)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        covered.update(
            (row, column)
            for row in range(top, min(bottom, last_row) + 1)
            for column in range(left, min(right, last_column) + 1)
            if (row, column) != (top, left)
        )
    return covered
