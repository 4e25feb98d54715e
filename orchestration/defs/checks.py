"""Checks of what was published: the books balance, and every region reports.

Ask the published file, as its readers would. What balances is defined in `checks.reconciliation`.
"""

from datetime import UTC, date, datetime

import dagster as dg
import duckdb

from checks.reconciliation import close_books
from orchestration.defs.publication import PUBLISHED
from orchestration.metadata import markdown_table
from orchestration.regions import region_names
from orchestration.settings import Settings
from sources.landing.ledger import landed_reports
from sources.landing.zones import Zones

LATE_DAYS = 45
"""Directorates report by the month; a month and a half without a word is late."""

RECEIVED = """
select region_code, count(*) as reports, max(published_on) as published_on, max(received_at)::date as
received_on from dim_report group by region_code
"""


@dg.asset_check(
    asset=PUBLISHED,
    name="books_balance",
    description="Files seen = landed + duplicates + rejected; figures found = rows of the ledger.",
)
def books_balance(settings: dg.ResourceParam[Settings]) -> dg.AssetCheckResult:
    """Close the books over everything that was ever seen."""
    with duckdb.connect(str(settings.published_database), read_only=True) as warehouse:
        intake = warehouse.sql("select outcome, reason, report_id from intake_ledger").to_arrow_table()
        reports = warehouse.sql("select figures_count from dim_report").to_arrow_table()
        figures = warehouse.sql("select figure_id from figure_ledger").to_arrow_table()
    landed = frozenset(digest.hex() for digest in landed_reports(Zones(settings.data_root)))
    books = close_books(intake, landed, reports, figures)
    return dg.AssetCheckResult(
        passed=books.balanced,
        metadata={
            "files_seen": books.files_seen,
            "landed": books.landed,
            "duplicates": books.duplicates,
            "rejected": books.rejected,
            "figures_found": books.figures_found,
            "ledger_rows": books.ledger_rows,
            "differences": dg.MetadataValue.md(
                "\n".join(f"- {line}" for line in books.differences) or "none"
            ),
            "look_further": dg.MetadataValue.md(
                "```sql\nselect outcome, reason, count(*) from intake_ledger group by all order by all\n```"
            ),
        },
    )


@dg.asset_check(
    asset=PUBLISHED,
    name="regions_are_on_time",
    description=f"Every region has sent something in the last {LATE_DAYS} days.",
)
def regions_are_on_time(settings: dg.ResourceParam[Settings]) -> dg.AssetCheckResult:
    """List every region with what it sent last, the late ones first."""
    with duckdb.connect(str(settings.published_database), read_only=True) as warehouse:
        received = {row[0]: row[1:] for row in warehouse.execute(RECEIVED).fetchall()}
    today = datetime.now(UTC).date()
    rows = [_punctuality(code, received.get(code), today) for code in region_names() if code != "KZ"]
    rows.sort(key=lambda row: (row[0] == "on time", row[0], row[1]))
    late = sum(row[0] != "on time" for row in rows)
    return dg.AssetCheckResult(
        passed=late == 0,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "regions_on_time": len(rows) - late,
            "regions_late": late,
            "reports_without_region": int(received.get(None, (0,))[0]),
            "regions": dg.MetadataValue.md(
                markdown_table(
                    ("state", "region", "name", "reports", "last published", "last received"), rows, limit=30
                )
            ),
            "look_further": dg.MetadataValue.md(f"```sql{RECEIVED}order by received_on\n```"),
        },
    )


def _punctuality(
    code: str, found: tuple[int, date | None, date] | None, today: date
) -> tuple[str, str, str, int, date | None, date | None]:
    """State, code, name, reports, last publication, last arrival of a region."""
    if found is None:
        return ("never reported", code, region_names()[code], 0, None, None)
    reports, published_on, received_on = found
    state = "on time" if (today - received_on).days <= LATE_DAYS else "late"
    return (state, code, region_names()[code], reports, published_on, received_on)


checks = [books_balance, regions_are_on_time]
