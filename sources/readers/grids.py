"""Tables of documents that may hold tables in their cells, as pieces.

Holds how a grid of cells is laid out: as a table, or, where it only places other tables on the page, cell by
cell. Which cells a format has is told by its reader; what rows mean by tables.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.readers.document import BlockRole, Piece
from sources.readers.limits import MAX_CELLS, refuse_above
from sources.readers.tables import Cell, is_number, table_pieces
from sources.readers.writing import Run, hidden_pieces, shown


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its 0-based place, its lines of writing and the tables in it; `header` as in `Cell`."""

    row: int
    column: int
    lines: tuple[tuple[Run, ...], ...]
    inside: tuple[Grid, ...] = ()
    header: bool | None = None

    @property
    def text(self) -> str:
        """What a person reads in the cell, without the tables in it."""
        written = (shown(line).strip() for line in self.lines)
        return "\n".join(line for line in written if line)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table, row by row; covered places have none."""

    cells: tuple[GridCell, ...]


def grid_pieces(grid: Grid, first_table: int, role: BlockRole = "body") -> tuple[list[Piece], int]:
    """The pieces of a grid and the number of tables it made; tables in its cells follow it, or stand in the
    place of the cells of a grid that is no table of its own. What no one sees comes last.
    """
    number = first_table + 1
    refuse_above(MAX_CELLS, len(grid.cells), "cells")
    pieces: list[Piece] = []
    made = 0
    if _is_table(grid):
        cells = [
            Cell(cell.row, cell.column, cell.text, _locator(number, cell), cell.header) for cell in grid.cells
        ]
        pieces, made = table_pieces(cells, first_table, role, split=False)
        for inner in (inner for cell in grid.cells for inner in cell.inside):
            further, count = grid_pieces(inner, first_table + made, role)
            pieces += further
            made += count
    else:
        for cell in grid.cells:
            text = cell.text
            pieces += [Piece(text, "paragraph", _locator(number, cell), role)] if text else []
            for inner in cell.inside:
                further, count = grid_pieces(inner, first_table + made, role)
                pieces += further
                made += count
    return [*pieces, *_unseen(grid, number)], made


def _is_table(grid: Grid) -> bool:
    """Whether a grid is a table: of several rows, and with numbers of its own where it holds other tables."""
    if len({cell.row for cell in grid.cells}) < 2:
        return False
    return not any(cell.inside for cell in grid.cells) or any(is_number(cell.text) for cell in grid.cells)


def _unseen(grid: Grid, number: int) -> Iterator[Piece]:
    for cell in grid.cells:
        for line in cell.lines:
            yield from hidden_pieces(line, _locator(number, cell))


def _locator(number: int, cell: GridCell) -> str:
    return f"table {number}, row {cell.row + 1}, column {cell.column + 1}"


def without_rows(cells: Sequence[GridCell], hidden: frozenset[int], why: str) -> tuple[GridCell, ...]:
    """The cells with everything in some rows turned into what no one sees."""
    return tuple(_as_unseen(cell, why) if cell.row in hidden else cell for cell in cells)


def _as_unseen(cell: GridCell, why: str) -> GridCell:
    lines = tuple(tuple(Run(run.text, run.raised, why) for run in line) for line in cell.lines)
    inside = tuple(Grid(tuple(_as_unseen(one, why) for one in inner.cells)) for inner in cell.inside)
    return GridCell(cell.row, cell.column, lines, inside, cell.header)
