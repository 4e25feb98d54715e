"""The last step: the file that people and BI open.

Copying, verifying and replacing stand in `orchestration.publish`; here it becomes an asset with a check.
"""

from collections.abc import Iterable

import dagster as dg

from orchestration.defs.warehouse import WRITER_POOL
from orchestration.metadata import OWNERS, markdown_table
from orchestration.publish import publish
from orchestration.settings import Settings

PUBLISHED = dg.AssetKey(["published", "warehouse"])


def publication_assets(built: Iterable[dg.AssetKey]) -> dg.AssetsDefinition:
    """The published file, made from everything dbt has `built`."""

    @dg.asset(
        key=PUBLISHED,
        deps=sorted(built),
        group_name="publication",
        kinds={"duckdb"},
        owners=OWNERS,
        pool=WRITER_POOL,
        description=(
            "data/published/warehouse.duckdb: tables only, with comments, readable by DuckDB from 1.0 on."
            " Readers that hold the former file open keep it; whoever opens it next gets the new one."
        ),
    )
    def published_warehouse(settings: dg.ResourceParam[Settings]) -> dg.MaterializeResult[None]:
        publication = publish(settings.build_database, settings.published_database)
        return dg.MaterializeResult(
            metadata={
                "path": dg.MetadataValue.path(str(settings.published_database)),
                "tables": len(publication.tables),
                "rows": publication.rows,
                "megabytes": round(publication.bytes / 1e6, 2),
                "rows_by_table": dg.MetadataValue.md(
                    markdown_table(("table", "rows"), sorted(publication.tables.items()), limit=50)
                ),
            }
        )

    return published_warehouse
