"""Word documents (docx): paragraphs and tables in the order of the page, headers, footers and notes around
them.

Walks the XML itself, because python-docx leaves out tracked insertions, content controls and text boxes.
Deleted text, comments and field codes are no part of what a reader of the document sees.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.document import Document as WordFile
from lxml import etree  # type: ignore[import-untyped]

from sources.readers.archives import open_office_archive
from sources.readers.document import BlockKind, BlockRole, Document, Piece, assemble
from sources.readers.limits import MAX_BLOCKS, MAX_CELLS, MAX_TEXT_CHARS, refuse_above
from sources.readers.tables import Cell, table_pieces

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DROPPED = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}delText",
        f"{_W}rPr",
        f"{_W}pPr",
        f"{_W}txbxContent",
        _FALLBACK,
    }
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_NOTE_PARTS = (("footnotes", "footnote"), ("endnotes", "endnote"))


@dataclass(slots=True)
class _Count:
    """Numbers for locators: what has been met so far."""

    paragraphs: int = 0
    tables: int = 0
    styles: dict[str, str] = field(default_factory=dict)


def read_docx(content: bytes, file_name: str) -> Document:
    """Read a docx. The time the file was made is not the date of publication and is not passed on as such."""
    open_office_archive(content).close()
    word = docx.Document(io.BytesIO(content))
    count = _Count(styles={style.style_id: (style.name or "").lower() for style in word.styles})
    around = list(_margins(word))
    pieces = [piece for piece in around if piece.locator.startswith("header")]
    pieces.extend(_pieces(word.element.body, count))
    pieces.extend(_notes(word))
    pieces.extend(piece for piece in around if piece.locator.startswith("footer"))
    refuse_above(MAX_BLOCKS, len(pieces), "paragraphs")
    text, blocks = assemble(pieces)
    refuse_above(MAX_TEXT_CHARS, len(text), "characters")
    return Document(
        text=text,
        blocks=blocks,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        reader="word",
        metadata=_metadata(word, pieces),
    )


def _pieces(container: etree._Element, count: _Count) -> Iterator[Piece]:
    """The pieces of a body, a content control or a text box, in order."""
    stack = list(reversed(list(container)))
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}p":
            yield from _paragraph(node, count)
            for box in node.iter(f"{_W}txbxContent"):
                if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                    stack.extend(reversed(list(box)))
        elif node.tag == f"{_W}tbl":
            yield from _table(node, count)
        elif node.tag not in _DROPPED:
            stack.extend(reversed([child for child in node if isinstance(child.tag, str)]))


def _paragraph(node: etree._Element, count: _Count) -> Iterator[Piece]:
    text = _text(node)
    if not text.strip():
        return
    count.paragraphs += 1
    kind = _kind(node, count)
    for line in text.split("\n"):
        if line.strip():
            yield Piece(line.strip(" "), kind, f"paragraph {count.paragraphs}")


def _kind(node: etree._Element, count: _Count) -> BlockKind:
    style = node.find(f"{_W}pPr/{_W}pStyle")
    name = count.styles.get(style.get(f"{_W}val", ""), "") if style is not None else ""
    if name == "title":
        return "title"
    if name.startswith(("heading", "заголовок", "subtitle", "тақырып")):
        return "heading"
    if name.startswith("caption"):
        return "caption"
    if node.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith("list"):
        return "list_item"
    if _is_bold_line(node):
        return "heading"
    return "paragraph"


def _is_bold_line(node: etree._Element) -> bool:
    """Whether a paragraph is one short line in bold without a full stop, as people write headings by hand."""
    runs = [
        run for run in node.iter(f"{_W}r") if any((part.text or "").strip() for part in run.iter(f"{_W}t"))
    ]
    text = _text(node).strip()
    bold = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return (
        bool(runs)
        and len(text) <= 150
        and not text.endswith((".", ";", ","))
        and all(mark is not None and mark.get(f"{_W}val") not in ("0", "false") for mark in bold)
    )


def _table(table: etree._Element, count: _Count) -> list[Piece]:
    """Lay a table out on its grid: spanned columns and vertically merged cells are covered places."""
    number = count.tables + 1
    cells: list[Cell] = []
    for row_number, row in enumerate(table.iterchildren(f"{_W}tr")):
        skipped = row.find(f"{_W}trPr/{_W}gridBefore")
        column = _number(skipped, 0)
        heads = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        for cell in row.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tr")) is not row:
                continue  # a cell of a table inside this one; its text is taken with the outer cell
            properties = cell.find(f"{_W}tcPr")
            merge = properties.find(f"{_W}vMerge") if properties is not None else None
            if merge is None or merge.get(f"{_W}val") == "restart":
                locator = f"table {number}, row {row_number + 1}, column {column + 1}"
                lines = (_text(paragraph).strip() for paragraph in cell.iter(f"{_W}p"))
                text = "\n".join(line for line in lines if line)
                cells.append(Cell(row_number, column, text, locator, heads or None))
            column += _number(properties.find(f"{_W}gridSpan") if properties is not None else None, 1)
        refuse_above(MAX_CELLS, len(cells), "cells")
    if len({cell.row for cell in cells}) == 1:
        return [Piece(cell.text, "paragraph", cell.locator) for cell in cells if cell.text]
    pieces, made = table_pieces(cells, count.tables, split=False)
    count.tables += made
    return pieces


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph as shown, hidden runs and text boxes left out."""
    parts: list[str] = []
    stack = list(reversed(list(paragraph)))
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in _SIGNS:
            parts.append(_SIGNS[node.tag])
        elif isinstance(node.tag, str) and node.tag not in _DROPPED and not _is_hidden(node):
            stack.extend(reversed(list(node)))
    return "".join(parts)


