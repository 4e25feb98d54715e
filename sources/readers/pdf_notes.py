"""What people wrote into a finished PDF: the values of form fields and typed notes, at their places on the
page.

Holds the fields and notes that a page shows as writing. What strikes text out belongs to pdf_seen.py.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from sources.readers.document import Unreadable
from sources.readers.pdf_glyphs import Glyph, Look

_MOST_NOTES = 2000
_LONGEST = 20_000
_WRITTEN_FIELDS = frozenset(
    [
        pdfium_raw.FPDF_FORMFIELD_TEXTFIELD,
        pdfium_raw.FPDF_FORMFIELD_COMBOBOX,
        pdfium_raw.FPDF_FORMFIELD_LISTBOX,
    ]
)
_UNSEEN = pdfium_raw.FPDF_ANNOT_FLAG_HIDDEN | pdfium_raw.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD = 1 << 13
_TALLEST = 11.0  # points: a field of several lines is filled in type of the usual size
_WIDTH = 0.5  # of a letter, in heights


@dataclass(frozen=True, slots=True)
class Notes:
    """What is written into a page: `glyphs` at the places of their fields, as if printed there; `comments`
    and `stamps` that stand beside or across the lines; `hidden` values of fields that are not shown.
    """

    glyphs: tuple[Glyph, ...] = ()
    comments: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def refuse_script_form(file: pdfium.PdfDocument) -> None:
    """Raise `Unreadable` for a form whose pages only one program can draw: the file holds a page that says
    so.
    """
    if pdfium_raw.FPDF_GetFormType(file) == pdfium_raw.FORMTYPE_XFA_FULL:
        raise Unreadable(
            "unsupported_type",
            "The PDF is a form that only Adobe's programs show (XFA); print it to a new PDF and send that.",
        )


def page_notes(file: pdfium.PdfDocument, page: pdfium.PdfPage) -> Notes:
    """Read the fields and notes of a page; `file.init_forms()` must have been called where it has a form."""
    glyphs: list[Glyph] = []
    comments: list[str] = []
    stamps: list[str] = []
    hidden: list[str] = []
    for index in range(min(pdfium_raw.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        with _note(page, index) as note:
            kind = pdfium_raw.FPDFAnnot_GetSubtype(note)
            if kind == pdfium_raw.FPDF_ANNOT_WIDGET:
                text = _value(file, note)
            elif kind in (pdfium_raw.FPDF_ANNOT_LINK, pdfium_raw.FPDF_ANNOT_POPUP):
                continue
            else:
                text = _contents(note)
            unseen = pdfium_raw.FPDFAnnot_GetFlags(note) & _UNSEEN
            if not text.strip():
                continue
            if unseen:
                hidden.append(text)
            elif kind in (pdfium_raw.FPDF_ANNOT_WIDGET, pdfium_raw.FPDF_ANNOT_FREETEXT):
                glyphs += _glyphs(text, _place(note), -1 - index)
            elif kind == pdfium_raw.FPDF_ANNOT_STAMP:
                stamps.append(text)
            else:
                comments.append(text)
    return Notes(tuple(glyphs), tuple(comments), tuple(stamps), tuple(hidden))


@contextmanager
def _note(page: pdfium.PdfPage, index: int) -> Iterator[pdfium_raw.FPDF_ANNOTATION]:
    note = pdfium_raw.FPDFPage_GetAnnot(page, index)
    try:
        yield note
    finally:
        pdfium_raw.FPDFPage_CloseAnnot(note)


def _value(file: pdfium.PdfDocument, note: pdfium_raw.FPDF_ANNOTATION) -> str:
    """What is written or chosen in a field; ticks and signatures are no writing."""
    form = file.formenv
    if form is None or pdfium_raw.FPDFAnnot_GetFormFieldType(form, note) not in _WRITTEN_FIELDS:
        return ""
    if pdfium_raw.FPDFAnnot_GetFormFieldFlags(form, note) & _PASSWORD:
        return ""
    return _text(lambda buffer, size: pdfium_raw.FPDFAnnot_GetFormFieldValue(form, note, buffer, size))


def _contents(note: pdfium_raw.FPDF_ANNOTATION) -> str:
    return _text(lambda buffer, size: pdfium_raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size))


def _text(get: Callable[[object, int], int]) -> str:
    """A text of pdfium, which tells its length in bytes first."""
    size = min(get(None, 0), 2 * _LONGEST)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(ctypes.cast(buffer, ctypes.POINTER(pdfium_raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "ignore").replace("\x00", "")


def _place(note: pdfium_raw.FPDF_ANNOTATION) -> tuple[float, float, float, float]:
    rect = pdfium_raw.FS_RECTF()
    pdfium_raw.FPDFAnnot_GetRect(note, ctypes.byref(rect))
    return rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top)


def _glyphs(text: str, place: tuple[float, float, float, float], number: int) -> Iterator[Glyph]:
    """The letters of a field as if printed in it: its lines from the top, one line in the middle."""
    left, bottom, right, top = place
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    height = min((top - bottom) / len(lines), _TALLEST)
    look = Look(number)
    above = (bottom + top + height * len(lines)) / 2
    for row, line in enumerate(lines):
        width = min(_WIDTH * height, (right - left) / max(len(line), 1))
        foot = above - height * (row + 1)
        space = True
        for column, char in enumerate(line):
            if char.isspace():
                space = True
                continue
            start = left + column * width
            yield Glyph(char, start, foot, start + width, foot + height, space, look)
            space = False
