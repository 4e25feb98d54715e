"""The characters of a PDF page with their places, grouped into stretches of writing that lie on one line.

Holds what is measured. Reading order and paragraphs are put together elsewhere.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

import pypdfium2.raw as pdfium_raw
from pypdfium2 import PdfTextPage

from sources.readers.limits import refuse_above

MAX_PAGE_CHARS = 400_000
_HYPHEN_SIGNS = {"\x02": "-", "\ufffe": "-"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character and its box in points, origin at the lower left; `space` tells that a space
    precedes it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    space: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Writing on one line without a gap as wide as between columns."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

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
    glyphs: list[Glyph] = []
    box = pdfium_raw.FS_RECTF()
    space = False
    for index in range(count):
        char = chr(pdfium_raw.FPDFText_GetUnicode(page, index))
        char = _HYPHEN_SIGNS.get(char, char)
        if char.isspace() or char == "\x00":
            space = True
            continue
        if not pdfium_raw.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box)):
            continue
        glyphs.append(Glyph(char, box.left, box.bottom, box.right, box.top, space))
        space = False
    return glyphs


def stretches(glyphs: Iterable[Glyph]) -> list[Stretch]:
    """Group characters into stretches, those on one line from left to right, lines from top to bottom."""
    return _joined([_stretch(run) for run in _runs(glyphs)])


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters drawn one after another on one line, without a wide gap."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs:
            last = runs[-1][-1]
            height = max(last.top - last.bottom, glyph.top - glyph.bottom, 1.0)
            on_line = abs((last.top + last.bottom) - (glyph.top + glyph.bottom)) / 2 < 0.4 * height
            gap = glyph.left - last.right
            if on_line and -0.6 * height < gap < 0.9 * height:
                runs[-1].append(glyph)
                continue
        runs.append([glyph])
    return runs


def _stretch(run: list[Glyph]) -> Stretch:
    text = "".join((" " if glyph.space and index else "") + glyph.text for index, glyph in enumerate(run))
    return Stretch(
        unicodedata.normalize("NFC", text),
        min(glyph.left for glyph in run),
        median(glyph.bottom for glyph in run),
        max(glyph.right for glyph in run),
        median(glyph.top for glyph in run),
    )


def _joined(found: list[Stretch]) -> list[Stretch]:
    """Put stretches of one line next to each other again where the file drew them apart."""
    joined: list[Stretch] = []
    for line in lines_of(found):
        current = line[0]
        for following in line[1:]:
            gap = following.left - current.right
            if gap < 0.9 * max(current.height, following.height, 1.0):
                glue = "" if gap < 0.15 * current.height else " "
                current = Stretch(
                    current.text + glue + following.text,
                    current.left,
                    min(current.bottom, following.bottom),
                    max(current.right, following.right),
                    max(current.top, following.top),
                )
            else:
                joined.append(current)
                current = following
        joined.append(current)
    return joined


def lines_of(found: Iterable[Stretch]) -> list[list[Stretch]]:
    """Stretches that share a line, from left to right; the lines from top to bottom."""
    lines: list[list[Stretch]] = []
    for stretch in sorted(found, key=lambda one: -one.middle):
        if lines and abs(lines[-1][0].middle - stretch.middle) < 0.4 * max(
            lines[-1][0].height, stretch.height
        ):
            lines[-1].append(stretch)
        else:
            lines.append([stretch])
    return [sorted(line, key=lambda one: one.left) for line in lines]
