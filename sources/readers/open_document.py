"""OpenDocument sheets (ods): cells with the text that the program displays, which the file itself holds.

Read with an incremental parser of our own, because repeated rows and columns can claim billions of cells.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from sources.readers.archives import open_office_archive, read_entry
from sources.readers.document import BlockRole, Document, Unreadable, assemble
from sources.readers.limits import MAX_CELLS, MAX_SHEETS, refuse_above
from sources.readers.spreadsheets import address, workbook_pieces
from sources.readers.tables import Cell, trimmed
from sources.readers.tidy import marked

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MAX_REPEATS = 1_000


def read_ods(content: bytes, file_name: str) -> Document:
    """Read an OpenDocument spreadsheet."""
    with open_office_archive(content) as archive:
        if "content.xml" not in archive.namelist():
            raise Unreadable("corrupt", "The file has no content part; save it anew and send it again.")
        source = read_entry(archive, archive.getinfo("content.xml"))
        if any(
            b"encryption-data" in read_entry(archive, entry)
            for entry in archive.infolist()
            if entry.filename == "META-INF/manifest.xml"
        ):
            raise Unreadable("encrypted", "The file is protected by a password; save it without one.")
    text, blocks = assemble(workbook_pieces(_sheets(source)))
    media_type = "application/vnd.oasis.opendocument.spreadsheet"
    return marked(Document(text, blocks, media_type, "open_document"))


def _sheets(source: bytes) -> Iterator[tuple[str, list[Cell], BlockRole]]:
    total = 0
    found = etree.iterparse(io.BytesIO(source), tag=f"{_TABLE}table", resolve_entities=False, no_network=True)
    for count, (_, table) in enumerate(found, start=1):
        refuse_above(MAX_SHEETS, count, "sheets")
        name = table.get(f"{_TABLE}name", "")
        cells = trimmed(list(_cells(table, name)))
        total += len(cells)
        refuse_above(MAX_CELLS, total, "cells")
        yield name, cells, "body"
        table.clear()


def _cells(table: etree._Element, sheet: str) -> Iterator[Cell]:
    row_number = made = 0
    for row in table.iter(f"{_TABLE}table-row"):
        repeats = _repeats(row, "number-rows-repeated")
        filled = [node for node in row if node.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")]
        for copy in range(min(repeats, _MAX_REPEATS) if _has_text(row) else 0):
            column = 0
            for node in filled:
                text = _shown(node)
                width = _repeats(node, "number-columns-repeated")
                if node.tag == f"{_TABLE}table-cell" and (text or width <= 50):
                    for place in range(min(width, _MAX_REPEATS)):
                        made += 1
                        refuse_above(MAX_CELLS, made, "cells")
                        here = column + place
                        yield Cell(row_number + copy, here, text, address(sheet, row_number + copy, here))
                column += width
        row_number += repeats


def _shown(cell: etree._Element) -> str:
    """The paragraphs of a cell as displayed, notes left out; a value without them as it is stored."""
    lines = ["".join(paragraph.itertext()) for paragraph in cell.iterchildren(f"{_TEXT}p")]
    return "\n".join(lines) if lines else cell.get(f"{_OFFICE}value", "")


def _has_text(row: etree._Element) -> bool:
    return any(_shown(node) for node in row)


def _repeats(node: etree._Element, name: str) -> int:
    written = node.get(f"{_TABLE}{name}", "1")
    return max(int(written), 1) if written.isdecimal() and len(written) < 10 else 1
