"""Tables that a web page holds as preformatted lines (<pre>): the lines of each become one table of the page.

Holds the way from lines to an element. Which lines form a table is told in text_tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sources.readers.html_element import Element
from sources.readers.html_flow import Run
from sources.readers.text_rows import TextLine
from sources.readers.text_tables import TextRow, TextTable, find_tables


def with_written_tables(runs: Sequence[Run]) -> list[Run]:
    """The runs of a page, those that are lines of a preformatted table put together into a table."""
    found: list[Run] = []
    for (preformatted, _), group in groupby(runs, key=lambda run: (run.preformatted, run.zone)):
        together = list(group)
        found.extend(_with_tables(together) if preformatted else together)
    return found


def _with_tables(runs: Sequence[Run]) -> list[Run]:
    written = ["".join(part.text for part in run.parts) for run in runs]
    text = "\n".join(written)
    lines: list[TextLine] = []
    start = 0
    for number, line in enumerate(written, start=1):
        lines.append(TextLine(number, start, start + len(line)))
        start += len(line) + 1
    found: list[Run] = []
    at = 0
    for table in find_tables(text, lines):
        while lines[at].start < table.start:
            found.append(runs[at])
            at += 1
        found.append(Run((), "cell", runs[at].zone, False, _element(text, table)))
        while at < len(lines) and lines[at].start < table.end:
            at += 1
    return [*found, *runs[at:]]


def _element(text: str, table: TextTable) -> Element:
    rows = tuple(_row(text, row) for row in table.rows)
    return Element("table", {}, rows, sum(row.letters for row in rows), 0)


def _row(text: str, row: TextRow) -> Element:
    """A row with a cell in every place up to its last one; places without writing stay empty."""
    tag = "th" if row.header else "td"
    written = {cell.column: text[cell.start : cell.end] for cell in row.cells}
    cells = tuple(_cell(tag, written.get(column, "")) for column in range(max(written) + 1))
    return Element("tr", {}, cells, sum(cell.letters for cell in cells), 0)


def _cell(tag: str, written: str) -> Element:
    return Element(tag, {}, (written,) if written else (), len("".join(written.split())), 0)
