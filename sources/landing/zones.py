"""The places of the data root: which zone lies where, and the zero-row files that each begins with.

Holds paths only. What is written into a zone, and when, belongs to the modules that write it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as parquet

from checks.tables import FIGURES, INTAKE, OBSERVATIONS, RAW_REPORTS, REJECTIONS, REPORTS, SIDECARS, Table
from sources.landing.batches import publish_batch
from sources.landing.lock import exclusive

EMPTY_BATCH = "00000000T000000000000Z"
"""The batch every zone begins with: zero rows, because DuckDB refuses a glob that matches no file."""

RAW_FILES: Mapping[str, Table] = {
    "reports.parquet": RAW_REPORTS,
    "intake.parquet": INTAKE,
    "sidecars.parquet": SIDECARS,
}
ACCEPTED_FILES: Mapping[str, Table] = {
    "reports.parquet": REPORTS,
    "figures.parquet": FIGURES,
    "observations.parquet": OBSERVATIONS,
}
REJECTED_FILES: Mapping[str, Table] = {"rejections.parquet": REJECTIONS}

Declared = Mapping[str, Mapping[str, Table]]
"""Zone → file of a batch → the table it holds."""
DECLARED: Declared = {"raw": RAW_FILES, "accepted": ACCEPTED_FILES, "rejected": REJECTED_FILES}


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones below one data root; `create` makes them."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where people and connectors put files; what lies here is pending."""
        return self.root / "inbox"

    @property
    def landed_files(self) -> Path:
        """Where files go that were taken from the inbox, a folder per batch; the upkeep of the
        night removes old ones.
        """
        return self.inbox / ".landed"

    @property
    def raw(self) -> Path:
        """Reports as received, a directory per batch."""
        return self.root / "raw"

    @property
    def staged(self) -> Path:
        """Readings under test, a directory per batch; may be thrown away at any time."""
        return self.root / "staged"

    @property
    def accepted(self) -> Path:
        """Readings that passed, a directory per batch: the only readings dbt sees."""
        return self.root / "accepted"

    @property
    def rejected(self) -> Path:
        """Rejections, a directory per batch."""
        return self.root / "rejected"

    @property
    def rejected_files(self) -> Path:
        """Files that could not be landed, a folder per batch."""
        return self.rejected / "files"

    @property
    def build(self) -> Path:
        """Where dbt keeps its private database."""
        return self.root / "build"

    @property
    def published(self) -> Path:
        """Where the warehouse that BI opens is published."""
        return self.root / "published"

    @property
    def state(self) -> Path:
        """Cursors of the connectors, one file per feed or store."""
        return self.root / "state"

    @property
    def lock_file(self) -> Path:
        """The file whose lock a writer of zones holds."""
        return self.root / ".zones.lock"

    def create(self, declared: Declared = DECLARED) -> Zones:
        """Make the zones that are missing, with their zero-row files; harmless on zones that exist.

        Zero-row files that another release wrote get the columns and types that are `declared` now: a column
        that no file of a zone has would be unknown to DuckDB.
        """
        for zone in (self.inbox, self.raw, self.staged, self.accepted, self.rejected, self.rejected_files):
            zone.mkdir(parents=True, exist_ok=True)
        for zone in (self.build, self.published, self.state):
            zone.mkdir(parents=True, exist_ok=True)
        beginnings = [(self.root / name, files) for name, files in declared.items()]
        if all(not _outdated(zone, files) for zone, files in beginnings):
            return self
        with exclusive(self.lock_file):
            for zone, files in beginnings:
                if not (zone / EMPTY_BATCH).exists():
                    with publish_batch(zone, EMPTY_BATCH) as directory:
                        for name, table in files.items():
                            parquet.write_table(table.empty(), directory / name)
                for name in _outdated(zone, files):
                    part = zone / EMPTY_BATCH / f"{name}.part"
                    parquet.write_table(files[name].empty(), part)
                    os.replace(part, zone / EMPTY_BATCH / name)
        return self


def _outdated(zone: Path, files: Mapping[str, Table]) -> list[str]:
    """The zero-row files of a zone that are missing or have other columns or types than declared."""
    return [
        name
        for name, table in files.items()
        if not (path := zone / EMPTY_BATCH / name).exists()
        or not parquet.read_schema(path).equals(table.arrow_schema)
    ]
