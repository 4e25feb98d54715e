"""From the characters of a page to paragraphs and tables in reading order.

Pure geometry; nothing here opens a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from sources.readers.pdf_columns import Grid, grid_at, text_columns
from sources.readers.pdf_glyphs import Glyph, Stretch, joined, parted, word_lines

_BULLET = re.compile(r"(?:[•·▪‣●○*\uf0b7\uf0a7-]|[–—](?=\s)|\d{1,2}[.)])\s*\S")
_PROSE = 45  # characters: a shorter line may be a label
_NEAREST = 0.5  # heights from line to line; what is nearer was printed into it
_FILLED = 0.75  # of its column: what a line inside a sentence takes at least
_ADJECTIVE = re.compile(
    r"\w*(?:ая|ый|ий|ое|ее|ые|ие|ой|ей|ого|его|ому|ему|ым|им|ых|их|ую|юю|ыми|ими|ом|ем)\b"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one paragraph, joined; the place of its first line and the size of its type in points.

    `full` tells that its last line is filled as lines inside a sentence are, `opens` that it begins a further
    column.
    """

    text: str
    left: float
    top: float
    bottom: float
    height: float
    is_item: bool
    bold: bool = False
    full: bool = False
    opens: bool = False


def page_parts(glyphs: Iterable[Glyph]) -> list[Paragraph | Grid]:
    """The paragraphs and unruled tables of a page in reading order: columns from left to right, tables as
    rows.
    """
    parts: list[Paragraph | Grid] = []
    for number, column in enumerate(text_columns(word_lines(glyphs))):
        start = len(parts)
        left = min(line[0].left for line in column)
        right = max(line[-1].right for line in column)
        waiting: list[Stretch] = []
        index = 0
        while index < len(column):
            found = grid_at(column, index)
            if found is None:
                waiting.append(_whole(column[index], left, right))
                index += 1
                continue
            parts.extend(_paragraphs(waiting))
            waiting = []
            grid, index = found
            parts.append(grid)
        parts.extend(_paragraphs(waiting))
        first = parts[start] if number and start < len(parts) else None
        if isinstance(first, Paragraph):
            parts[start] = replace(first, opens=True)
    return parts


def joined_lines(texts: Sequence[str]) -> str:
    """Join the lines of a paragraph by spaces, words parted at a line's end made whole.

    A hyphen at a line's end is dropped before a small letter, unless the parts look like a compound that
    keeps it («медико-санитарная», «анестезиологов-реаниматологов»).
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
    if first is None or len(first.group()) < 5:
        return True
    second = after.split()[0].strip('.,;:!?»")')
    adjective = first.group().endswith("о") and len(second) >= 6 and _ADJECTIVE.fullmatch(second)
    inflected_alike = len(first.group()) >= 6 <= len(second) and first.group()[-2:] == second[-2:]
    return not (adjective or inflected_alike)


def _whole(words: Sequence[Stretch], left: float, right: float) -> Stretch:
    """A line as one stretch: wide gaps become tabs, unless the line is stretched from edge to edge of its
    column.
    """
    height = words[0].height
    numbers = sum(word.text[0].isdigit() for word in words)
    if words[0].left - left < height and right - words[-1].right < height and 2 * numbers < len(words):
        return joined(words)
    parts = parted(words)
    return replace(joined(parts), text="\t".join(part.text for part in parts))


def _paragraphs(lines: list[Stretch]) -> list[Paragraph]:
    if not lines:
        return []
    pitches = [above.middle - below.middle for above, below in pairwise(lines)]
    usual = median(sorted(pitches)[: max(1, (len(pitches) + 1) // 2)]) if pitches else 0.0
    left = min(one.left for one in lines)
    groups = [[lines[0]]]
    for above, below in pairwise(lines):
        if _goes_on(above, below, usual, left, _edge(lines, above)):
            groups[-1].append(below)
        else:
            groups.append([below])
    return [_paragraph(group, left, _edge(lines, group[-1])) for group in groups]


def _paragraph(group: list[Stretch], left: float, right: float) -> Paragraph:
    text = joined_lines([one.text for one in group])
    return Paragraph(
        text,
        group[0].left,
        group[0].top,
        group[-1].bottom,
        median(one.height for one in group),
        bool(_BULLET.match(group[0].text)),
        all(one.bold for one in group),
        len(text) >= _PROSE and group[-1].right - left > _FILLED * (right - left),
    )


def _edge(lines: Sequence[Stretch], line: Stretch) -> float:
    """Where lines in the type of this one end at the right: a title may reach further than the text."""
    return max(one.right for one in lines if abs(one.height - line.height) < 0.15 * max(line.height, 1.0))


def _goes_on(above: Stretch, below: Stretch, usual: float, left: float, right: float) -> bool:
    """Whether `below` continues the paragraph of `above`.

    It does not when set off by space, printed over, indented, of another size or weight, a list item, or when
    its first word would still have fitted on the line above.
    """
    height = max(above.height, 1.0)
    pitch = above.middle - below.middle
    if not _NEAREST * height < pitch <= 1.3 * max(usual, 0.9 * height):
        return False
    if abs(above.height - below.height) > 0.15 * height:
        return False
    if _BULLET.match(below.text) or "\t" in above.text or "\t" in below.text or above.bold != below.bold:
        return False
    if (
        below.left - left > 0.9 * height
        and below.left - above.left > 0.9 * height
        and not _centred(above, below)
    ):
        return False
    mid_sentence = below.text[:1].islower() and not above.text.endswith((".", ";", ":", "!", "?"))
    if mid_sentence and above.right - left > 0.6 * (right - left):
        return True
    if _is_cut(above, below) and above.right - left > _FILLED * (right - left):
        return True
    first = len(below.text.split()[0]) if below.text.split() else 0
    word = (below.right - below.left) / max(len(below.text), 1) * (first + 1)
    begins_at_left = above.left - left < 3.5 * height
    room = right - above.right if begins_at_left else (right - left) - (above.right - above.left)
    return room < 0.9 * word + 0.5 * height or above.text.endswith(("-", "\u00ad"))


def _is_cut(above: Stretch, below: Stretch) -> bool:
    """Whether a sentence goes on below with a number."""
    long = len(above.text) >= _PROSE
    return long and below.text[:1].isdecimal() and not above.text.endswith((".", ";", ":", "!", "?"))


def _centred(above: Stretch, below: Stretch) -> bool:
    return abs((above.left + above.right) - (below.left + below.right)) < max(above.height, 1.0)
