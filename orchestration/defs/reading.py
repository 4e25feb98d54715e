"""From raw/ to staged/: every report that has not been read by the present rules is read, in several processes.

Shows how far reading has come and what it found. What a figure means is decided in `sources.reading`.
"""

import time
from collections import Counter
from collections.abc import Iterator

import dagster as dg
import pyarrow as pa

from checks.tables import REPORTS
from orchestration.defs.landing import RAW
from orchestration.metadata import OWNERS, markdown_table, table_metadata
from orchestration.progress import in_run_log
from orchestration.reading_pool import Lost, read_in_processes
from orchestration.regions import log_touched, region_partitions, regions_of_run
from orchestration.settings import Settings
from orchestration.staging import Staged, raw_chunks, stage
from sources.landing.pending import to_read
from sources.landing.progress import Meter
from sources.landing.zones import Zones
from sources.reading import EXTRACTOR_VERSION, Reading

READINGS = dg.AssetKey(["staged", "readings"])


class ReadingConfig(dg.Config):
    """`reread`: read every report again, also those that the present rules have read already."""

    reread: bool = False


@dg.asset(
    key=READINGS,
    deps=[RAW],
    group_name="reading",
    kinds={"parquet", "python"},
    owners=OWNERS,
    description=(
        "Figures and observations of the reports under test. Thrown away once they are accepted or rejected."
    ),
    metadata=table_metadata(REPORTS),
    code_version=EXTRACTOR_VERSION,
    partitions_def=region_partitions(),
    backfill_policy=dg.BackfillPolicy.single_run(),
)
def readings(
    context: dg.AssetExecutionContext, config: ReadingConfig, settings: dg.ResourceParam[Settings]
) -> dg.MaterializeResult[None]:
    """Read what is pending: raw, but neither accepted nor rejected by the present extractor version."""
    zones = Zones(settings.data_root).create()
    pending = to_read(zones, EXTRACTOR_VERSION, regions=regions_of_run(context), again=config.reread)
    context.log.info(f"{len(pending)} report(s) to read with extractor {EXTRACTOR_VERSION}")
    started = time.monotonic()
    meter = Meter(in_run_log(context.log.info, "reports read"), total=len(pending))
    chunks = raw_chunks(zones, pending, settings.chunk_reports, settings.chunk_bytes)
    regions: Counter[str | None] = Counter()
    done = _noted(read_in_processes(chunks, settings.workers), meter, regions)
    staged = list(stage(zones, done, EXTRACTOR_VERSION))
    seconds = time.monotonic() - started
    log_touched(context, READINGS, regions.elements())
    return dg.MaterializeResult(metadata=_metadata(staged, len(pending), seconds))
