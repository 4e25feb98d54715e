"""Ruled tables on PDF pages: where pdfplumber sees cells, filled with the characters that lie inside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pdfplumber
import pdfplumber.page

from sources.readers.pdf_glyphs import Glyph, joined, word_lines
from sources.readers.pdf_layout import joined_lines
from sources.readers.pdf_seen import read_turned
from sources.readers.tables import Cell

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table with its box (left, bottom, right, top in points, origin at the lower left) and its cells."""

    box: Box
    cells: tuple[Cell, ...]


def ruled_tables(
    page: pdfplumber.page.Page, glyphs: Sequence[Glyph], turned: Sequence[Glyph], number: int
) -> list[RuledTable]:
    """The ruled tables of page `number` (from 1) that have at least two rows and two columns with writing.

    A cell without writing may hold some that is turned, as narrow heads do.
    """
    found = []
    height = float(page.height)
    for table in page.find_tables():
        cells: list[Cell] = []
        for row_number, row in enumerate(table.rows):
            for column, place in enumerate(row.cells):
                if place is None:
                    continue
                box = (place[0], height - place[3], place[2], height - place[1])
                written = inside(glyphs, box) or read_turned(inside(turned, box))
                text = joined_lines([joined(line).text for line in word_lines(written)])
                cells.append(
                    Cell(
                        row_number, column, text, f"page {number}, row {row_number + 1}, column {column + 1}"
                    )
                )
        filled = [cell for cell in cells if cell.text]
        if len({cell.row for cell in filled}) > 1 and len({cell.column for cell in filled}) > 1:
            left, top, right, bottom = table.bbox
            found.append(RuledTable((left, height - bottom, right, height - top), tuple(cells)))
    return found


def inside(glyphs: Sequence[Glyph], box: Box) -> list[Glyph]:
    """The characters whose middle lies in the box."""
    left, bottom, right, top = box
    return [
        glyph
        for glyph in glyphs
        if left <= (glyph.left + glyph.right) / 2 <= right and bottom <= (glyph.bottom + glyph.top) / 2 <= top
    ]
