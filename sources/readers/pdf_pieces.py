"""The pages of a PDF as one run of pieces: page furniture set apart, what runs over a page made whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from sources.readers.document import BlockKind, BlockRole, Piece
from sources.readers.pdf_columns import Grid
from sources.readers.pdf_layout import Paragraph, joined_lines
from sources.readers.pdf_tables import RuledTable
from sources.readers.tables import Cell, table_pieces

_MARGIN = 0.1
_ENDS = re.compile(r"[.!?:;…][»\")]?$")
_NUMBER = r"\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:из|/|of|\|)\s*\d{1,4})?"
_PAGE_WORD = r"(?:стр(?:аница|\.)?|лист|бет|page|с\.)\s*\|?"
_PAGE_NUMBER = re.compile(
    rf"(?:{_PAGE_WORD})?{_NUMBER}(?:\s*\|?\s*(?:бет|стр(?:аница|\.)?|page))?", re.IGNORECASE
)
_NAMED_PAGE_NUMBER = re.compile(rf"{_PAGE_WORD}{_NUMBER}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its height in points, and its parts in reading order; `beside` holds what
    is none of its lines, each text with its role and what it is.
    """

    number: int
    height: float
    parts: tuple[Paragraph | Grid | RuledTable, ...]
    beside: tuple[tuple[str, BlockRole, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph or the cells of a table on its page; `begins` tells that it is the first of the page's body
    or of a column, `place` where it stands when it is none of the lines.
    """

    number: int
    part: Paragraph | tuple[Cell, ...]
    role: BlockRole = "body"
    begins: bool = False
    place: str = ""


def page_pieces(pages: list[Page]) -> list[Piece]:
    """The pieces of all pages; what the margins of several pages repeat is furniture, and so are page
    numbers.
    """
    repeated = _repeated(pages)
    usual = _usual_height(pages)
    pieces: list[Piece] = []
    tables = 0
    for item in _over_pages([item for page in pages for item in _items(page, repeated)]):
        locator = f"page {item.number}"
        if not isinstance(item.part, Paragraph):
            made, count = table_pieces(item.part, tables, split=False)
            pieces.extend(made)
            tables += count
        elif item.role != "body":
            where = f"{locator}, {item.place}" if item.place else locator
            pieces.append(Piece(item.part.text, "paragraph", where, item.role))
        else:
            pieces.append(Piece(item.part.text, _kind(item.part, usual), locator))
    return _with_title(pieces, pages, usual)


def _items(page: Page, repeated: set[str]) -> list[_Item]:
    items: list[_Item] = []
    begins = True
    for part in page.parts:
        if isinstance(part, Paragraph) and _is_furniture(part, page, repeated):
            items.append(_Item(page.number, part, "furniture"))
            continue
        cells = part if isinstance(part, Paragraph) else _table_cells(part, page.number)
        opens = isinstance(part, Paragraph) and part.opens
        items.append(_Item(page.number, cells, begins=begins or opens))
        begins = False
    beside = [
        _Item(page.number, Paragraph(text, 0.0, 0.0, 0.0, 0.0, False), role, place=place)
        for text, role, place in page.beside
    ]
    return [*items, *beside]


def _over_pages(items: list[_Item]) -> list[_Item]:
    """Put paragraphs and tables together that a page break cut; the page's furniture comes after them."""
    result: list[_Item] = []
    last: int | None = None
    for item in items:
        if item.role != "body":
            result.append(item)
            continue
        whole = _continued(result[last].part, item.part) if last is not None and item.begins else None
        if last is not None and whole is not None:
            result[last] = replace(result[last], part=whole)
        else:
            result.append(item)
            last = len(result) - 1
    return result


def _continued(
    before: Paragraph | tuple[Cell, ...], after: Paragraph | tuple[Cell, ...]
) -> Paragraph | tuple[Cell, ...] | None:
    """A paragraph broken off inside a sentence with its rest, or a table with rows of as many columns; else
    None.
    """
    if isinstance(before, Paragraph) and isinstance(after, Paragraph):
        broken_off = not _ENDS.search(before.text) and (
            after.text[:1].islower() or (before.full and after.text[:1].isdecimal())
        )
        same_type = before.bold == after.bold and abs(before.height - after.height) < 0.15 * before.height
        if broken_off and same_type and not after.is_item:
            return replace(before, text=joined_lines([before.text, after.text]), full=after.full)
        return None
    if isinstance(before, Paragraph) or isinstance(after, Paragraph):
        return None
    if max(cell.column for cell in before) != max(cell.column for cell in after):
        return None
    below = max(cell.row for cell in before) + 1
    return (*before, *(replace(cell, row=cell.row + below) for cell in after))


def _table_cells(table: Grid | RuledTable, number: int) -> tuple[Cell, ...]:
    return table.cells if isinstance(table, RuledTable) else tuple(_grid_cells(table, number))


def _usual_height(pages: list[Page]) -> float:
    """The height of the type in which most characters are set, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for part in page.parts:
            if isinstance(part, Paragraph):
                sizes[round(part.height, 1)] += len(part.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


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
    stands_out = part.height > 1.1 * usual or part.text.isupper() or part.bold
    return "heading" if short and stands_out else "paragraph"


def _grid_cells(grid: Grid, number: int) -> list[Cell]:
    return [
        Cell(row_number, column, one.text, f"page {number}, row {row_number + 1}, column {column + 1}")
        for row_number, row in enumerate(grid.rows)
        for column, one in row
    ]


def _repeated(pages: list[Page]) -> set[str]:
    """Texts in the margins, numbers masked, that at least a third of the pages and at least two share: left
    and right pages may have heads of their own.
    """
    seen = Counter(
        text
        for page in pages
        for text in {
            _masked(part.text)
            for part in page.parts
            if isinstance(part, Paragraph) and _in_margin(part, page)
        }
    )
    return {text for text, count in seen.items() if count >= max(2, len(pages) / 3)}


def _in_margin(part: Paragraph, page: Page) -> bool:
    return part.bottom > (1 - _MARGIN) * page.height or part.top < _MARGIN * page.height


def _is_furniture(part: Paragraph, page: Page, repeated: set[str]) -> bool:
    """What the margins repeat, and page numbers: bare ones in a margin, «Стр. 2» as first or last line."""
    text = part.text.strip()
    if _in_margin(part, page) and (_masked(text) in repeated or _PAGE_NUMBER.fullmatch(text)):
        return True
    return bool(_NAMED_PAGE_NUMBER.fullmatch(text)) and part in (page.parts[0], page.parts[-1])


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", text).strip()
