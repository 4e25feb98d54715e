"""Columns, types, allowed values, ranges and keys of a landed table, found per report.

Rules that need a second table or the meaning of a value stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandera.errors
import polars as pl

from checks.frame_schema import frame_schema
from checks.tables import Table
from checks.verdict import findings, no_findings


def schema_findings(table: Table, frame: pl.DataFrame, reports: Iterable[str]) -> pl.DataFrame:
    """What the declaration of `table` finds wrong in `frame`.

    A wrong column, or a row that names no report, cannot be laid at one report's door: it fails each of
    `reports`.
    """
    try:
        frame_schema(table).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return _located(table, frame, errors.failure_cases, list(reports))
    return no_findings()


def _located(table: Table, frame: pl.DataFrame, cases: pl.DataFrame, reports: list[str]) -> pl.DataFrame:
    named = cases.select(
        pl.col("column"),
        pl.col("check").alias("expected"),
        pl.col("failure_case").cast(pl.String).alias("found"),
        pl.col("index").cast(pl.UInt32),
    )
    if "report_id" in frame.columns and frame.schema["report_id"] == pl.String:
        keys = [name for name in ("report_id", "figure_id") if name in frame.columns]
        named = named.join(frame.select(keys).with_row_index("index"), on="index", how="left")
    else:
        named = named.with_columns(pl.lit(None, pl.String).alias("report_id"))
    owned = named.filter(pl.col("report_id").is_not_null())
    ownerless = named.filter(pl.col("report_id").is_null())
    everyone = ownerless.select("column", "expected", "found").join(
        pl.DataFrame({"report_id": reports}, schema={"report_id": pl.String}), how="cross"
    )
    return findings(
        pl.concat([owned, everyone], how="diagonal"), table.name, "schema", "column", "expected", "found"
    )


def key_findings(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows whose key appears more than once, for every report that has one of them."""
    repeated = frame.filter(pl.struct(table.key).is_duplicated())
    return findings(repeated, table.name, "unique_key", *table.key)
