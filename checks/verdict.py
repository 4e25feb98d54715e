"""The outcome of a validation: which reports pass, what was found in the others, with samples.

Holds values and how findings become failures. No rule is tested here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import polars as pl

from checks.severity import RULES, Severity

SAMPLE_ROWS = 3
FINDINGS_SCHEMA = pl.Schema(
    dict.fromkeys(("report_id", "table", "check", "sample", "figure_id"), pl.String())
)


@dataclass(frozen=True, slots=True)
class Failure:
    """One rule broken by one report: `rows` times in `table`, with the first few rows in `sample`."""

    report_id: str
    table: str
    check: str
    detail: str
    sample: str
    rows: int
    severity: Severity
    remedy: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Reports that pass, failures of those that do not, and warnings, which stop nothing."""

    passed: tuple[str, ...]
    failures: tuple[Failure, ...]
    warnings: tuple[Failure, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """Reports with at least one failure, in order."""
        return tuple(sorted({failure.report_id for failure in self.failures}))


def findings(frame: pl.DataFrame, table: str, check: str, *shown: str) -> pl.DataFrame:
    """Rows that break `check`, as findings: the columns `shown` become the sample, as `name=value` pairs, and
    `figure_id` names the figure where the rows are of figures.
    """
    if check not in RULES:
        raise KeyError(
            f"{check} is not a rule; declare it in checks/severity.py with its severity and remedy"
        )
    figure_id = pl.col("figure_id") if "figure_id" in frame.columns else pl.lit(None, pl.String())
    parts = [pl.format(name + "={}", pl.col(name).cast(pl.String).fill_null("null")) for name in shown]
    sample = pl.concat_str(parts, separator=" ") if parts else pl.lit("")
    return frame.select(
        pl.col("report_id"),
        pl.lit(table).alias("table"),
        pl.lit(check).alias("check"),
        sample.alias("sample"),
        figure_id.alias("figure_id"),
    )


def no_findings() -> pl.DataFrame:
    """Findings without a row."""
    return pl.DataFrame(schema=FINDINGS_SCHEMA)


def failures_from(found: pl.DataFrame) -> tuple[Failure, ...]:
    """One failure per report, table and rule, ordered, from findings."""
    grouped = (
        found.group_by("report_id", "table", "check", maintain_order=True)
        .agg(pl.len().alias("rows"), pl.col("sample").head(SAMPLE_ROWS))
        .sort("report_id", "table", "check")
    )
    return tuple(_failure(row) for row in grouped.iter_rows(named=True))


def _failure(row: dict[str, object]) -> Failure:
    rule = RULES[cast("str", row["check"])]
    count = cast("int", row["rows"])
    return Failure(
        report_id=cast("str", row["report_id"]),
        table=cast("str", row["table"]),
        check=rule.name,
        detail=f"{count} row(s) of {row['table']} break the rule that {rule.meaning}",
        sample="; ".join(cast("Sequence[str]", row["sample"])),
        rows=count,
        severity=rule.severity,
        remedy=rule.remedy,
    )
