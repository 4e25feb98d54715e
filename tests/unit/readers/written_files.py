"""Small files of every format, written for the tests of the readers with sentences of our own."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

import docx
import openpyxl

PARAGRAPHS = (
    "Управление здравоохранения Мангистауской области подвело итоги полугодия.",
    "В стационарах области пролечено 31 482 пациента, из них 9 517 детей.",
    "Облыста 1 204 дәрігер жұмыс істейді, оның 418-і ауылда.",
)
ROWS = (
    ("Район", "Врачи, человек", "Койки"),
    ("Бейнеуский", 96, 210),
    ("Каракиянский", 74, 150.5),
)


def docx_file(paragraphs: Sequence[str] = PARAGRAPHS, rows: Sequence[Sequence[object]] = ROWS) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row_number, row in enumerate(rows):
            for column, value in enumerate(row):
                table.cell(row_number, column).text = str(value)
    document.add_paragraph("Сведения предварительные.")
    return saved(document)


def xlsx_file(rows: Sequence[Sequence[object]] = ROWS, sheet: str = "Лист1") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    return saved(book)


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def zip_file(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def ods_file(table_xml: str, styles_xml: str = "") -> bytes:
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">'
        f"<office:automatic-styles>{styles_xml}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{table_xml}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zip_file({"mimetype": kind, "content.xml": content.encode()})


def ods_table(name: str, rows: Sequence[Sequence[str]]) -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{value}</text:p></table:table-cell>" for value in row)
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}">{cells}</table:table>'


def message_file(body: str, *, html: str | None = None, attached: Mapping[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "Пресс-служба <press@health.example>"
    message["To"] = "warehouse@health.example"
    message["Subject"] = "Итоги полугодия"
    message["Date"] = "Tue, 08 Jul 2025 09:15:00 +0500"
    message.set_content(body)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, content in (attached or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def rtf_file(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    body = "".join(
        "".join(f"\\u{ord(char)}?" if char > "\x7f" else char for char in paragraph) + "\\par\n"
        for paragraph in paragraphs
    )
    return ("{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs24 " + body + "}").encode(
        "ascii"
    )


Line = tuple[float, float, float, str]  # x, y and size in points, and the text


def pdf_file(
    pages: Sequence[Sequence[Line]], *, rules: Sequence[tuple[float, float, float, float]] = ()
) -> bytes:
    """A PDF with a one-byte font whose map to Unicode holds up to 220 different characters, all half an em
    wide.

    `rules` are lines (x, y, x, y) drawn on every page.
    """
    chars = sorted({char for page in pages for _, _, _, text in page for char in text})
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
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        f"<< /Type /Font /Subtype /TrueType /BaseFont /Plain /FirstChar 33 /LastChar 255 /Widths [{widths}] "
        "/FontDescriptor 5 0 R /ToUnicode 4 0 R >>".encode(),
        _stream(to_unicode.encode()),
        b"<< /Type /FontDescriptor /FontName /Plain /Flags 32 /FontBBox [0 -200 500 800] /ItalicAngle 0 "
        b"/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    kids = []
    for page in pages:
        drawn = ["".join(f"{x0} {y0} m {x1} {y1} l S\n" for x0, y0, x1, y1 in rules)]
        for x, y, size, text in page:
            shown = "".join(f"{codes[char]:02x}" for char in text)
            drawn.append(f"BT /F1 {size} Tf {x} {y} Td <{shown}> Tj ET\n")
        objects.append(_stream("".join(drawn).encode()))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _numbered(objects)


def pdf_lines(lines: Sequence[str], *, top: float = 780, size: float = 10, left: float = 50) -> list[Line]:
    """Lines of writing one below the other."""
    return [(left, top - 1.3 * size * number, size, line) for number, line in enumerate(lines) if line]


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
