"""Columns of running text and tables without rules: where white strips run down a page between words.

Pure geometry over the words of lines. A gap in one line is a space or a gutter, nobody can tell; the same gap
over several lines is a gutter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sources.readers.pdf_glyphs import COLUMN_GAP, Stretch, joined
from sources.readers.tables import is_number

Line = list[Stretch]
_MIN_COLUMN_LINES = 4
_MIN_GRID_ROWS = 3
_CLOSE_GAP = 0.4  # of the height of a line; a space is 0.3 at most
_CLOSE_NUMBERS = 0.6  # of the cells
_MAX_CANDIDATES = 80


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without rules: rows of stretches with the number of the column each stands in."""

    rows: tuple[tuple[tuple[int, Stretch], ...], ...]
    top: float


def text_columns(lines: list[Line]) -> list[list[Line]]:
    """Part lines of words into columns of running text, in reading order.

    A gutter is a strip that no word enters over at least four lines with writing on both sides; the writing
    must run on as text does, or the sides are cells of a table. What stands above and below keeps its place.
    """
    best: tuple[int, int, int, float] | None = None
    for gutter in _gutters(lines):
        for run in _free_runs(lines, gutter):
            start, end = _without_neighbours(lines, run, gutter)
            both = sum(_left(line, gutter) != [] != _right(line, gutter) for line in lines[start:end])
            wanted = both >= _MIN_COLUMN_LINES and (best is None or both > best[0])
            if wanted and _is_wide(lines[start:end], gutter) and _runs_on(lines[start:end], gutter):
                best = (both, start, end, gutter)
    if best is None:
        return [lines] if lines else []
    _, start, end, gutter = best
    left = [side for line in lines[start:end] if (side := _left(line, gutter))]
    right = [side for line in lines[start:end] if (side := _right(line, gutter))]
    return [
        *text_columns(lines[:start]),
        *text_columns(left),
        *text_columns(right),
        *text_columns(lines[end:]),
    ]


def grid_at(lines: Sequence[Line], start: int) -> tuple[Grid, int] | None:
    """The table without rules that begins at line `start`, and the line after it; None where none begins.

    Its lines share at least one strip without words, three of them have cells on both sides, and a quarter of
    the cells are bare numbers. Columns closer than that are told by what the file placed anew: then most of
    the cells beside the first column must be numbers.
    """
    wide = _grid(lines, start, COLUMN_GAP)
    close = _close_grid(lines, start) if _may_be_close(lines, start) else None
    if close is not None and (wide is None or _has_more_columns(close[0], wide[0])):
        return close
    return wide


def _grid(lines: Sequence[Line], start: int, gap: float) -> tuple[Grid, int] | None:
    if not _has_gap(lines[start], gap):
        return None
    edges: list[tuple[float, float]] = []
    end = start
    while end < len(lines) and lines[end]:
        pitch = lines[end - 1][0].middle - lines[end][0].middle if end > start else 0.0
        merged = _merged(edges, lines[end], gap)
        if len(merged) < 2 or pitch > 4 * lines[end][0].height:
            break
        edges = merged
        end += 1
    while end > start and not _has_gap(lines[end - 1], gap):
        end -= 1
    edges = []
    for line in lines[start:end]:
        edges = _merged(edges, line, gap)
    rows = tuple(_row(line, edges) for line in lines[start:end])
    cells = [cell for row in rows for _, cell in row]
    numbers = sum(is_number(cell.text) for cell in cells)
    if sum(len(row) > 1 for row in rows) < _MIN_GRID_ROWS or 4 * numbers < len(cells):
        return None
    return Grid(rows, lines[start][0].top), end


def _close_grid(lines: Sequence[Line], start: int) -> tuple[Grid, int] | None:
    """A table whose columns stand closer than gutters, as long as the lines keep to it."""
    placed: list[Line] = []
    for line in lines[start:]:
        parts = _placed_parts(line)
        if len(parts) < 2:
            break
        placed.append(parts)
    found = _grid(placed, 0, _CLOSE_GAP) if len(placed) >= _MIN_GRID_ROWS else None
    if found is None:
        return None
    grid, count = found
    beside = [cell for row in grid.rows[1:] for column, cell in row if column > 0]
    numbers = sum(is_number(cell.text) for cell in beside)
    return (grid, start + count) if beside and _CLOSE_NUMBERS * len(beside) <= numbers else None


def _may_be_close(lines: Sequence[Line], start: int) -> bool:
    """Whether a line and the next hold what was placed apart, with numbers in the second."""
    if start + 1 >= len(lines) or not all(_is_parted(line) for line in lines[start : start + 2]):
        return False
    return any(is_number(one.text) for one in _placed_parts(lines[start + 1])[1:])


def _is_parted(line: Line) -> bool:
    return any(_is_placed_apart(before, after) for before, after in pairwise(line))


