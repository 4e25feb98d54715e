"""Whether numbers agree with each other: totals with their components, and the books with the files.

Holds sums and comparisons. A contradiction in a report is a finding for a person; books that do not balance
are a defect of ours.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from checks.verdict import findings

# Reports round totals and parts on their own («3,5 млрд», of which 1,2 and 2,2), so a sum may miss by a
# little.
TOLERANCE = 0.005


def group_findings(observations: pl.DataFrame) -> pl.DataFrame:
    """Groups whose components do not add up to their total, or whose named parts are more than it.

    Only exact levels of one unit, indicator and period are added: no sum over approximations, plans mixed
    with results, or different periods.
    """
    addable = observations.filter(
        pl.col("group_id").is_not_null() & (pl.col("comparator") == "eq") & (pl.col("measure") == "level")
    )
    role, value = pl.col("group_role"), pl.col("value")
    alike = ["unit", "indicator_code", "plan_actual", "period_kind", "period_start", "period_end"]
    groups = (
        addable.group_by("report_id", "group_id")
        .agg(
            value.filter(role == "total").first().alias("total"),
            (role == "total").sum().alias("totals"),
            value.filter(role == "component").sum().alias("components"),
            (role == "component").sum().alias("component_rows"),
            value.filter(role == "partial").max().alias("largest_part"),
            *(pl.col(name).n_unique().alias(f"{name}_variants") for name in alike),
        )
        .filter(
            (pl.col("totals") == 1) & pl.all_horizontal(pl.col(f"{name}_variants") == 1 for name in alike)
        )
        .sort("report_id", "group_id")
    )
    slack = pl.col("total").abs() * TOLERANCE
    contradicted = groups.filter(
        (pl.col("component_rows") > 0) & ((pl.col("total") - pl.col("components")).abs() > slack)
    )
    exceeded = groups.filter(pl.col("largest_part") > pl.col("total") + slack)
    return pl.concat(
        [
            findings(contradicted, "observations", "total_of_components", "group_id", "total", "components"),
            findings(exceeded, "observations", "partial_within_total", "group_id", "total", "largest_part"),
        ]
    )


@dataclass(frozen=True, slots=True)
class Books:
    """Counts that must balance: files seen = landed + duplicates + rejected; figures found = ledger rows.

    `landed_without_report` are landed sightings whose content is in no raw batch, `unexplained` are sightings
    that did not land and give no reason.
    """

    files_seen: int
    landed: int
    duplicates: int
    rejected: int
    landed_without_report: int
    unexplained: int
    figures_found: int
    ledger_rows: int

    @property
    def differences(self) -> tuple[str, ...]:
        """What does not balance, in words; empty when all does."""
        found: list[str] = []
        outcomes = self.landed + self.duplicates + self.rejected
        if self.files_seen != outcomes:
            found.append(f"{self.files_seen} files seen, but {outcomes} have an outcome")
        if self.landed_without_report:
            found.append(f"{self.landed_without_report} landed files are in no raw batch")
        if self.unexplained:
            found.append(f"{self.unexplained} duplicates or rejected files give no reason")
        if self.figures_found != self.ledger_rows:
            found.append(f"{self.figures_found} figures found, but {self.ledger_rows} ledger rows")
        return tuple(found)

    @property
    def balanced(self) -> bool:
        """Whether nothing is missing."""
        return not self.differences


def close_books(
    intake: pa.Table, raw_report_ids: frozenset[str], reports: pa.Table, figures: pa.Table
) -> Books:
    """Count the books of what was ever seen.

    `intake` needs `outcome`, `reason`, `report_id`; `reports` needs `figures_count`; `figures` is the ledger.
    Reports and figures are those of one reading per report.
    """
    seen = pl.from_arrow(intake.select(["outcome", "reason", "report_id"]))
    assert isinstance(seen, pl.DataFrame)
    outcome = seen["outcome"].value_counts()
    counts: dict[str, int] = dict(zip(outcome["outcome"], outcome["count"], strict=True))
    landed = seen.filter(pl.col("outcome") == "landed")
    homeless = landed.filter(~pl.col("report_id").is_in(sorted(raw_report_ids)).fill_null(False))
    silent = seen.filter((pl.col("outcome") != "landed") & pl.col("reason").fill_null("").eq(""))
    return Books(
        files_seen=seen.height,
        landed=counts.get("landed", 0),
        duplicates=counts.get("duplicate", 0),
        rejected=counts.get("rejected", 0),
        landed_without_report=homeless.height,
        unexplained=silent.height,
        figures_found=int(sum(reports.column("figures_count").to_pylist())),
        ledger_rows=figures.num_rows,
    )
