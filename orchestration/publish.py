"""Copy, verify, replace: the one way from dbt's private database to the file that people open.

Holds no rule about what the tables mean and no Dagster. Readers keep the former file open for as long as
they like, because it is replaced, never written. Where the former file shows an earlier build of the same
database, it is copied and brought up to date (`publication_difference`); else every table is written anew.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.file_copy import copy_file
from orchestration.publication_difference import STATE, Shown, bring_up_to_date, built, follows, note, shown

MARTS = "marts"
REPORTS = "dim_report"
# The oldest storage format; clients from DuckDB 1.0 on open it. A newer default locks out BI drivers.
STORAGE_VERSION = "v1.0.0"
_TEMPORARY = ".publishing"
_QUOTE_SAMPLE = 1000
_NEWEST_REPORTS = 50


class PublicationError(RuntimeError):
    """The copy is not what was built; the published file stays as it was."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: rows per table now and in the file that was replaced (there without the reports
    that were free to leave), the size in bytes, and whether the former file was brought up to date or all
    written anew.
    """

    path: Path
    tables: dict[str, int]
    former: dict[str, int]
    bytes: int
    updated: bool = False

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(self.tables.values())

    @property
    def shrunk(self) -> dict[str, int]:
        """Tables with fewer rows than before, and how many are gone: rows do not go away unasked."""
        return {
            name: rows - self.tables.get(name, 0)
            for name, rows in self.former.items()
            if rows > self.tables.get(name, 0)
        }


def publish(
    build: Path, published: Path, leaving: Collection[str] = (), *, whole: bool = False
) -> Publication:
    """Make a file of the marts of `build`, verify it, and put it in the place of `published`.

    `leaving`: reports that nobody will miss, by report_id; their rows in the former file are not counted.
    `whole`: write every table anew, which also gives back the room of rows that are gone.

    Views become tables and comments are kept. Raises PublicationError when the file differs from the build;
    what an interrupted publication left behind is removed first.
    """
    if not build.exists():
        raise PublicationError(f"{build} does not exist; build the warehouse first (make refresh)")
    published.parent.mkdir(parents=True, exist_ok=True)
    for leftover in published.parent.glob(f"{published.stem}*{_TEMPORARY}*"):
        leftover.unlink()
    temporary = published.with_name(f"{published.name}{_TEMPORARY}")
    try:
        expected = None if whole else _update(build, published, temporary)
        updated = expected is not None
        if expected is None:
            temporary.unlink(missing_ok=True)
            expected = _copy(build, temporary)
        _verify(temporary, expected, newest_only=updated)
        _synchronise(temporary)
        size = temporary.stat().st_size
        former = _former_rows(published, leaving)
        os.replace(temporary, published)
    finally:
        temporary.unlink(missing_ok=True)
    _synchronise(published.parent)
    return Publication(path=published, tables=expected, former=former, bytes=size, updated=updated)


def _update(build: Path, published: Path, temporary: Path) -> dict[str, int] | None:
    """Copy the former publication and apply what the build has changed since; returns the rows of its tables,
    or None where the log does not lead from one to the other.
    """
    with duckdb.connect() as connection:
        catalog, copy = _name(build.stem), "fresh"
        connection.execute(f"attach {_text(build)} as {catalog} (read_only)")
        now = built(connection, catalog)
        former = _shown_by(published)
        if now is None or former is None or not follows(former, now):
            return None
        copy_file(published, temporary)
        connection.execute(f"attach {_text(temporary)} as {copy}")
        names = _relations(connection, build.stem)
        if _columns(connection, build.stem, MARTS) != _columns(connection, copy, "main", but=STATE):
            return None
        bring_up_to_date(connection, catalog, copy, former, names)
        _copy_comments(connection, build.stem)
        note(connection, copy, now)
        counts = {name: _count(connection, f"{catalog}.{MARTS}.{_name(name)}") for name in names}
        connection.execute(f"checkpoint {copy}")
        connection.execute(f"detach {copy}")
    return counts


def _shown_by(published: Path) -> Shown | None:
    """Which build a published file shows; None where there is none that can be read."""
    try:
        with duckdb.connect() as connection:
            connection.execute(f"attach {_text(published)} as former (read_only)")
            return shown(connection, "former")
    except duckdb.Error:
        # No file, or a damaged one: it is written anew.
        return None


def _columns(
    connection: duckdb.DuckDBPyConnection, catalog: str, schema: str, but: str = ""
) -> list[tuple[object, ...]]:
    return connection.execute(
        "select table_name, column_name, data_type from duckdb_columns()"
        " where database_name = $1 and schema_name = $2 and table_name <> $3 order by all",
        [catalog, schema, but],
    ).fetchall()


def table_rows(published: Path) -> dict[str, int]:
    """Rows per table of a published file; empty where it cannot be read."""
    return _former_rows(published, ())


def _copy(build: Path, temporary: Path) -> dict[str, int]:
    """Write every relation of the marts as a table; returns its row counts."""
    with duckdb.connect() as connection:
        # Views name their catalog, so the build is attached under the name it had when dbt wrote them.
        catalog = _name(build.stem)
        connection.execute(f"attach {_text(build)} as {catalog} (read_only)")
        connection.execute(f"attach {_text(temporary)} as fresh (storage_version '{STORAGE_VERSION}')")
        names = _relations(connection, build.stem)
        if not names:
            raise PublicationError(f"{build} has no marts; build the warehouse first (make refresh)")
        counts: dict[str, int] = {}
        for name in names:
            table = _name(name)
            connection.execute(f"create table fresh.main.{table} as select * from {catalog}.{MARTS}.{table}")
            counts[name] = _count(connection, f"{catalog}.{MARTS}.{table}")
        _copy_comments(connection, build.stem)
        if now := built(connection, catalog):
            note(connection, "fresh", now)
        connection.execute("checkpoint fresh")
        connection.execute("detach fresh")
    return counts


def _relations(connection: duckdb.DuckDBPyConnection, catalog: str) -> list[str]:
    found = connection.execute(
        "select table_name from information_schema.tables"
        " where table_catalog = ? and table_schema = ? order by table_name",
        [catalog, MARTS],
    ).fetchall()
    return [str(name) for (name,) in found]


def _copy_comments(connection: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """Give the tables of the copy the comments of the build, where they have others."""
    relations = (
        "select table_name, comment from duckdb_tables() where database_name = $1 and schema_name = $2"
        " union all"
        " select view_name, comment from duckdb_views() where database_name = $1 and schema_name = $2"
    )
    columns = (
        "select table_name, column_name, comment from duckdb_columns()"
        " where database_name = $1 and schema_name = $2"
    )
    for query in (relations, columns):
        present = set(connection.execute(query, ["fresh", "main"]).fetchall())
        for *names, comment in connection.execute(query, [catalog, MARTS]).fetchall():
            if comment is not None and (*names, comment) not in present:
                kind = "table" if len(names) == 1 else "column"
                place = ".".join(map(_name, names))
                connection.execute(f"comment on {kind} fresh.main.{place} is {_text(comment)}")


def _verify(temporary: Path, expected: dict[str, int], *, newest_only: bool) -> None:
    """Open the copy as a reader will, count every table, and look quotes up in their texts: a sample of all,
    or those of the newest reports, where the others stood in a copy that was verified before.
    """
    with duckdb.connect(str(temporary), read_only=True) as connection:
        found = {name: _count(connection, _name(name)) for name in expected}
        if found != expected:
            differing = sorted(name for name in expected if found[name] != expected[name])
            raise PublicationError(f"the copy lost rows of {', '.join(differing)}; run the publication again")
        if {"figure_ledger", "report_text"} <= expected.keys():
            looked_at = f"figure_ledger using sample {_QUOTE_SAMPLE} rows"
            if newest_only:
                newest = connection.execute(
                    f"select min(batch_id) from"
                    f" (select batch_id from {REPORTS} order by batch_id desc limit {_NEWEST_REPORTS})"
                ).fetchall()[0][0]
                looked_at = f"figure_ledger where batch_id >= {_text(newest)} limit {_QUOTE_SAMPLE}"
            misplaced = connection.execute(
                "select count(*)"
                f" from (select * from {looked_at}) as ledger"
                " left join report_text as texts using (report_id)"
                " where quote is distinct from substr(text, char_start + 1, char_end - char_start)"
            ).fetchone()
            if misplaced is None or misplaced[0]:
                raise PublicationError(
                    "quotes of the copy do not stand in their texts; run dbt test and read its log"
                )


def _former_rows(published: Path, leaving: Collection[str]) -> dict[str, int]:
    """Rows per table of the file that is about to be replaced, but for those of reports that are `leaving`;
    empty where there is none that can be read.
    """
    if not published.exists():
        return {}
    try:
        connection = duckdb.connect(str(published), read_only=True)
    except duckdb.Error:
        # A damaged file is no reason to keep it: replacing it is the repair.
        return {}
    with connection:
        tables = connection.execute(
            "select table_name, bool_or(column_name = 'report_id') from duckdb_columns()"
            " where not internal and table_name <> $1 group by table_name order by table_name",
            [STATE],
        ).fetchall()
        if leaving and any(name == REPORTS for name, _ in tables) and not _any_of(connection, leaving):
            leaving = ()
        return {
            str(name): _count(connection, _name(name), leaving if of_reports else ())
            for name, of_reports in tables
        }


def _any_of(connection: duckdb.DuckDBPyConnection, report_ids: Collection[str]) -> bool:
    found = connection.execute(
        f"select 1 from {REPORTS} where list_contains($1, report_id) limit 1", [list(report_ids)]
    ).fetchall()
    return bool(found)


def _count(connection: duckdb.DuckDBPyConnection, relation: str, without: Collection[str] = ()) -> int:
    wanted = " where report_id is null or not list_contains($1, report_id)" if without else ""
    row = connection.execute(
        f"select count(*) from {relation}{wanted}", [list(without)] if without else None
    ).fetchone()
    assert row is not None
    return int(row[0])


def _synchronise(path: Path) -> None:
    """Have the operating system write a file or a folder to the disk before anyone relies on it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
