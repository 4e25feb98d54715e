"""The characters of a PDF page with their places, grouped into stretches of writing that lie on one line.

Holds what is measured. Reading order and paragraphs are put together elsewhere.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2.raw as pdfium_raw
from pypdfium2 import PdfTextPage

from sources.readers.limits import refuse_above
from sources.readers.writing import Run, shown

MAX_PAGE_CHARS = 200_000
_HYPHEN_SIGNS = {"\x02": "-", "\ufffe": "-"}
# gaps between words as multiples of the height of the line
_FOLLOWS = 0.15
_WORD_GAP = 0.25
COLUMN_GAP = 0.9
_RAISED_SIZE = 0.88  # of the height of the word, at most
_RAISED_BY = 0.12
_REACHES_DOWN = 0.15
_TANGLED = 0.08
_INKLESS = (pdfium_raw.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_raw.FPDF_TEXTRENDERMODE_CLIP)
_FAINTEST = 12  # of 255
_WIDEST_WORD_GAP = 2.5  # justified lines stretch the spaces between words, all of them alike


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What the characters of one text object share, equal only to itself.

    `number` tells the objects apart, `angle` is the direction of writing in degrees clockwise from left to
    right, `colour` red, green and blue of 0 to 255. `inked` is False for writing that leaves no ink, as
    recognised text behind a scan.
    """

    number: int
    bold: bool = False
    angle: float = 0.0
    colour: tuple[int, int, int] = (0, 0, 0)
    inked: bool = True


