"""Word documents (docx): paragraphs and tables in the order of the page, headers, footers, notes and comments
around them.

Holds the parts of the file and their order. Which writing of a paragraph a person sees is told by
word_text.py, where cells stand by word_tables.py. What is there without being seen stands behind its
paragraph with role `hidden`, what cannot be read at the end with role `unread`.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import docx
from docx.document import Document as WordFile
from lxml import etree  # type: ignore[import-untyped]

from sources.readers.archives import open_office_archive
from sources.readers.document import (
    BlockKind,
    BlockRole,
    Document,
    Piece,
    Unreadable,
    assemble,
    pieces_of,
    unread_pieces,
)
from sources.readers.grids import grid_pieces
from sources.readers.limits import MAX_BLOCKS, MAX_TEXT_CHARS, refuse_above
from sources.readers.word_parts import read_part
from sources.readers.word_styles import Styles, W, is_ground, styles_of
from sources.readers.word_tables import ALT_CHUNK, blocks_of, grid_of, in_text_box
from sources.readers.word_text import runs_of
from sources.readers.writing import Run, hidden_pieces, shown

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOTES: tuple[tuple[str, str, BlockRole], ...] = (
    ("footnotes", "footnote", "body"),
    ("endnotes", "endnote", "body"),
    ("comments", "comment", "furniture"),
)
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# What a page shows and no reader of text can read, by the element that brings it. Pictures are left to those
# who look: nearly every letter has one, and it is a coat of arms.
_UNREAD = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "diagram",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "embedded object",
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_CHUNKS = 50


@dataclass(slots=True)
class _Walk:
    """One way through a document: its styles, numbers for locators, and what could not be read."""

    word: WordFile
    styles: Styles
    coloured: bool
    depth: int
    paragraphs: int = 0
    tables: int = 0
    chunks: int = 0
    unread: Counter[str] = field(default_factory=Counter)


def read_docx(content: bytes, file_name: str) -> Document:
    """Read a docx. The time the file was made is not the date of publication and is not passed on as such."""
    return _read(content, 1)


def _read(content: bytes, depth: int) -> Document:
    open_office_archive(content).close()
    word = docx.Document(io.BytesIO(content))
    walk = _Walk(word, _styles(word), _is_coloured(word), depth)
    around = list(_margins(walk))
    pieces = [piece for piece in around if piece.locator.startswith("header")]
    pieces.extend(_pieces(word.element.body, walk))
    pieces.extend(_notes(walk))
    walk.unread.update(_not_read(word.element.body))
    pieces.extend(unread_pieces(walk.unread))
    pieces.extend(piece for piece in around if piece.locator.startswith("footer"))
    refuse_above(MAX_BLOCKS, len(pieces), "paragraphs")
    text, blocks = assemble(pieces)
    refuse_above(MAX_TEXT_CHARS, len(text), "characters")
    return Document(text, blocks, MEDIA_TYPE, "word", metadata=_metadata(word, pieces))


def _pieces(container: etree._Element, walk: _Walk) -> Iterator[Piece]:
    """The pieces of a body in order."""
    for block in blocks_of(container):
        if block.tag == f"{W}p":
            yield from _paragraph(block, walk)
        elif block.tag == ALT_CHUNK:
            yield from _chunk(block, walk)
        else:
            pieces, made = grid_pieces(grid_of(block, walk.styles, walk.coloured), walk.tables)
            walk.tables += made
            yield from pieces


def _paragraph(node: etree._Element, walk: _Walk) -> Iterator[Piece]:
    runs = runs_of(node, walk.styles, walk.coloured or in_text_box(node))
    if not any(run.text.strip() for run in runs):
        return
    walk.paragraphs += 1
    locator = f"paragraph {walk.paragraphs}"
    kind = _kind(node, runs, walk.styles)
    for line in shown(runs).split("\n"):
        if line.strip():
            yield Piece(line.strip(" "), kind, locator)
    yield from hidden_pieces(runs, locator)


def _kind(node: etree._Element, runs: Sequence[Run], styles: Styles) -> BlockKind:
    style = node.find(f"{W}pPr/{W}pStyle")
    name = styles.names.get(style.get(f"{W}val", ""), "") if style is not None else ""
    if name == "title":
        return "title"
    if name.startswith(("heading", "заголовок", "subtitle", "тақырып")):
        return "heading"
    if name.startswith("caption"):
        return "caption"
    if node.find(f"{W}pPr/{W}numPr") is not None or name.startswith("list"):
        return "list_item"
    if _is_bold_line(node, shown(runs).strip()):
        return "heading"
    return "paragraph"


def _is_bold_line(node: etree._Element, text: str) -> bool:
    """Whether a paragraph is one short line in bold without a full stop, as people write headings by hand."""
    if not text or len(text) > 150 or text.endswith((".", ";", ",")):
        return False
    runs = [run for run in node.iter(f"{W}r") if any((part.text or "").strip() for part in run.iter(f"{W}t"))]
    bold = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{W}val") not in ("0", "false") for mark in bold)


def _chunk(node: etree._Element, walk: _Walk) -> Iterator[Piece]:
    """The pieces of another document that Word shows in this place, or a note that it is unread."""
    related = walk.word.part.rels.get(node.get(_ID, ""))
    walk.chunks += 1
    refuse_above(_MAX_CHUNKS, walk.chunks, "documents inside")
    inner: Document | None = None
    if related is not None and not related.is_external:
        part = related.target_part
        try:
            inner = read_part(part.blob, str(part.partname), walk.depth, _read)
        except Unreadable:
            inner = None
    if inner is None:
        walk.unread["inserted document"] += 1
        return
    made = 0
    for piece in pieces_of(inner):
        table = None if piece.table is None else piece.table + walk.tables
        made = max(made, 0 if piece.table is None else piece.table + 1)
        locator = f"inserted document {walk.chunks}, {piece.locator}"
        yield replace(piece, table=table, locator=locator)
    walk.tables += made


def _margins(walk: _Walk) -> Iterator[Piece]:
    """Headers and footers of the first section that has them, each text once."""
    seen: set[str] = set()
    for section in walk.word.sections:
        for place, part in (
            ("header", section.first_page_header),
            ("header", section.header),
            ("footer", section.first_page_footer),
            ("footer", section.footer),
        ):
            if part.is_linked_to_previous:
                continue
            for paragraph in blocks_of(part._element, tables=False):
                if paragraph.tag != f"{W}p":
                    continue
                text = shown(runs_of(paragraph, walk.styles, True)).strip()
                if text and text not in seen:
                    seen.add(text)
                    yield Piece(text, "paragraph", place, "furniture")


def _notes(walk: _Walk) -> Iterator[Piece]:
    """Footnotes and endnotes in their order, then the comments of those who worked on the document."""
    for kind, tag, role in _NOTES:
        for related in walk.word.part.rels.values():
            if related.is_external or not related.reltype.endswith(f"/{kind}"):
                continue
            root = etree.fromstring(related.target_part.blob, etree.XMLParser(resolve_entities=False))
            for note in root.iterchildren(f"{W}{tag}"):
                locator = f"{tag} {note.get(f'{W}id')}"
                lines = [
                    runs_of(node, walk.styles)
                    for node in blocks_of(note, tables=False)
                    if node.tag == f"{W}p"
                ]
                text = " ".join(shown(line).strip() for line in lines).strip()
                if text:
                    yield Piece(text, "paragraph", locator, role)
                for line in lines:
                    yield from hidden_pieces(line, locator)


def _not_read(body: etree._Element) -> Counter[str]:
    """What the page shows besides text, counted."""
    return Counter(
        _UNREAD[node.tag]
        for node in body.iter(*_UNREAD)
        if not any(parent.tag == _FALLBACK for parent in node.iterancestors())
    )


def _styles(word: WordFile) -> Styles:
    for related in word.part.rels.values():
        if not related.is_external and related.reltype.endswith("/styles"):
            return styles_of(getattr(related.target_part, "element", None))
    return Styles()


def _is_coloured(word: WordFile) -> bool:
    """Whether the pages of a document have a colour of their own."""
    background = word.element.find(f"{W}background")
    if background is None:
        return False
    shade = etree.Element(f"{W}shd", {f"{W}fill": background.get(f"{W}color", "auto")})
    return is_ground(shade)


def _metadata(word: WordFile, pieces: list[Piece]) -> dict[str, str]:
    core = word.core_properties
    shown_title = next((piece.text for piece in pieces if piece.kind == "title"), "")
    found = {"title": shown_title or core.title, "author": core.author, "language": core.language}
    return {
        name: value.strip()
        for name, value in found.items()
        if value and value.strip() and value != "python-docx"
    }
