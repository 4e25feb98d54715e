"""From stretches of writing on a page to columns, paragraphs and tables without rules.

Pure geometry over immutable stretches; nothing here opens a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sources.readers.pdf_glyphs import Stretch, lines_of
from sources.readers.tables import is_number

Line = list[Stretch]
_BULLET = re.compile(r"(?:[•·▪‣●○*\uf0b7\uf0a7-]|[–—](?=\s)|\d{1,2}[.)])\s*\S")
_ADJECTIVE = re.compile(
    r"\w*(?:ая|ый|ий|ое|ее|ые|ие|ой|ей|ого|его|ому|ему|ым|им|ых|их|ую|юю|ыми|ими|ом|ем)\b"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one paragraph, joined; the place of its first line and the size of its type in points."""

    text: str
    left: float
    top: float
    bottom: float
    height: float
    is_item: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without rules: rows of stretches with the number of the column each stands in."""

    rows: tuple[tuple[tuple[int, Stretch], ...], ...]
    top: float


def page_parts(found: Sequence[Stretch]) -> list[Paragraph | Grid]:
    """The paragraphs and unruled tables of a page in reading order: columns from left to right, tables as
    rows.
    """
    parts: list[Paragraph | Grid] = []
    for column in _columns(lines_of(found)):
        parts.extend(_column_parts(column))
    return parts


def joined_lines(texts: Sequence[str]) -> str:
    """Join the lines of a paragraph by spaces, words parted at a line's end made whole.

    A hyphen at a line's end is dropped before a small letter, unless the parts look like one of the compound
    adjectives that keep it («медико-санитарная»).
    """
    text = ""
    for line in texts:
        written = line.strip()
        if not text:
            text = written
        elif text.endswith("\u00ad"):
            text = text.rstrip("\u00ad") + written
        elif re.search(r"[^\W\d_]-$", text):
            text = (text[:-1] if _was_parted(text, written) else text) + written
        elif re.search(r"\d[-–]$", text) or re.search(r"\w[-–]$", text):
            text += written
        else:
            text += " " + written
    return text.replace("\u00ad", "")


def _was_parted(before: str, after: str) -> bool:
    """Whether a hyphen at a line's end only parts a word."""
    if not after[:1].islower():
        return False
    first = re.search(r"[^\W\d_]+(?=-$)", before)
    compound = first is not None and len(first.group()) >= 5 and first.group().endswith("о")
    second = after.split()[0].strip('.,;:!?»")')
    return not (compound and len(second) >= 6 and _ADJECTIVE.fullmatch(second))


def _columns(lines: list[Line]) -> list[list[Line]]:
    """Part lines into columns of running text, each column a list of lines.

    A gutter is a vertical strip that no stretch crosses over at least four lines with writing on both sides;
    writing must fill both sides as running text does, or the sides are cells of a table.
    """
    best: tuple[int, int, int, float] | None = None
    for gutter in _gutters(lines):
        start = 0
        for end in range(len(lines) + 1):
            crossed = end == len(lines) or any(one.left < gutter < one.right for one in lines[end])
            if not crossed:
                continue
            both = sum(
                any(one.right <= gutter for one in line) and any(one.left >= gutter for one in line)
                for line in lines[start:end]
            )
            if both >= 4 and (best is None or both > best[0]) and _runs_on(lines[start:end], gutter):
                best = (both, start, end, gutter)
            start = end + 1
    if best is None:
        return [lines] if lines else []
    _, start, end, gutter = best
    left = [side for line in lines[start:end] if (side := [one for one in line if one.right <= gutter])]
    right = [side for line in lines[start:end] if (side := [one for one in line if one.left >= gutter])]
    return [*_columns(lines[:start]), *_columns(left), *_columns(right), *_columns(lines[end:])]


def _gutters(lines: list[Line]) -> list[float]:
    """Places where a gutter may run: the middles of gaps between neighbours on a line, near ones taken
    together.
    """
    middles = sorted((before.right + after.left) / 2 for line in lines for before, after in pairwise(line))
    places: list[float] = []
    for middle in middles:
        if not places or middle - places[-1] > 6:
            places.append(middle)
    return places if len(places) <= 40 else []


