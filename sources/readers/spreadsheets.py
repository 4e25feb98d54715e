"""Workbooks of Office Open XML (xlsx, xlsm), transitional and strict: sheets of typed cells.

Read with an incremental parser of our own: libraries give values or formats, not both, and none of them tells
hidden, struck and uncomputed cells in one pass. A formula counts as its value, macros are not looked at.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from posixpath import join, normpath

from lxml import etree  # type: ignore[import-untyped]

from sources.readers.archives import open_office_archive, read_entry
from sources.readers.document import Document, Unreadable
from sources.readers.limits import MAX_CELLS, MAX_SHEETS, refuse_above
from sources.readers.number_format_dates import serial_of
from sources.readers.sheets import (
    PLAIN,
    Look,
    Range,
    Sheet,
    SheetCell,
    number_cell,
    sheets_document,
    text_cell,
    unseen,
)
from sources.readers.spreadsheet_styles import looks
from sources.readers.writing import Run, shown

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = frozenset({"1", "true", "on"})
_PARTS = ("row", "cols", "mergeCells", "sheetView")


@dataclass(frozen=True, slots=True)
class _Written:
    """A string of the workbook: its text, and those of its characters that are struck out."""

    text: str
    struck: str = ""


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets share."""

    strings: Sequence[_Written]
    looks: Sequence[Look]
    from_1904: bool


