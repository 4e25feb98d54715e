"""Rich text (rtf), as WordPad and old Word write it: paragraphs and tables, notes after them, headers,
footers and comments as furniture.

Holds the way from stories to a document. Read by our own walk, because libraries for it give text alone: what
is struck out, hidden or raised would stand in it like everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sources.readers.document import BlockRole, Document, Piece, Unreadable, assemble, unread_pieces
from sources.readers.grids import grid_pieces
from sources.readers.limits import MAX_BLOCKS, MAX_MARKUP_BYTES, refuse_above
from sources.readers.rich_text_rows import Paragraph, Story
from sources.readers.rich_text_stories import Walk, stories_of
from sources.readers.rich_text_words import code_page
from sources.readers.writing import hidden_pieces, shown

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CYRILLIC = re.compile("[а-яА-Я]")
_ACCENTED = re.compile("[À-ÿ]{3}")
_ORDER = ("header", "body", "text box", "footnote", "comment", "footer")
_FURNITURE = frozenset({"header", "footer", "comment"})


def read_rich_text(content: bytes, file_name: str) -> Document:
    """Read an rtf file. Notes and text boxes stand behind the body, what no one sees behind its line."""
    refuse_above(MAX_MARKUP_BYTES, len(content), "bytes of rtf")
    if content.count(b"{") > 200_000:
        raise Unreadable("too_large", "The file has too many nested groups; save it as .docx.")
    named = _CODE_PAGE.search(content[:2000])
    page = code_page(int(named.group(1))) if named else "cp1251"
    if page is None:
        raise Unreadable("undecodable", "The file names an unknown code page; save it as .docx.")
    source = content.decode("latin-1")
    walk = stories_of(source, page)
    if page == "cp1252" and _is_cyrillic_unsaid(walk):
        walk = stories_of(source, "cp1251")
    pieces = [*_pieces(walk), *unread_pieces(walk.unread)]
    refuse_above(MAX_BLOCKS, len(pieces), "paragraphs")
    text, blocks = assemble(pieces)
    metadata = {name: " ".join(value.split()) for name, value in walk.info.items() if value.strip()}
    return Document(text, blocks, "application/rtf", "rich_text", metadata=metadata)


def _pieces(walk: Walk) -> Iterator[Piece]:
    lines = tables = 0
    for kind in _ORDER:
        role: BlockRole = "furniture" if kind in _FURNITURE else "body"
        number = 0
        for story in walk.stories:
            if story.kind != kind:
                continue
            number += 1
            for item in story.items:
                if isinstance(item, Paragraph):
                    lines += kind == "body"
                    locator = f"line {lines}" if kind == "body" else f"{kind} {number}"
                    yield from _lines(item, locator, role)
                else:
                    pieces, made = grid_pieces(item, tables, role)
                    tables += made
                    yield from pieces


def _lines(paragraph: Paragraph, locator: str, role: BlockRole) -> Iterator[Piece]:
    for line in shown(paragraph.runs).split("\n"):
        if line.strip():
            yield Piece(line.strip(), "heading" if paragraph.heading else "paragraph", locator, role)
    yield from hidden_pieces(paragraph.runs, locator)


def _is_cyrillic_unsaid(walk: Walk) -> bool:
    """Whether Cyrillic bytes were decoded as West European ones, as files without a word of it bring them."""
    text = "\n".join(_written(story) for story in walk.stories)
    return not _CYRILLIC.search(text) and len(_ACCENTED.findall(text)) >= 5


def _written(story: Story) -> str:
    return "\n".join(
        shown(item.runs) if isinstance(item, Paragraph) else "\n".join(cell.text for cell in item.cells)
        for item in story.items
    )
