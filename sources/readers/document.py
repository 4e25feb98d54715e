"""What every reader returns: the text of a report, cut into blocks that know where they stand.

Holds values only. How a format is opened belongs to its reader; what a block means belongs to reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from sources.records import record

BlockKind = Literal["title", "heading", "paragraph", "list_item", "cell", "caption", "dateline"]
BlockRole = Literal["body", "furniture", "hidden", "quoted", "unread"]

# They only say where a line may break or which way writing runs, and cut numbers and words in two.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))


@record(frozen=True, slots=True)
class Block:
    """A stretch of the text that its source format sets apart.

    `char_start`, `char_end` are half-open code point offsets into `Document.text`. `role` is `furniture` for
    what the format itself shows to be outside the report (menus, asides, footers), `hidden` for what a person
    does not see (see writing.py), `quoted` for older mail that a message only repeats, `unread` for what
    stands in place of something that could not be read, such as a chart or a formula that was never computed.
    Cells also carry `table` (0-based number of the table in the document), `row` and `column` (0-based),
    `header` for heads of columns, and `value`: the number of a cell whose type or column tells it, in the
    units that its text names, so that no spelling has to. A spanned cell stands at its first place; the
    places it covers have no block, while an empty cell has an empty one. `locator` is for people who open the
    original: `page 2`, `Лист1!C7`, `paragraph 5`.
    """

    kind: BlockKind
    char_start: int
    char_end: int
    locator: str
    role: BlockRole = "body"
    table: int | None = None
    row: int | None = None
    column: int | None = None
    header: bool = False
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a report with its blocks, in reading order, and what the format says about it.

    `metadata` holds what was found, never what was concluded: `title`, `published` (as printed in the file's
    own metadata), `source_url`, `language`, `author`, `site`, of mail `sent` (the day) and `forwarded` (that
    the report was sent on). `encoding` is null for formats that are not
    written as text.
    """

    text: str
    blocks: tuple[Block, ...]
    media_type: str
    reader: str
    encoding: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


class Unreadable(Exception):
    """A file that cannot become a report: a short code as `reason`, and as `remedy` what a person can do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}: {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str]]:
        return type(self), (self.reason, self.remedy)


@record(frozen=True, slots=True)
class Piece:
    """A block before its offsets are known: what a reader collects while it walks through a file."""

    text: str
    kind: BlockKind
    locator: str
    role: BlockRole = "body"
    table: int | None = None
    row: int | None = None
    column: int | None = None
    header: bool = False
    value: float | None = None


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Join pieces into the stored text: cells of one row by a tab, everything else by a line break.

    Pieces without a printable character are left out, except cells, whose place in the row carries meaning,
    and so are the marks inside them that nobody sees, such as soft hyphens.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    previous: Piece | None = None
    for piece in pieces:
        written = piece.text if piece.text.isascii() else piece.text.translate(_INVISIBLE)
        if piece.kind != "cell" and not written.strip():
            continue
        if previous is not None:
            same_row = (
                piece.kind == previous.kind == "cell"
                and piece.table == previous.table
                and piece.row == previous.row
            )
            parts.append("\t" if same_row else "\n")
            offset += 1
        parts.append(written)
        blocks.append(
            Block(
                kind=piece.kind,
                char_start=offset,
                char_end=offset + len(written),
                locator=piece.locator,
                role=piece.role,
                table=piece.table,
                row=piece.row,
                column=piece.column,
                header=piece.header,
                value=piece.value,
            )
        )
        offset += len(written)
        previous = piece
    return "".join(parts), tuple(blocks)


def pieces_of(document: Document) -> list[Piece]:
    """The blocks of a document as pieces again, to stand inside another one."""
    kept = [one.name for one in fields(Piece) if one.name != "text"]
    return [
        Piece(
            text=document.text[block.char_start : block.char_end],
            **{name: getattr(block, name) for name in kept},
        )
        for block in document.blocks
    ]


def unread_pieces(counts: Mapping[str, int]) -> list[Piece]:
    """What a file shows and its reader cannot read, each kind once for every time it stands there, so that
    a person is sent to look at the original.
    """
    return [
        Piece(f"[{kind}]", "paragraph", f"{kind} {number}", "unread")
        for kind, count in counts.items()
        for number in range(1, count + 1)
    ]