@dataclass(slots=True)
class _Layout:
    """What a sheet says besides its cells, collected while it is read."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    shows_zeros: bool = True


def read_xlsx(content: bytes, file_name: str) -> Document:
    """Read an xlsx or xlsm workbook."""
    with open_office_archive(content) as archive:
        media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return sheets_document(_sheets(archive), media_type, "spreadsheet")


def _sheets(archive: zipfile.ZipFile) -> Iterator[Sheet]:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        raise Unreadable("corrupt", "The workbook lacks its list of sheets; save it anew and send it again.")
    workbook = parsed(_part(archive, "xl/workbook.xml"))
    listed = workbook.findall("{*}sheets/{*}sheet")
    refuse_above(MAX_SHEETS, len(listed), "sheets")
    targets = _targets(archive)
    properties = workbook.find("{*}workbookPr")
    book = _Book(
        _strings(_part(archive, "xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else (),
        looks(parsed(_part(archive, "xl/styles.xml"))) if "xl/styles.xml" in names else (),
        properties is not None and properties.get("date1904", "").lower() in _TRUE,
    )
    total = 0
    for node in listed:
        kind, path = targets.get(_relation(node), ("", ""))
        if kind != "worksheet" or path not in names:
            continue
        sheet = _sheet(_part(archive, path), node, book)
        total += len(sheet.cells)
        refuse_above(2 * MAX_CELLS, total, "cells")
        yield sheet


def _targets(archive: zipfile.ZipFile) -> Mapping[str, tuple[str, str]]:
    """Kind and path of the parts that the workbook names, by the id of their relation."""
    relations = parsed(_part(archive, "xl/_rels/workbook.xml.rels"))
    return {
        node.get("Id", ""): (
            node.get("Type", "").rpartition("/")[2],
            normpath(join("xl", node.get("Target", ""))).lstrip("/"),
        )
        for node in relations
    }


def _relation(sheet: etree._Element) -> str:
    """The id under which a sheet is related; its namespace differs between strict and transitional files."""
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def _sheet(source: bytes, node: etree._Element, book: _Book) -> Sheet:
    layout = _Layout()
    cells = list(_cells(source, layout, book))
    if not layout.shows_zeros:
        cells = [_without_zero(cell) for cell in cells]
    return Sheet(
        name=node.get("name", ""),
        cells=cells,
        seen=node.get("state", "visible") == "visible",
        hidden_rows=frozenset(layout.hidden_rows),
        hidden_columns=frozenset(layout.hidden_columns),
        merged=layout.merged,
    )


def _cells(source: bytes, layout: _Layout, book: _Book) -> Iterator[SheetCell]:
    """The cells of a sheet in order; fills `layout` on the way."""
    tags = [f"{{*}}{name}" for name in _PARTS]
    count = 0
    row = -1
    for _, node in etree.iterparse(io.BytesIO(source), tag=tags, resolve_entities=False, no_network=True):
        name = etree.QName(node).localname
        if name == "row":
            written = node.get("r", "")
            row = int(written) - 1 if written.isdecimal() else row + 1
            if _is_hidden(node, "ht"):
                layout.hidden_rows.add(row)
            column = -1
            for cell in node.iterchildren("{*}c"):
                count += 1
                refuse_above(2 * MAX_CELLS, count, "cells")
                place = _PLACE.fullmatch(cell.get("r", ""))
                column = column_number(place[1]) if place else column + 1
                made = _cell(cell, row, column, book)
                if made is not None:
                    yield made
        elif name == "cols":
            for column_node in node:
                if _is_hidden(column_node, "width"):
                    first, last = int(column_node.get("min", "1")), int(column_node.get("max", "1"))
                    layout.hidden_columns.update(range(first - 1, min(last, 16_384)))
        elif name == "mergeCells":
            layout.merged += [area for one in node if (area := _area(one.get("ref", ""))) is not None]
        else:
            layout.shows_zeros = node.get("showZeros", "1").lower() in _TRUE
        node.clear()
        while node.getprevious() is not None:
            del node.getparent()[0]


def _is_hidden(node: etree._Element, size: str) -> bool:
    """Whether a row or column is not to be seen; one that is folded with its group is a click away."""
    if node.get("outlineLevel", "0") != "0":
        return False
    return node.get("hidden", "").lower() in _TRUE or node.get(size) == "0"


def _cell(node: etree._Element, row: int, column: int, book: _Book) -> SheetCell | None:
    formula: str | None = None
    value = ""
    inline: etree._Element | None = None
    for child in node:
        name = child.tag.rpartition("}")[2]
        if name == "v":
            value = child.text or ""
        elif name == "f":
            formula = child.text or ""
        elif name == "is":
            inline = child
    kind = node.get("t", "n")
    style = node.get("s", "")
    look = book.looks[int(style)] if style.isdecimal() and int(style) < len(book.looks) else PLAIN
    if inline is not None:
        written = _written(inline)
        return text_cell(row, column, written.text, look, written.struck)
    if value == "" and kind != "str":
        return None if formula is None else SheetCell(row, column, "", seen=look.seen, unread=f"={formula}")
    return _typed(row, column, value, kind, look, book)


def _typed(row: int, column: int, value: str, kind: str, look: Look, book: _Book) -> SheetCell:
    if kind == "s":
        written = book.strings[int(value)]
        return text_cell(row, column, written.text, look, written.struck)
    if kind == "n":
        return number_cell(row, column, float(value), look, from_1904=book.from_1904)
    if kind == "b":
        return text_cell(row, column, "TRUE" if value in _TRUE else "FALSE", look)
    if kind == "e":
        return SheetCell(row, column, "", seen=look.seen, unread=value)
    if kind == "d":
        moment = datetime.fromisoformat(value)
        return number_cell(row, column, serial_of(moment), look if look.code != PLAIN.code else _DAY)
    return text_cell(row, column, _unescaped(value), look)


_DAY = Look("dd.mm.yyyy hh:mm")


def _without_zero(cell: SheetCell) -> SheetCell:
    """A cell of a sheet that leaves zeros out."""
    return SheetCell(cell.row, cell.column, "", stored=cell.text) if cell.number == 0 else cell


def _strings(source: bytes) -> list[_Written]:
    found = []
    for _, node in etree.iterparse(io.BytesIO(source), tag="{*}si", resolve_entities=False, no_network=True):
        found.append(_written(node))
        node.clear()
        while node.getprevious() is not None:
            del node.getparent()[0]
    return found


def _written(node: etree._Element) -> _Written:
    """The text of a string, plain or of runs, and what is struck out in it."""
    runs = []
    for part in node:
        name = part.tag.rpartition("}")[2]
        if name == "t":
            runs.append(Run(_unescaped(part.text or "")))
        elif name == "r":
            said = _unescaped("".join(one.text or "" for one in part.iterchildren("{*}t")))
            style = part.find("{*}rPr")
            level = None if style is None else style.find("{*}vertAlign")
            raised = level is not None and level.get("val") == "superscript"
            struck = style is not None and is_on(style.find("{*}strike"))
            runs.append(Run(said, raised, "struck out" if struck else None))
    return _Written(shown(runs), unseen(runs))


def is_on(node: etree._Element | None) -> bool:
    """Whether a switch such as `<strike/>` is there and not turned off."""
    return node is not None and node.get("val", "1").lower() in _TRUE


def _unescaped(text: str) -> str:
    """Text with characters that XML cannot hold put back: `_x000D_` is a carriage return."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _area(reference: str) -> Range | None:
    first, _, last = reference.partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if start is None or end is None:
        return None
    return int(start[2]) - 1, column_number(start[1]), int(end[2]) - 1, column_number(end[1])


def column_number(letters: str) -> int:
    """The 0-based number of a column named by letters: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _part(archive: zipfile.ZipFile, path: str) -> bytes:
    return read_entry(archive, archive.getinfo(path))


def parsed(source: bytes) -> etree._Element:
    """The root of an XML part, nothing fetched for it."""
    return etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