def _is_placed_apart(before: Stretch, after: Stretch) -> bool:
    return after.placed and after.left - before.right > _CLOSE_GAP * after.height


def _placed_parts(line: Line) -> Line:
    """The words of a line put together where one was drawn on from the other."""
    parts: list[Line] = []
    for word in line:
        if parts and not _is_placed_apart(parts[-1][-1], word):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [joined(part) for part in parts]


def _has_more_columns(close: Grid, wide: Grid) -> bool:
    """Whether the close columns part what the wide ones run together, over no fewer rows."""
    return _columns(close) > _columns(wide) and len(close.rows) >= len(wide.rows)


def _columns(grid: Grid) -> int:
    return len({column for row in grid.rows for column, _ in row})


def _row(line: Line, edges: Sequence[tuple[float, float]]) -> tuple[tuple[int, Stretch], ...]:
    places: dict[int, list[Stretch]] = {}
    for word in line:
        column = next(place for place, (_, right) in enumerate(edges) if word.left <= right)
        places.setdefault(column, []).append(word)
    return tuple((column, joined(words)) for column, words in sorted(places.items()))


def _merged(edges: Sequence[tuple[float, float]], line: Line, gap: float) -> list[tuple[float, float]]:
    """The strips of a page that words take, after another line; strips closer than a gutter are one."""
    height = median(word.height for word in line)
    strips: list[tuple[float, float]] = []
    for left, right in sorted([*edges, *((word.left, word.right) for word in line)]):
        if strips and left - strips[-1][1] < gap * height:
            strips[-1] = (strips[-1][0], max(strips[-1][1], right))
        else:
            strips.append((left, right))
    return strips


def _has_gap(line: Line, gap: float) -> bool:
    return any(after.left - before.right > gap * before.height for before, after in pairwise(line))


def _gutters(lines: list[Line]) -> list[float]:
    """Where a gutter may run: the middles of wide gaps, near ones together, the most frequent first."""
    middles = sorted(
        (before.right + after.left) / 2
        for line in lines
        for before, after in pairwise(line)
        if after.left - before.right > COLUMN_GAP * before.height
    )
    groups: list[list[float]] = []
    for middle in middles:
        if groups and middle - groups[-1][-1] < 6:
            groups[-1].append(middle)
        else:
            groups.append([middle])
    frequent = sorted((group for group in groups if len(group) >= _MIN_COLUMN_LINES), key=len, reverse=True)
    return [place for group in frequent[:_MAX_CANDIDATES] for place in {median(group), group[0], group[-1]}]


def _free_runs(lines: list[Line], gutter: float) -> list[tuple[int, int]]:
    """Stretches of lines (from, to) in which no word lies across the gutter."""
    runs = []
    start = 0
    for end in range(len(lines) + 1):
        if end == len(lines) or any(word.left < gutter < word.right for word in lines[end]):
            if end > start:
                runs.append((start, end))
            start = end + 1
    return runs


def _without_neighbours(lines: list[Line], run: tuple[int, int], gutter: float) -> tuple[int, int]:
    """The lines of a run from the first to the last that has both sides, and one-sided ones that directly go
    on.
    """
    both = [index for index in range(*run) if _left(lines[index], gutter) and _right(lines[index], gutter)]
    if not both:
        return run[0], run[0]
    start, end = both[0], both[-1] + 1
    while start > run[0] and _is_close(lines[start - 1], lines[start]):
        start -= 1
    while end < run[1] and _is_close(lines[end - 1], lines[end]):
        end += 1
    return start, end


def _is_close(above: Line, below: Line) -> bool:
    """Whether two lines follow each other as lines of one paragraph do, in type of one size and weight."""
    height = above[0].height
    same_type = abs(height - below[0].height) < 0.15 * height and above[0].bold == below[0].bold
    return same_type and above[0].middle - below[0].middle < 1.9 * height


def _is_wide(lines: list[Line], gutter: float) -> bool:
    """Whether the strip is as wide as a gutter in all of the lines at once."""
    left = max((word.right for line in lines for word in _left(line, gutter)), default=gutter)
    right = min((word.left for line in lines for word in _right(line, gutter)), default=gutter)
    return right - left > COLUMN_GAP * median(word.height for line in lines for word in line)


def _runs_on(lines: list[Line], gutter: float) -> bool:
    """Whether both sides are running text: lines of several words, few bare numbers."""
    for side in ([_left(line, gutter) for line in lines], [_right(line, gutter) for line in lines]):
        texts = [joined(words).text for words in side if words]
        if median(map(len, texts)) < 18 or sum(map(is_number, texts)) * 4 > len(texts):
            return False
    return True


def _left(line: Line, gutter: float) -> Line:
    return [word for word in line if word.right <= gutter]


def _right(line: Line, gutter: float) -> Line:
    return [word for word in line if word.left >= gutter]
