"""From raw/ to accepted/ and rejected/: every report that the present rules have not read is read, judged,
moved on.

Shows how far it has come, what was found and what did not pass. What a figure means is decided in
`sources.reading`, what must be true of it in `checks`.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence

import dagster as dg
import pyarrow as pa

from checks.tables import FIGURES, OBSERVATIONS, REJECTIONS, REPORTS, Table
from orchestration.defs.landing import RAW, ZONES_POOL
from orchestration.metadata import OWNERS, look_further, markdown_table, table_metadata, table_of
from orchestration.progress import in_run_log
from orchestration.reading_batches import (
    SAMPLE_COLUMNS,
    SAMPLE_ROWS,
    Answer,
    BatchRead,
    read_batches,
    without_bytes,
)
from orchestration.reading_pool import read_in_processes
from orchestration.regions import REPUBLIC, log_touched, partition_key, region_partitions, regions_of_run
from orchestration.settings import Settings
from sources.landing.compaction import compact
from sources.landing.progress import Meter
from sources.landing.promotion import sweep_staged
from sources.landing.rejections import Rejection
from sources.landing.unread import unread_count, unread_reports
from sources.landing.zones import Zones
from sources.reading import EXTRACTOR_VERSION

READINGS = dg.AssetKey(["staged", "readings"])
REPORTS_KEY = dg.AssetKey(["accepted", "reports"])
FIGURES_KEY = dg.AssetKey(["accepted", "figures"])
OBSERVATIONS_KEY = dg.AssetKey(["accepted", "observations"])
REJECTIONS_KEY = dg.AssetKey(["rejected", "rejections"])
ACCEPTED = (REPORTS_KEY, FIGURES_KEY, OBSERVATIONS_KEY)

SOUND = "reports_are_sound"
CONTRADICTIONS = "totals_agree_with_parts"
SHOWN_FINDINGS = 20
ANY_OTHER_VERSION = ""
"""Asked for as the version, every report is unread."""


class ReadingConfig(dg.Config):
    """`reread`: read every report again. `compact`: pack small files together afterwards, as the nightly
    does.
    """

    reread: bool = False
    compact: bool = False


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
            CONTRADICTIONS,
            asset=OBSERVATIONS_KEY,
            description="Totals are the sum of their parts, figures do not overlap; else a person looks.",
        ),
    ],
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool=ZONES_POOL,
)
def read(
    context: dg.AssetExecutionContext, config: ReadingConfig, settings: dg.ResourceParam[Settings]
) -> Iterator[dg.MaterializeResult[None]]:
    """Read what is pending: raw, but neither accepted nor rejected by the present extractor version."""
    zones = Zones(settings.data_root).create()
    sweep_staged(zones)
    version = ANY_OTHER_VERSION if config.reread else EXTRACTOR_VERSION
    pending = unread_count(zones, version)
    context.log.info(f"{pending} report(s) to read with extractor {EXTRACTOR_VERSION}")
    meter = Meter(in_run_log(context.log.info, "reports read"), total=pending)
    chunks = unread_reports(
        zones,
        version,
        region_hints=_hints(regions_of_run(context)),
        chunk_rows=settings.chunk_reports,
        chunk_bytes=settings.chunk_bytes,
    )
    started = time.monotonic()
    batches: list[BatchRead] = []
    for batch in read_batches(zones, _counted(chunks, settings.workers, meter), EXTRACTOR_VERSION):
        batches.append(batch)
        context.log.info(f"batch {batch.batch_id}: {batch.accepted_regions.total()} report(s) accepted")
    seconds = time.monotonic() - started
    if config.compact:
        compaction = compact(zones)
        context.log.info(f"{compaction.parts} small batches packed into {compaction.wholes}")
    yield from _results(context, zones, batches, seconds)


def _counted(chunks: Iterator[pa.Table], workers: int, meter: Meter) -> Iterator[Answer]:
    for chunk, answer in read_in_processes(without_bytes(chunks), workers):
        for _ in range(chunk.num_rows):
            meter.advance()
        yield chunk, answer


def _hints(regions: frozenset[str] | None) -> frozenset[str | None] | None:
    """The region hints of raw rows that a run for some regions reads; rows without one are the republic's."""
    if regions is None:
        return None
    return regions | {None} if REPUBLIC in regions else regions


