"""The data dictionary: every table with its columns, codes and first rows, filtered as the address says."""

from __future__ import annotations

from orchestration.explorer.database import Snapshot, identifier
from orchestration.explorer.visit import Answer, Missing, Visit

ROWS = 50
LONGEST_CELL = 160
NOT_FILTERS = frozenset({"page", "order"})


def listing(visit: Visit) -> Answer:
    """All tables with what they hold."""
    return Answer(
        "tables.html",
        {
            "tables": visit.snapshot.rows(
                "select table_name, comment, estimated_size as rows, column_count from duckdb_tables()"
                " where not internal order by table_name"
            )
        },
    )


def page(visit: Visit, table: str) -> Answer:
    """One table; raises Missing when there is none of that name."""
    columns = columns_of(visit.snapshot, table)
    where, values = conditions({str(one["column_name"]) for one in columns}, visit)
    number = visit.number("page", 0, 100_000)
    order = visit.asked("order")
    name, descending = order.removeprefix("-"), order.startswith("-")
    known = {str(one["column_name"]) for one in columns}
    sort = (
        f" order by {identifier(name)} {'desc' if descending else 'asc'} nulls last" if name in known else ""
    )
    rows = visit.snapshot.rows(
        f"select * from {identifier(table)}{where}{sort} limit {ROWS + 1} offset {number * ROWS}", values
    )
    comment = visit.snapshot.one(
        "select comment, estimated_size as rows from duckdb_tables() where table_name = ?", [table]
    )
    return Answer(
        "table.html",
        {
            "table": table,
            "comment": comment,
            "columns": columns,
            "rows": rows[:ROWS],
            "more": len(rows) > ROWS,
            "page": number,
            "order": order,
            "longest": LONGEST_CELL,
            "filters": {key: value for key, value in visit.query.items() if key in known and value},
            "codes": _codes(visit.snapshot, known),
        },
    )


def columns_of(snapshot: Snapshot, table: str) -> list[dict[str, object]]:
    """Name, type and comment of every column; raises Missing for a table that is not published."""
    found = snapshot.rows(
        "select column_name, data_type, comment from duckdb_columns()"
        " where table_name = ? and not internal order by column_index",
        [table],
    )
    if not found:
        raise Missing(table)
    return found


def conditions(columns: set[str], visit: Visit) -> tuple[str, list[object]]:
    """The filters of the address as SQL with its values: each a column of the table that has that value."""
    asked = [(key, value) for key, value in visit.query.items() if key in columns and value]
    if not asked:
        return "", []
    parts = [f"cast({identifier(key)} as varchar) = ?" for key, _ in asked]
    return f" where {' and '.join(parts)}", [value for _, value in asked]


def _codes(snapshot: Snapshot, columns: set[str]) -> dict[str, list[dict[str, object]]]:
    codes: dict[str, list[dict[str, object]]] = {}
    for row in snapshot.rows("select * from dim_label order by column_name, code"):
        if row["column_name"] in columns:
            codes.setdefault(row["column_name"], []).append(row)
    return codes
