"""What the pages show of a run that has read: per asset, per region, and the checks of what was judged.

Holds the rendering of results that `orchestration.reading_batches` gives; nothing is read or judged here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import dagster as dg

from checks.severity import RULES
from orchestration.metadata import look_further, markdown_table, report_links, table_of
from orchestration.punctuality import LATE_DAYS, punctuality
from orchestration.reading_batches import FAULT_COLUMNS, SAMPLE_COLUMNS, SAMPLE_ROWS, BatchRead
from orchestration.regions import REPUBLIC, log_region_check, log_touched, partition_key, region_names
from sources.landing.former_readings import Changes
from sources.landing.rejections import Rejection
from sources.landing.zones import Zones
from sources.reading import EXTRACTOR_VERSION

READINGS = dg.AssetKey(["staged", "readings"])
REPORTS_KEY = dg.AssetKey(["accepted", "reports"])
FIGURES_KEY = dg.AssetKey(["accepted", "figures"])
OBSERVATIONS_KEY = dg.AssetKey(["accepted", "observations"])
REJECTIONS_KEY = dg.AssetKey(["rejected", "rejections"])

SOUND = "reports_are_sound"
REGION_PASSED = "region_passed"
ON_TIME = "region_is_on_time"
CONTRADICTIONS = "totals_agree_with_parts"
READING_FAULTS = "reading_keeps_its_rules"
SHOWN_FINDINGS = 20


def results(
    context: dg.AssetExecutionContext,
    zones: Zones,
    batches: Sequence[BatchRead],
    seconds: float,
    pages: str,
) -> Iterator[dg.MaterializeResult[None]]:
    """The materialisations and checks of the run, and a note for each region it touched. `pages` is the
    address of the explorer.
    """
    accepted = _by_partition(batch.accepted_regions for batch in batches)
    rejected = _by_partition(batch.rejected_regions for batch in batches)
    _note_regions(context, accepted, rejected)
    rejections = [rejection for batch in batches for rejection in batch.rejections]
    yield _readings(accepted + rejected, batches, seconds)
    links = report_links(pages, [one for batch in batches for one in batch.accepted_sample][:SAMPLE_ROWS])
    yield _reports(accepted, rejected, rejections, _punctuality(context, zones), zones, links)
    yield _figures(batches, zones)
    yield _observations(batches, zones)
    yield _rejections(rejections)


def _by_partition(counts: Iterator[Counter[str | None]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for regions in counts:
        for code, reports in regions.items():
            found[partition_key(code)] += reports
    return found


def _note_regions(context: dg.AssetExecutionContext, accepted: Counter[str], rejected: Counter[str]) -> None:
    touched = (
        (READINGS, accepted + rejected),
        (REPORTS_KEY, accepted),
        (FIGURES_KEY, accepted),
        (OBSERVATIONS_KEY, accepted),
        (REJECTIONS_KEY, rejected),
    )
    for asset_key, reports in touched:
        log_touched(context, asset_key, reports)
    # The pages head a check with its latest note: what needs a look comes last.
    for partition in sorted(accepted | rejected, key=lambda key: (rejected[key], key)):
        counts: dict[str, object] = {"accepted": accepted[partition], "rejected": rejected[partition]}
        log_region_check(context, REPORTS_KEY, REGION_PASSED, partition, not rejected[partition], counts)


def _readings(
    reports: Counter[str], batches: Sequence[BatchRead], seconds: float
) -> dg.MaterializeResult[None]:
    changes = sum((batch.changes for batch in batches), Changes())
    return dg.MaterializeResult(
        asset_key=READINGS,
        metadata={
            "reports": reports.total(),
            "batches": len(batches),
            "seconds": round(seconds, 2),
            "reports_per_second": round(reports.total() / seconds, 1) if seconds > 0 else 0.0,
            "extractor_version": EXTRACTOR_VERSION,
            "read_again": changes.reports,
            "texts_changed": changes.texts,
            "figures_gained": changes.figures_gained,
            "figures_lost": changes.figures_lost,
            "observations_gained": changes.observations_gained,
            "observations_lost": changes.observations_lost,
        },
    )


def _reports(
    accepted: Counter[str],
    rejected: Counter[str],
    rejections: Sequence[Rejection],
    on_time: dg.AssetCheckResult,
    zones: Zones,
    links: dg.MetadataValue,
) -> dg.MaterializeResult[None]:
    rows = [(key, accepted[key], rejected[key]) for key in sorted(accepted | rejected)]
    return dg.MaterializeResult(
        asset_key=REPORTS_KEY,
        metadata={
            "reports": accepted.total(),
            "rejected": rejected.total(),
            "regions": dg.MetadataValue.md(
                markdown_table(("region", "accepted", "rejected"), rows, limit=30)
            ),
            "path": dg.MetadataValue.path(str(zones.accepted)),
            "pages": links,
        },
        check_results=[
            _soundness(accepted.total() + rejected.total(), rejections, zones),
            dg.AssetCheckResult(
                check_name=REGION_PASSED,
                asset_key=REPORTS_KEY,
                passed=not rejected,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"accepted": accepted.total(), "rejected": rejected.total()},
            ),
            on_time,
        ],
    )


def _figures(batches: Sequence[BatchRead], zones: Zones) -> dg.MaterializeResult[None]:
    dispositions = sum((batch.dispositions for batch in batches), Counter[str]())
    return dg.MaterializeResult(
        asset_key=FIGURES_KEY,
        metadata={"figures": dispositions.total(), **dispositions},
        check_results=[_faults(batches, dispositions.total(), zones)],
    )


def _observations(batches: Sequence[BatchRead], zones: Zones) -> dg.MaterializeResult[None]:
    sample = [row for batch in batches for row in batch.sample][:SAMPLE_ROWS]
    return dg.MaterializeResult(
        asset_key=OBSERVATIONS_KEY,
        metadata={
            "observations": sum(batch.observations for batch in batches),
            "preview": table_of(sample, SAMPLE_COLUMNS),
        },
        check_results=[_contradictions(batches, zones)],
    )


def _rejections(rejections: Sequence[Rejection]) -> dg.MaterializeResult[None]:
    rows = [(row.report_file, row.stage, row.reason, row.detail, row.remedy) for row in rejections]
    return dg.MaterializeResult(
        asset_key=REJECTIONS_KEY,
        metadata={
            "rejections": len(rejections),
            "reasons": dict(Counter(rejection.reason for rejection in rejections)),
            "rejected_files": dg.MetadataValue.json(
                [[row.report_file, row.reason] for row in rejections[:SHOWN_FINDINGS]]
            ),
            "preview": dg.MetadataValue.md(
                markdown_table(("report", "stage", "reason", "detail", "remedy"), rows)
            ),
        },
    )


def _soundness(total: int, rejections: Sequence[Rejection], zones: Zones) -> dg.AssetCheckResult:
    rows = [(row.report_file, row.reason, row.detail) for row in rejections]
    return dg.AssetCheckResult(
        check_name=SOUND,
        asset_key=REPORTS_KEY,
        passed=not rejections,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "what_to_do": "see rejected_reports: why, and what helps" if rejections else "nothing",
            "reports_judged": total,
            "reports_rejected": len({row.report_id for row in rejections if row.stage != "row"}),
            "sample": dg.MetadataValue.md(
                markdown_table(("report", "rule", "what was found"), rows, limit=SHOWN_FINDINGS)
            ),
            "look_further": look_further(zones, "rejected/*/rejections.parquet", "stage <> 'landing'"),
        },
    )


def _punctuality(context: dg.AssetExecutionContext, zones: Zones) -> dg.AssetCheckResult:
    """Note the state of every region that ever reported, the late ones last; list all, the late ones first.

    A region that never reported has no state to note: on the pages it stays blank.
    """
    states = punctuality(zones, [code for code in region_names() if code != REPUBLIC])
    rows = []
    for one in states:
        last_published, last_received = str(one.published_on or "never"), str(one.received_on or "never")
        rows.append((one.state, partition_key(one.region_code), one.reports, last_published, last_received))
    for one, (_, key, reports, published, received) in reversed(list(zip(states, rows, strict=True))):
        counts = {"reports": reports, "last_published": published, "last_received": received}
        if one.reports:
            log_region_check(context, REPORTS_KEY, ON_TIME, key, not one.late, counts)
    late = [partition_key(one.region_code) for one in states if one.late]
    return dg.AssetCheckResult(
        check_name=ON_TIME,
        asset_key=REPORTS_KEY,
        passed=not late,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "regions_on_time": sum(one.reports > 0 for one in states) - len(late),
            "regions_late": len(late),
            "what_to_do": f"nothing for {LATE_DAYS} days from {', '.join(late)}; ask there or see the feed"
            if late
            else "nothing",
            "regions": dg.MetadataValue.md(
                markdown_table(
                    ("state", "region", "reports", "last published", "last received"), rows, limit=len(rows)
                )
            ),
            "look_further": look_further(zones, "accepted/*/reports.parquet", "region_code = 'KZ-15'"),
        },
    )


def _faults(batches: Sequence[BatchRead], figures: int, zones: Zones) -> dg.AssetCheckResult:
    faults = sum((batch.faults for batch in batches), Counter[str]())
    rows = [tuple(row.values()) for batch in batches for row in batch.fault_sample]
    told = [(one.report_file, one.rule, one.detail) for batch in batches for one in batch.faults_told]
    rules = [(name, count, RULES[name].meaning, RULES[name].remedy) for name, count in faults.most_common()]
    return dg.AssetCheckResult(
        check_name=READING_FAULTS,
        asset_key=FIGURES_KEY,
        passed=not faults and not told,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "what_to_do": "the reports are accepted; decide these figures from the text, and send rules and"
            " report ids to whoever keeps the reading: each of them is a defect of it"
            if faults or told
            else "nothing",
            "figures_judged": figures,
            "figures_set_aside": faults.total(),
            "rules": dg.MetadataValue.md(
                markdown_table(("rule", "figures", "it must hold that", "remedy"), rules, limit=len(RULES))
            ),
            "errors": dg.MetadataValue.md(
                markdown_table(("report", "rule", "what happened"), told, limit=SHOWN_FINDINGS)
            ),
            "sample": dg.MetadataValue.md(markdown_table(FAULT_COLUMNS, rows, limit=SHOWN_FINDINGS)),
            "look_further": look_further(zones, "accepted/*/figures.parquet", "reason = 'reading_fault'"),
        },
    )


def _contradictions(batches: Sequence[BatchRead], zones: Zones) -> dg.AssetCheckResult:
    findings = [warning for batch in batches for warning in batch.warnings]
    rows = [(row.report_id[:12], row.check, row.sample, row.remedy) for row in findings]
    return dg.AssetCheckResult(
        check_name=CONTRADICTIONS,
        asset_key=OBSERVATIONS_KEY,
        passed=not findings,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "what_to_do": "compare with the originals; a figure that was misread is corrected as"
            " docs/corrections.md says"
            if findings
            else "nothing",
            "observations_judged": sum(batch.observations for batch in batches),
            "findings": len(findings),
            "sample": dg.MetadataValue.md(
                markdown_table(
                    ("report_id", "rule", "what was found", "what to do"), rows, limit=SHOWN_FINDINGS
                )
            ),
            "look_further": look_further(zones, "accepted/*/observations.parquet", "group_id is not null"),
        },
    )
