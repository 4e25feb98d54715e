"""What every connector hands to landing: one file that arrived, with what is known about it.

Holds values only. How a file is fetched belongs to its connector, what becomes of it to `sources.landing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sources.landing.sidecar import Sidecar
from sources.readers.document import Unreadable


@dataclass(frozen=True, slots=True)
class Look:
    """How a file stood when it was looked at; two equal looks at different times mean that nobody is writing
    it.
    """

    byte_count: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Movable:
    """A file that leaves the inbox once its report is safe: its path relative to the inbox, and how
    it stood.
    """

    path: str
    look: Look


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that arrived from a source.

    `source` names the connector (`inbox`, `folder`, `feed:astana`, `store:letters`), `source_path` the place
    there (path, address or key) and `file_name` is the base name, both printable. The bytes are in `content`,
    or in the file at `path`, which stood as `look` says. `to_be_moved` names the files that landing moves
    away once the report is safe (the report itself and its sidecar); it is empty for
    sources that must not change. `refusal` says that the file cannot be taken, as seen from outside (a
    symbolic link, no permission).
    """

    source: str
    source_path: str
    file_name: str
    content: bytes | None = None
    path: Path | None = None
    look: Look | None = None
    region_hint: str | None = None
    sidecar: Sidecar | None = None
    to_be_moved: tuple[Movable, ...] = ()
    refusal: Unreadable | None = None

    @property
    def byte_count(self) -> int | None:
        """Size in bytes, as far as it is known without reading the file."""
        if self.content is not None:
            return len(self.content)
        return self.look.byte_count if self.look is not None else None


@dataclass(frozen=True, slots=True)
class LoneSidecar:
    """A sidecar that lies without its report, which may have landed before; `file` is the sidecar itself."""

    file: Arrival
