"""The pages of a PDF as one run of pieces: page furniture set apart, paragraphs that run over a page made
whole.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from sources.readers.document import BlockKind, Piece
from sources.readers.pdf_columns import Grid
from sources.readers.pdf_layout import Paragraph
from sources.readers.pdf_tables import RuledTable
from sources.readers.tables import Cell, table_pieces

_MARGIN = 0.1
_NUMBER = r"\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:из|/|of)\s*\d{1,4})?"
_PAGE_WORD = r"(?:стр(?:аница|\.)|бет|page|с\.)"
_PAGE_NUMBER = re.compile(rf"{_PAGE_WORD}?{_NUMBER}(?:\s*бет)?", re.IGNORECASE)
_NAMED_PAGE_NUMBER = re.compile(rf"{_PAGE_WORD}{_NUMBER}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its height, and its parts in reading order with the height at which each
    begins.
    """

    number: int
    height: float
    parts: tuple[Paragraph | Grid | RuledTable, ...]


def page_pieces(pages: list[Page]) -> list[Piece]:
    """The pieces of all pages; what stands in the margins of several pages is furniture, and so are page
    numbers.
    """
    repeated = _repeated(pages)
    sizes = Counter(
        round(part.height, 1)
        for page in pages
        for part in page.parts
        if isinstance(part, Paragraph)
        for _ in part.text
    )
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    pieces: list[Piece] = []
    tables = 0
    open_piece: int | None = None  # the last paragraph of the page before, which may go on here
    for page in pages:
        first = True
        for part in page.parts:
            if isinstance(part, Paragraph):
                if _is_furniture(part, page, repeated):
                    pieces.append(Piece(part.text, "paragraph", f"page {page.number}", "furniture"))
                    continue
                if first and open_piece is not None and part.text[:1].islower() and not part.is_item:
                    before = pieces[open_piece]
                    pieces[open_piece] = replace(before, text=f"{before.text} {part.text}")
                else:
                    pieces.append(Piece(part.text, _kind(part, usual), f"page {page.number}"))
                    open_piece = len(pieces) - 1
                first = False
                continue
            cells = part.cells if isinstance(part, RuledTable) else _grid_cells(part, page.number)
            made, count = table_pieces(cells, tables, split=False)
            pieces.extend(made)
            tables += count
            first, open_piece = False, None
        if open_piece is not None and re.search(r"[.!?:;…][»\")]?$", pieces[open_piece].text):
            open_piece = None
    return _with_title(pieces, pages, usual)


def _with_title(pieces: list[Piece], pages: list[Page], usual: float) -> list[Piece]:
    """Make the first of the headings in the largest type on the first page the title."""
    first = [part for part in (pages[0].parts if pages else ()) if isinstance(part, Paragraph)]
    largest = max((part.height for part in first), default=0.0)
    if largest <= 1.1 * usual:
        return pieces
    title = next(part.text for part in first if part.height == largest)
    for index, piece in enumerate(pieces):
        if piece.kind == "heading" and piece.text == title:
            return [*pieces[:index], replace(piece, kind="title"), *pieces[index + 1 :]]
    return pieces


def _kind(part: Paragraph, usual: float) -> BlockKind:
    if part.is_item:
        return "list_item"
    short = len(part.text) < 160 and not part.text.endswith((".", ";", ","))
    return (
        "heading"
        if short and (part.height > 1.1 * usual or part.text.isupper() or part.bold)
        else "paragraph"
    )


def _grid_cells(grid: Grid, number: int) -> list[Cell]:
    return [
        Cell(row_number, column, one.text, f"page {number}, row {row_number + 1}, column {column + 1}")
        for row_number, row in enumerate(grid.rows)
        for column, one in row
    ]


def _repeated(pages: list[Page]) -> set[str]:
    """Texts in the margins, numbers masked, that at least half of the pages and at least two share."""
    seen = Counter(
        text
        for page in pages
        for text in {
            _masked(part.text)
            for part in page.parts
            if isinstance(part, Paragraph) and _in_margin(part, page)
        }
    )
    return {text for text, count in seen.items() if count >= max(2, len(pages) / 2)}


def _in_margin(part: Paragraph, page: Page) -> bool:
    return part.bottom > (1 - _MARGIN) * page.height or part.top < _MARGIN * page.height


def _is_furniture(part: Paragraph, page: Page, repeated: set[str]) -> bool:
    """What the margins repeat, and page numbers: bare ones in a margin, «Стр. 2» as first or last line of the
    page.
    """
    text = part.text.strip()
    if _in_margin(part, page) and (_masked(text) in repeated or _PAGE_NUMBER.fullmatch(text)):
        return True
    return bool(_NAMED_PAGE_NUMBER.fullmatch(text)) and part in (page.parts[0], page.parts[-1])


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", text).strip()
