"""PDF files with a text layer: paragraphs and tables in reading order, pages as locators.

pdfium reads the characters; pdfplumber finds ruled tables on pages that have rules; pypdf is asked again
where pdfium's text comes out short, as with fonts that lack a map to Cyrillic. A scan without text needs OCR,
which this reader only runs where tesseract with Russian and Kazakh is installed (pdf_scans).
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import pdfplumber
import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from sources.readers.document import BlockKind, Document, Piece, Unreadable, assemble
from sources.readers.limits import MAX_PAGES, MAX_TEXT_CHARS, refuse_above
from sources.readers.pdf_glyphs import Glyph, page_glyphs, stretches
from sources.readers.pdf_layout import Grid, Paragraph, page_parts
from sources.readers.pdf_scans import recognised_pages
from sources.readers.pdf_tables import RuledTable, inside, ruled_tables
from sources.readers.tables import Cell, table_pieces
from sources.readers.text import line_blocks

_MAX_RULED_PAGES = 40  # pdfplumber takes up to 0.2 s a page
_MIN_RULES = 4
_MARGIN = 0.1
_PAGE_NUMBER = re.compile(
    r"(?:стр(?:аница|\.)?|бет|page|с\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:из|/|of)\s*\d{1,4})?", re.I
)


@dataclass(frozen=True, slots=True)
class _Page:
    """One page: its number from 1, its height, and its parts in reading order with the height at which each
    begins.
    """

    number: int
    height: float
    parts: tuple[Paragraph | Grid | RuledTable, ...]


def read_pdf(content: bytes, file_name: str) -> Document:
    """Read a PDF; raises `Unreadable` with `encrypted`, `corrupt`, `no_text_layer` or `too_large`."""
    file = _opened(content)
    try:
        refuse_above(MAX_PAGES, len(file), "pages")
        pages = list(_pages(file, content))
        metadata = _metadata(file)
    finally:
        file.close()
    reader = "pdf"
    if not any(page.parts for page in pages):
        pieces = [piece for number, text in recognised_pages(content) for piece in _text_pieces(text, number)]
        reader = "pdf_ocr"
    else:
        pieces = _pieces(pages)
    text, blocks = assemble(pieces)
    refuse_above(MAX_TEXT_CHARS, len(text), "characters")
    return Document(text, blocks, "application/pdf", reader, None, metadata)


def _opened(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if (
            getattr(error, "err_code", None) == pdfium_raw.FPDF_ERR_PASSWORD
            or "password" in str(error).lower()
        ):
            remedy = "The PDF is protected by a password; print it to a new PDF and send that."
            raise Unreadable("encrypted", remedy) from error
        raise Unreadable(
            "corrupt", "The PDF is damaged or incomplete; export it anew and send it again."
        ) from error


def _pages(file: pdfium.PdfDocument, content: bytes) -> Iterator[_Page]:
    tables = 0
    with _Plumber(content) as plumber:
        for index in range(len(file)):
            page = file[index]
            height = page.get_height()
            text_page = page.get_textpage()
            glyphs = page_glyphs(text_page)
            if _is_short(glyphs):
                other = _pypdf_text(content, index)
                if len(other) > 1.5 * len(glyphs) + 20:
                    yield _Page(index + 1, height, tuple(_plain_paragraphs(other)))
                    continue
            ruled: list[RuledTable] = []
            if glyphs and tables < _MAX_RULED_PAGES and _has_rules(page):
                tables += 1
                ruled = ruled_tables(plumber.page(index), glyphs, index + 1)
            yield _Page(index + 1, height, tuple(_ordered(glyphs, ruled)))
            text_page.close()
            page.close()


class _Plumber:
    """pdfplumber's view of the file, opened when the first page asks for it."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._file: pdfplumber.PDF | None = None

    def __enter__(self) -> _Plumber:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def page(self, index: int) -> pdfplumber.page.Page:
        """The page with the given 0-based index."""
        if self._file is None:
            self._file = pdfplumber.open(io.BytesIO(self._content))
        return self._file.pages[index]


def _ordered(glyphs: list[Glyph], ruled: list[RuledTable]) -> list[Paragraph | Grid | RuledTable]:
    """Parts above each table, the table, and so on down the page."""
    rest = glyphs
    parts: list[Paragraph | Grid | RuledTable] = []
    for table in sorted(ruled, key=lambda one: -one.box[3]):
        taken = set(map(id, inside(rest, table.box)))
        rest = [glyph for glyph in rest if id(glyph) not in taken]
        above = [glyph for glyph in rest if (glyph.bottom + glyph.top) / 2 > table.box[3]]
        ids = set(map(id, above))
        rest = [glyph for glyph in rest if id(glyph) not in ids]
        parts.extend(page_parts(stretches(above)))
        parts.append(table)
    parts.extend(page_parts(stretches(rest)))
    return parts


def _pieces(pages: list[_Page]) -> list[Piece]:
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
                furniture = _in_margin(part, page) and (
                    _masked(part.text) in repeated or _is_page_number(part.text)
                )
                if furniture:
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


def _with_title(pieces: list[Piece], pages: list[_Page], usual: float) -> list[Piece]:
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
    return "heading" if short and (part.height > 1.1 * usual or part.text.isupper()) else "paragraph"


def _grid_cells(grid: Grid, number: int) -> list[Cell]:
    return [
        Cell(row_number, column, one.text, f"page {number}, row {row_number + 1}, column {column + 1}")
        for row_number, row in enumerate(grid.rows)
        for column, one in row
    ]


def _repeated(pages: list[_Page]) -> set[str]:
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


def _in_margin(part: Paragraph, page: _Page) -> bool:
    return part.bottom > (1 - _MARGIN) * page.height or part.top < _MARGIN * page.height


def _is_page_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", text).strip()


def _has_rules(page: pdfium.PdfPage) -> bool:
    """Whether the page draws enough lines or boxes to hold a ruled table."""
    drawn = page.get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_PATH], max_depth=2)
    return sum(1 for _ in islice(drawn, _MIN_RULES)) == _MIN_RULES


def _is_short(glyphs: list[Glyph]) -> bool:
    """Whether pdfium gave so little that another library may give more: hardly any characters, or unmapped
    ones.
    """
    unmapped = sum(unicodedata.category(glyph.text) in ("Co", "Cc", "Cn") for glyph in glyphs)
    return len(glyphs) < 40 or unmapped * 10 > len(glyphs)


def _pypdf_text(content: bytes, index: int) -> str:
    return pypdf.PdfReader(io.BytesIO(content)).pages[index].extract_text() or ""


def _plain_paragraphs(text: str) -> Iterator[Paragraph]:
    for block in line_blocks(text):
        joined = " ".join(text[block.char_start : block.char_end].split())
        yield Paragraph(joined, 0.0, 0.0, 0.0, 10.0, block.kind == "list_item")


def _text_pieces(text: str, number: int) -> Iterator[Piece]:
    for paragraph in _plain_paragraphs(text):
        yield Piece(paragraph.text, "paragraph", f"page {number}")


def _metadata(file: pdfium.PdfDocument) -> dict[str, str]:
    found = file.get_metadata_dict(skip_empty=True)
    title = found.get("Title", "").strip()
    is_file_name = bool(
        re.search(r"\.(?:docx?|xlsx?|rtf|pdf|odt)$|^Microsoft|untitled|^\(anonymous\)", title, re.IGNORECASE)
    )
    kept = {"title": "" if is_file_name else title, "author": found.get("Author", "").strip()}
    return {
        name: value for name, value in kept.items() if value and value not in ("anonymous", "unspecified")
    }
