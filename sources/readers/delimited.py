"""Tables in plain text: csv, tsv and their kin, and how a delimiter is recognised.

Cells keep their text as printed. Lines with one filled cell are titles and notes.
"""

from __future__ import annotations

import csv
import re
from collections import Counter

from sources.readers.document import Document, assemble
from sources.readers.encodings import decode
from sources.readers.limits import MAX_CELLS, MAX_TEXT_CHARS, refuse_above
from sources.readers.tables import Cell, is_number, table_pieces
from sources.readers.tidy import marked
from sources.readers.written_numbers import Marks

_DELIMITERS = ";\t|,"
_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # the first line that Excel writes for itself
_AS_TEXT = re.compile(r'="(.*)"')  # how exports keep Excel from changing a number
_OF_COMMA_FILES = Marks(decimal=frozenset("."), thousands=frozenset(","))
_MAX_FIELD = 1_000_000
_SAMPLE_LINES = 200
_TALLEST = 30  # line breaks in one cell


def read_delimited(content: bytes, file_name: str) -> Document:
    """Read a delimited table; locators are `row 3, column 2`, counted from 1 as editors do."""
    decoded = decode(content)
    refuse_above(MAX_TEXT_CHARS, len(decoded.text), "characters")
    written = decoded.text
    declared = _DECLARED.match(written)
    if declared is not None:
        written = written[declared.end() :]
    delimiter = declared[1] if declared else sniff_delimiter(written, named=True) or ","
    cells: list[Cell] = []
    first_row = 1 if declared else 0
    for row_number, row in enumerate(_mended(_rows(written, delimiter), delimiter), start=first_row):
        refuse_above(MAX_CELLS, len(cells) + len(row), "cells")
        cells.extend(
            Cell(row_number, column, _bare(text), f"row {row_number + 1}, column {column + 1}")
            for column, text in enumerate(row)
        )
    # where a comma parts cells, it does not part decimals
    pieces, _ = table_pieces(cells, 0, marks=_OF_COMMA_FILES if delimiter == "," else None)
    text, blocks = assemble(pieces)
    document = Document(text, blocks, "text/csv", "delimited", decoded.encoding)
    return marked(document)


def _bare(text: str) -> str:
    return _AS_TEXT.sub(r"\1", text.strip())


def sniff_delimiter(text: str, *, named: bool) -> str | None:
    """The delimiter of a table in plain text, or None when the text is no table.

    `named` says that the file calls itself a table: then two lines with the same number of a delimiter
    suffice. Without the name there must be three rows, nearly all of one width, and numbers in a third of the
    cells, because a press release has commas too.
    """
    best: tuple[int, str] | None = None
    for delimiter in _DELIMITERS:
        rows = [row for row in _sample(text, delimiter) if any(cell.strip() for cell in row)]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, count = widths.most_common(1)[0]
        if named:
            fits = count >= min(2, len(rows))
        else:
            table = [row for row in rows if len(row) == width]
            cells = [cell for row in table for cell in row if cell.strip()]
            numbers = sum(is_number(cell) for cell in cells)
            fits = (
                len(table) >= 3
                and width >= (2 if delimiter == "\t" else 3)
                and len(table) >= 0.8 * len(rows)
                and (delimiter == "\t" or numbers * 4 >= len(cells))
            )
        if fits and (best is None or count * (width - 1) > best[0]):
            best = (count * (width - 1), delimiter)
    return best[1] if best else None


def _sample(text: str, delimiter: str) -> list[list[str]]:
    lines = text[:65536].splitlines(keepends=True)
    return _rows("".join(lines[:_SAMPLE_LINES]), delimiter)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """Split into rows; a quote that is never closed is a plain character, not the start of one huge cell."""
    csv.field_size_limit(_MAX_FIELD)
    lines = text.splitlines(keepends=True)
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        rows = []  # a cell beyond all bounds: the quotes do not mean what they seem to
    tallest = max((cell.count("\n") for row in rows for cell in row), default=0)
    if not rows or tallest > _TALLEST:
        return [line.rstrip("\r\n").split(delimiter) for line in lines]
    return rows


def _mended(rows: list[list[str]], delimiter: str) -> list[list[str]]:
    """Put sentences together again that were cut at a delimiter of their own, as notes below a table are.

    They show themselves by being wider than the table, without a number among their parts.
    """
    widths = Counter(len(row) for row in rows if len(row) > 1)
    usual = widths.most_common(1)[0][0] if widths else 0
    return [
        [delimiter.join(row).rstrip(delimiter)]
        if len(row) > usual > 1 and len(row[0]) > 20 and not any(map(is_number, row))
        else row
        for row in rows
    ]
