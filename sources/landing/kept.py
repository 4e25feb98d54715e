"""Rejected content that came without a file of its own (from a feed, a store): kept as a file, so that a
retry finds it.

Holds the writing of such files into a batch. Files of the inbox are moved instead, see
`sources.landing.unfinished`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sources.connectors.arrival import Arrival
from sources.landing.sidecar import SUFFIXES, sidecar_of, write_sidecar

FOLDER = "kept"
# A file name has at most 255 bytes; the sidecar beside it must find room too.
NAME_BYTES = 200


@dataclass(slots=True)
class Kept:
    """Kept files of the batch in `directory`; `folders`: where each belongs below the rejected files."""

    directory: Path
    folders: dict[Path, str] = field(default_factory=dict)

    def keep(self, arrival: Arrival, content: bytes) -> None:
        """Write content with a sidecar of what is known about it; each stands in a folder of its own."""
        number = len(self.folders)
        folder = self.directory / FOLDER / str(number)
        folder.mkdir(parents=True)
        file = folder / safe_name(arrival.file_name)
        file.write_bytes(content)
        place = f"{safe_name(arrival.source.replace(':', '-'))}/{number}"
        self.folders[file] = place
        stated = dict(arrival.sidecar.stated) if arrival.sidecar else {}
        if arrival.region_hint:
            stated.setdefault("region", arrival.region_hint)
        if stated:
            sidecar = file.with_name(file.name + SUFFIXES[0])
            sidecar.write_text(write_sidecar(sidecar_of(stated, sidecar.name)), encoding="utf-8")
            self.folders[sidecar] = place


def safe_name(name: str) -> str:
    """A name that a file system takes and that the inbox does not overlook."""
    shortened = name.replace("/", "_").encode()[-NAME_BYTES:].decode("utf-8", "ignore")
    return shortened.lstrip(".~") or "report"
