"""A story of a rich text file while it is written: its paragraphs, and its tables on their grids.

Holds how lines, cells and rows end and where cells stand. Which words end them is told by
rich_text_stories.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sources.readers.grids import Grid, GridCell
from sources.readers.limits import MAX_CELLS, refuse_above
from sources.readers.rich_text_words import Look
from sources.readers.writing import Run

_NEAR = 60  # twips (a millimetre) between borders of cells that are meant to be one line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables."""

    runs: tuple[Run, ...]
    heading: bool


@dataclass(slots=True)
class Story:
    """A stretch of writing of its own: its kind, and its paragraphs and tables in order."""

    kind: str
    items: list[Paragraph | Grid] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as written: cells with their lines and the tables in them, right borders in twips, and which
    cells go on from the row above or the cell before.
    """

    cells: tuple[tuple[tuple[tuple[Run, ...], ...], tuple[Grid, ...]], ...]
    borders: tuple[int, ...]
    goes_on: tuple[bool, ...]


@dataclass(slots=True)
class Level:
    """A table that is being written at one depth."""

    lines: list[tuple[Run, ...]] = field(default_factory=list)
    cells: list[tuple[tuple[tuple[Run, ...], ...], tuple[Grid, ...]]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    borders: list[int] = field(default_factory=list)
    goes_on: list[bool] = field(default_factory=list)
    next_goes_on: bool = False


@dataclass(slots=True)
class OpenStory:
    """A story that is being written."""

    story: Story
    runs: list[Run] = field(default_factory=list)
    levels: dict[int, Level] = field(default_factory=dict)

    def level(self, depth: int) -> Level:
        """The table that is being written at a depth, from 1."""
        return self.levels.setdefault(max(depth, 1), Level())

    def end_line(self, look: Look) -> None:
        """Close the paragraph: a line of a cell inside tables, else a paragraph after the table before it."""
        runs, self.runs = tuple(self.runs), []
        if look.nested:
            if any(run.text for run in runs):
                self.level(look.nested).lines.append(runs)
        else:
            self.end_table()
            if any(run.text for run in runs):
                self.story.items.append(Paragraph(runs, look.heading))

    def end_cell(self, depth: int) -> None:
        """Close a cell of the table at a depth, with the table inside it."""
        level = self.level(depth)
        lines = [*level.lines, tuple(self.runs)] if self.runs else level.lines
        inside = self.ended(depth + 1)
        level.cells.append((tuple(lines), (inside,) if inside is not None else ()))
        level.lines, self.runs = [], []

    def end_row(self, depth: int) -> None:
        """Close a row of the table at a depth."""
        level = self.level(depth)
        if level.cells:
            level.rows.append(Row(tuple(level.cells), tuple(level.borders), tuple(level.goes_on)))
        level.cells, level.lines, self.runs = [], [], []

    def end_table(self) -> None:
        """Close the outermost table, which then stands in the story."""
        grid = self.ended(1)
        if grid is not None:
            self.story.items.append(grid)

    def ended(self, depth: int) -> Grid | None:
        """Close the table at a depth and return it; null when there is none."""
        level = self.levels.pop(depth, None)
        if level is None:
            return None
        if level.cells:
            level.rows.append(Row(tuple(level.cells), tuple(level.borders), tuple(level.goes_on)))
        return grid_of(level.rows) if level.rows else None

    def close(self, look: Look) -> None:
        """Close whatever is open."""
        self.end_line(replace(look, nested=0))
        self.end_table()


def grid_of(rows: list[Row]) -> Grid:
    """Lay rows out on one grid: where their borders differ, a cell covers the columns between its own."""
    lines = _lines(rows)
    cells: list[GridCell] = []
    for row_number, row in enumerate(rows):
        placed = len(row.borders) == len(row.cells) and bool(lines)
        starts = [0, *(_at(border, lines) + 1 for border in row.borders[:-1])] if placed else []
        goes_on = row.goes_on if len(row.goes_on) == len(row.cells) else (False,) * len(row.cells)
        for number, ((content, inside), covered) in enumerate(zip(row.cells, goes_on, strict=True)):
            if not covered:
                column = starts[number] if placed else number
                cells.append(GridCell(row_number, column, content, inside))
    refuse_above(MAX_CELLS, len(cells), "cells")
    return Grid(tuple(cells))


def _lines(rows: list[Row]) -> list[int]:
    """The vertical lines of a table in twips, where its rows do not all have the same number of cells."""
    if len({len(row.cells) for row in rows}) == 1:
        return []
    found: list[int] = []
    for border in sorted({border for row in rows for border in row.borders}):
        if not found or border - found[-1] > _NEAR:
            found.append(border)
    return found


def _at(border: int, lines: list[int]) -> int:
    return min(range(len(lines)), key=lambda number: abs(lines[number] - border))
