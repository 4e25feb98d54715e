"""The last step: the file that people and BI open.

Copying, verifying and replacing stand in `orchestration.publish`; here it becomes an asset with a check.
"""

from collections.abc import Iterable

import dagster as dg

from checks.reference import codes
from orchestration.defs.warehouse import WRITER_POOL, is_nightly
from orchestration.former_publications import Hold, held, keep, prune, publishing, release
from orchestration.metadata import OWNERS, markdown_table
from orchestration.publish import Publication, publish, table_rows
from orchestration.settings import Settings
from orchestration.standing import samples_shown, standing

COVERAGE = "coverage_did_not_shrink"
NOT_HELD = "publication_is_not_held"
SETTLED_BY_PEOPLE = frozenset({"contradicting_groups", "rejected_reports", "work_list"})
"""Tables of what is open: fewer rows are what everybody hopes for."""
MADE_OF_FACTS = frozenset(
    {
        "dim_facility",
        "dim_period",
        "mart_statements",
        "mart_series",
        "mart_series_breakdown",
        "mart_latest_by_region",
        "mart_plan_actual",
        "mart_change",
        "mart_derived",
        "mart_rivals",
        "mart_reporting_calendar",
        "mart_facilities",
    }
)
"""Tables that follow the facts, which are compared: a facility goes when the last fact about it does."""
PUBLISHED = dg.AssetKey(["published", "warehouse"])


class PublicationConfig(dg.Config):
    """`release`: publish although somebody has rolled back, as a person who refreshes by hand wants it."""

    release: bool = False


def publication_assets(built: Iterable[dg.AssetKey]) -> dg.AssetsDefinition:
    """The published file, made from everything dbt has `built`."""

    @dg.asset(
        key=PUBLISHED,
        deps=sorted(built),
        group_name="publication",
        kinds={"duckdb"},
        owners=OWNERS,
        pool=WRITER_POOL,
        check_specs=[
            dg.AssetCheckSpec(
                COVERAGE,
                asset=PUBLISHED,
                description="No table of reports or facts has fewer rows than in the file that was replaced.",
            ),
            dg.AssetCheckSpec(
                NOT_HELD,
                asset=PUBLISHED,
                description="What was built is published: nobody has rolled back since.",
            ),
        ],
        description=(
            "data/published/warehouse.duckdb: tables only, with comments, readable by DuckDB from 1.0 on."
            " Readers that hold the former file open keep it; whoever opens it next gets the new one."
        ),
    )
    def published_warehouse(
        context: dg.AssetExecutionContext, config: PublicationConfig, settings: dg.ResourceParam[Settings]
    ) -> dg.MaterializeResult:
        published = settings.published_database
        samples_before = samples_shown(published)
        with publishing(published):
            hold = None if config.release else held(published)
            publication = None
            if hold is None:
                keep(published)
                publication = publish(
                    settings.build_database,
                    published,
                    leaving=codes("samples"),
                    whole=is_nightly(context.run.tags),
                )
                release(published)
            prune(published, settings.kept_publications)
        tables = table_rows(published) if publication is None else publication.tables
        open_now = standing(published)
        return dg.MaterializeResult(
            metadata={
                "path": dg.MetadataValue.path(str(published)),
                "tables": len(tables),
                "rows": sum(tables.values()),
                "megabytes": round(published.stat().st_size / 1e6, 2),
                "rows_by_table": dg.MetadataValue.md(
                    markdown_table(("table", "rows"), sorted(tables.items()), limit=len(tables))
                ),
                "questions": dg.MetadataValue.json([list(pair) for pair in open_now.questions.items()]),
                "conflicts": dg.MetadataValue.json([list(row) for row in open_now.conflicts]),
                "rejected_standing": open_now.rejected,
                "rejected_rows_standing": open_now.rejected_rows,
                "samples": open_now.samples,
                "samples_left": samples_before if open_now.samples == 0 else 0,
            },
            check_results=[_coverage(publication), _not_held(hold)],
        )

    return published_warehouse


def _not_held(hold: Hold | None) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=NOT_HELD,
        passed=hold is None,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "what_to_do": "nothing"
            if hold is None
            else f"somebody went back to the publication {hold.name} on {hold.since:%Y-%m-%d %H:%M} UTC, and"
            " what was built since waits; repair what was wrong, then make refresh publishes"
        },
    )


def _coverage(publication: Publication | None) -> dg.AssetCheckResult:
    """Rows may go when reports are read anew by better rules; a person looks whether that is the reason."""
    expected = SETTLED_BY_PEOPLE | MADE_OF_FACTS
    gone, former = ({}, {}) if publication is None else (publication.shrunk, publication.former)
    shrunk = sorted(pair for pair in gone.items() if pair[0] not in expected)
    return dg.AssetCheckResult(
        check_name=COVERAGE,
        passed=not shrunk,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "what_to_do": f"fewer rows than before in {', '.join(name for name, _ in shrunk)}: expected after"
            " better rules or a correction, else look which report is gone"
            if shrunk
            else "nothing",
            "tables_compared": len(former),
            "tables_shrunk": len(shrunk),
            "sample": dg.MetadataValue.md(markdown_table(("table", "rows gone"), shrunk)),
            "look_further": dg.MetadataValue.md(
                "```sql\nselect extractor_version, count(*) from dim_report group by all\n```"
            ),
        },
    )
