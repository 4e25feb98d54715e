"""Readers of file formats: bytes in, text with blocks and locators out. One format, one file.

`read_document` is the only door. A new format is a module with one function `(content, file_name) ->
Document`, a media type in detection.py and a line in formats.py (docs/add-a-format.md). Nothing here knows
what a report says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sources.readers.document import Block, Document, Piece, Unreadable, assemble

if TYPE_CHECKING:
    from sources.readers.formats import read_document

__all__ = ["Block", "Document", "Piece", "Unreadable", "assemble", "read_document"]


def __getattr__(name: str) -> object:
    """Load the libraries of all formats when `read_document` is asked for: who only needs to know what a
    document is starts without them.
    """
    if name == "read_document":
        from sources.readers.formats import read_document

        return read_document
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
