"""From raw/ to accepted/ and rejected/: every report that the present rules have not read is read, judged,
moved on.

Shows how far it has come, what was found and what did not pass. What a figure means is decided in
`sources.reading`, what must be true of it in `checks`.
"""

import time
from collections.abc import Iterator, Sequence

import dagster as dg

from checks.tables import FIGURES, OBSERVATIONS, REJECTIONS, REPORTS, Table
from orchestration.defs.landing import RAW, ZONES_POOL
from orchestration.defs.reading_results import (
    CONTRADICTIONS,
    FIGURES_KEY,
    OBSERVATIONS_KEY,
    ON_TIME,
    READING_FAULTS,
    READINGS,
    REGION_PASSED,
    REJECTIONS_KEY,
    REPORTS_KEY,
    SOUND,
    results,
)
from orchestration.metadata import OWNERS, table_metadata
from orchestration.progress import in_run_log
from orchestration.punctuality import LATE_DAYS
from orchestration.reading_batches import Answer, BatchRead, read_batches
from orchestration.reading_pool import read_opened
from orchestration.regions import REPUBLIC, region_partitions, regions_of_run
from orchestration.report_log import reading_lines, write_lines
from orchestration.settings import Settings
from sources.landing.compaction import compact
from sources.landing.former_readings import former_readings
from sources.landing.progress import Meter
from sources.landing.promotion import sweep_staged
from sources.landing.unread import unread_ids, unread_reports
from sources.landing.zones import Zones
from sources.reading import EXTRACTOR_VERSION
from sources.reading.output.corrections import decided_at

ANY_OTHER_VERSION = ""
"""Asked for as the version, every report is unread."""


class ReadingConfig(dg.Config):
    """`reread`: open and read every report again, from its bytes. `compact`: pack small files together
    afterwards, as the nightly does.

    `stale`: what becomes of reports that other rules, readers or words have read: `all` are read anew,
    `night` as many as a nightly takes, `none` (they wait for the nightly).
    """

    reread: bool = False
    compact: bool = False
    stale: str = "all"


def _spec(key: dg.AssetKey, group: str, upstream: Sequence[dg.AssetKey], table: Table) -> dg.AssetSpec:
    return dg.AssetSpec(
        key,
        deps=upstream,
        group_name=group,
        kinds={"parquet", "python"},
        owners=OWNERS,
        description=table.description,
        metadata=table_metadata(table),
        code_version=EXTRACTOR_VERSION,
        partitions_def=region_partitions(),
    )


@dg.multi_asset(
    name="read",
    specs=[
        dg.AssetSpec(
            READINGS,
            deps=[RAW],
            group_name="reading",
            kinds={"parquet", "python"},
            owners=OWNERS,
            description="What was read in reports, while it is judged; it leaves accepted or rejected.",
            code_version=EXTRACTOR_VERSION,
            partitions_def=region_partitions(),
        ),
        _spec(REPORTS_KEY, "acceptance", [READINGS], REPORTS),
        _spec(FIGURES_KEY, "acceptance", [READINGS], FIGURES),
        _spec(OBSERVATIONS_KEY, "acceptance", [READINGS], OBSERVATIONS),
        _spec(REJECTIONS_KEY, "acceptance", [RAW, READINGS], REJECTIONS),
    ],
    check_specs=[
        dg.AssetCheckSpec(
            SOUND,
            asset=REPORTS_KEY,
            description="Every report that was read keeps the rules of landed data; others are turned away.",
        ),
        dg.AssetCheckSpec(
            REGION_PASSED,
            asset=REPORTS_KEY,
            description="Of each region: nothing of what it sent last was turned away.",
            partitions_def=region_partitions(),
        ),
        dg.AssetCheckSpec(
            ON_TIME,
            asset=REPORTS_KEY,
            description=f"Of each region that ever reported: something came in the last {LATE_DAYS} days.",
            partitions_def=region_partitions(),
        ),
        dg.AssetCheckSpec(
            CONTRADICTIONS,
            asset=OBSERVATIONS_KEY,
            description="Totals are the sum of their parts; else a person looks.",
        ),
        dg.AssetCheckSpec(
            READING_FAULTS,
            asset=FIGURES_KEY,
            description="The reading of every figure keeps the rules of landed data; else the figure waits"
            " for a person, and its report is accepted.",
        ),
    ],
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool=ZONES_POOL,
)
def read(
    context: dg.AssetExecutionContext, config: ReadingConfig, settings: dg.ResourceParam[Settings]
) -> Iterator[dg.MaterializeResult[None]]:
    """Read what is pending: raw, but neither accepted nor rejected by the present versions of rules and
    readers, under the newest sidecar.
    """
    zones = Zones(settings.data_root).create()
    sweep_staged(zones)
    version = ANY_OTHER_VERSION if config.reread else EXTRACTOR_VERSION
    catalogue, limit = settings.catalogue_version, _limit(config, settings)
    decisions = settings.corrections if settings.corrections.exists() else None
    decided = decided_at(decisions) if decisions else {}
    pending = unread_ids(
        zones,
        version,
        settings.reader_version,
        catalogue_version=catalogue,
        stale_limit=limit,
        decided=decided,
    )
    if len(pending):
        readers = f"readers {settings.reader_version}"
        context.log.info(f"to read with extractor {EXTRACTOR_VERSION}: {len(pending)} ({readers})")
    former = former_readings(zones, pending)
    meter = Meter(in_run_log(context.log.info, "reports read"), total=len(pending))
    chunks = unread_reports(
        zones,
        version,
        settings.reader_version,
        region_hints=_hints(regions_of_run(context)),
        chunk_rows=settings.chunk_reports,
        chunk_bytes=settings.chunk_bytes,
        catalogue_version=catalogue,
        stale_limit=limit,
        decided=decided,
    )
    started = time.monotonic()
    batches: list[BatchRead] = []
    answers = read_opened(
        chunks,
        settings.workers,
        settings.reader_version,
        kept=None if config.reread else settings.reader_version,
        corrections=str(decisions) if decisions else None,
    )
    for batch in read_batches(
        zones,
        _counted(answers, meter),
        EXTRACTOR_VERSION,
        settings.reader_version,
        former=former,
        catalogue_version=catalogue,
    ):
        batches.append(batch)
        write_lines(settings.data_root, context.run_id, reading_lines(zones, batch.batch_id))
        context.log.debug(f"batch {batch.batch_id}: {batch.accepted_regions.total()} report(s) accepted")
    seconds = time.monotonic() - started
    if config.compact:
        compaction = compact(zones)
        context.log.info(f"{compaction.parts} small batches packed into {compaction.wholes}")
    yield from results(context, zones, batches, seconds, settings.show_address)


def _limit(config: ReadingConfig, settings: Settings) -> int | None:
    """How many stale reports the run reads anew; null for all of them. Whoever rereads asks for all."""
    limits: dict[str, int | None] = {"all": None, "night": settings.stale_per_night, "none": 0}
    if config.stale not in limits:
        raise dg.Failure(f"stale is {config.stale!r}; it is one of: {', '.join(limits)}", allow_retries=False)
    return None if config.reread else limits[config.stale]


def _counted(answers: Iterator[Answer], meter: Meter) -> Iterator[Answer]:
    for chunk, answer in answers:
        for _ in range(chunk.num_rows):
            meter.advance()
        yield chunk, answer


def _hints(regions: frozenset[str] | None) -> frozenset[str | None] | None:
    """The region hints of raw rows that a run for some regions reads; rows without one are the republic's."""
    if regions is None:
        return None
    return regions | {None} if REPUBLIC in regions else regions


assets = [read]
