"""Small PDF files, drawn operator by operator, so that tests can put writing where real files have it."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

Line = tuple[float, float, float, str]  # x, y and size in points, and the text
Box = tuple[float, float, float, float]
_BLACK = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Shown:
    """Writing as PDF shows it: `turn` in degrees against the clock, `mode` 3 leaves no ink."""

    x: float
    y: float
    size: float
    text: str
    turn: float = 0.0
    mode: int = 0
    colour: tuple[float, float, float] = _BLACK


@dataclass(frozen=True)
class Painted:
    """A filled box; `picture` makes it an image."""

    box: Box
    colour: tuple[float, float, float] = _BLACK
    picture: bool = False


@dataclass(frozen=True)
class Note:
    """An annotation: a form field with `value`, or any other kind with its `contents`."""

    box: Box
    kind: str = "Widget"
    value: str = ""
    contents: str = ""
    flags: int = 4


Item = Line | Shown | Painted | Note


def pdf_file(pages: Sequence[Sequence[Item]], *, rules: Sequence[Box] = (), rotate: int = 0) -> bytes:
    """A PDF with a one-byte font whose map to Unicode holds up to 220 different characters, all half an em
    wide.

    `rules` are lines (x, y, x, y) drawn on every page, `rotate` is the turn that all pages are shown with.
    """
    chars = sorted({char for page in pages for item in page for char in _text(item)})
    codes = {char: code for code, char in enumerate(chars, start=33)}
    if len(chars) > 220:
        raise ValueError("too many different characters for one font")
    mapping = "".join(f"<{code:02x}> <{char.encode('utf-16-be').hex()}>\n" for char, code in codes.items())
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapping}endbfchar\nendcmap end end"
    )
    widths = " ".join(["500"] * 223)
    objects: list[bytes] = [
        b"",
        b"",
        f"<< /Type /Font /Subtype /TrueType /BaseFont /Plain /FirstChar 33 /LastChar 255 /Widths [{widths}] "
        "/FontDescriptor 5 0 R /ToUnicode 4 0 R >>".encode(),
        _stream(to_unicode.encode()),
        b"<< /Type /FontDescriptor /FontName /Plain /Flags 32 /FontBBox [0 -200 500 800] /ItalicAngle 0 "
        b"/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Length 1 >>\nstream\n\x80\nendstream",
    ]
    kids: list[str] = []
    fields: list[str] = []
    for page in pages:
        drawn = "".join(f"{x0} {y0} m {x1} {y1} l S\n" for x0, y0, x1, y1 in rules)
        drawn += "".join(_operators(item, codes) for item in page)
        notes = []
        for number, note in enumerate(one for one in page if isinstance(one, Note)):
            objects.append(_note(note, number))
            notes.append(f"{len(objects)} 0 R")
            if note.kind == "Widget":
                fields.append(notes[-1])
        objects.append(_stream(drawn.encode()))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Rotate {rotate} /Annots [{' '.join(notes)}] "
            "/Resources << /Font << /F1 3 0 R >> /XObject << /I1 6 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    form = f" /AcroForm << /Fields [{' '.join(fields)}] >>" if fields else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R{form} >>".encode()
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _numbered(objects)


def pdf_lines(lines: Sequence[str], *, top: float = 780, size: float = 10, left: float = 50) -> list[Line]:
    """Lines of writing one below the other."""
    return [(left, top - 1.3 * size * number, size, line) for number, line in enumerate(lines) if line]


def _text(item: Item) -> str:
    if isinstance(item, Shown):
        return item.text
    return "" if isinstance(item, Painted | Note) else item[3]


def _operators(item: Item, codes: dict[str, int]) -> str:
    if isinstance(item, Note):
        return ""
    if isinstance(item, Painted):
        x0, y0, x1, y1 = item.box
        if item.picture:
            return f"q {x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm /I1 Do Q\n"
        return f"q {_numbers(item.colour)} rg {x0} {y0} {x1 - x0} {y1 - y0} re f Q\n"
    one = item if isinstance(item, Shown) else Shown(*item)
    cos, sin = math.cos(math.radians(one.turn)), math.sin(math.radians(one.turn))
    shown = "".join(f"{codes[char]:02x}" for char in one.text)
    return (
        f"BT {_numbers(one.colour)} rg {one.mode} Tr /F1 {one.size} Tf "
        f"{_numbers((cos, sin, -sin, cos, one.x, one.y))} Tm <{shown}> Tj ET\n"
    )


def _note(note: Note, number: int) -> bytes:
    box = _numbers(note.box)
    written = {"V": note.value, "Contents": note.contents}
    texts = " ".join(
        f"/{key} <feff{text.encode('utf-16-be').hex()}>" for key, text in written.items() if text
    )
    field = f"/FT /Tx /T (f{number})" if note.kind == "Widget" else ""
    x0, y0, x1, y1 = note.box
    quad = f"/QuadPoints [{_numbers((x0, y1, x1, y1, x0, y0, x1, y0))}]" if note.kind == "StrikeOut" else ""
    kind = f"/Type /Annot /Subtype /{note.kind} /Rect [{box}] /F {note.flags}"
    return f"<< {kind} {field} {texts} {quad} >>".encode()


def _numbers(values: Sequence[float]) -> str:
    return " ".join(f"{value:.4f}" for value in values)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"


def _numbered(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
