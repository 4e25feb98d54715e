"""The answers of a worker process that opened a file: a report in plain values, or the files in a container.

Holds values only, so that the run can know them without loading the readers' libraries.
"""

from __future__ import annotations

from dataclasses import dataclass

OPEN_FILE = "sources.landing.opening:open_file"
"""The function that workers call."""


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
