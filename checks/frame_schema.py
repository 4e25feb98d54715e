"""A declared table as Pandera sees it, to be held against a polars frame.

Stands apart from the declarations, so that who reads or lands reports need not load Pandera and polars.
"""

from __future__ import annotations

import pandera.polars as pa_polars
import polars as pl
import pyarrow as pa

from checks.tables import Column, Table


def frame_schema(table: Table) -> pa_polars.DataFrameSchema:
    """The Pandera schema for a collected `pl.DataFrame`; validate with `lazy=True`, never on a LazyFrame.

    The key is not part of it: `checks.validation` tests it per report, so that a failure names its report.
    """
    return pa_polars.DataFrameSchema(
        {column.name: _column(column) for column in table.columns},
        strict=True,
        name=table.name,
        description=f"{table.description} {table.grain}",
    )


def _column(column: Column) -> pa_polars.Column:
    checks: list[pa_polars.Check] = []
    if column.allowed is not None:
        checks.append(pa_polars.Check.isin([str(value) for value in column.allowed]))
    if column.low is not None:
        checks.append(pa_polars.Check.ge(column.low))
    if column.high is not None:
        checks.append(pa_polars.Check.le(column.high))
    if column.pattern is not None:
        checks.append(pa_polars.Check.str_matches(f"^(?:{column.pattern})$"))
    polars_type = pl.Series(values=pa.array([], column.arrow_type)).dtype
    return pa_polars.Column(
        polars_type, checks=checks, nullable=column.nullable, description=column.description, required=True
    )
