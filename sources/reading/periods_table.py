"""Which headings of a table say the period of a cell.

Holds the order in which headings are asked: the column's own, the row's, the neighbours' in the same heading
row, the words above the table. What a heading means is read by periods_figure.py like any other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from checks.tables.vocabulary import PeriodBasis, PeriodKind
from sources.language.fold import fold
from sources.readers.document import Block
from sources.reading.periods import PeriodMention
from sources.reading.table_words import table_words

_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_SIGNS = re.compile(r"\W*")
_BLOCKS_ABOVE = 3


def headings(
    cell: Block, blocks: Sequence[Block], mentions: Sequence[PeriodMention], text: str
) -> list[PeriodMention]:
    """The expressions of time that date a cell, the nearest first; empty when no heading names a time.

    `blocks` are those of the document in order, `mentions` the result of `find_periods` on its whole text. A
    heading cell that is nothing but a year («2025», «План на 2025») counts as one, which it would not be in
    running text.
    """
    found: list[PeriodMention] = []
    for block in _heading_blocks(cell, blocks):
        found.extend(one for one in _in_block(block, mentions, text) if one not in found)
    return found


def _heading_blocks(cell: Block, blocks: Sequence[Block]) -> Iterator[Block]:
    table = [one for one in blocks if one.table == cell.table and one.kind == "cell"]
    row, column = cell.row or 0, cell.column or 0
    above = [one for one in table if (one.row or 0) < row and one.header]
    own = [one for one in above if one.column == column]
    yield from reversed(own)
    yield from reversed([one for one in table if one.row == row and (one.column or 0) < column])
    left = [one for one in above if (one.column or 0) < column]
    yield from sorted(left, key=lambda one: (-(one.row or 0), -(one.column or 0)))
    first = blocks.index(table[0])
    yield from reversed([one for one in blocks[max(0, first - _BLOCKS_ABOVE) : first] if one.kind != "cell"])


def _in_block(block: Block, mentions: Sequence[PeriodMention], text: str) -> Iterator[PeriodMention]:
    inside = [
        one for one in mentions if block.char_start <= one.start < block.char_end and one.role == "period"
    ]
    yield from inside
    words = text[block.char_start : block.char_end]
    if not inside and block.header and (alone := _bare_year(words)):
        year = int(alone[1])
        start, end = block.char_start + alone.start(1), block.char_start + alone.end(1)
        first, last = date(year, 1, 1), date(year, 12, 31)
        yield PeriodMention(start, end, PeriodKind.YEAR, first, last, PeriodBasis.STATED, alone[1])


def _bare_year(words: str) -> re.Match[str] | None:
    """The year of a heading that names it and says at most whether it is planned or told."""
    alone = _YEAR.search(words)
    if alone is None:
        return None
    rest = fold(words[: alone.start()] + " " + words[alone.end() :])
    return alone if _SIGNS.fullmatch(table_words().beside_year.sub("", rest)) else None
