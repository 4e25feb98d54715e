"""Which format a file is in, told by its content; the name only decides between plain text and tables in
plain text.

Holds signatures and shapes. When in doubt a file is text. Nothing is read here beyond what telling formats
apart needs.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from sources.readers.delimited import sniff_delimiter
from sources.readers.document import Unreadable
from sources.readers.encodings import decode
from sources.readers.html_metadata import declared_encoding
from sources.readers.limits import MAX_ARCHIVE_ENTRIES, refuse_above

HTML = "text/html"
TEXT = "text/plain"
CSV = "text/csv"
MESSAGE = "message/rfc822"
PDF = "application/pdf"
RTF = "application/rtf"
ZIP = "application/zip"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGE_REMEDY = (
    "This is a picture; run OCR (Russian and Kazakh) on it and send the text or a PDF with a text layer."
)
_UNPACK_REMEDY = "Unpack the archive and send the files, or pack them as .zip."
_TNEF_REMEDY = (
    "Outlook packed the attachments into winmail.dat; send again without winmail.dat: in Outlook choose the "
    "message format HTML or plain text (not Rich Text), or send the files themselves."
)
_UNSUPPORTED = (
    (b"\x78\x9f\x3e\x22", _TNEF_REMEDY),
    (b"\x89PNG", _IMAGE_REMEDY),
    (b"\xff\xd8\xff", _IMAGE_REMEDY),
    (b"GIF8", _IMAGE_REMEDY),
    (b"II*\x00", _IMAGE_REMEDY),
    (b"MM\x00*", _IMAGE_REMEDY),
    (b"BM", _IMAGE_REMEDY),
    (b"7z\xbc\xaf\x27\x1c", _UNPACK_REMEDY),
    (b"Rar!\x1a\x07", _UNPACK_REMEDY),
    (b"\x1f\x8b\x08", _UNPACK_REMEDY),
    (b"BZh", _UNPACK_REMEDY),
    (b"\xfd7zXZ", _UNPACK_REMEDY),
    (b"MZ", "This is a program, not a report; send the report itself."),
    (b"\x7fELF", "This is a program, not a report; send the report itself."),
    (b"PAR1", "This is a data file of a program; send the report itself as CSV or XLSX."),
    (b"SQLite format 3", "This is a database; send the report itself as CSV or XLSX."),
    (b"OggS", "This is a recording; send its text."),
    (b"ID3", "This is a recording; send its text."),
)
_BINARY_MARKS = frozenset({b"BM", b"MZ", b"ID3", b"BZh", b"PAR1"})
_WRITTEN = re.compile(rb"[^ \t\r\n\x00\xef\xbb\xbf\xff\xfe]")
_HTML_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|br|table|tr|td|span|h[1-6]|ul|li|article|script)\b[^<>]*>",
    re.IGNORECASE,
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]|[ \t]+\S")
_MESSAGE_HEADERS = frozenset(
    [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "mime-version",
        "message-id",
        "delivered-to",
        "return-path",
        "content-type",
        "cc",
        "reply-to",
    ]
)
_DELIMITED_NAMES = frozenset({".csv", ".tsv", ".tab"})


def media_type_of(content: bytes, file_name: str) -> str:
    """Return the media type of a file; raises `Unreadable` for an empty file and for formats no
    reader knows.
    """
    if _WRITTEN.search(content) is None:
        raise Unreadable("empty", "The file has no content; send it again once it is written.")
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_type(content)
    if content.startswith(_OLE):
        return _ole_type(content)
    if content[:256].lstrip().startswith(b"{\\rtf"):
        return RTF
    for signature, remedy in _UNSUPPORTED:
        if content.startswith(signature) and (signature not in _BINARY_MARKS or b"\x00" in content[:512]):
            raise Unreadable("unsupported_type", remedy)
    return _written_type(content, file_name)


def _written_type(content: bytes, file_name: str) -> str:
    """Tell web page, message, delimited table and plain text apart."""
    head = decode(_whole_characters(content[:65536]), declared_encoding(content)).text
    if _HTML_START.match(head):
        return HTML
    if _is_message(head):
        return MESSAGE
    if head.lstrip().startswith("<?xml"):
        raise Unreadable(
            "unsupported_type", "This is XML of a program; send the report as HTML, DOCX, XLSX or text."
        )
    tags = _HTML_TAG.findall(head)
    if (len(tags) >= 3 and head.lstrip().startswith("<")) or len(tags) >= 10:
        return HTML
    named = PurePosixPath(file_name.lower()).suffix in _DELIMITED_NAMES
    return CSV if sniff_delimiter(head, named=named) else TEXT


def _whole_characters(start: bytes) -> bytes:
    """A beginning of a file without the character that was cut at its end (UTF-8) or half of one (UTF-16)."""
    if len(start) < 65536:
        return start
    if b"\x00" in start[:4000]:
        return start[: len(start) // 4 * 4]
    cut = len(start)
    while cut > len(start) - 4 and start[cut - 1] & 0xC0 == 0x80:
        cut -= 1
    return start[: cut - 1] if start[cut - 1] >= 0xC0 else start


def _is_message(head: str) -> bool:
    """An e-mail begins with header lines, at least three of the well-known ones, before the first
    empty line.
    """
    known: set[str] = set()
    for line in head.lstrip("\r\n").splitlines()[:200]:
        if not line.strip():
            break
        match = _HEADER_LINE.match(line)
        if match is None:
            return False
        if match.group(1):
            known.add(match.group(1).lower())
    return len(known & _MESSAGE_HEADERS) >= 3 and bool(
        known & {"from", "received", "return-path", "mime-version"}
    )


def _zip_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {entry.filename for entry in archive.infolist()}
            refuse_above(MAX_ARCHIVE_ENTRIES, len(names), "entries")
            kind = (
                archive.open("mimetype").read(100).decode("ascii", "replace").strip()
                if "mimetype" in names
                else ""
            )
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise Unreadable("corrupt", f"The file is damaged or incomplete ({error}); send it again.") from error
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.bin" in names:
        raise Unreadable("unsupported_type", "Save the binary workbook as .xlsx and send it again.")
    if "xl/workbook.xml" in names:
        return XLSX
    if kind == ODS:
        return ODS
    if kind.startswith("application/vnd.oasis.opendocument"):
        raise Unreadable(
            "unsupported_type", "Save the document as .docx (text) or .xlsx (table) and send it again."
        )
    if "ppt/presentation.xml" in names:
        raise Unreadable("unsupported_type", "Save the presentation as PDF and send it again.")
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        raise Unreadable("unsupported_type", "Save the document as .docx, .xlsx or PDF and send it again.")
    return ZIP


def _ole_type(content: bytes) -> str:
    """Old Office files are told apart by the names of the streams inside, which are written in UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\x00\x00" in content

    if holds("EncryptedPackage"):
        raise Unreadable(
            "encrypted", "The file is protected by a password; save it without one and send it again."
        )
    if holds("WordDocument"):
        raise Unreadable("unsupported_type", "Save the document as .docx and send it again.")
    if holds("Workbook") or holds("Book"):
        return XLS
    if holds("__properties_version1.0"):
        raise Unreadable(
            "unsupported_type", "This is a message of Outlook (.msg); save it as .eml, or send its files."
        )
    if holds("PowerPoint Document"):
        raise Unreadable("unsupported_type", "Save the presentation as PDF and send it again.")
    raise Unreadable("unsupported_type", "Save the file as .docx, .xlsx or PDF and send it again.")
