"""PDF files with a text layer: paragraphs and tables in reading order, pages as locators.

pdfium reads the characters; pdfplumber finds ruled tables on pages that have rules; pypdf is asked again
where pdfium's text comes out short, as with fonts that lack a map to Cyrillic. A scan without text needs OCR,
which this reader only runs where tesseract with Russian and Kazakh is installed (pdf_scans).
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

import pdfplumber
import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from pypdf.errors import PyPdfError

from sources.readers.document import BlockRole, Document, Piece, Unreadable, assemble
from sources.readers.limits import MAX_PAGES, MAX_TEXT_CHARS, refuse_above
from sources.readers.pdf_columns import Grid
from sources.readers.pdf_glyphs import Glyph, page_glyphs
from sources.readers.pdf_layout import Paragraph, joined_lines, page_parts
from sources.readers.pdf_notes import Notes, page_notes, refuse_script_form
from sources.readers.pdf_pieces import Page, page_pieces
from sources.readers.pdf_scans import recognised_pages
from sources.readers.pdf_seen import Seen, seen_glyphs, turned_words
from sources.readers.pdf_tables import RuledTable, inside, ruled_tables
from sources.readers.text import line_blocks

_MAX_RULED_PAGES = 40  # pdfplumber takes up to 0.2 s a page
_MIN_RULES = 4


def read_pdf(content: bytes, file_name: str) -> Document:
    """Read a PDF; raises `Unreadable` with `encrypted`, `corrupt`, `no_text_layer` or `too_large`."""
    file = _opened(content)
    try:
        refuse_above(MAX_PAGES, len(file), "pages")
        refuse_script_form(file)
        if pdfium_raw.FPDF_GetFormType(file) != pdfium_raw.FORMTYPE_NONE:
            file.init_forms()
        pages = list(_pages(file, content))
        metadata = _metadata(file)
    finally:
        file.close()
    reader = "pdf"
    if not any(page.parts for page in pages):
        pieces = [
            piece for number, text in recognised_pages(content) for piece in _recognised_pieces(text, number)
        ]
        reader = "pdf_ocr"
    else:
        pieces = page_pieces(pages)
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


def _pages(file: pdfium.PdfDocument, content: bytes) -> Iterator[Page]:
    tables = 0
    with _OtherViews(content) as others:
        for index in range(len(file)):
            page = file[index]
            text_page = page.get_textpage()
            drawn = page_glyphs(text_page)
            if _is_short(drawn):
                other = others.plain_text(index)
                if len(other) > 1.5 * len(drawn) + 20:
                    yield Page(index + 1, page.get_height(), tuple(_plain_paragraphs(other)))
                    continue
            notes = page_notes(file, page)
            seen = seen_glyphs(page, [*drawn, *notes.glyphs])
            level = seen.turn == page.get_rotation()
            ruled: list[RuledTable] = []
            if seen.lines and tables < _MAX_RULED_PAGES and level and _has_rules(page):
                tables += 1
                ruled = ruled_tables(others.ruled_page(index), seen.lines, seen.turned, index + 1)
            yield Page(
                index + 1,
                page.get_height() if level else page.get_width(),
                tuple(_ordered(list(seen.lines), ruled)),
                tuple(_beside(seen, notes, ruled)),
            )
            text_page.close()
            page.close()


def _beside(seen: Seen, notes: Notes, ruled: list[RuledTable]) -> Iterator[tuple[str, BlockRole, str]]:
    """What stands on a page without being one of its lines: text, role and what it is."""
    turned = seen.turned
    for table in ruled:
        taken = set(map(id, inside(turned, table.box)))
        turned = tuple(glyph for glyph in turned if id(glyph) not in taken)
    for text in (*seen.across, *turned_words(turned), *notes.stamps):
        yield text, "furniture", "across the lines"
    for text in notes.comments:
        yield text, "furniture", "comment"
    for text in notes.hidden:
        yield text, "hidden", "hidden"
    for text, why in seen.hidden:
        yield text, "hidden", why


class _OtherViews:
    """The file as pdfplumber and pypdf see it, each opened when the first page asks for it."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._plumber: pdfplumber.PDF | None = None
        self._pypdf: pypdf.PdfReader | None = None

    def __enter__(self) -> _OtherViews:
        return self

    def __exit__(self, *_: object) -> None:
        if self._plumber is not None:
            self._plumber.close()

    def ruled_page(self, index: int) -> pdfplumber.page.Page:
        """pdfplumber's page with the given 0-based index."""
        if self._plumber is None:
            self._plumber = pdfplumber.open(io.BytesIO(self._content))
        return self._plumber.pages[index]

    def plain_text(self, index: int) -> str:
        """pypdf's text of a page; none where pypdf cannot follow the file: pdfium's text stands."""
        try:
            if self._pypdf is None:
                self._pypdf = pypdf.PdfReader(io.BytesIO(self._content))
            return self._pypdf.pages[index].extract_text() or ""
        except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            return ""


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
        parts.extend(page_parts(above))
        parts.append(table)
    parts.extend(page_parts(rest))
    return parts


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


def _plain_paragraphs(text: str) -> Iterator[Paragraph]:
    for block in line_blocks(text):
        joined = " ".join(text[block.char_start : block.char_end].split())
        yield Paragraph(joined, 0.0, 0.0, 0.0, 10.0, block.kind == "list_item")


def _recognised_pieces(text: str, number: int) -> Iterator[Piece]:
    """Recognised text as paragraphs, which tesseract parts by empty lines."""
    for paragraph in re.split(r"\n\s*\n", text):
        yield Piece(joined_lines(paragraph.splitlines()), "paragraph", f"page {number}")


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
