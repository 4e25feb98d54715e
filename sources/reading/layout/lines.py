"""Which lines of a text belong to the report and which to the page around it.

Works on form and position, for text whose structure is lost; what a reader knows from structure (menus,
asides, footers) is kept as it says. Holds nothing about figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Literal

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.catalogue.function_words import any_of
from sources.catalogue.letters import letters
from sources.readers.document import Block, Document
from sources.reading.layout.opening_dates import opening_date, opens_a_text
from sources.records import record

FURNITURE = CATALOGUE / "body" / "furniture.yml"
Role = Literal["title", "dateline", "heading", "list_item", "prose", "cell", "furniture", "contact"]

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")  # as the reader of plain text parts lines
_WRITING = re.compile(r"\w")
_SENTENCE_ENDS = tuple('.!?…:;»"”)')
_PROSE_LENGTH = 90
_LONG_PROSE = 220


@record(frozen=True, slots=True)
class Line:
    """A line or block of the report with its role; offsets are half-open code points of the text."""

    start: int
    end: int
    role: Role
    locator: str
    block: Block | None = None


@record(frozen=True, slots=True)
class Furniture:
    """The compiled forms of page furniture, of a date printed in full and of the mark of a list item."""

    tail: re.Pattern[str]
    anywhere: re.Pattern[str]
    bare_number: re.Pattern[str]
    currency_sign: re.Pattern[str]
    contact: re.Pattern[str]
    date: re.Pattern[str]
    bullet: re.Pattern[str]


@cache
def load_furniture(path: Path = FURNITURE) -> Furniture:
    """Load and compile the forms of page furniture."""
    forms = read_yaml(path)
    point = letters().russian + "".join(letters().unfolded)
    return Furniture(
        tail=re.compile(r"\W*(?:" + "|".join(forms["tail"]) + ")"),
        anywhere=re.compile("|".join(forms["anywhere"])),
        bare_number=re.compile(forms["bare_number"]),
        currency_sign=re.compile(forms["currency_sign"]),
        contact=re.compile(r"\W*" + forms["contact"]),
        date=re.compile(
            rf"\b\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?"
            rf"|\b\d{{1,2}} (?!{any_of(forms['no_month'])})[{letters().cyrillic}]{{3,9}},? \d{{4}}"
            rf"|\b\d{{4}} {forms['of_the_year']} \d{{1,2}}|\b\d{{4}}-\d\d-\d\d\b"
        ),
        bullet=re.compile(rf"\s*(?:[•●▪◦*✓·–—-]\s+|[{point}a-z]\)\s|\d{{1,2}}(?:\)|\.(?!\s+\d)|\u20e3)\s+)"),
    )


def read_body(document: Document, folded: str) -> tuple[Line, ...]:
    """Give every line of the document its role, in reading order.

    In plain text a line is a line, or a paragraph wrapped at a fixed width; elsewhere it is a block. The
    title is the first line that reads like one, the body reaches from there to the last prose before the tail
    of the page.
    """
    plain = document.media_type == "text/plain"
    raw = (
        _plain_lines(document)
        if plain
        else [(block.char_start, block.char_end, block) for block in document.blocks]
    )
    roles = [_own_role(folded[start:end], block, load_furniture()) for start, end, block in raw]
    if plain:
        roles = _by_position(roles, [folded[start:end] for start, end, _ in raw], load_furniture())
    return tuple(
        Line(start, end, role, block.locator if block else "", block)
        for (start, end, block), role in zip(raw, roles, strict=True)
    )


def _plain_lines(document: Document) -> list[tuple[int, int, Block | None]]:
    """Cut plain text into its lines, each with the block it stands in, and the cells of its tables; a
    paragraph that an editor wrapped over several lines is one.
    """
    lines: list[tuple[int, int, Block | None]] = []
    above: list[Block] = []
    reached = 0
    for table, group in groupby(document.blocks, key=lambda block: block.table):
        blocks = list(group)
        if table is None:
            above = blocks
            continue
        lines += _lines_between(document, above, reached, blocks[0].char_start)
        lines += [(block.char_start, block.char_end, block) for block in blocks]
        above, reached = [], blocks[-1].char_end
    return [*lines, *_lines_between(document, above, reached, len(document.text))]


def _lines_between(
    document: Document, blocks: Sequence[Block], start: int, end: int
) -> list[tuple[int, int, Block | None]]:
    """The lines between two tables; what is drawn around a table stands in no block and is none."""
    lines: list[tuple[int, int, Block | None]] = []
    at = 0
    reached = 0
    for match in _LINE.finditer(document.text, start, end):
        if match.start() < reached or not match.group().strip():
            continue
        while at < len(blocks) and blocks[at].char_end <= match.start():
            at += 1
        block = blocks[at] if at < len(blocks) and blocks[at].char_start < match.end() else None
        if block is None and document.blocks and not _WRITING.search(match.group()):
            continue
        reached = match.end() if block is None else max(match.end(), block.char_end)
        begin = match.start()
        dated = opening_date(match.group())
        if dated is not None and opens_a_text(match.group(), dated):
            begin += dated.text_start
            lines.append((match.start(), begin, block))
        lines.append((begin, reached, block))
    return lines


def _own_role(line: str, block: Block | None, furniture: Furniture) -> Role:
    """The role of a line as its own form and its block tell it."""
    text = line.strip()
    if block is not None and block.role != "body":
        return "furniture"
    if block is not None and block.kind == "cell":
        return "cell"
    if block is not None and block.kind in ("title", "heading", "dateline"):
        return block.kind  # type: ignore[return-value]
    if furniture.bare_number.fullmatch(text) or furniture.currency_sign.fullmatch(text):
        return "furniture"
    prose = len(text) >= _PROSE_LENGTH and text.endswith(_SENTENCE_ENDS)
    if len(text) < 120 and not prose and not _is_sentence(text):
        dated = load_furniture().date.search(text)
        if dated and dated.start() < 60:
            return "dateline"
    if not prose and furniture.anywhere.search(text):
        return "furniture"
    if furniture.contact.match(text) and len(text) < 120:
        return "contact"
    if load_furniture().bullet.match(line):
        return "list_item"
    if prose or len(text) >= _PROSE_LENGTH or _is_sentence(text):
        return "prose"
    return "heading"


def _is_sentence(text: str) -> bool:
    """Whether a short line reads like a sentence: closed by a mark and of several words."""
    return text.endswith(_SENTENCE_ENDS) and len(text.split()) >= 4


def _by_position(roles: Sequence[Role], lines: Sequence[str], furniture: Furniture) -> list[Role]:
    """Correct the roles of plain lines by where they stand: before the title, in the body, after it."""
    result = list(roles)
    prose = [index for index, role in enumerate(roles) if role == "prose"]
    if not prose:
        return result
    end = _end_of_body(roles, lines, furniture)
    for index in range(end, len(result)):
        result[index] = "contact" if result[index] == "contact" else "furniture"
    first = prose[0]
    title = _title_line(roles, lines, first)
    # Without any furniture above, short lines are the head of a letter, not the menu of a page.
    is_page = "furniture" in roles[:first]
    for index in range(first):
        if (is_page and result[index] in ("heading", "list_item") and (title is None or index < title)) or (
            result[index] == "dateline"
            and title is not None
            and index < title
            and _loads(result, index, title)
        ):
            result[index] = "furniture"
    if title is not None:
        result[title] = "title"
    return result


def _title_line(roles: Sequence[Role], lines: Sequence[str], first_prose: int) -> int | None:
    """The line that names the report: the longest short line before the prose, the last of equals."""
    candidates = [
        index for index in range(first_prose) if roles[index] == "heading" and len(lines[index].split()) >= 3
    ]
    if not candidates:
        return None
    return max(candidates, key=lambda index: (min(len(lines[index]), 60), index))


def _loads(roles: Sequence[Role], index: int, title: int) -> bool:
    """Whether a date above the title is the day the page was loaded: another dateline stands by the title."""
    return (
        any(role == "dateline" for role in roles[index + 1 : title]) or "dateline" in roles[title : title + 4]
    )


def _end_of_body(roles: Sequence[Role], lines: Sequence[str], furniture: Furniture) -> int:
    """Index of the first line after the body."""
    for index, line in enumerate(lines):
        if index == 0 or roles[index] == "cell" or not furniture.tail.match(line):
            continue
        before = any(role == "prose" for role in roles[:index])
        rest = [
            other
            for other, role in zip(lines[index + 1 :], roles[index + 1 :], strict=True)
            if role == "prose"
        ]
        if before and not any(len(other) >= _LONG_PROSE for other in rest):
            return index
    return len(lines)
