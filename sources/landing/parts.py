"""Parts of a zone as today's declaration has them, whichever release wrote them.

A part is never rewritten because a release added a column: what it lacks is read as null, a type that has
become wider is cast. Holds that mapping. Which parts are read, and what a null then means, is the reader's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from checks.tables import Table


def read_part(path: Path, table: Table, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of one Parquet file: the declared columns of `table`, or these of them, in this order."""
    wanted = table.arrow_schema
    if columns is not None:
        wanted = pa.schema([wanted.field(name) for name in columns])
    with parquet.ParquetFile(path) as file:
        present = set(file.schema_arrow.names)
        return conform(file.read(columns=[name for name in wanted.names if name in present]), wanted)


def conform(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """`rows` with the columns and types of `schema`: missing columns are null, others are left out.

    Raises pyarrow.ArrowInvalid where a type was made narrower than values that were written before: a column
    may only become wider (docs/operate.md).
    """
    present = set(rows.schema.names)
    columns = [
        rows[field.name].cast(field.type) if field.name in present else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def joint_schema(declared: pa.Schema, parts: Sequence[pa.Schema]) -> pa.Schema:
    """The declared columns, then those that only parts of a newer or an older release have."""
    schema = declared
    for part in parts:
        for field in part:
            if schema.get_field_index(field.name) < 0:
                schema = schema.append(field)
    return schema
