"""The last step of a night: what need not be kept for ever is removed.

Shows what went. What goes, and when, stands in `orchestration.upkeep`.
"""

from datetime import UTC, datetime

import dagster as dg

from orchestration.defs.landing import ZONES_POOL
from orchestration.defs.publication import PUBLISHED
from orchestration.defs.reading_results import FIGURES_KEY, OBSERVATIONS_KEY, REJECTIONS_KEY, REPORTS_KEY
from orchestration.metadata import OWNERS
from orchestration.regions import region_partitions
from orchestration.settings import Settings
from orchestration.upkeep import keep_up

STORAGE = dg.AssetKey(["upkeep", "storage"])


@dg.asset(
    key=STORAGE,
    deps=[PUBLISHED],
    group_name="upkeep",
    kinds={"file"},
    owners=OWNERS,
    pool=ZONES_POOL,
    description=(
        "What the data root keeps: of files taken from the inbox, of readings that newer ones have replaced,"
        " of runs and of logs, no more than the settings say. data/raw is never touched."
    ),
)
def storage(context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings]) -> dg.MaterializeResult:
    """Remove what is older than the policy keeps."""
    # green is a region that has reported, however long ago
    shown = [
        dg.AssetRecordsFilter(asset_key=key, asset_partitions=[partition])
        for key in (REPORTS_KEY, FIGURES_KEY, OBSERVATIONS_KEY, REJECTIONS_KEY)
        for partition in region_partitions().get_partition_keys()
    ]
    removed = keep_up(settings, context.instance, shown, datetime.now(UTC))
    return dg.MaterializeResult(
        metadata={
            "originals_removed": removed.originals,
            "superseded_batches_removed": removed.readings,
            "runs_removed": removed.runs,
            "log_files_removed": removed.logs,
        }
    )


assets = [storage]
