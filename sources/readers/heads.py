"""Which column heads stand above a cell, merged heads included.

Holds the geometry only: a head that spans several columns stands at the first of them, and the places it
covers have no block, or an empty one where a sheet was laid out without merging. What heads mean is for
reading to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sources.readers.document import Block


def column_heads(blocks: Sequence[Block], cell: Block) -> list[Block]:
    """The heads above a cell, the nearest first; for a cell of a table without heads an empty list.

    A place without a head of its own takes the head to its left, as long as a head of its own stands below:
    «2025 год» over «всего» and «дети» is a head of both columns.
    """
    if cell.row is None or cell.column is None:
        return []
    heads = [one for one in blocks if one.header and one.table == cell.table and (one.row or 0) < cell.row]
    found: list[Block] = []
    for row in sorted({one.row or 0 for one in heads}, reverse=True):
        here = [one for one in heads if one.row == row and (one.column or 0) <= cell.column]
        own = next((one for one in here if one.column == cell.column), None)
        if own is not None and _is_written(own):
            found.append(own)
        elif found and found[0].column == cell.column:
            found.extend(_spanning(here))
    return found


def _spanning(here: Iterable[Block]) -> list[Block]:
    """The written head furthest to the right of those that begin at or left of a column; none for a row's
    corner.
    """
    written = [one for one in here if _is_written(one) and one.column]
    return [max(written, key=lambda one: one.column or 0)] if written else []


def _is_written(block: Block) -> bool:
    return block.char_end > block.char_start
