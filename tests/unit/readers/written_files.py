"""Small files of every format, written for the tests of the readers with sentences of our own."""

from __future__ import annotations

import io
import zipfile
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
