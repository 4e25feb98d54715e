"""What of a page's characters a person reads as its lines: not what is hidden, struck out or laid across.

Works on characters and on what else the page draws. Holds no words and no reading order.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from sources.readers.pdf_glyphs import Glyph, Look
from sources.readers.writing import is_tiny

Box = tuple[float, float, float, float]

_MOST_DRAWN = 3000  # pieces of a map or chart
_MOST_GROUNDS = 100
_MOST_ODD = 200  # text objects of other colours or sizes; a page of more is a poster
_MOST_COMPARED = 500_000  # pairs of letters, or of letters and lines
_STRAIGHT = 2.5  # degrees within which writing runs with the page; scans lie askew by one or two
_WHITE = 0xF0
_THIN = 2.5  # points: the strongest line through a word
_LARGE = 1.6  # times the usual height of letters
_STRUCK = (0.3, 0.66)  # where a line strikes letters out, from their feet (0) to their top (1)
_OVERLAP = 0.2  # of the smaller letter
_COVERED = 2  # letters
_FILLED = 0.7  # of a line's length lies on the letters that it strikes out


@dataclass(frozen=True, slots=True)
class Seen:
    """The characters of a page, upright: `lines` are its writing, `turned` stand across them at a right angle
    (heads of columns, margins), `across` are the words of stamps and watermarks, `hidden` what no one sees
    with the reason. `turn` is by how many degrees clockwise the page was turned to make its lines level.
    """

    lines: tuple[Glyph, ...]
    turned: tuple[Glyph, ...] = ()
    across: tuple[str, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    turn: int = 0


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What else a page draws: pictures, painted grounds, and thin level lines."""

    pictures: tuple[Box, ...] = ()
    grounds: tuple[Box, ...] = ()
    strokes: tuple[Box, ...] = ()


def seen_glyphs(page: pdfium.PdfPage, glyphs: Sequence[Glyph]) -> Seen:
    """Sort the characters of a page by how a person sees them."""
    if not glyphs:
        return Seen(())
    box = page.get_bbox()
    drawn = _drawn(page)
    unseen = _unseen(glyphs, box, drawn)
    hidden = tuple(_stretches((glyphs[index], why) for index, why in sorted(unseen.items())))
    visible = [glyph for index, glyph in enumerate(glyphs) if index not in unseen] if unseen else glyphs
    main = _main_angle(visible)
    turn = round((360 - main) / 90) % 4 * 90
    looks = {glyph.look for glyph in visible}
    crosswise = {look for look in looks if _apart(look.angle, main) > _STRAIGHT}
    square = {look for look in crosswise if abs(_apart(look.angle, main) - 90) <= _STRAIGHT}
    over = _laid_over([glyph for glyph in visible if glyph.look not in crosswise] if crosswise else visible)
    beside = crosswise | over
    lines = [glyph for glyph in visible if glyph.look not in beside] if beside else visible
    across = [
        *_words([glyph for glyph in visible if glyph.look in crosswise - square]),
        *_words([glyph for glyph in visible if glyph.look in over]),
    ]
    turned = [glyph for glyph in visible if glyph.look in square] if square else []
    return Seen(
        tuple(_turned(lines, box, turn)), tuple(_turned(turned, box, turn)), tuple(across), hidden, turn
    )