def _is_hidden(node: etree._Element) -> bool:
    if node.tag != f"{_W}r":
        return False
    vanish = node.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in ("0", "false")


def _number(node: etree._Element | None, otherwise: int) -> int:
    written = node.get(f"{_W}val", "") if node is not None else ""
    return min(int(written), 1000) if written.isdecimal() and len(written) < 6 else otherwise


def _margins(word: WordFile) -> Iterator[Piece]:
    """Headers and footers of the first section that has them, each text once."""
    seen: set[str] = set()
    role: BlockRole = "furniture"
    for section in word.sections:
        for place, part in (
            ("header", section.first_page_header),
            ("header", section.header),
            ("footer", section.first_page_footer),
            ("footer", section.footer),
        ):
            if part.is_linked_to_previous:
                continue
            for paragraph in part._element.iter(f"{_W}p"):
                text = _text(paragraph).strip()
                if text and text not in seen:
                    seen.add(text)
                    yield Piece(text, "paragraph", place, role)


def _notes(word: WordFile) -> Iterator[Piece]:
    """Footnotes and endnotes in their order."""
    for related in word.part.rels.values():
        for kind, tag in _NOTE_PARTS:
            if not related.is_external and related.reltype.endswith(f"/{kind}"):
                root = etree.fromstring(related.target_part.blob, etree.XMLParser(resolve_entities=False))
                for note in root.iterchildren(f"{_W}{tag}"):
                    text = " ".join(_text(paragraph).strip() for paragraph in note.iter(f"{_W}p")).strip()
                    if text:
                        yield Piece(text, "paragraph", f"{tag} {note.get(f'{_W}id')}")


def _metadata(word: WordFile, pieces: list[Piece]) -> dict[str, str]:
    core = word.core_properties
    shown = next((piece.text for piece in pieces if piece.kind == "title"), "")
    found = {"title": shown or core.title, "author": core.author, "language": core.language}
    return {
        name: value.strip()
        for name, value in found.items()
        if value and value.strip() and value != "python-docx"
    }
