"""Where the data lies and how much of the machine may be used: the only module that reads the environment.

Read at call time, never at import, so that a test or a second instance can stand beside the first. Nothing
here decides what a report means.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sources.catalogue.version import catalogue_version
from sources.readers.version import READER_VERSION

PROJECT_ROOT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT_ROOT / "sources" / "samples"
FEEDS_FILE = PROJECT_ROOT / "sources" / "catalogue" / "feeds.yml"
DBT_PROJECT = PROJECT_ROOT / "dbt_project"
DEFAULT_CHUNK_MEGABYTES = 16
DEFAULT_CHUNK_REPORTS = 500
DEFAULT_KEPT_PUBLICATIONS = 3
DEFAULT_DAYS_ORIGINALS = 90
DEFAULT_DAYS_READINGS = 30
DEFAULT_DAYS_RUNS = 90
DEFAULT_STALE_PER_NIGHT = 100_000
SHOW_PORT = 8080
SHOW_ADDRESS = f"http://127.0.0.1:{SHOW_PORT}"
POSTGRES_VARIABLE = "WAREHOUSE_POSTGRES_URL"
POSTGRES_SCHEME = "postgresql+psycopg2://"
"""Without the driver's name SQLAlchemy takes another one, which dagster-postgres does not bring."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the environment: what it says, and what holds where it is not set."""

    name: str
    meaning: str
    default: str


VARIABLES = (
    Variable("WAREHOUSE_DATA", "data root: zones, database, runs", "`data/` in the checkout"),
    Variable("WAREHOUSE_WORKERS", "reading processes", "one per core"),
    Variable(
        "WAREHOUSE_CHUNK_MB", "megabytes that one of them takes at a time", str(DEFAULT_CHUNK_MEGABYTES)
    ),
    Variable(
        "WAREHOUSE_CHUNK_REPORTS", "reports that one of them takes at a time", str(DEFAULT_CHUNK_REPORTS)
    ),
    Variable(
        "WAREHOUSE_FEEDS",
        "declaration of feeds and stores, see [add-a-feed.md](add-a-feed.md)",
        "`sources/catalogue/feeds.yml`",
    ),
    Variable("WAREHOUSE_STORE_KEY", "who we are for the object stores", "nobody"),
    Variable("WAREHOUSE_STORE_SECRET", "the secret that belongs to the key", "none"),
    Variable(
        "WAREHOUSE_KEEP_PUBLISHED",
        "former publications that `make rollback` can go back to, and days whose last one is kept as well",
        str(DEFAULT_KEPT_PUBLICATIONS),
    ),
    Variable(
        "WAREHOUSE_KEEP_ORIGINALS_DAYS",
        "how long files taken from the inbox stay in `data/inbox/.landed`",
        str(DEFAULT_DAYS_ORIGINALS),
    ),
    Variable(
        "WAREHOUSE_KEEP_READINGS_DAYS",
        "how long batches stay whose reports have all been read anew since",
        str(DEFAULT_DAYS_READINGS),
    ),
    Variable("WAREHOUSE_KEEP_RUNS_DAYS", "how long runs and logs are kept", str(DEFAULT_DAYS_RUNS)),
    Variable(
        "WAREHOUSE_STALE_PER_NIGHT",
        "reports that one nightly reads anew because rules, readers or words have changed",
        str(DEFAULT_STALE_PER_NIGHT),
    ),
    Variable(
        "WAREHOUSE_SHOW_TOKEN",
        "the token that a proxy adds in front of `make show`, see [explorer.md](explorer.md)",
        "none: loopback only",
    ),
    Variable(
        "WAREHOUSE_SHOW_ADDRESS",
        "where the pages of `make show` are reached, for links to them",
        f"`{SHOW_ADDRESS}`",
    ),
    Variable(
        POSTGRES_VARIABLE,
        "Dagster's storage on a shared server: `postgresql+psycopg2://user:password@host:5432/dagster`",
        "SQLite in the data root",
    ),
)
"""Every variable there is. docs/operate.md shows them; a test compares."""


