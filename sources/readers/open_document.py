"""OpenDocument sheets (ods): cells by their type and number style, hidden ones told apart.

Read with an incremental parser of our own, because repeated rows and columns can claim billions of cells.
What styles mean is in `open_document_styles`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree  # type: ignore[import-untyped]

from sources.readers.archives import open_office_archive, read_entry
from sources.readers.document import Document, Unreadable
from sources.readers.limits import MAX_CELLS, MAX_SHEETS, refuse_above
from sources.readers.number_format_dates import serial_of
from sources.readers.number_formats import GENERAL
from sources.readers.open_document_styles import OFFICE, TABLE, TEXT, RunLook, Styles, days_of, read_styles
from sources.readers.sheets import (
    Look,
    Range,
    Sheet,
    SheetCell,
    number_cell,
    sheets_document,
    text_cell,
    unseen,
)
from sources.readers.writing import Run, shown

_MAX_REPEATS = 1_000
_WIDE = 50  # so many equal cells without text are the rest of a row
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_DEFAULT_CODES = {"percentage": "0.00%", "date": "dd.mm.yyyy", "time": "[h]:mm"}
_LAST_COLUMN = 16_384


@dataclass(slots=True)
class _Layout:
    """What a table says besides its cells, collected while it is read."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    column_styles: dict[int, str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)


def read_ods(content: bytes, file_name: str) -> Document:
    """Read an OpenDocument spreadsheet."""
    with open_office_archive(content) as archive:
        parts = {entry.filename: entry for entry in archive.infolist()}
        if "content.xml" not in parts:
            raise Unreadable("corrupt", "The file has no content part; save it anew and send it again.")
        manifest = parts.get("META-INF/manifest.xml")
        if manifest is not None and b"encryption-data" in read_entry(archive, manifest):
            raise Unreadable("encrypted", "The file is protected by a password; save it without one.")
        source = read_entry(archive, parts["content.xml"])
        shared = read_entry(archive, parts["styles.xml"]) if "styles.xml" in parts else None
    media_type = "application/vnd.oasis.opendocument.spreadsheet"
    styles = read_styles([one for one in (shared, source) if one is not None])
    return sheets_document(_sheets(source, styles), media_type, "open_document")


def _sheets(source: bytes, styles: Styles) -> Iterator[Sheet]:
    total = 0
    found = etree.iterparse(io.BytesIO(source), tag=f"{TABLE}table", resolve_entities=False, no_network=True)
    for count, (_, table) in enumerate(found, start=1):
        refuse_above(MAX_SHEETS, count, "sheets")
        layout = _Layout()
        _read_columns(table, layout)
        cells = list(_cells(table, layout, styles))
        total += len(cells)
        refuse_above(MAX_CELLS, total, "cells")
        yield Sheet(
            name=table.get(f"{TABLE}name", ""),
            cells=cells,
            seen=styles.is_shown(table.get(f"{TABLE}style-name")),
            hidden_rows=frozenset(layout.hidden_rows),
            hidden_columns=frozenset(layout.hidden_columns),
            merged=layout.merged,
        )
        table.clear()


def _read_columns(table: etree._Element, layout: _Layout) -> None:
    at = 0
    for node in table.iter(f"{TABLE}table-column"):
        width = min(_repeats(node, "number-columns-repeated"), _LAST_COLUMN - min(at, _LAST_COLUMN))
        columns = range(at, at + width)
        if _is_hidden(node):
            layout.hidden_columns.update(columns)
        style = node.get(f"{TABLE}default-cell-style-name")
        if style is not None:
            layout.column_styles.update(dict.fromkeys(columns, style))
        at += width


def _is_hidden(node: etree._Element) -> bool:
    """Whether a row or column is hidden or filtered out; what is folded with its group is a click away."""
    if node.getparent().tag in (f"{TABLE}table-row-group", f"{TABLE}table-column-group"):
        return False
    return node.get(f"{TABLE}visibility", "visible") in ("collapse", "filter")


def _cells(table: etree._Element, layout: _Layout, styles: Styles) -> Iterator[SheetCell]:
    row_number = made = 0
    for row in table.iter(f"{TABLE}table-row"):
        repeats = _repeats(row, "number-rows-repeated")
        nodes = [node for node in row if node.tag in _CELLS]
        copies = min(repeats, _MAX_REPEATS) if any(_holds(node) for node in nodes) else 0
        if _is_hidden(row):
            layout.hidden_rows.update(range(row_number, row_number + copies))
        for copy in range(copies):
            column = 0
            for node in nodes:
                width = _repeats(node, "number-columns-repeated")
                if node.tag == f"{TABLE}table-cell":
                    _note_merged(node, row_number + copy, column, layout)
                    if _holds(node):
                        for place in range(column, column + min(width, _MAX_REPEATS)):
                            made += 1
                            refuse_above(MAX_CELLS, made, "cells")
                            yield _cell(node, row_number + copy, place, row, layout, styles)
                column += width
        row_number += repeats


