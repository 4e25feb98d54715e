"""The way from a former publication to the present build: only what the builds since have changed is written.

The build tells what changed (`bookkeeping.publication_log`) and by which columns a table follows it
(`bookkeeping.publication_keys`); a publication tells which build it shows (table `publication`). Files,
verification as a reader and replacing stand in `orchestration.publish`.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

STATE = "publication"
_REPORTS = (("report",), ("report", "new_report"))
_TOUCHED = (("touched",), ("touched",))
KINDS = {
    "report_id": _REPORTS,
    "batch_id": (("intake",), ("intake",)),
    "region_code": _TOUCHED,
    "facility_id": _TOUCHED,
    "period_id": _TOUCHED,
}
"""First key of a table → what the log calls its rows that may stand already, and those that come. A report
that was never there has nothing to delete, and the table is not searched for it.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which build a file shows: the era of its database, and the number of the build in it."""

    era: str
    build_number: int


def built(connection: duckdb.DuckDBPyConnection, build: str) -> Shown | None:
    """What the attached build has come to; None where it keeps no log."""
    try:
        rows = connection.execute(
            f"select min(era), max(build_number) from {build}.bookkeeping.publication_log"
        ).fetchall()
    except duckdb.CatalogException:
        return None
    era, number = rows[0]
    return None if era is None else Shown(str(era), int(number))


def shown(connection: duckdb.DuckDBPyConnection, published: str) -> Shown | None:
    """What the attached publication shows; None where it does not say."""
    try:
        rows = connection.execute(f"select era, build_number from {published}.main.{STATE}").fetchall()
    except duckdb.CatalogException:
        return None
    return Shown(str(rows[0][0]), int(rows[0][1])) if rows else None


def follows(former: Shown | None, now: Shown | None) -> bool:
    """Whether the log leads from the one to the other: the same database, and not an older build of it."""
    return (
        former is not None
        and now is not None
        and former.era == now.era
        and former.build_number <= now.build_number
    )


def note(connection: duckdb.DuckDBPyConnection, copy: str, now: Shown) -> None:
    """Write into the copy which build it shows."""
    connection.execute(
        f"create or replace table {copy}.main.{STATE} as"
        " select cast($era as varchar) as era, cast($number as bigint) as build_number,"
        " cast(now() at time zone 'UTC' as timestamp) as published_at",
        {"era": now.era, "number": now.build_number},
    )
    connection.execute(
        f"comment on table {copy}.main.{STATE} is 'Какая сборка опубликована и когда (UTC). Одна строка.'"
    )


def bring_up_to_date(
    connection: duckdb.DuckDBPyConnection, build: str, copy: str, since: Shown, tables: list[str]
) -> None:
    """Apply to the copy, in one transaction, what the builds after `since` have changed in these tables.

    Tables without keys are written whole. Raises what DuckDB raises; the copy is then worthless.
    """
    connection.execute(
        f"create or replace temp table changed as select * from {build}.bookkeeping.publication_log"
        " where build_number > $number",
        {"number": since.build_number},
    )
    connection.execute("begin")
    for table in tables:
        _follow(connection, build, copy, table)
    connection.execute("commit")


def _follow(connection: duckdb.DuckDBPyConnection, build: str, copy: str, table: str) -> None:
    keys = [
        str(key)
        for (key,) in connection.execute(
            f"select key_column from {build}.bookkeeping.publication_keys where table_name = $table",
            {"table": table},
        ).fetchall()
    ]
    source, target = f'{build}.marts."{table}"', f'{copy}.main."{table}"'
    if not keys:
        connection.execute(f"delete from {target}")
        connection.execute(f"insert into {target} by name select * from {source}")
        return
    if keys[0] not in KINDS:
        raise ValueError(
            f"{table} follows {', '.join(keys)}, which the log does not tell; see publication_log"
        )
    replaced, added = KINDS[keys[0]]
    same = " and ".join(f"rows.{key} is not distinct from wanted.{key}" for key in keys)

    def wanted(kinds: tuple[str, ...]) -> str:
        listed = ", ".join(f"'{kind}'" for kind in kinds)
        return f"(select distinct {', '.join(keys)} from changed where change_kind in ({listed}))"

    connection.execute(f"delete from {target} as rows using {wanted(replaced)} as wanted where {same}")
    connection.execute(
        f"insert into {target} by name select rows.* from {source} as rows"
        f" where exists (select 1 from {wanted(added)} as wanted where {same})"
        f"{_since(connection, build, table, added)}"
    )


def _since(connection: duckdb.DuckDBPyConnection, build: str, table: str, kinds: tuple[str, ...]) -> str:
    """A bound on the batch: most rows are of older ones, and DuckDB leaves them out without looking."""
    of_batches = connection.execute(
        "select count(*) from duckdb_columns() where database_name = $1 and schema_name = 'marts'"
        " and table_name = $2 and column_name = 'batch_id'",
        [build.strip('"'), table],
    ).fetchall()[0][0]
    if not of_batches:
        return ""
    first = connection.execute(
        "select min(batch_id) from changed where list_contains($1, change_kind)", [list(kinds)]
    ).fetchall()[0][0]
    return " and false" if first is None else f" and rows.batch_id >= '{first}'"