PLAIN = Look(0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character and its box in points, origin at the lower left; `space` tells that a space
    precedes it, `placed` that it does not follow what was drawn before, a space included.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    space: bool
    look: Look = PLAIN
    placed: bool = True

    @property
    def height(self) -> float:
        """Height of the box in points, which follows the size of the type."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height on the page at which the line runs."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Writing on one line without a gap as wide as between columns. `bold` when most of it is, `placed` as
    its first character.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False
    placed: bool = True

    @property
    def height(self) -> float:
        """Height of the line in points, which follows the size of the type."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height on the page at which the line runs."""
        return (self.top + self.bottom) / 2


def page_glyphs(page: PdfTextPage) -> list[Glyph]:
    """Read the characters of a page in the order the file draws them."""
    count = page.count_chars()
    refuse_above(MAX_PAGE_CHARS, count, "characters on one page")
    handle = page.raw  # every call on the wrapper would look it up again, and so with the functions
    unicode_of, box_of = pdfium_raw.FPDFText_GetUnicode, pdfium_raw.FPDFText_GetLooseCharBox
    glyphs: list[Glyph] = []
    looks: dict[int, Look] = {}
    box = pdfium_raw.FS_RECTF()
    pointer = ctypes.byref(box)
    space, look, end = True, PLAIN, -math.inf
    bottom = top = -math.inf
    for index in range(count):
        char = chr(unicode_of(handle, index))
        char = _HYPHEN_SIGNS.get(char, char)
        known = box_of(handle, index, pointer)
        if char.isspace() or char == "\x00":
            space = True
            if known and box.right > box.left:  # a space that was drawn, not one that pdfium sees in a gap
                end = box.right
            continue
        if not known:
            continue
        left, right = box.left, box.right
        placed = abs(left - end) > _FOLLOWS * (box.top - box.bottom)
        if space or placed or box.bottom != bottom or box.top != top:  # another object may begin here
            bottom, top = box.bottom, box.top
            drawn = pdfium_raw.FPDFText_GetTextObject(handle, index)
            if drawn:
                place = ctypes.addressof(drawn.contents)
                found = looks.get(place)
                look = found or looks.setdefault(place, _look(handle, index, drawn, len(looks) + 1))
        glyphs.append(Glyph(char, left, bottom, right, top, space, look, placed))
        space, end = False, right
    return glyphs


def word_lines(glyphs: Iterable[Glyph]) -> list[list[Stretch]]:
    """The words of each line, from left to right, the lines from top to bottom."""
    return [[_word(word) for word in _words(line)] for line in _glyph_lines(glyphs)]


def joined(words: Sequence[Stretch]) -> Stretch:
    """Neighbouring words of a line as one stretch."""
    return Stretch(
        " ".join(word.text for word in words),
        min(word.left for word in words),
        median(word.bottom for word in words),
        max(word.right for word in words),
        median(word.top for word in words),
        2 * sum(len(word.text) for word in words if word.bold) > sum(len(word.text) for word in words),
        words[0].placed,
    )


def parted(words: Sequence[Stretch]) -> list[Stretch]:
    """The words of a line as stretches, parted where a gap is wider than the spaces of this line."""
    gaps = [after.left - before.right for before, after in pairwise(words)]
    if not gaps:
        return [joined(words)] if words else []
    height = median(word.height for word in words)
    numeric = sum(word.text[0].isdigit() or word.text[-1].isdigit() for word in words)
    limit = COLUMN_GAP * height
    if 2 * numeric < len(words):
        limit = max(limit, min(_WIDEST_WORD_GAP * height, 1.6 * median(gaps)))
    parts = [[words[0]]]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap > limit:
            parts.append([word])
        else:
            parts[-1].append(word)
    return [joined(part) for part in parts]


def _glyph_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters on one line, from left to right; characters drawn twice to look bold are taken once."""
    lines: list[list[Glyph]] = []
    level, height = math.inf, 0.1
    for glyph in sorted(glyphs, key=lambda one: one.top + one.bottom, reverse=True):
        middle = (glyph.top + glyph.bottom) / 2
        if level - middle < 0.4 * max(height, glyph.top - glyph.bottom):
            lines[-1].append(glyph)
        else:
            level, height = middle, max(glyph.top - glyph.bottom, 0.1)
            lines.append([glyph])
    ordered = [sorted(line, key=lambda one: one.left) for line in _with_raised(lines)]
    return [_once(part) for line in ordered for part in _untangled(line)]


def _with_raised(lines: Iterable[list[Glyph]]) -> list[list[Glyph]]:
    """The lines with marks that are raised so far that they would be lines of their own: they reach down
    into the line below, whose letters are larger.
    """
    kept: list[list[Glyph]] = []
    for line in lines:
        above = kept[-1] if kept else []
        if above and _is_raised_over(above, line):
            kept[-1] = above + line
        else:
            kept.append(line)
    return kept


def _is_raised_over(above: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    base = line[0]
    reach = base.top - _REACHES_DOWN * base.height
    if above[0].bottom >= reach or above[0].height > _RAISED_SIZE * base.height:
        return False  # of most lines the first character tells
    return all(one.height <= _RAISED_SIZE * base.height and one.bottom < reach for one in above)


def _untangled(line: list[Glyph]) -> list[list[Glyph]]:
    """A line from left to right, or two that were printed into each other, by the height of their feet."""
    meets = any(
        after.left < before.right - 0.5 * (before.right - before.left)
        and abs(after.bottom - before.bottom) > _TANGLED * before.height
        for before, after in pairwise(line)
    )
    if not meets:
        return [line]
    usual = Counter(round(glyph.bottom, 1) for glyph in line).most_common(1)[0][0]
    apart = [glyph for glyph in line if _is_off(glyph, usual)]
    level = [glyph for glyph in line if not _is_off(glyph, usual)]
    return [part for part in sorted((level, apart), key=_height_on_page, reverse=True) if part]


def _is_off(glyph: Glyph, foot: float) -> bool:
    """Whether a letter of full size stands higher or lower than the others."""
    return abs(glyph.bottom - foot) > _TANGLED * glyph.height


def _height_on_page(line: Sequence[Glyph]) -> float:
    return line[0].middle if line else 0.0


def _once(line: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in line:
        near = glyph.left - 0.3 * max(glyph.right - glyph.left, 0.1)
        for other in kept[-2:]:
            if other.text == glyph.text and other.left > near:
                break
        else:
            kept.append(glyph)
    return kept


def _words(line: list[Glyph]) -> list[list[Glyph]]:
    words: list[list[Glyph]] = []
    for glyph in line:
        if words and not _begins_word(words[-1][-1], glyph):
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return words


def _begins_word(last: Glyph, glyph: Glyph) -> bool:
    """Whether a space parts two characters; between raised and level ones only a gap tells, because pdfium
    puts a space where the foot of the writing changes.
    """
    height, before = glyph.top - glyph.bottom, last.top - last.bottom
    gap = glyph.left - last.right
    if gap > _WORD_GAP * height and gap > _WORD_GAP * before:
        return True
    if not glyph.space or height == before:
        return glyph.space
    larger = max(height, before)
    return min(height, before) >= _RAISED_SIZE * larger or gap >= 0.5 * _WORD_GAP * larger


def _word(glyphs: Sequence[Glyph]) -> Stretch:
    level, text = glyphs, "".join(glyph.text for glyph in glyphs)
    if len({glyph.bottom for glyph in glyphs}) > 1:
        raised = _raised(glyphs)
        level = [glyph for glyph, above in zip(glyphs, raised, strict=True) if not above] or glyphs
        text = shown([Run(glyph.text, above) for glyph, above in zip(glyphs, raised, strict=True)])
    return Stretch(
        unicodedata.normalize("NFC", text),
        min(glyph.left for glyph in glyphs),
        median(glyph.bottom for glyph in level),
        max(glyph.right for glyph in glyphs),
        median(glyph.top for glyph in level),
        2 * sum(glyph.look.bold for glyph in glyphs) > len(glyphs),
        glyphs[0].placed,
    )


def _raised(glyphs: Sequence[Glyph]) -> list[bool]:
    """Which characters of a word are smaller than the largest and stand above its feet: marks of notes,
    exponents.
    """
    most = _RAISED_SIZE * max(glyph.height for glyph in glyphs)
    foot = median(glyph.bottom for glyph in glyphs if glyph.height > most) + _RAISED_BY * most
    return [glyph.height <= most and glyph.bottom > foot for glyph in glyphs]


def _look(page: pdfium_raw.FPDF_TEXTPAGE, index: int, drawn: pdfium_raw.FPDF_PAGEOBJECT, number: int) -> Look:
    mode = pdfium_raw.FPDFTextObj_GetTextRenderMode(drawn)
    parts = [ctypes.c_uint() for _ in range(4)]
    outlined = mode in (pdfium_raw.FPDF_TEXTRENDERMODE_STROKE, pdfium_raw.FPDF_TEXTRENDERMODE_STROKE_CLIP)
    colour_of = pdfium_raw.FPDFText_GetStrokeColor if outlined else pdfium_raw.FPDFText_GetFillColor
    known = colour_of(page, index, *map(ctypes.byref, parts))
    red, green, blue, opacity = (part.value for part in parts) if known else (0, 0, 0, 255)
    return Look(
        number,
        _is_bold(page, index),
        math.degrees(max(pdfium_raw.FPDFText_GetCharAngle(page, index), 0.0)),
        (red, green, blue),
        mode not in _INKLESS and opacity > _FAINTEST,
    )


def _is_bold(page: pdfium_raw.FPDF_TEXTPAGE, index: int) -> bool:
    """Whether the font's name says bold; the weight that fonts declare is often missing or wrong."""
    name = ctypes.create_string_buffer(128)
    pdfium_raw.FPDFText_GetFontInfo(page, index, name, 128, None)
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))
