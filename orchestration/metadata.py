"""What the pages of Dagster show beside an asset: previews, column schemas, counts.

Renders values that others computed. No query and no rule stands here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import dagster as dg
import pyarrow as pa

from checks.tables import Table
from sources.landing.zones import Zones

PREVIEW_ROWS = 8
CELL_LENGTH = 80
MARKDOWN = "\\[]()<>*_`!#&"
OWNERS = ["team:health-statistics"]


def column_schema(table: Table) -> dg.TableSchema:
    """The columns of a declared table with types and meanings."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=str(column.arrow_type),
                description=column.description,
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable, unique=table.key == (column.name,)
                ),
            )
            for column in table.columns
        ]
    )


def table_metadata(table: Table) -> dict[str, dg.MetadataValue]:
    """What is known of a table before it has a row: its columns and its grain."""
    return {
        "dagster/column_schema": dg.TableSchemaMetadataValue(column_schema(table)),
        "grain": dg.MetadataValue.text(table.grain),
    }


def table_of(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> dg.MetadataValue:
    """The first rows as a table of these columns, long cells cut."""
    return dg.MetadataValue.md(markdown_table(columns, ([row[name] for name in columns] for row in rows)))


def preview(table: pa.Table, columns: Sequence[str]) -> dg.MetadataValue:
    """The first rows of an Arrow table."""
    return table_of(table.select(list(columns)).slice(0, PREVIEW_ROWS).to_pylist(), columns)


def report_links(pages: str, reports: Iterable[tuple[str, str]]) -> dg.MetadataValue:
    """The pages of reports (id, file) at the address `pages`; a file name is shown as text."""
    lines = [f"- [{_linked(file)}]({pages}/ru/report/{report_id})" for report_id, file in reports]
    note = f"`make show` opens them on {pages}"
    return dg.MetadataValue.md("\n".join([*lines, "", note]))


def _linked(text: str) -> str:
    """Text inside a markdown link: everything that means something there is escaped."""
    return "".join(f"\\{sign}" if sign in MARKDOWN else sign for sign in " ".join(text.split()))


def counted_table(what: str, values: Iterable[str]) -> dg.MetadataValue:
    """How often each value occurs, as a table."""
    return dg.MetadataValue.md(markdown_table((what, "count"), sorted(Counter(values).items()), limit=30))


def markdown_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], limit: int = PREVIEW_ROWS
) -> str:
    """A markdown table; says so when there is no row, and when there are more than are shown."""
    shown = [list(row) for row in islice(rows, limit + 1)]
    if not shown:
        return "_no rows_"
    lines = [_line(columns), _line(["---"] * len(columns)), *(_line(row) for row in shown[:limit])]
    if len(shown) > limit:
        lines.append(_line(["…"] * len(columns)))
    return "\n".join(lines)


def look_further(zones: Zones, files: str, condition: str) -> dg.MetadataValue:
    """A query for any DuckDB client that shows the rows behind a check."""
    source = f"read_parquet('{zones.root}/{files}', union_by_name=true)"
    return dg.MetadataValue.md(f"```sql\nselect * from {source}\nwhere {condition}\n```")


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= CELL_LENGTH else text[: CELL_LENGTH - 1] + "…"
