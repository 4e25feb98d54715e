"""Tables of Word documents on their grids, with the text boxes and tables that stand in their cells.

Holds where cells stand and what is in them. How a grid becomes pieces is told by grids.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from sources.readers.grids import Grid, GridCell, without_rows
from sources.readers.limits import MAX_CELLS, refuse_above
from sources.readers.word_styles import Styles, W, is_ground
from sources.readers.word_text import TEXT_BOX, runs_of, seen_once, text_boxes
from sources.readers.writing import Run

ALT_CHUNK = f"{W}altChunk"
_MAX_DEPTH = 20  # tables inside each other; what lies deeper is read as lines of the cell
_OFF = frozenset({"0", "false", "off"})


def blocks_of(container: etree._Element, *, tables: bool = True) -> Iterator[etree._Element]:
    """The paragraphs, tables and altChunks of a body, a cell, a content control or a text box, in order, the
    text boxes of a paragraph after it. Without `tables` those inside come as their paragraphs.
    """
    stack = list(reversed(list(seen_once(container))))
    while stack:
        node = stack.pop()
        if node.tag == f"{W}p":
            yield node
            stack.extend(reversed(list(text_boxes(node))))
        elif node.tag == ALT_CHUNK or (tables and node.tag == f"{W}tbl"):
            yield node
        else:
            stack.extend(reversed(list(seen_once(node))))


def in_text_box(node: etree._Element) -> bool:
    """Whether a paragraph stands in a text box, whose ground the document does not tell."""
    return any(parent.tag == TEXT_BOX for parent in node.iterancestors())


def grid_of(table: etree._Element, styles: Styles, coloured: bool = False, depth: int = 1) -> Grid:
    """Lay a table out on its grid: spanned columns and vertically merged cells are covered places."""
    style = _value(table.find(f"{W}tblPr/{W}tblStyle"), "")
    shade = table.find(f"{W}tblPr/{W}shd")
    coloured = coloured or style in styles.coloured or (shade is not None and is_ground(shade))
    cells: list[GridCell] = []
    hidden: set[int] = set()
    for row_number, row in enumerate(_through(table, f"{W}tr")):
        properties = row.find(f"{W}trPr")
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        if properties is not None and (_is_on(properties, "hidden") or _is_on(properties, "del")):
            hidden.add(row_number)
        heads = properties is not None and _is_on(properties, "tblHeader")
        for cell in _through(row, f"{W}tc"):
            told = cell.find(f"{W}tcPr")
            merge = told.find(f"{W}vMerge") if told is not None else None
            if merge is None or merge.get(f"{W}val") == "restart":
                fill = told.find(f"{W}shd") if told is not None else None
                ground = coloured if fill is None else is_ground(fill)
                lines, inside = _content(cell, styles, ground, depth)
                cells.append(GridCell(row_number, column, lines, inside, heads or None))
            column += _number(told.find(f"{W}gridSpan") if told is not None else None, 1)
        refuse_above(MAX_CELLS, len(cells), "cells")
    return Grid(without_rows(cells, frozenset(hidden), "hidden") if hidden else tuple(cells))


def _content(
    cell: etree._Element, styles: Styles, coloured: bool, depth: int
) -> tuple[tuple[tuple[Run, ...], ...], tuple[Grid, ...]]:
    lines: list[tuple[Run, ...]] = []
    inside: list[Grid] = []
    for block in blocks_of(cell, tables=depth < _MAX_DEPTH):
        if block.tag == f"{W}tbl":
            inside.append(grid_of(block, styles, False, depth + 1))
        elif block.tag == f"{W}p":
            lines.append(tuple(runs_of(block, styles, coloured or in_text_box(block))))
    return tuple(lines), tuple(inside)


def _through(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those that a content control or a change wraps."""
    stack = list(reversed(list(node)))
    while stack:
        child = stack.pop()
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in (f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p"):
            stack.extend(reversed(list(child)))


def _is_on(properties: etree._Element, name: str) -> bool:
    node = properties.find(f"{W}{name}")
    return node is not None and node.get(f"{W}val") not in _OFF


def _value(node: etree._Element | None, otherwise: str) -> str:
    return node.get(f"{W}val", otherwise) if node is not None else otherwise


def _number(node: etree._Element | None, otherwise: int) -> int:
    written = _value(node, "")
    return min(int(written), 1000) if written.isdecimal() and len(written) < 6 else otherwise