def read_turned(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Characters that stand across the lines, turned to be read as lines themselves."""
    if not glyphs:
        return []
    # the angle is that of the page as drawn; up or down is told by how the characters follow each other
    rising = sum(b.bottom - a.bottom for a, b in pairwise(glyphs)) >= 0
    return list(_turned(glyphs, (0.0, 0.0, 0.0, 0.0), 90 if rising else 270))


def turned_words(glyphs: Sequence[Glyph]) -> list[str]:
    """The words of characters that stand across the lines, one text for each stretch drawn at once."""
    return list(_words(glyphs))


def _unseen(glyphs: Sequence[Glyph], box: Box, drawn: _Drawn) -> dict[int, str]:
    """Why characters are not seen, by their place in the sequence; those that are seen have no entry."""
    found: dict[int, str] = dict.fromkeys(_struck_out(glyphs, drawn.strokes), "struck out")
    places: dict[Look, list[int]] = {}
    for index, glyph in enumerate(glyphs):
        places.setdefault(glyph.look, []).append(index)
    for look, inside in places.items():
        # what only runs over the edge is seen
        if not any(_holds(box, _middle(glyphs[index])) for index in inside):
            found.update(dict.fromkeys(inside, "outside the page"))
        elif is_tiny(max(glyphs[index].height for index in (inside[0], inside[-1]))):
            found.update(dict.fromkeys(inside, "tiny"))
        elif not look.inked or min(look.colour) >= _WHITE:
            why: str | None = None
            for index in inside:
                if glyphs[index].space or index == inside[0]:
                    why = _colourless(glyphs[index], drawn)
                if why:
                    found[index] = why
    return found


def _colourless(glyph: Glyph, drawn: _Drawn) -> str | None:
    """Why a character leaves nothing to be seen: writing without ink over a picture is what was recognised in
    it, and white letters are seen on a painted ground.
    """
    inked = glyph.look.inked
    grounds = (*drawn.pictures, *drawn.grounds) if inked else drawn.pictures
    if any(_holds(one, _middle(glyph)) for one in grounds):
        return None
    return "white" if inked else "hidden"


def _struck_out(glyphs: Sequence[Glyph], strokes: Sequence[Box]) -> frozenset[int]:
    """The characters through whose middle a line runs that is no longer than they are together."""
    if not strokes:
        return frozenset()
    ordered = sorted(range(len(glyphs)), key=lambda index: glyphs[index].middle)
    middles = [glyphs[index].middle for index in ordered]
    reach = max(glyph.height for glyph in glyphs)
    found: set[int] = set()
    compared = 0
    for left, bottom, right, top in strokes:
        level = (bottom + top) / 2
        near = ordered[bisect_left(middles, level - reach) : bisect_right(middles, level + reach)]
        compared += len(near)
        if compared > _MOST_COMPARED:
            break
        crossed = [index for index in near if _is_crossed(glyphs[index], left, right, level)]
        if not crossed:
            continue
        width = max(glyphs[one].right for one in crossed) - min(glyphs[one].left for one in crossed)
        covered = sum(glyphs[one].right - glyphs[one].left for one in crossed)
        if width >= _FILLED * (right - left) and covered >= _FILLED * width:
            found.update(crossed)
    return frozenset(found)


def _is_crossed(glyph: Glyph, left: float, right: float, level: float) -> bool:
    if not left <= (glyph.left + glyph.right) / 2 <= right:
        return False
    return _STRUCK[0] <= (level - glyph.bottom) / max(glyph.height, 0.1) <= _STRUCK[1]


def _drawn(page: pdfium.PdfPage) -> _Drawn:
    """What a page draws besides writing; nothing where it draws so much that it is a map or a chart."""
    kinds = [
        pdfium_raw.FPDF_PAGEOBJ_PATH,
        pdfium_raw.FPDF_PAGEOBJ_IMAGE,
        pdfium_raw.FPDF_PAGEOBJ_SHADING,
        pdfium_raw.FPDF_PAGEOBJ_FORM,
    ]
    objects = list(islice(page.get_objects(filter=kinds, max_depth=1), _MOST_DRAWN + 1))
    if len(objects) > _MOST_DRAWN:
        return _Drawn(grounds=(page.get_bbox(),), pictures=(page.get_bbox(),))
    pictures: list[Box] = []
    grounds: list[Box] = []
    strokes: list[Box] = list(_struck_by_notes(page))
    for one in objects:
        box = _bounds(one)
        if one.type in (pdfium_raw.FPDF_PAGEOBJ_IMAGE, pdfium_raw.FPDF_PAGEOBJ_FORM):
            pictures.append(box)
        elif one.type == pdfium_raw.FPDF_PAGEOBJ_SHADING or _is_painted(one):
            grounds.append(box)
        if one.type == pdfium_raw.FPDF_PAGEOBJ_PATH and box[3] - box[1] <= _THIN < box[2] - box[0]:
            strokes.append(box)
    return _Drawn(_largest(pictures), _largest(grounds), tuple(strokes))


def _largest(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """The boxes most likely to lie under writing; a page of thousands is no ground for letters."""
    by_area = sorted(boxes, key=lambda one: (one[0] - one[2]) * (one[3] - one[1]))
    return tuple(by_area[:_MOST_GROUNDS])


def _bounds(one: pdfium.PdfObject) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    known = pdfium_raw.FPDFPageObj_GetBounds(one, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides) if known else (0.0, 0.0, 0.0, 0.0)
    return left, bottom, right, top


def _is_painted(one: pdfium.PdfObject) -> bool:
    """Whether a path is filled with a colour on which white letters are seen."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium_raw.FPDFPath_GetDrawMode(one, ctypes.byref(mode), ctypes.byref(stroked)) or not mode.value:
        return False
    parts = [ctypes.c_uint() for _ in range(4)]
    known = pdfium_raw.FPDFPageObj_GetFillColor(one, *map(ctypes.byref, parts))
    return not known or min(part.value for part in parts[:3]) < _WHITE


def _struck_by_notes(page: pdfium.PdfPage) -> Iterator[Box]:
    """The lines by which annotations strike text out."""
    for index in range(min(pdfium_raw.FPDFPage_GetAnnotCount(page), _MOST_DRAWN)):
        note = pdfium_raw.FPDFPage_GetAnnot(page, index)
        try:
            if pdfium_raw.FPDFAnnot_GetSubtype(note) != pdfium_raw.FPDF_ANNOT_STRIKEOUT:
                continue
            corners = pdfium_raw.FS_QUADPOINTSF()
            for number in range(min(pdfium_raw.FPDFAnnot_CountAttachmentPoints(note), _MOST_DRAWN)):
                if pdfium_raw.FPDFAnnot_GetAttachmentPoints(note, number, ctypes.byref(corners)):
                    across = [corners.x1, corners.x2, corners.x3, corners.x4]
                    level = (corners.y1 + corners.y2 + corners.y3 + corners.y4) / 4
                    yield min(across), level, max(across), level
        finally:
            pdfium_raw.FPDFPage_CloseAnnot(note)


def _laid_over(glyphs: Sequence[Glyph]) -> frozenset[Look]:
    """The looks of text objects that lie over the lines of the page: much larger or coloured unlike the text,
    with letters of it under theirs.
    """
    if not glyphs:
        return frozenset()
    usual = median(glyph.height for glyph in glyphs)
    ink = Counter(glyph.look.colour for glyph in glyphs).most_common(1)[0][0]
    odd: dict[Look, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.height > _LARGE * usual or glyph.look.colour != ink:
            odd.setdefault(glyph.look, []).append(glyph)
    if not odd or len(odd) > _MOST_ODD:
        return frozenset()
    plain = [glyph for glyph in glyphs if glyph.look not in odd]
    return frozenset(look for look, group in odd.items() if _covers(group, plain))


def _covers(group: Sequence[Glyph], others: Sequence[Glyph]) -> bool:
    """Whether the ink of a text object runs into that of letters of the text, not only beside them."""
    left, right = min(one.left for one in group), max(one.right for one in group)
    bottom, top = min(one.bottom for one in group), max(one.top for one in group)
    near = [
        one
        for one in others
        if one.right > left and one.left < right and one.top > bottom and one.bottom < top
    ]
    if len(near) * len(group) > _MOST_COMPARED:
        return False
    return sum(any(_run_together(mine, one) for mine in group) for one in near) >= _COVERED


def _run_together(one: Glyph, other: Glyph) -> bool:
    """Whether the ink of two letters overlaps by a good part of the smaller, and they are not one letter
    drawn twice.
    """
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(_crown(one), _crown(other)) - max(_feet(one), _feet(other))
    narrow = min(one.right - one.left, other.right - other.left)
    low = min(_crown(one) - _feet(one), _crown(other) - _feet(other))
    twice = one.text == other.text and abs(one.left - other.left) < 0.3 * narrow
    return wide > _OVERLAP * narrow and high > _OVERLAP * low and not twice


def _feet(glyph: Glyph) -> float:
    """Where the ink of a letter begins: its box reaches below and above it."""
    return glyph.bottom + 0.15 * glyph.height


def _crown(glyph: Glyph) -> float:
    return glyph.top - 0.2 * glyph.height


def _main_angle(glyphs: Sequence[Glyph]) -> float:
    """The direction in which most of a page is written."""
    counted = Counter(glyph.look for glyph in glyphs)
    angles: Counter[float] = Counter()
    for look, count in counted.items():
        angles[round(look.angle, 1) % 360] += count
    return angles.most_common(1)[0][0] if angles else 0.0


def _apart(one: float, other: float) -> float:
    """The angle between two directions, 0 to 180 degrees."""
    turned = abs(one - other) % 360
    return min(turned, 360 - turned)


def _turned(glyphs: Iterable[Glyph], box: Box, turn: int) -> Iterator[Glyph]:
    """Characters on the page turned clockwise by a multiple of 90 degrees."""
    left, bottom, right, top = box
    for one in glyphs:
        if turn == 90:
            sides = (one.bottom - bottom, right - one.right, one.top - bottom, right - one.left)
        elif turn == 180:
            sides = (right - one.right, top - one.top, right - one.left, top - one.bottom)
        elif turn == 270:
            sides = (top - one.top, one.left - left, top - one.bottom, one.right - left)
        else:
            yield one
            continue
        yield replace(one, left=sides[0], bottom=sides[1], right=sides[2], top=sides[3])


def _words(glyphs: Sequence[Glyph]) -> Iterator[str]:
    for _, group in groupby(glyphs, key=lambda one: one.look.number):
        yield _written(list(group))


def _stretches(found: Iterable[tuple[Glyph, str]]) -> Iterator[tuple[str, str]]:
    """The texts that no one sees, each with its reason."""
    for why, group in groupby(found, key=lambda one: one[1]):
        yield _written([glyph for glyph, _ in group]), why


def _written(glyphs: Sequence[Glyph]) -> str:
    return "".join((" " if one.space else "") + one.text for one in glyphs).strip()


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