def _runs_on(lines: list[Line], gutter: float) -> bool:
    for side in (
        [one for line in lines for one in line if one.right <= gutter],
        [one for line in lines for one in line if one.left >= gutter],
    ):
        if median(len(one.text) for one in side) < 18 or sum(is_number(one.text) for one in side) * 4 > len(
            side
        ):
            return False
    return True


def _column_parts(lines: list[Line]) -> list[Paragraph | Grid]:
    parts: list[Paragraph | Grid] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and len(lines[end]) > 1:
            end += 1
        grid = _grid(lines[start:end]) if end - start >= 3 else None
        if grid is not None:
            parts.append(grid)
            start = end
            continue
        end = max(end, start + 1)
        while end < len(lines) and not (len(lines[end]) > 1 and _grid_begins(lines[end : end + 3])):
            end += 1
        parts.extend(_paragraphs([_whole(line) for line in lines[start:end]]))
        start = end
    return parts


def _grid_begins(lines: list[Line]) -> bool:
    return len(lines) == 3 and all(len(line) > 1 for line in lines)


def _grid(lines: list[Line]) -> Grid | None:
    """Lines of several stretches as a table, when a third of the stretches are bare numbers."""
    every = [one for line in lines for one in line]
    if 3 * sum(is_number(one.text) for one in every) < len(every):
        return None
    edges: list[list[float]] = []
    for one in sorted(every, key=lambda stretch: stretch.left):
        if edges and one.left < edges[-1][1]:
            edges[-1][1] = max(edges[-1][1], one.right)
        else:
            edges.append([one.left, one.right])
    rows = []
    for line in lines:
        places = [next(place for place, (_, right) in enumerate(edges) if one.left < right) for one in line]
        if len(set(places)) != len(places):
            return None
        rows.append(tuple(zip(places, line, strict=True)))
    return Grid(tuple(rows), lines[0][0].top)


def _whole(line: Line) -> Stretch:
    """A line of several stretches as one, parted by tabs as they are by gaps."""
    return Stretch(
        "\t".join(one.text for one in line),
        line[0].left,
        min(one.bottom for one in line),
        max(one.right for one in line),
        max(one.top for one in line),
    )


def _paragraphs(lines: list[Stretch]) -> list[Paragraph]:
    if not lines:
        return []
    pitches = [above.middle - below.middle for above, below in pairwise(lines)]
    usual = median(sorted(pitches)[: max(1, (len(pitches) + 1) // 2)]) if pitches else 0.0
    left, right = min(one.left for one in lines), max(one.right for one in lines)
    groups = [[lines[0]]]
    for above, below in pairwise(lines):
        if _goes_on(above, below, usual, left, right):
            groups[-1].append(below)
        else:
            groups.append([below])
    return [
        Paragraph(
            joined_lines([one.text for one in group]),
            group[0].left,
            group[0].top,
            group[-1].bottom,
            median(one.height for one in group),
            bool(_BULLET.match(group[0].text)),
        )
        for group in groups
    ]


def _goes_on(above: Stretch, below: Stretch, usual: float, left: float, right: float) -> bool:
    """Whether `below` continues the paragraph of `above`.

    It does not when set off by space, indented, of another size, a list item, or when its first word would
    still have fitted on the line above.
    """
    height = max(above.height, 1.0)
    pitch = above.middle - below.middle
    if pitch > 1.3 * max(usual, 0.9 * height) or abs(above.height - below.height) > 0.15 * height:
        return False
    if _BULLET.match(below.text) or "\t" in above.text or "\t" in below.text:
        return False
    if below.left - left > 0.9 * height and below.left - above.left > 0.9 * height:
        return False
    mid_sentence = below.text[:1].islower() and not above.text.endswith((".", ";", ":", "!", "?"))
    if mid_sentence and above.right - left > 0.6 * (right - left):
        return True
    first = len(below.text.split()[0]) + 1 if below.text.split() else 1
    width = (below.right - below.left) / max(len(below.text), 1) * first
    centred = (
        abs((above.left + above.right) - (below.left + below.right)) < height and above.left - left > height
    )
    return centred or above.right + 0.9 * width > right - 0.5 * height or above.text.endswith(("-", "\u00ad"))