def _results(
    context: dg.AssetExecutionContext, zones: Zones, batches: Sequence[BatchRead], seconds: float
) -> Iterator[dg.MaterializeResult[None]]:
    """What the pages show of a run, per asset, and the two checks."""
    accepted = sum((batch.accepted_regions for batch in batches), Counter[str | None]())
    rejected = sum((batch.rejected_regions for batch in batches), Counter[str | None]())
    dispositions = sum((batch.dispositions for batch in batches), Counter[str]())
    rejections = [rejection for batch in batches for rejection in batch.rejections]
    for key, regions in (
        (READINGS, accepted + rejected),
        *((key, accepted) for key in ACCEPTED),
        (REJECTIONS_KEY, rejected),
    ):
        log_touched(context, key, regions.elements())
    total = accepted.total() + rejected.total()
    yield dg.MaterializeResult(
        asset_key=READINGS,
        metadata={
            "reports": total,
            "batches": len(batches),
            "seconds": round(seconds, 2),
            "reports_per_second": round(total / seconds, 1) if seconds > 0 else 0.0,
            "extractor_version": EXTRACTOR_VERSION,
        },
    )
    yield dg.MaterializeResult(
        asset_key=REPORTS_KEY,
        metadata={
            "reports": accepted.total(),
            "rejected": rejected.total(),
            "regions": dg.MetadataValue.md(
                markdown_table(
                    ("region", "accepted", "rejected"),
                    [
                        (partition_key(code), accepted[code], rejected[code])
                        for code in sorted(accepted | rejected, key=partition_key)
                    ],
                    limit=30,
                )
            ),
            "path": dg.MetadataValue.path(str(zones.accepted)),
        },
        check_results=[_soundness(total, rejections, zones)],
    )
    yield dg.MaterializeResult(
        asset_key=FIGURES_KEY,
        metadata={"figures": sum(batch.figures for batch in batches), **dispositions},
    )
    sample = [row for batch in batches for row in batch.sample][:SAMPLE_ROWS]
    yield dg.MaterializeResult(
        asset_key=OBSERVATIONS_KEY,
        metadata={
            "observations": sum(batch.observations for batch in batches),
            "preview": table_of(sample, SAMPLE_COLUMNS),
        },
        check_results=[_contradictions(batches, zones)],
    )
    yield dg.MaterializeResult(
        asset_key=REJECTIONS_KEY,
        metadata={
            "rejections": len(rejections),
            "reasons": dict(Counter(rejection.reason for rejection in rejections)),
            "preview": dg.MetadataValue.md(
                markdown_table(
                    ("report", "stage", "reason", "detail", "remedy"),
                    [(row.report_file, row.stage, row.reason, row.detail, row.remedy) for row in rejections],
                )
            ),
        },
    )


def _soundness(total: int, rejections: Sequence[Rejection], zones: Zones) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=SOUND,
        asset_key=REPORTS_KEY,
        passed=not rejections,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "reports_judged": total,
            "reports_rejected": len({row.report_id for row in rejections}),
            "sample": dg.MetadataValue.md(
                markdown_table(
                    ("report", "rule", "what was found"),
                    [(row.report_file, row.reason, row.detail) for row in rejections],
                    limit=SHOWN_FINDINGS,
                )
            ),
            "look_further": look_further(zones, "rejected/*/rejections.parquet", "stage <> 'landing'"),
        },
    )


def _contradictions(batches: Sequence[BatchRead], zones: Zones) -> dg.AssetCheckResult:
    findings = [warning for batch in batches for warning in batch.warnings]
    return dg.AssetCheckResult(
        check_name=CONTRADICTIONS,
        asset_key=OBSERVATIONS_KEY,
        passed=not findings,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "observations_judged": sum(batch.observations for batch in batches),
            "findings": len(findings),
            "sample": dg.MetadataValue.md(
                markdown_table(
                    ("report_id", "rule", "what was found", "what to do"),
                    [(row.report_id[:12], row.check, row.sample, row.remedy) for row in findings],
                    limit=SHOWN_FINDINGS,
                )
            ),
            "look_further": look_further(zones, "accepted/*/observations.parquet", "group_id is not null"),
        },
    )


assets = [read]
