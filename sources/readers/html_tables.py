"""Tables of a web page as cells: which tables hold data, and where their cells stand once spans are
laid out.
"""

from __future__ import annotations

import re

from sources.readers.html_element import Element
from sources.readers.html_seen import is_raised
from sources.readers.tables import Cell
from sources.readers.writing import Run, shown

_MAX_SPAN = 200
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAKING = frozenset(["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"])


def is_data_table(table: Element) -> bool:
    """Whether a table holds data; many older pages lay out whole columns of the page with tables."""
    if table.holds or table.attributes.get("role") == "presentation":
        return False
    rows = table_rows(table)
    if any(element.tag == "table" for element in table.elements() if element is not table):
        return False
    cells = [cell for row in rows for cell in row]
    if any(cell.tag == "th" for cell in cells):
        return True
    longest = max((cell.letters for cell in cells), default=0)
    return (
        len(rows) >= 2 and max(map(len, rows)) >= 2 and longest <= 400 and table.linked < 0.6 * table.letters
    )


def table_rows(table: Element) -> list[list[Element]]:
    """The rows of a table, each as its td and th elements; rows of nested tables are not its rows."""
    rows: list[list[Element]] = []
    for section in [child for child in table.children if isinstance(child, Element)]:
        inner = section.children if section.tag in ("thead", "tbody", "tfoot") else (section,)
        rows.extend(
            [cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("td", "th")]
            for row in inner
            if isinstance(row, Element) and row.tag == "tr"
        )
    return rows


def table_cells(table: Element, number: int) -> list[Cell]:
    """Lay the cells out on a grid; `number` is the table's number on the page, from 1, for the locator.

    Places covered by rowspan or colspan get no cell. A head is a th in <thead> or in a row that is mostly th.
    """
    taken: set[tuple[int, int]] = set()
    cells = []
    in_head = _head_rows(table)
    rows = table_rows(table)
    for row_number, row in enumerate(rows):
        mostly_heads = sum(cell.tag == "th" for cell in row) > len(row) / 2
        column = 0
        for element in row:
            while (row_number, column) in taken:
                column += 1
            to_the_end = element.attributes.get("rowspan", "").strip() == "0"
            height = min(len(rows) - row_number, _MAX_SPAN) if to_the_end else _span(element, "rowspan")
            width = _span(element, "colspan")
            taken.update(
                (row_number + down, column + right) for down in range(height) for right in range(width)
            )
            header = row_number in in_head or (element.tag == "th" and mostly_heads)
            locator = f"table {number}, row {row_number + 1}, column {column + 1}"
            cells.append(Cell(row_number, column, cell_text(element), locator, header or None))
            column += width
    return cells


def cell_text(element: Element) -> str:
    """The text of a cell on as many lines as the page shows, white space collapsed."""
    lines: list[list[Run]] = [[]]
    stack: list[tuple[Element | str, bool]] = [(child, False) for child in reversed(element.children)]
    while stack:
        node, raised = stack.pop()
        if isinstance(node, str):
            lines[-1].append(Run(node, raised))
            continue
        if node.tag in _BREAKING:
            lines.append([])
            if node.tag != "br":
                stack.append((Element("br", {}, (), 0, 0), False))
        raised = raised or is_raised(node.tag, node.attributes)
        stack.extend((child, raised) for child in reversed(node.children))
    written = (_SPACE.sub(" ", shown(line)).strip(" ") for line in lines)
    return "\n".join(line for line in written if line)


def _head_rows(table: Element) -> set[int]:
    heads: set[int] = set()
    number = 0
    for section in [child for child in table.children if isinstance(child, Element)]:
        if section.tag == "tr":
            number += 1
        elif section.tag in ("thead", "tbody", "tfoot"):
            count = sum(isinstance(row, Element) and row.tag == "tr" for row in section.children)
            if section.tag == "thead":
                heads.update(range(number, number + count))
            number += count
    return heads


def _span(element: Element, name: str) -> int:
    written = element.attributes.get(name, "").strip()
    return min(max(int(written), 1), _MAX_SPAN) if written.isdecimal() and len(written) < 6 else 1
