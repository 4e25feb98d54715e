"""Files of every format cut short, with bytes changed, or under the name of another format."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from functools import partial

import xlwt

from tests.hostile.case import READ, Case, case
from tests.unit.readers import written_files as files
from tests.unit.readers import written_pdf as pdf

TABLE = "Район;Врачи;Койки\nБейнеуский;96;210\nКаракиянский;74;150\nТупкараганский;51;98\n"
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Итоги</title></head><body>"
    "<article><h1>Итоги</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in files.PARAGRAPHS)
    + "</article></body></html>"
)


def xls_file() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Кадры")
    for row_number, row in enumerate(files.ROWS):
        for column, value in enumerate(row):
            sheet.write(row_number, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


WHOLE: dict[str, Callable[[], bytes]] = {
    "a.pdf": lambda: pdf.pdf_file([pdf.pdf_lines(files.PARAGRAPHS)]),
    "a.docx": files.docx_file,
    "a.xlsx": files.xlsx_file,
    "a.xls": xls_file,
    "a.ods": lambda: files.ods_file(files.ods_table("Кадры", [["Район", "Врачи"], ["Абай", "41"]])),
    "a.html": lambda: PAGE.encode(),
    "a.csv": lambda: TABLE.encode("cp1251"),
    "a.eml": lambda: files.message_file(files.PARAGRAPHS[1], attached={"a.csv": TABLE.encode()}),
    "a.rtf": files.rtf_file,
    "a.zip": lambda: files.zip_file({"a.html": PAGE.encode(), "a.docx": files.docx_file()}),
    "utf8.txt": lambda: "\n".join(files.PARAGRAPHS).encode(),
    "utf16.txt": lambda: "\n".join(files.PARAGRAPHS).encode("utf-16"),
    "kz1048.txt": lambda: "\n".join(files.PARAGRAPHS).encode("kz1048"),
}


def _cut(make: Callable[[], bytes], share: float) -> bytes:
    content = make()
    return content[: int(len(content) * share)]


def _changed(make: Callable[[], bytes], seed: int) -> bytes:
    content = bytearray(make())
    chance = random.Random(seed)
    for _ in range(max(3, len(content) // 200)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def _overwritten(make: Callable[[], bytes], byte: int) -> bytes:
    content = bytearray(make())
    third = len(content) // 3
    content[third : 2 * third] = bytes([byte]) * third
    return bytes(content)


def cases() -> list[Case]:
    """Every format cut at four places, changed at random twice, overwritten twice, and named as another."""
    found = []
    for name, make in WHOLE.items():
        found.extend(
            case(f"cut to {share:.0%}", name, partial(_cut, make, share)) for share in (0.05, 0.3, 0.7, 0.99)
        )
        found.extend(case(f"changed bytes {seed}", name, partial(_changed, make, seed)) for seed in (1, 2))
        found.extend(
            case(f"overwritten with {byte}", name, partial(_overwritten, make, byte)) for byte in (0, 255)
        )
    wrong = zip(WHOLE.items(), [*list(WHOLE)[1:], "a.exe"], strict=True)
    found.extend(case(f"really {name}", other, make, READ) for (name, make), other in wrong)
    return found
