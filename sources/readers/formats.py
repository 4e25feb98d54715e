"""The table of formats: which reader opens which media type, and the one door through which files
are read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sources.readers import detection
from sources.readers.delimited import read_delimited
from sources.readers.document import Document, Unreadable
from sources.readers.guard import guarded
from sources.readers.html import read_html
from sources.readers.limits import MAX_FILE_BYTES, refuse_above
from sources.readers.messages import read_message
from sources.readers.open_document import read_ods
from sources.readers.pdf import read_pdf
from sources.readers.rich_text import read_rich_text
from sources.readers.spreadsheets import read_xlsx
from sources.readers.spreadsheets_binary import read_xls
from sources.readers.text import read_text
from sources.readers.version import READER_VERSION
from sources.readers.word import read_docx

__all__ = ["READERS", "READER_VERSION", "Reader", "read_document"]

Reader = Callable[[bytes, str], Document]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        detection.TEXT: read_text,
        detection.HTML: read_html,
        detection.CSV: read_delimited,
        detection.MESSAGE: read_message,
        detection.RTF: read_rich_text,
        detection.PDF: read_pdf,
        detection.DOCX: read_docx,
        detection.XLSX: read_xlsx,
        detection.XLS: read_xls,
        detection.ODS: read_ods,
    }
)


def read_document(content: bytes, file_name: str) -> Document:
    """Read a file of any known format.

    The format is told by the content; `file_name` helps only where plain text may be a table. Raises
    `Unreadable` with one of the reasons empty, undecodable, corrupt, encrypted, no_text_layer, too_large,
    unsupported_type, unsafe_archive, and a remedy in one sentence.
    """
    refuse_above(MAX_FILE_BYTES, len(content), "bytes")
    document = guarded(_read, content, file_name)
    if not document.text.strip() or (
        document.blocks and all(one.role in ("hidden", "unread") for one in document.blocks)
    ):
        raise Unreadable("empty", "The file shows no text; check that the right file was sent.")
    return document


def _read(content: bytes, file_name: str) -> Document:
    reader = READERS.get(detection.media_type_of(content, file_name))
    if reader is None:
        raise Unreadable("unsupported_type", "Unpack the archive, or send it where archives are expanded.")
    return reader(content, file_name)
