"""Where the data lies and how much of the machine may be used: the only module that reads the environment.

Read at call time, never at import, so that a test or a second instance can stand beside the first. Nothing
here decides what a report means.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sources.readers.version import READER_VERSION

PROJECT_ROOT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT_ROOT / "sources" / "samples"
FEEDS_FILE = PROJECT_ROOT / "sources" / "catalogue" / "feeds.yml"
DBT_PROJECT = PROJECT_ROOT / "dbt_project"
DEFAULT_CHUNK_MEGABYTES = 16
DEFAULT_CHUNK_REPORTS = 500


class SettingsError(ValueError):
    """A variable of the environment that cannot be used; the message ends with the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from one installation to the next.

    `data_root` holds the zones, `workers` is the number of reading processes, `chunk_reports` and
    `chunk_bytes` bound what one of them takes at a time. `feeds_file` declares feeds and stores,
    `store_options` are the credentials of the stores. `reader_version`: which openings of a report count;
    reports that readers of another version have opened are opened again from their bytes.
    """

    data_root: Path
    workers: int
    chunk_reports: int = DEFAULT_CHUNK_REPORTS
    chunk_bytes: int = DEFAULT_CHUNK_MEGABYTES * 1024 * 1024
    feeds_file: Path = FEEDS_FILE
    store_options: Mapping[str, str] = field(default_factory=dict)
    reader_version: str = READER_VERSION

    @property
    def dagster_home(self) -> Path:
        """Where Dagster keeps runs, events and schedules (SQLite)."""
        return self.data_root / "dagster"

    @property
    def build_database(self) -> Path:
        """The private database of dbt: one writer, no reader."""
        return self.data_root / "build" / "warehouse.duckdb"

    @property
    def published_database(self) -> Path:
        """The file that people and BI open, read-only."""
        return self.data_root / "published" / "warehouse.duckdb"


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process, from `environment` (by default that of the process).

    WAREHOUSE_DATA: the data root (default: data/ in the checkout). WAREHOUSE_WORKERS: reading processes
    (default: one per core). WAREHOUSE_CHUNK_MB and WAREHOUSE_CHUNK_REPORTS: how much one of them takes at a
    time. WAREHOUSE_FEEDS: the declaration of feeds and stores (default: sources/catalogue/feeds.yml).
    WAREHOUSE_STORE_KEY and WAREHOUSE_STORE_SECRET: credentials of the object stores.
    """
    given = os.environ if environment is None else environment
    data_root = Path(given.get("WAREHOUSE_DATA") or PROJECT_ROOT / "data").expanduser().resolve()
    credentials = {"key": given.get("WAREHOUSE_STORE_KEY"), "secret": given.get("WAREHOUSE_STORE_SECRET")}
    return Settings(
        data_root=data_root,
        workers=_positive(given, "WAREHOUSE_WORKERS", os.cpu_count() or 1),
        chunk_reports=_positive(given, "WAREHOUSE_CHUNK_REPORTS", DEFAULT_CHUNK_REPORTS),
        feeds_file=Path(given.get("WAREHOUSE_FEEDS") or FEEDS_FILE).expanduser().resolve(),
        store_options={name: value for name, value in credentials.items() if value},
        chunk_bytes=_positive(given, "WAREHOUSE_CHUNK_MB", DEFAULT_CHUNK_MEGABYTES) * 1024 * 1024,
    )


def child_environment(settings: Settings) -> dict[str, str]:
    """The environment for a process we start: ours, with Dagster's home and the data root made explicit."""
    return {
        **os.environ,
        "DAGSTER_HOME": str(settings.dagster_home),
        "WAREHOUSE_DATA": str(settings.data_root),
        "DO_NOT_TRACK": "1",
    }


def _positive(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name)
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise SettingsError(f"{name} is {text!r}; give a whole number above zero, or leave it unset")
    return int(text)
