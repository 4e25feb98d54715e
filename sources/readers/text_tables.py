"""Tables written as lines of plain text: cells parted by tabs, bars, semicolons or gaps of spaces.

Holds where such a table begins and ends, which of its lines are heads and in which columns cells stand. A
table must show itself: lines cut alike, labels with numbers behind them. All else stays prose. What heads
mean is for reading to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sources.readers.limits import MAX_CELLS, refuse_above
from sources.readers.text_columns import columns_of, evidence, head_columns, is_table, numbers_columns
from sources.readers.text_rows import (
    SEPARATORS,
    RowKind,
    Separator,
    TextCell,
    TextLine,
    cells_of,
    has_cut,
    is_missing,
    is_rule,
    row_kind,
    stands_between,
    unfinished,
)

_HEAD_ROWS = 3
_LONE_LINES = 2  # lines without a cut that may follow each other inside a table
_BLANK_LINES = 1


@dataclass(frozen=True, slots=True)
class TextRow:
    """The cells of one row, left to right; `header` for heads of columns."""

    line: int
    header: bool
    cells: tuple[TextCell, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table with half-open offsets of what it covers: its rows and the lines drawn around them."""

    start: int
    end: int
    rows: tuple[TextRow, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of a stretch: its place among the lines, its cells (one for a line without a cut), what they
    hold.

    `apart` says that a blank line or a line without a cut stands above.
    """

    at: int
    cells: tuple[TextCell, ...]
    texts: tuple[str, ...]
    kind: RowKind | Literal["lone"]
    apart: bool


@dataclass(frozen=True, slots=True)
class _Segment:
    """Lines that may be one table: heads and what stands below them."""

    heads: tuple[_Item, ...]
    body: tuple[_Item, ...]


def find_tables(text: str, lines: Sequence[TextLine]) -> list[TextTable]:
    """The tables among the lines of a text, in order; every line is looked at once for each separator.

    Raises `Unreadable` (too_large) where more lines go together than a table may have cells.
    """
    found: list[TextTable] = []
    tried = dict.fromkeys(SEPARATORS, 0)
    at = 0
    while at < len(lines):
        reached = at + 1
        for separator in SEPARATORS:
            if (
                at < tried[separator]
                or not has_cut(text, lines[at], separator)
                or not _written(text, lines[at])
            ):
                continue
            items, tried[separator] = _stretch(text, lines, at, separator)
            tables = _tables_in(text, lines, items, separator)
            if tables:
                found.extend(table for table, _ in tables)
                reached = tables[-1][1] + 1
                break
        at = reached
    return found


def _stretch(
    text: str, lines: Sequence[TextLine], first: int, separator: Separator
) -> tuple[list[_Item], int]:
    """The lines from `first` on that go together, blank and drawn ones left out, and where they end."""
    items: list[_Item] = []
    lone, blank, apart, count = 0, 0, False, 0
    at = first
    for at in range(first, len(lines)):
        line = lines[at]
        written = _written(text, line)
        if not written:
            blank, apart = blank + 1, True
            if blank > _BLANK_LINES:
                break
            continue
        blank = 0
        if is_rule(written):
            continue
        if has_cut(text, line, separator):
            cells = tuple(cells_of(text, line, separator))
            count += len(cells)
            refuse_above(MAX_CELLS, count, "cells")
            texts = tuple(text[cell.start : cell.end] for cell in cells)
            items.append(_Item(at, cells, texts, row_kind(texts), apart))
            lone, apart = 0, False
        elif lone < _LONE_LINES and stands_between(written):
            start = line.start + text[line.start : line.end].index(written)
            items.append(_Item(at, (TextCell(0, start, start + len(written)),), (written,), "lone", apart))
            lone, apart = lone + 1, True
        else:
            break
    else:
        at = len(lines)
    while items and items[-1].kind == "lone":
        items.pop()
    return items, max(at, first + 1)


def _tables_in(
    text: str, lines: Sequence[TextLine], items: Sequence[_Item], separator: Separator
) -> list[tuple[TextTable, int]]:
    """The tables of a stretch, each with the place of its last line."""
    found = []
    for segment in _segments(items):
        rows = _rows(segment, text, lines, separator)
        if rows:
            first, last = rows[0][0], rows[-1][0]
            start = min(lines[first].start, rows[0][1].cells[0].start)
            while first > 0 and _is_drawn(text, lines[first - 1]):
                first -= 1
                start = lines[first].start
            while last + 1 < len(lines) and _is_drawn(text, lines[last + 1]):
                last += 1
            found.append((TextTable(start, lines[last].end, tuple(row for _, row in rows)), last))
    return found


def _is_drawn(text: str, line: TextLine) -> bool:
    return is_rule(_written(text, line))


def _written(text: str, line: TextLine) -> str:
    return text[line.start : line.end].strip()


def _segments(items: Sequence[_Item]) -> list[_Segment]:
    """Part a stretch where new heads stand."""
    if not items:
        return []
    found: list[_Segment] = []
    heads: list[_Item] = []
    body: list[_Item] = []
    filled = False
    for item, after in zip(items, [*items[1:], None], strict=True):
        if item.kind == "lone":
            if (heads or body) and after is not None and after.kind in ("data", "lone"):
                body.append(item)
            continue
        if filled and _begins_anew(item, after, heads):
            found.append(_Segment(tuple(heads), tuple(body)))
            heads, body, filled = [item], [], False
        elif filled or item.kind == "data":
            body.append(item)
            filled = filled or item.kind == "data"
        elif item.kind == "years" and heads and item.texts[0].strip():
            body.append(item)
        else:
            goes_on = heads and not body and not item.apart and len(heads) < _HEAD_ROWS
            heads, body = [*heads, item] if goes_on else [item], []
    found.append(_Segment(tuple(heads), tuple(body)))
    return found


def _begins_anew(item: _Item, after: _Item | None, heads: Sequence[_Item]) -> bool:
    """Whether a row below numbers holds the heads of another table."""
    if item.kind == "data" or after is None or after.kind == "lone" or any(map(is_missing, item.texts[1:])):
        return False
    again = bool(heads) and bool(item.texts[0].strip()) and item.texts[0] == heads[0].texts[0]
    return again or (item.apart and len(item.cells) > 1)


def _rows(
    segment: _Segment, text: str, lines: Sequence[TextLine], separator: Separator
) -> list[tuple[int, TextRow]]:
    """The rows of a segment with the places of their lines; none when it is no table."""
    body = list(segment.body)
    while body and body[-1].kind in ("lone", "words"):
        body.pop()
    numbering = next((one for one in body if one.kind != "lone"), None)
    if numbering is None or not segment.heads or not numbers_columns(numbering.texts):
        numbering = None
    data = [one for one in body if one.kind in ("data", "years") and one is not numbering]
    seen = evidence([one.texts for one in data])
    if seen is None:
        return []
    heads = _headed(segment.heads, seen.width, seen.labels)
    if not is_table(seen, [texts for item, _ in heads for texts in item.texts], separator):
        return []
    rows = [(item.at, TextRow(lines[item.at].number, True, cells)) for item, cells in heads]
    full = [[_relative(cell, lines[one.at]) for cell in one.cells] for one in data]
    extents = columns_of(full, seen.width) if separator == "gap" else None
    for item, above in zip(body, [None, *body[:-1]], strict=True):
        number = lines[item.at].number
        if item.kind == "lone":
            if above is not None and above.kind != "lone" and _continues(item, above) and rows:
                row = rows[-1][1]
                extra = TextCell(max(seen.width, len(row.cells)), item.cells[0].start, item.cells[0].end)
                rows[-1] = (item.at, TextRow(row.line, row.header, (*row.cells, extra)))
            else:
                rows.append((item.at, TextRow(number, False, item.cells)))
            continue
        cells = item.cells
        if extents is not None and len(cells) != seen.width:
            cells = extents.placed(cells, lines[item.at].start)
        if above is not None and _begun_above(item, above, text) and rows and not rows[-1][1].header:
            started = rows.pop()[1].cells[0].start
            cells = (TextCell(cells[0].column, started, cells[0].end), *cells[1:])
        rows.append((item.at, TextRow(number, item is numbering, cells)))
    return rows


def _headed(heads: Sequence[_Item], width: int, labels: int) -> list[tuple[_Item, tuple[TextCell, ...]]]:
    """The rows of heads that fit the columns, from the nearest upwards, in reading order."""
    fitting: list[tuple[_Item, tuple[TextCell, ...]]] = []
    for item in reversed(heads):
        count = len(item.cells)
        while count > width and not item.texts[count - 1].strip():
            count -= 1
        columns = head_columns(count, width, labels, nearest=not fitting)
        if not columns or not any(text.strip() for text in item.texts):
            break
        placed = tuple(
            TextCell(column, cell.start, cell.end)
            for column, cell in zip(columns, item.cells[:count], strict=True)
        )
        fitting.insert(0, (item, placed))
    return fitting


def _continues(item: _Item, above: _Item) -> bool:
    """Whether a line without a cut is the rest of the label right above it."""
    return item.at == above.at + 1 and item.texts[0][0].islower() and not item.texts[0].endswith(":")


def _begun_above(item: _Item, above: _Item, text: str) -> bool:
    """Whether the label of a row begins on the line above, which breaks off."""
    return (
        above.kind == "lone"
        and item.at == above.at + 1
        and bool(item.texts[0].strip())
        and not is_missing(item.texts[0])
        and unfinished(above.texts[0])
    )


def _relative(cell: TextCell, line: TextLine) -> TextCell:
    return TextCell(cell.column, cell.start - line.start, cell.end - line.start)
