"""The gate between staged and accepted: one batch in, a verdict per report out.

Holds the order of the checks. Each rule stands in its own module; nothing is repaired here.
"""

from __future__ import annotations

import polars as pl
import pyarrow as pa

from checks.evidence import (
    count_findings,
    ledger_findings,
    overlap_findings,
    quote_findings,
    sentence_findings,
)
from checks.meaning import meaning_findings
from checks.reconciliation import group_findings
from checks.schema import key_findings, schema_findings
from checks.severity import Severity
from checks.tables import FIGURES, OBSERVATIONS, REPORTS
from checks.verdict import Verdict, failures_from


def validate(reports: pa.Table, figures: pa.Table, observations: pa.Table) -> Verdict:
    """Judge a staged batch, report by report.

    The tables have the columns of REPORTS, FIGURES and OBSERVATIONS. Reports that break their declaration are
    judged no further, because the other rules rely on it; the rest of the batch is. A report passes when it
    breaks no rule whose severity is ERROR.
    """
    frames = {
        table: _frame(data)
        for table, data in ((REPORTS, reports), (FIGURES, figures), (OBSERVATIONS, observations))
    }
    report_ids = _report_ids(frames[REPORTS])
    broken = pl.concat([schema_findings(table, frame, report_ids) for table, frame in frames.items()])
    unsound = set(broken["report_id"])
    if unsound >= set(report_ids):
        found = broken
    else:
        sound = [frame.filter(~pl.col("report_id").is_in(sorted(unsound))) for frame in frames.values()]
        found = pl.concat([broken, rule_findings(*sound)])
    judged = failures_from(found)
    failures = tuple(failure for failure in judged if failure.severity is Severity.ERROR)
    failed = {failure.report_id for failure in failures}
    return Verdict(
        passed=tuple(report for report in report_ids if report not in failed),
        failures=failures,
        warnings=tuple(failure for failure in judged if failure.severity is Severity.WARNING),
    )


def rule_findings(reports: pl.DataFrame, figures: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """Everything that breaks a rule in tables that keep their declaration, as findings."""
    return pl.concat(
        [
            key_findings(REPORTS, reports),
            key_findings(FIGURES, figures),
            key_findings(OBSERVATIONS, observations),
            count_findings(reports, figures, observations),
            quote_findings(reports, figures),
            sentence_findings(reports, observations),
            ledger_findings(figures, observations),
            overlap_findings(figures),
            meaning_findings(figures, observations),
            group_findings(observations),
        ]
    )


def _frame(table: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _report_ids(reports: pl.DataFrame) -> list[str]:
    if "report_id" not in reports.columns:
        raise ValueError("reports have no column report_id; write them with REPORTS.arrow_schema")
    return reports["report_id"].drop_nulls().unique(maintain_order=True).to_list()
