"""From the inbox to raw/: what arrived is kept as it was received, once per content.

Shows what landing did. How a file lands and what it may cost stands in `sources.landing`.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as parquet
from pydantic import Field

from checks.tables import INTAKE, RAW_REPORTS
from orchestration.metadata import OWNERS, counted_table, markdown_table, preview, table_metadata
from orchestration.progress import in_run_log
from orchestration.regions import partition_key, regions_of_run
from orchestration.report_log import landing_lines, write_lines
from orchestration.settings import Settings
from orchestration.visiting import standing_problems, visit_sources
from sources.connectors import Arrival, LoneSidecar
from sources.connectors.harvest import Problem
from sources.landing.inbox import Inbox, Waiting, look_around
from sources.landing.landing import Landing, land
from sources.landing.ledger import first_names
from sources.landing.limits import Limits
from sources.landing.opened import OPEN_FILE
from sources.landing.parts import read_part
from sources.landing.retry import retry, retry_refused
from sources.landing.workers import Workers
from sources.landing.zones import Zones

ZONES_POOL = "zones_writer"
INBOX = dg.AssetKey(["inbox", "files"])
RAW = dg.AssetKey(["raw", "reports"])
INTAKE_LEDGER = dg.AssetKey(["raw", "intake"])
SOURCES_GIVE = "sources_give"
SHOWN_FILES = 20
SHOWN_PROBLEMS = 3
SHOWN = ("report_file", "region_hint", "media_type", "byte_count", "title")

inbox_files = dg.AssetSpec(
    INBOX,
    group_name="landing",
    kinds={"file"},
    owners=OWNERS,
    description="Files that people and connectors put into data/inbox, in folders per region or at the root.",
)


class LandingConfig(dg.Config):
    """`inbox`: a folder to read in place, which stays as it is; without it the managed inbox is emptied.

    `sources`: declared feeds and stores to visit as well (`feed:astana`); `every_source`: all of them.

    `retry`: what was rejected gets another chance first: files return to the inbox, reports become unread.
    What readers of another version refused gets one without being asked for.
    """

    inbox: str | None = None
    sources: list[str] = Field(default_factory=list)
    every_source: bool = False
    retry: bool = False


@dg.multi_asset(
    name="landed",
    specs=[
        dg.AssetSpec(
            RAW,
            deps=[INBOX],
            group_name="landing",
            kinds={"parquet", "python"},
            owners=OWNERS,
            description=RAW_REPORTS.description,
            metadata=table_metadata(RAW_REPORTS),
        ),
        dg.AssetSpec(
            INTAKE_LEDGER,
            deps=[INBOX],
            group_name="landing",
            kinds={"parquet", "python"},
            owners=OWNERS,
            description=INTAKE.description,
            metadata=table_metadata(INTAKE),
        ),
    ],
    check_specs=[
        dg.AssetCheckSpec(
            SOURCES_GIVE,
            asset=INTAKE_LEDGER,
            description="Every declared feed and store gave what it leads to when it was asked last.",
        )
    ],
    pool=ZONES_POOL,
)
def landed(
    context: dg.AssetExecutionContext, config: LandingConfig, settings: dg.ResourceParam[Settings]
) -> Iterator[dg.MaterializeResult[None]]:
    """Land everything that arrived; of a run for some regions, what lies in their folders."""
    zones = Zones(settings.data_root).create()
    inbox = Inbox(Path(config.inbox), managed=False) if config.inbox else Inbox(zones.inbox, managed=True)
    regions = regions_of_run(context)
    unasked = 0
    if config.retry:
        again = retry(zones)
        context.log.info(f"{again.files} rejected file(s) and {again.reports} report(s) get another chance")
    else:
        again = retry_refused(zones, settings.reader_version, in_place_only=config.inbox is not None)
        unasked = again.files + again.in_place
        if unasked:
            told = f"{unasked} file(s) that earlier readers refused get another chance"
            context.log.info(f"{told} with readers {settings.reader_version}")
    arrivals = (found for found in look_around(inbox) if _is_wanted(found, regions))
    started = time.monotonic()
    with Workers(OPEN_FILE, Limits(), settings.workers) as workers:

        def land_all(arrived: Iterable[Arrival | LoneSidecar | Waiting]) -> Landing:
            return land(
                zones,
                arrived,
                workers.run,
                reader_version=settings.reader_version,
                report=in_run_log(context.log.info, "files landed"),
            )

        landing = land_all(arrivals)
        for visit in visit_sources(settings, None if config.every_source else config.sources, land_all):
            landing += visit.landing
            for problem in visit.problems:
                context.log.warning(f"{visit.source}: {problem.address}: {problem.reason}")
    for batch_id in landing.batch_ids:
        write_lines(settings.data_root, context.run_id, landing_lines(zones, batch_id))
    rows = new_reports(zones, landing)
    yield dg.MaterializeResult(
        asset_key=RAW,
        metadata={
            "reports": rows.num_rows,
            "megabytes": round(landing.byte_count / 1e6, 3),
            "batches": len(landing.batch_ids),
            "seconds": round(time.monotonic() - started, 2),
            "path": dg.MetadataValue.path(str(zones.raw)),
            "regions": counted_table("region", map(partition_key, rows["region_hint"].to_pylist())),
            "preview": preview(rows, SHOWN),
        },
    )
    yield dg.MaterializeResult(
        asset_key=INTAKE_LEDGER,
        metadata={
            "files_seen": landing.seen,
            "landed": landing.landed,
            "duplicates": landing.duplicates,
            "rejected": landing.rejected,
            "tried_again": unasked,
            "known_already": landing.known,
            "reasons": dict(landing.reasons),
            "duplicate_files": dg.MetadataValue.json(duplicate_files(zones, landing)),
            "rejected_files": dg.MetadataValue.json(rejected_files(zones, landing)),
            "waiting": len(landing.waiting),
            "waiting_files": dg.MetadataValue.json(
                [[found.source_path, found.reason] for found in landing.waiting[:SHOWN_FILES]]
            ),
        },
        check_results=[_sources_give(standing_problems(settings))],
    )


def _sources_give(problems: Sequence[tuple[str, Problem]]) -> dg.AssetCheckResult:
    """Whichever run asked: a source that is broken stays told until it gives again."""
    told = [f"{source}: {problem.address}: {problem.reason}" for source, problem in problems]
    more = len(told) - SHOWN_PROBLEMS
    rows = [(source, problem.address, problem.reason) for source, problem in problems]
    return dg.AssetCheckResult(
        check_name=SOURCES_GIVE,
        asset_key=INTAKE_LEDGER,
        passed=not problems,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "what_to_do": " | ".join(told[:SHOWN_PROBLEMS]) + (f" | and {more} more" if more > 0 else "")
            if told
            else "nothing",
            "problems": len(problems),
            "sample": dg.MetadataValue.md(
                markdown_table(("source", "address", "what is wrong and what helps"), rows, limit=SHOWN_FILES)
            ),
        },
    )


def _is_wanted(found: Arrival | LoneSidecar | Waiting, regions: frozenset[str] | None) -> bool:
    """Of a run for some regions, files of these regions; files of no known region belong to the republic."""
    if regions is None or isinstance(found, Waiting):
        return True
    arrival = found.file if isinstance(found, LoneSidecar) else found
    return (arrival.region_hint or "KZ") in regions


def new_reports(zones: Zones, landing: Landing) -> pa.Table:
    """What a landing added to raw, without the bytes and the text."""
    columns = [*SHOWN, "report_id"]
    batches = [
        parquet.read_table(zones.raw / batch_id / "reports.parquet", columns=columns, partitioning=None)
        for batch_id in landing.batch_ids
    ]
    return pa.concat_tables(batches) if batches else RAW_REPORTS.empty().select(columns)


def duplicate_files(zones: Zones, landing: Landing) -> list[list[str]]:
    """The first files whose bytes were there already, each with the name under which they came first."""
    found = [
        (row["report_file"], row["report_id"])
        for batch_id in (landing.batch_ids if landing.duplicates else ())
        for row in read_part(
            zones.raw / batch_id / "intake.parquet", INTAKE, ["report_file", "report_id", "outcome"]
        ).to_pylist()
        if row["outcome"] == "duplicate"
    ][:SHOWN_FILES]
    first = first_names(zones, frozenset(report_id for _, report_id in found))
    return [[file, first.get(report_id, file)] for file, report_id in found]


def rejected_files(zones: Zones, landing: Landing) -> list[list[str]]:
    """The first files that a landing turned away, each with its reason."""
    wanted = [("outcome", "==", "rejected")]
    rows = (
        row
        for batch_id in landing.batch_ids
        for row in parquet.read_table(
            zones.raw / batch_id / "intake.parquet",
            columns=["report_file", "reason"],
            filters=wanted,
            partitioning=None,
        ).to_pylist()
    )
    return [[row["report_file"], row["reason"]] for row in islice(rows, SHOWN_FILES)]


assets: list[dg.AssetSpec | dg.AssetsDefinition] = [inbox_files, landed]
