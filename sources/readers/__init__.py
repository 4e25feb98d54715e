"""Readers of file formats: bytes in, text with blocks and locators out. One format, one file.

`read_document` is the only door. A new format is a module with one function `(content, file_name) ->
Document`, a media type in detection.py and a line in formats.py (docs/add-a-format.md). Nothing here knows
what a report says.
"""

from sources.readers.document import Block, Document, Piece, Unreadable, assemble
from sources.readers.formats import read_document

__all__ = ["Block", "Document", "Piece", "Unreadable", "assemble", "read_document"]
