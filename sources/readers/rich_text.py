"""Rich text (rtf), as WordPad and old Word write it: its paragraphs; formatting is dropped."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from sources.readers.document import Document, Piece, Unreadable, assemble
from sources.readers.limits import MAX_MARKUP_BYTES, refuse_above
from sources.readers.tables import Cell, table_pieces

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def read_rich_text(content: bytes, file_name: str) -> Document:
    """Read an rtf file; rows of its tables, whose cells striprtf parts by "|", become table rows."""
    refuse_above(MAX_MARKUP_BYTES, len(content), "bytes of rtf")
    if content.count(b"{") > 200_000:
        raise Unreadable("too_large", "The file has too many nested groups; save it as .docx.")
    page = _CODE_PAGE.search(content[:2000])
    encoding = f"cp{page.group(1).decode()}" if page else "cp1251"
    try:
        text = rtf_to_text(content.decode("latin-1"), encoding=encoding, errors="replace")
    except LookupError as error:
        raise Unreadable("undecodable", "The file names an unknown code page; save it as .docx.") from error
    lines = text.splitlines()
    pieces: list[Piece] = []
    row_start, table = 0, 0
    while row_start < len(lines):
        row_end = row_start
        while row_end < len(lines) and lines[row_end].rstrip().endswith("|"):
            row_end += 1
        if row_end > row_start:
            cells = [
                Cell(row, column, value.strip(), f"table {table + 1}, row {row + 1}, column {column + 1}")
                for row, line in enumerate(lines[row_start:row_end])
                for column, value in enumerate(line.rstrip().rstrip("|").split("|"))
            ]
            made, count = table_pieces(cells, table, split=False)
            pieces.extend(made)
            table += count
            row_start = row_end
        else:
            pieces.append(Piece(lines[row_start].strip(), "paragraph", f"line {row_start + 1}"))
            row_start += 1
    assembled, blocks = assemble(pieces)
    return Document(assembled, blocks, "application/rtf", "rich_text")