def _note_merged(node: etree._Element, row: int, column: int, layout: _Layout) -> None:
    rows, columns = _repeats(node, "number-rows-spanned"), _repeats(node, "number-columns-spanned")
    if rows > 1 or columns > 1:
        layout.merged.append((row, column, row + rows - 1, column + columns - 1))


def _holds(node: etree._Element) -> bool:
    """Whether a cell has a value, a text or a formula."""
    return (
        node.get(f"{OFFICE}value-type") is not None
        or node.get(f"{TABLE}formula") is not None
        or any(_lines(node, None)[0])
    )


def _cell(
    node: etree._Element, row: int, column: int, parent: etree._Element, layout: _Layout, styles: Styles
) -> SheetCell:
    style = (
        node.get(f"{TABLE}style-name")
        or parent.get(f"{TABLE}default-cell-style-name")
        or layout.column_styles.get(column)
    )
    look = styles.look(style)
    kind = node.get(f"{OFFICE}value-type", "")
    number = _number(node, kind)
    if number is None:
        lines, struck = _lines(node, styles)
        text = "\n".join(lines) or node.get(f"{OFFICE}string-value", "")
        formula = node.get(f"{TABLE}formula")
        if not text and formula is not None:
            return SheetCell(row, column, "", seen=look.seen, unread=formula.partition(":")[2] or formula)
        if formula is not None and text.startswith(("#", "Err:")):
            return SheetCell(row, column, "", seen=look.seen, unread=text)
        return text_cell(row, column, text, look, struck)
    if look.code == GENERAL:
        look = Look(_default_code(node, kind), look.seen)
    return number_cell(row, column, number, look)


def _number(node: etree._Element, kind: str) -> float | None:
    """The number of a typed cell; a date is its count of days."""
    if kind in ("float", "percentage", "currency"):
        return float(node.get(f"{OFFICE}value", "nan")) if node.get(f"{OFFICE}value") else None
    if kind == "date":
        return serial_of(datetime.fromisoformat(node.get(f"{OFFICE}date-value", "")[:26].rstrip("Z")))
    if kind == "time":
        return days_of(node.get(f"{OFFICE}time-value", ""))
    return None


def _default_code(node: etree._Element, kind: str) -> str:
    """The format of a typed cell without a style."""
    currency = node.get(f"{OFFICE}currency")
    if kind == "currency" and currency:
        return f'#,##0.00" {currency}"'
    if kind == "date" and "T" in node.get(f"{OFFICE}date-value", ""):
        return "dd.mm.yyyy hh:mm"
    if kind == "percentage":
        return "0.############%"
    return _DEFAULT_CODES.get(kind, GENERAL)


def _lines(cell: etree._Element, styles: Styles | None) -> tuple[list[str], str]:
    """The paragraphs of a cell, notes left out, and what is struck out in them."""
    paragraphs = [list(_inline(one, styles, RunLook())) for one in cell.iterchildren(f"{TEXT}p")]
    return [shown(runs) for runs in paragraphs], unseen(run for runs in paragraphs for run in runs)


def _inline(node: etree._Element, styles: Styles | None, look: RunLook) -> Iterator[Run]:
    """The runs of a paragraph or span, in the look they have or inherit."""
    yield _run(node.text, look)
    for child in node:
        name = child.tag if isinstance(child.tag, str) else ""
        if name == f"{TEXT}s":
            yield _run(" " * _repeats_of(child.get(f"{TEXT}c", "1")), look)
        elif name == f"{TEXT}tab":
            yield _run("\t", look)
        elif name == f"{TEXT}line-break":
            yield _run("\n", look)
        elif name and name != f"{OFFICE}annotation":
            yield from _inline(child, styles, look.inside(styles, child.get(f"{TEXT}style-name")))
        yield _run(child.tail, look)


def _run(text: str | None, look: RunLook) -> Run:
    return Run(text or "", look.raised, "struck out" if look.struck else None)


def _repeats(node: etree._Element, name: str) -> int:
    return _repeats_of(node.get(f"{TABLE}{name}", "1"))


def _repeats_of(written: str) -> int:
    return max(int(written), 1) if written.isdecimal() and len(written) < 10 else 1
