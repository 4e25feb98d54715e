"""Plain text: the file exactly as decoded, and its lines and the cells of its tables as blocks.

What of it is report and what is page furniture is for reading to tell, by form and position; here nothing is
judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sources.readers.document import Block, BlockKind, Document
from sources.readers.encodings import decode
from sources.readers.limits import MAX_BLOCKS, MAX_CELLS, MAX_LINES, MAX_TEXT_CHARS, refuse_above
from sources.readers.text_rows import TextLine
from sources.readers.text_tables import TextTable, find_tables

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|$)")
_BREAKS = "\r\n\x0b\x0c\x85\u2028\u2029"
# widths at which programs break lines; longer lines are paragraphs, shorter ones lists
_NARROWEST, _WIDEST = 45, 120
_CUT_WORD = re.compile(r"[^\W\d_][-\u2010\u00ad]\s+(?=[^\W\d_])[^A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_BULLET = re.compile(r"(?:[•·▪‣●○*]|-(?=\s)|\d{1,2}[.)](?=\s))\s*\S")


def read_text(content: bytes, file_name: str) -> Document:
    """Read a plain text file: `text` is the decoded file without its byte order mark, one block per line of
    writing or cell of a table.

    Lines that an editor broke at a fixed width form one block, because their sentence goes on (`lines 3-7`).
    """
    decoded = decode(content)
    refuse_above(MAX_TEXT_CHARS, len(decoded.text), "characters")
    return Document(
        text=decoded.text,
        blocks=text_blocks(decoded.text),
        media_type="text/plain",
        reader="text",
        encoding=decoded.encoding,
    )


def text_blocks(text: str) -> tuple[Block, ...]:
    """Cut text into the cells of its tables (`line 7, column 2`) and, between them, into lines and
    paragraphs.

    Bars, tabs and drawn lines of a table belong to no block.
    """
    refuse_above(MAX_LINES, text.count("\n"), "lines")
    written = _written_lines(text)
    refuse_above(MAX_BLOCKS, len(written), "lines")
    tables = find_tables(text, _all_lines(text))
    refuse_above(MAX_CELLS, sum(len(row.cells) for table in tables for row in table.rows), "cells")
    blocks: list[Block] = []
    at = 0
    for number, table in enumerate(tables):
        above = at
        while at < len(written) and written[at][1] < table.start:
            at += 1
        blocks.extend(_prose_blocks(text, written[above:at]))
        blocks.extend(_cell_blocks(table, number))
        while at < len(written) and written[at][1] < table.end:
            at += 1
    return (*blocks, *_prose_blocks(text, written[at:]))


def line_blocks(text: str) -> tuple[Block, ...]:
    """Cut text into blocks of one line each, or of the several lines of a paragraph wrapped at a
    fixed width.
    """
    refuse_above(MAX_LINES, text.count("\n"), "lines")
    return _prose_blocks(text, _written_lines(text))


def _prose_blocks(text: str, lines: Sequence[tuple[int, int, int]]) -> tuple[Block, ...]:
    refuse_above(MAX_BLOCKS, len(lines), "lines")
    width = max((end - start for _, start, end in lines), default=0)
    wrapped = _NARROWEST <= width <= _WIDEST
    certain = wrapped and sum(_runs_on(text, *pair, width) for pair in pairwise(lines)) >= 3
    groups: list[list[tuple[int, int, int]]] = []
    for line in lines:
        above = groups[-1][-1] if groups else None
        goes_on = (
            above is not None
            and wrapped
            and (
                _runs_on(text, above, line, width)
                or (certain and _filled(text, above, line, width))
                or _is_cut(text, above, line)
            )
        )
        if goes_on:
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_block(text, group) for group in groups)


def _cell_blocks(table: TextTable, number: int) -> Iterator[Block]:
    for place, row in enumerate(table.rows):
        for cell in row.cells:
            yield Block(
                kind="cell",
                char_start=cell.start,
                char_end=cell.end,
                locator=f"line {row.line}, column {cell.column + 1}",
                table=number,
                row=place,
                column=cell.column,
                header=row.header,
            )


def _all_lines(text: str) -> list[TextLine]:
    """Number and bounds of every line, blank ones included, its break left out."""
    found = []
    for number, match in enumerate(_LINE.finditer(text), start=1):
        end = match.end() - (len(match.group()) - len(match.group().rstrip(_BREAKS)))
        found.append(TextLine(number, match.start(), end))
    return found


def _written_lines(text: str) -> list[tuple[int, int, int]]:
    """Number (from 1), start and end of each line that has writing on it, white space around it left out."""
    found = []
    for number, match in enumerate(_LINE.finditer(text), start=1):
        line = match.group()
        written = line.strip()
        if written:
            start = match.start() + line.index(written)
            found.append((number, start, start + len(written)))
    return found


def _filled(text: str, above: tuple[int, int, int], below: tuple[int, int, int], width: int) -> bool:
    """Whether the line above is full: the first word below, no list item, would not have fitted within
    `width`.
    """
    first = text[below[1] : below[2]].split(maxsplit=1)[0]
    return (
        below[0] == above[0] + 1
        and above[2] - above[1] + 1 + len(first) >= width - 2
        and not _BULLET.match(text, below[1])
    )


def _is_cut(text: str, above: tuple[int, int, int], below: tuple[int, int, int]) -> bool:
    """Whether the line above breaks off inside a word."""
    return below[0] == above[0] + 1 and _CUT_WORD.match(text, above[2] - 2, below[1] + 1) is not None


def _runs_on(text: str, above: tuple[int, int, int], below: tuple[int, int, int], width: int) -> bool:
    """Whether a full line breaks off inside a sentence."""
    return _filled(text, above, below, width) and text[above[2] - 1] not in '.!?:;»"'


def _block(text: str, group: list[tuple[int, int, int]]) -> Block:
    first, last = group[0], group[-1]
    kind: BlockKind = "list_item" if _BULLET.match(text, first[1]) else "paragraph"
    locator = f"line {first[0]}" if first is last else f"lines {first[0]}-{last[0]}"
    return Block(kind=kind, char_start=first[1], char_end=last[2], locator=locator)
