"""Checks of what was published: the books balance.

Ask the published file, as its readers would. What balances is defined in `checks.reconciliation`.
"""

import dagster as dg
import duckdb

from checks.reconciliation import close_books
from orchestration.defs.publication import PUBLISHED
from orchestration.settings import Settings
from sources.landing.ledger import landed_reports
from sources.landing.zones import Zones


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


checks = [books_balance]