class SettingsError(ValueError):
    """A variable of the environment that cannot be used; the message ends with the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from one installation to the next.

    `data_root` holds the zones, `workers` is the number of reading processes, `chunk_reports` and
    `chunk_bytes` bound what one of them takes at a time. `feeds_file` declares feeds and stores,
    `store_options` are the credentials of the stores. `reader_version`: which openings of a report count;
    reports that readers of another version have opened are opened again from their bytes.
    `catalogue_version`: which words and lists count; reports read with others are read again.
    `kept_publications` and `days_*` say how long what can go is kept, `stale_per_night` how many reports a
    nightly reads anew, `postgres_url` where Dagster keeps its history (null: SQLite). `show_token`:
    who brings it may see the pages from elsewhere than loopback (behind a proxy); null: nobody.
    `show_address`: where the pages are reached, for links to them.
    """

    data_root: Path
    workers: int
    chunk_reports: int = DEFAULT_CHUNK_REPORTS
    chunk_bytes: int = DEFAULT_CHUNK_MEGABYTES * 1024 * 1024
    feeds_file: Path = FEEDS_FILE
    store_options: Mapping[str, str] = field(default_factory=dict)
    reader_version: str = READER_VERSION
    catalogue_version: str = field(default_factory=catalogue_version)
    kept_publications: int = DEFAULT_KEPT_PUBLICATIONS
    days_originals: int = DEFAULT_DAYS_ORIGINALS
    days_readings: int = DEFAULT_DAYS_READINGS
    days_runs: int = DEFAULT_DAYS_RUNS
    stale_per_night: int = DEFAULT_STALE_PER_NIGHT
    postgres_url: str | None = field(default=None, repr=False)
    show_token: str | None = field(default=None, repr=False)
    show_address: str = SHOW_ADDRESS

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

    @property
    def corrections(self) -> Path:
        """Decisions of people about figures of this data root (docs/corrections.md)."""
        return self.data_root / "corrections.yml"

    @property
    def site(self) -> Path:
        """The pages as files."""
        return self.data_root / "published" / "pages"


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process, from `environment` (by default that of the process).

    What each of `VARIABLES` means stands there. Raises SettingsError for a number that is none.
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
        show_token=given.get("WAREHOUSE_SHOW_TOKEN") or None,
        show_address=(given.get("WAREHOUSE_SHOW_ADDRESS") or SHOW_ADDRESS).rstrip("/"),
        chunk_bytes=_positive(given, "WAREHOUSE_CHUNK_MB", DEFAULT_CHUNK_MEGABYTES) * 1024 * 1024,
        kept_publications=_positive(given, "WAREHOUSE_KEEP_PUBLISHED", DEFAULT_KEPT_PUBLICATIONS),
        days_originals=_positive(given, "WAREHOUSE_KEEP_ORIGINALS_DAYS", DEFAULT_DAYS_ORIGINALS),
        days_readings=_positive(given, "WAREHOUSE_KEEP_READINGS_DAYS", DEFAULT_DAYS_READINGS),
        days_runs=_positive(given, "WAREHOUSE_KEEP_RUNS_DAYS", DEFAULT_DAYS_RUNS),
        stale_per_night=_positive(given, "WAREHOUSE_STALE_PER_NIGHT", DEFAULT_STALE_PER_NIGHT),
        postgres_url=_postgres_url(given),
    )


def child_environment(settings: Settings) -> dict[str, str]:
    """The environment for a process we start: ours, with Dagster's home and the data root made explicit."""
    return {
        **os.environ,
        "DAGSTER_HOME": str(settings.dagster_home),
        "WAREHOUSE_DATA": str(settings.data_root),
        "DO_NOT_TRACK": "1",
        **({POSTGRES_VARIABLE: settings.postgres_url} if settings.postgres_url else {}),
    }


def _postgres_url(given: Mapping[str, str]) -> str | None:
    url = given.get(POSTGRES_VARIABLE)
    if not url:
        return None
    if not url.startswith(POSTGRES_SCHEME):
        # the address holds a password, so it is not shown
        raise SettingsError(
            f"{POSTGRES_VARIABLE} begins with {POSTGRES_SCHEME}, the driver that is installed"
        )
    return url


def _positive(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name)
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise SettingsError(f"{name} is {text!r}; give a whole number above zero, or leave it unset")
    return int(text)
