"""What a worker process does with one file: expand a container, or read a report into plain values that
travel cheaply.

Holds the call and its two answers. It must import nothing that reading does not need, because every worker
does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields

from sources.readers import Block, read_document
from sources.readers.containers import expand
from sources.readers.formats import READER_VERSION

OPEN_FILE = "sources.landing.opening:open_file"
BLOCK_COLUMNS = tuple(field.name for field in fields(Block))


@dataclass(frozen=True, slots=True)
class Opened:
    """A report's text and what its format says; `blocks` holds one list per field of Block, all of
    one length.
    """

    text: str
    blocks: dict[str, list[object]]
    media_type: str
    encoding: str | None
    title: str | None
    source_url: str | None
    metadata: str
    reader: str
    reader_version: str


@dataclass(frozen=True, slots=True)
class Expanded:
    """The files inside a container: name as the container gives it, and bytes."""

    members: tuple[tuple[str, bytes], ...]


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
