"""Documents of other formats inside a Word document (altChunk), as programs that export reports write them.

Holds which reader opens such a part.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from sources.readers import detection
from sources.readers.document import Document
from sources.readers.html import read_html
from sources.readers.messages import read_message
from sources.readers.rich_text import read_rich_text
from sources.readers.text import read_text

_READERS: dict[str, Callable[[bytes, str], Document]] = {
    detection.HTML: read_html,
    detection.TEXT: read_text,
    detection.RTF: read_rich_text,
    detection.MESSAGE: read_message,
}
_MAX_DEPTH = 3  # documents inside each other


def read_part(
    content: bytes, name: str, depth: int, read_inner: Callable[[bytes, int], Document]
) -> Document | None:
    """Read a part by its content; null for a format that Word shows and nobody reads here. `read_inner`
    reads a Word document at a depth, since documents may hold each other.

    Raises `Unreadable` as the readers do.
    """
    kind = detection.media_type_of(content, PurePosixPath(name).name)
    if kind == detection.DOCX:
        return read_inner(content, depth + 1) if depth < _MAX_DEPTH else None
    reader = _READERS.get(kind)
    return reader(content, name) if reader is not None else None
