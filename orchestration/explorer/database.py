"""The published file as the pages see it: read-only, and opened again when another one takes its place.

Holds the connection and nothing of what is asked.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

Row = Mapping[str, Any]
Parameters = Sequence[object] | Mapping[str, object]


class NotPublished(Exception):
    """There is no file yet that can be opened; the message ends with the remedy."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One publication, for as long as one page is made."""

    connection: duckdb.DuckDBPyConnection
    published_at: datetime

    def rows(self, query: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """The answer, a mapping of columns per row."""
        answer = self.connection.execute(query, parameters or None)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def one(self, query: str, parameters: Parameters = ()) -> dict[str, Any] | None:
        """The first row of the answer, or None."""
        return next(iter(self.rows(query, parameters)), None)


@dataclass(slots=True)
class Warehouse:
    """The published file at `path`. One page at a time asks: DuckDB answers with all cores anyway."""

    path: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _open: duckdb.DuckDBPyConnection | None = None
    _stamp: tuple[int, int] | None = None

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The publication that lies there now.

        Raises NotPublished when there is none.
        """
        with self._lock:
            connection, changed = self._current()
            with connection.cursor() as cursor:
                yield Snapshot(cursor, datetime.fromtimestamp(changed / 1e9, UTC))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._forget()

    def _current(self) -> tuple[duckdb.DuckDBPyConnection, int]:
        try:
            found = self.path.stat()
        except FileNotFoundError as error:
            raise NotPublished(f"{self.path.name} is not there yet; run make refresh") from error
        stamp = (found.st_ino, found.st_mtime_ns)
        if self._open is None or stamp != self._stamp:
            # DuckDB hands out the same database for the same path until the last connection is closed
            self._forget()
            try:
                self._open = duckdb.connect(str(self.path), read_only=True)
            except duckdb.Error as error:
                raise NotPublished(
                    f"{self.path.name} cannot be opened ({error}); run make refresh"
                ) from error
            self._stamp = stamp
        return self._open, found.st_mtime_ns

    def _forget(self) -> None:
        if self._open is not None:
            self._open.close()
        self._open = self._stamp = None


def identifier(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'
