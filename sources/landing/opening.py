"""What a worker process does with one file: expand a container, or read a report into plain values that
travel cheaply.

Holds the call. It must import nothing that reading does not need, because every worker
does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields

from sources.landing.opened import OPEN_FILE, Expanded, Opened
from sources.readers import Block, read_document
from sources.readers.containers import expand
from sources.readers.version import READER_VERSION

__all__ = ["OPEN_FILE", "block_columns", "open_file"]

BLOCK_COLUMNS = tuple(field.name for field in fields(Block))


def open_file(content: bytes, file_name: str, may_expand: bool) -> Opened | Expanded:
    """The report in these bytes, or the files in them when they are a container and `may_expand`.

    Raises `Unreadable`, as the readers do.
    """
    if may_expand:
        members = expand(content, file_name)
        if any(member.content != content for member in members):
            return Expanded(tuple((member.name, member.content) for member in members))
    document = read_document(content, file_name)
    return Opened(
        text=document.text,
        blocks=block_columns(document.blocks),
        media_type=document.media_type,
        encoding=document.encoding,
        title=document.metadata.get("title"),
        source_url=document.metadata.get("source_url"),
        metadata=json.dumps(dict(document.metadata), ensure_ascii=False, sort_keys=True),
        reader=document.reader,
        reader_version=READER_VERSION,
    )


def block_columns(blocks: Iterable[Block]) -> dict[str, list[object]]:
    """Blocks by column instead of by row: hundreds of thousands of cells travel as nine lists."""
    collected = list(blocks)
    return {column: [getattr(block, column) for block in collected] for column in BLOCK_COLUMNS}
