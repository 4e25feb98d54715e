"""Zip files that attack who unpacks them, and Office files built from such zips."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import partial

from tests.hostile.case import READ, Case, case
from tests.unit.readers import written_files as files

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "врач">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def _with_part(content: bytes, part: str, body: bytes) -> bytes:
    """An Office file with one part replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            if entry.filename != part:
                after.writestr(entry, before.read(entry))
        after.writestr(part, body)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    content = b"12"
    for level in range(depth):
        content = files.zip_file({f"{level}.zip": content})
    return content


def _wide_bomb() -> bytes:
    inner = files.zip_file({f"{n}.txt": b"0" * 1_900_000 for n in range(20)})
    return files.zip_file({f"{n}.zip": inner for n in range(20)})


def _many_entries(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", b"")
    return out.getvalue()


def _lying_size() -> bytes:
    """The directory says 10 bytes where 60 MB are packed."""
    content = bytearray(files.zip_file({"a.txt": b"0" * 60_000_000}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature) + place
        content[start : start + 4] = struct.pack("<I", 10)
    return bytes(content)


def _encrypted_zip() -> bytes:
    content = bytearray(files.zip_file({"a.txt": b"12"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    return bytes(content)


def _symbolic_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("report.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def _same_names() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"12")
        archive.writestr("b.txt", b"13")
    return out.getvalue().replace(b"b.txt", b"a.txt")


def _sheet(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    source = f'<?xml version="1.0"?><worksheet xmlns="{space}">{body}</worksheet>'
    return _with_part(files.xlsx_file(), "xl/worksheets/sheet1.xml", source.encode())


def _encrypted_ods() -> bytes:
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    content = files.ods_file(files.ods_table("A", [["1"]]))
    return _with_part(content, "META-INF/manifest.xml", manifest)


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream.encode("utf-16-le") + bytes(500)


def _paths() -> list[Case]:
    names = {
        "parent folders": "../../../etc/cron.d/report.txt",
        "an absolute path": "/etc/report.txt",
        "a drive": "C:\\Windows\\System32\\report.txt",
        "backslashes up": "..\\..\\report.txt",
        "only dots": "..",
        "a line break": "re\nport.txt",
        "an escape sequence": "\x1b[31mreport.txt",
        "600 characters": "о" * 600 + ".txt",
        "a reversed extension": "report\u202etxt.exe",
        "a name of Windows": "con.txt",
        "a leading dash": "-rf.txt",
        "a command": "$(reboot).txt",
        "a percent code": "%2e%2e%2freport.txt",
        "an emoji": "🏥.txt",
    }
    return [
        case(f"member named with {label}", "a.zip", partial(files.zip_file, {name: b"12 \xd0\xb2"}), READ)
        for label, name in names.items()
    ]


def cases() -> list[Case]:
    """Bombs, lies, paths, and the same inside Office files."""
    docx, xlsx = files.docx_file(), files.xlsx_file()
    laughing_word = LAUGHS.encode() + b'<w:document xmlns:w="w"><w:body><w:p>&j;</w:p></w:body></w:document>'
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far = f'<sheetData>{near}<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    merged = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, 60_000))
    wide_row = "".join('<c t="inlineStr"><is><t>1</t></is></c>' for _ in range(300_000))
    external = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    repeated = (
        '<table:table table:name="A"><table:table-row table:number-rows-repeated="999999">'
        '<table:table-cell table:number-columns-repeated="16000"><text:p>1</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    return [
        *_paths(),
        case(
            "bomb of one entry",
            "a.zip",
            lambda: files.zip_file({"a.txt": b"0" * 50_000_000}),
            "unsafe_archive",
        ),
        case("bomb of many archives", "a.zip", _wide_bomb, "unsafe_archive"),
        case("archives nested 3 deep", "a.zip", lambda: _nested(3), READ),
        case("archives nested 30 deep", "a.zip", lambda: _nested(30), "unsafe_archive"),
        case("5 000 entries", "a.zip", lambda: _many_entries(5_000), "unsafe_archive", "too_large"),
        case("lying size", "a.zip", _lying_size, "corrupt"),
        case("locked archive", "a.zip", _encrypted_zip, "encrypted"),
        case("symbolic link", "a.zip", _symbolic_link, READ),
        case("two entries of one name", "a.zip", _same_names, READ),
        case("no entry", "a.zip", lambda: files.zip_file({}), "empty"),
        case("folders only", "a.zip", lambda: files.zip_file({"a/": b"", "b/": b""}), "empty"),
        case(
            "program before the archive",
            "a.exe",
            lambda: b"MZ" + bytes(600) + files.zip_file({"a": b"1"}),
            "unsupported_type",
        ),
        case("null members", "a.zip", lambda: files.zip_file({"a.txt": bytes(5000)}), "empty"),
        case(
            "laughs in Word",
            "a.docx",
            lambda: _with_part(docx, "word/document.xml", laughing_word),
            "unsafe_archive",
        ),
        case(
            "laughs in Excel",
            "a.xlsx",
            lambda: _with_part(xlsx, "xl/sharedStrings.xml", LAUGHS.encode() + b"<sst>&j;</sst>"),
            "unsafe_archive",
        ),
        case(
            "laughs in UTF-16",
            "a.docx",
            lambda: _with_part(docx, "word/document.xml", LAUGHS.encode("utf-16")),
            "unsafe_archive",
        ),
        case(
            "external entity",
            "a.xlsx",
            lambda: _with_part(xlsx, "xl/workbook.xml", external.encode() + b"<x>&a;</x>"),
            "unsafe_archive",
        ),
        case(
            "huge Word part",
            "a.docx",
            lambda: _with_part(docx, "word/document.xml", b" " * 120_000_000),
            "unsafe_archive",
        ),
        case(
            "Word part that is no XML",
            "a.docx",
            lambda: _with_part(docx, "word/document.xml", b"\xff\xfe\x00"),
            "corrupt",
        ),
        case(
            "Word tags nested 5 000 deep",
            "a.docx",
            lambda: _with_part(docx, "word/document.xml", b"<a>" * 5000 + b"</a>" * 5000),
            "corrupt",
        ),
        case("cell at the far corner", "a.xlsx", lambda: _sheet(far), "too_large"),
        case(
            "60 000 merged rows",
            "a.xlsx",
            lambda: _sheet(
                '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>'
                + merged
                + "</mergeCells>"
            ),
            READ,
        ),
        case(
            "300 000 cells in a row",
            "a.xlsx",
            lambda: _sheet(f"<sheetData><row>{wide_row}</row></sheetData>"),
            "unsafe_archive",
        ),
        case(
            "row number beyond all sheets",
            "a.xlsx",
            lambda: _sheet('<sheetData><row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData>'),
        ),
        case("repeated cells", "a.ods", lambda: files.ods_file(repeated), "too_large"),
        case("locked sheet", "a.ods", _encrypted_ods, "encrypted"),
        case("locked workbook", "a.xlsx", lambda: _ole("EncryptedPackage"), "encrypted"),
        case("locked Word file", "a.docx", lambda: _ole("EncryptedPackage"), "encrypted"),
        case("old Word file", "a.doc", lambda: _ole("WordDocument"), "unsupported_type"),
        case("broken old workbook", "a.xls", lambda: _ole("Workbook"), "corrupt"),
        case(
            "macros in a workbook",
            "a.xlsm",
            lambda: _with_part(xlsx, "xl/vbaProject.bin", bytes(range(256)) * 50),
            READ,
        ),
        case(
            "macros in a Word file",
            "a.docm",
            lambda: _with_part(docx, "word/vbaProject.bin", bytes(range(256)) * 50),
            READ,
        ),
        case(
            "formulas as text",
            "a.xlsx",
            lambda: files.xlsx_file([["Район", "Врачи"], ["=cmd|' /C calc'!A0", 12], ["+1+1", 3]]),
            READ,
        ),
        case(
            "formula without value",
            "a.xlsx",
            lambda: files.xlsx_file([["Район", "Врачи"], ["Абай", "=1/0"]]),
            READ,
        ),
    ]
