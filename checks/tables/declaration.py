"""What a declared table is: columns with type, meaning and limits, rendered as Arrow.

Holds the two value types. The tables themselves stand in the neighbouring modules, their rendering as Pandera
in `checks.frame_schema`; rules that need more than one column stand in `checks.validation`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import pyarrow as pa

ColumnType = Literal["text", "long_text", "bytes", "integer", "number", "date", "timestamp", "blocks"]

Codes = type[StrEnum]

BLOCK = pa.struct(
    [
        pa.field("kind", pa.string()),
        pa.field("role", pa.string()),
        pa.field("char_start", pa.int64()),
        pa.field("char_end", pa.int64()),
        pa.field("locator", pa.string()),
        pa.field("table", pa.int64()),
        pa.field("row", pa.int64()),
        pa.field("column", pa.int64()),
        pa.field("header", pa.bool_()),
        pa.field("value", pa.float64()),
    ]
)

ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    "text": pa.string(),
    # A report's text may pass 2 GiB per column in a large batch, which 32-bit offsets cannot hold.
    "long_text": pa.large_string(),
    "bytes": pa.large_binary(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "blocks": pa.list_(BLOCK),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its meaning, and what a value may be.

    `allowed` is the enumeration of its values, `low` and `high` are inclusive bounds, `pattern` is a regular
    expression the whole value matches. A null passes these three; whether it may be null at all says
    `nullable`.
    """

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    allowed: Codes | None = None
    low: float | None = None
    high: float | None = None
    pattern: str | None = None

    @property
    def arrow_type(self) -> pa.DataType:
        """The Arrow type of this column."""
        return ARROW_TYPES[self.type]

    @property
    def arrow_field(self) -> pa.Field:
        """The Arrow field, with the description as metadata.

        Always nullable: a missing value is found by Pandera and costs one report; a non-nullable Arrow field
        would stop the whole batch while it is being written.
        """
        return pa.field(self.name, self.arrow_type, metadata={"description": self.description})


@dataclass(frozen=True, slots=True)
class Table:
    """A table that lands as Parquet: `grain` says what one row is, `key` which columns tell rows apart."""

    name: str
    description: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns in declared order."""
        return tuple(column.name for column in self.columns)

    @property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema: types and descriptions, the grain as metadata."""
        metadata = {"table": self.name, "description": self.description, "grain": self.grain}
        return pa.schema([column.arrow_field for column in self.columns], metadata=metadata)

    def column(self, name: str) -> Column:
        """The column called `name`; raises KeyError with the names there are."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}; it has {', '.join(self.column_names)}")

    def empty(self) -> pa.Table:
        """A table of zero rows: what a zone starts with, because DuckDB refuses a glob without files."""
        return self.arrow_schema.empty_table()

    def from_rows(self, rows: Iterable[dict[str, object]]) -> pa.Table:
        """An Arrow table of these rows; each must name every column, so that none is forgotten."""
        collected = list(rows)
        for row in collected:
            if row.keys() != set(self.column_names):
                odd = sorted(row.keys() ^ set(self.column_names))
                raise ValueError(
                    f"{self.name}: columns {', '.join(odd)} differ from the declaration; give them all"
                )
        return pa.Table.from_pylist(collected, schema=self.arrow_schema)
