"""From unread reports to accepted and rejected ones, a batch after every few thousand: read, stage, judge,
promote.

Knows the order of the steps, neither Dagster nor what a reading means. A run that is killed loses the batch
it was at; those before it are accepted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from checks.faults import figure_faults
from checks.tables import FIGURES, OBSERVATIONS, REPORTS, Table
from checks.tables.vocabulary import RejectionStage
from checks.validation import validate
from checks.verdict import Failure, Verdict
from orchestration.reading_pool import Lost
from sources.catalogue.version import catalogue_version as present_catalogue
from sources.landing.circumstances import SIDECAR_BATCH
from sources.landing.former_readings import Changes, FormerReadings
from sources.landing.promotion import Staging, next_batch_id, promote, stage
from sources.landing.rejections import Rejection
from sources.landing.zones import Zones
from sources.readers.version import READER_VERSION
from sources.reading import Fault, Reading, RowFailure
from sources.reading.output.demotion import demote

Answer = tuple[pa.RecordBatch, Reading | Lost]
ReadTables = tuple[pa.Table, pa.Table, pa.Table]
"""Reports, figures and observations."""

BATCH_REPORTS = 5_000
"""Reports per batch: their frames fit into memory for validation, and a million reports are 200 directories.
"""

READING_REMEDY = (
    "The report is safe in data/raw. Tell the maintainers its report_id; after an update it is read again by"
    " itself, or with `make retry`."
)
ROW_REMEDY = (
    "The report and its other rows are accepted. Repair the row as docs/tidy-table.md says and drop the file"
    " into the inbox again."
)
SAMPLE_ROWS = 8
FAULT_ROWS = 20
FAULT_COLUMNS = ("report_file", "fault_rule", "quote", "locator")
SAMPLE_COLUMNS = ("report_file", "indicator_code", "region_code", "value", "unit", "quote", "sentence")


@dataclass(frozen=True, slots=True)
class BatchRead:
    """What became of one batch: counts, the regions of the accepted and of the rejected, findings, and what
    it changed of former readings.

    `accepted_sample` are some of the accepted reports, id and file.
    `faults` counts the figures that a fault of the reading cost, by rule; `fault_sample` shows some of them,
    and `faults_told` what the reading itself says of errors and outdated corrections.
    """

    batch_id: str
    accepted_regions: Counter[str | None]
    rejected_regions: Counter[str | None]
    figures: int
    dispositions: Counter[str]
    observations: int
    rejections: tuple[Rejection, ...]
    warnings: tuple[Failure, ...]
    sample: tuple[dict[str, object], ...]
    accepted_sample: tuple[tuple[str, str], ...]
    faults: Counter[str]
    fault_sample: tuple[dict[str, object], ...]
    faults_told: tuple[Fault, ...]
    changes: Changes


def read_batches(
    zones: Zones,
    answers: Iterable[Answer],
    extractor_version: str,
    reader_version: str = READER_VERSION,
    batch_reports: int = BATCH_REPORTS,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    former: FormerReadings | None = None,
    catalogue_version: str | None = None,
) -> Iterator[BatchRead]:
    """Stage, judge and promote what was read, a batch after every `batch_reports` reports.

    `answers` gives chunks of raw reports with what became of them; `former` are the readings that these
    replace. `catalogue_version` is by default that of the present catalogue.
    """
    remaining = iter(answers)
    catalogue_version = catalogue_version or present_catalogue()
    for first in remaining:
        moment = clock()
        batch_id = next_batch_id(zones, moment)
        hints: dict[str, str | None] = {}
        sidecars: dict[str, str | None] = {}
        rejections: list[Rejection] = []
        told: list[Fault] = []
        with stage(zones, batch_id) as staging:
            for chunk, answer in chain([first], remaining):
                hints |= _column_pairs(chunk, "region_hint")
                sidecars |= _column_pairs(chunk, SIDECAR_BATCH)
                rejections += _add(staging, chunk, answer, moment, catalogue_version)
                told += () if isinstance(answer, Lost) else answer.faults
                if len(hints) >= batch_reports:
                    break
        verdict, tables = _judge(zones, batch_id)
        files = dict(
            zip(*(tables[0][name].to_pylist() for name in ("report_id", "report_file")), strict=True)
        )
        rejections += (_rejection(failure, files) for failure in verdict.failures)
        under = [replace(one, sidecar_batch_id=sidecars.get(one.report_id or "")) for one in rejections]
        changes = _changes(former, tables, verdict)
        promote(
            zones, batch_id, under, extractor_version, reader_version, catalogue_version=catalogue_version
        )
        yield _batch_read(batch_id, hints, under, verdict, tables, tuple(told), changes)


def _add(
    staging: Staging,
    chunk: pa.RecordBatch,
    answer: Reading | Lost,
    moment: datetime,
    catalogue_version: str | None,
) -> list[Rejection]:
    """Write one chunk's reading; returns the reports of it that could not be read, and the rows of tables."""
    files = _column_pairs(chunk, "report_file")
    if isinstance(answer, Lost):
        return [_unread(answer.report_id, files, answer.reason, answer.detail)]
    answer = settled(answer)
    tables = ((answer.reports, REPORTS), (answer.figures, FIGURES), (answer.observations, OBSERVATIONS))
    staging.add(
        *(stamped(rows, table, staging.batch_id, moment, catalogue_version) for rows, table in tables)
    )
    return [_turned_away(row) for row in answer.row_failures]


def settled(reading: Reading) -> Reading:
    """The reading as it can be judged: a figure whose reading breaks a rule is left for a person."""
    found = figure_faults(reading.reports, reading.figures, reading.observations)
    return demote(reading, {**found, **reading.set_aside})


def _unread(report_id: str, files: dict[str, str | None], reason: str, detail: str) -> Rejection:
    return Rejection(
        report_id, files[report_id] or "", RejectionStage.READING, reason, detail, READING_REMEDY
    )


def _turned_away(row: RowFailure) -> Rejection:
    detail = f"{row.locator}: {row.detail}"
    return Rejection(row.report_id, row.report_file, RejectionStage.ROW, row.reason, detail, ROW_REMEDY)


def _judge(zones: Zones, batch_id: str) -> tuple[Verdict, ReadTables]:
    reports, figures, observations = (
        parquet.read_table(zones.staged / batch_id / f"{name}.parquet", partitioning=None)
        for name in ("reports", "figures", "observations")
    )
    return validate(reports, figures, observations), (reports, figures, observations)


def _changes(former: FormerReadings | None, tables: ReadTables, verdict: Verdict) -> Changes:
    """What the reports that passed change; compared before they stand beside their former reading."""
    if former is None:
        return Changes()
    kept = pa.array(sorted(verdict.passed), pa.string())
    reports, figures, _ = tables
    return former.changes(_of_reports(reports, kept), _of_reports(figures, kept))


def _batch_read(
    batch_id: str,
    hints: dict[str, str | None],
    rejections: list[Rejection],
    verdict: Verdict,
    tables: ReadTables,
    told: tuple[Fault, ...],
    changes: Changes,
) -> BatchRead:
    reports, figures, observations = tables
    regions = hints | dict(
        zip(reports["report_id"].to_pylist(), reports["region_code"].to_pylist(), strict=True)
    )
    turned_away = {
        rejection.report_id
        for rejection in rejections
        if rejection.report_id is not None and rejection.stage != "row"
    }
    kept = pa.array(sorted(verdict.passed), pa.string())
    figures, observations = (_of_reports(rows, kept) for rows in (figures, observations))
    faulty = figures.filter(compute.is_valid(figures["fault_rule"]))
    return BatchRead(
        batch_id=batch_id,
        accepted_regions=Counter(regions[report_id] for report_id in verdict.passed),
        rejected_regions=Counter(regions[report_id] for report_id in turned_away),
        figures=figures.num_rows,
        dispositions=Counter(figures["disposition"].to_pylist()),
        observations=observations.num_rows,
        rejections=tuple(rejections),
        warnings=verdict.warnings,
        sample=_sample(observations, reports),
        accepted_sample=_accepted_sample(reports, kept),
        faults=Counter(faulty["fault_rule"].to_pylist()),
        fault_sample=tuple(faulty.slice(0, FAULT_ROWS).select(list(FAULT_COLUMNS)).to_pylist()),
        faults_told=told,
        changes=changes,
    )


def _rejection(failure: Failure, files: dict[str, str]) -> Rejection:
    return Rejection(
        report_id=failure.report_id,
        report_file=files.get(failure.report_id, ""),
        stage=RejectionStage.VALIDATION,
        reason=failure.check,
        detail=f"{failure.detail}: {failure.sample}",
        remedy=failure.remedy,
    )


def _sample(observations: pa.Table, reports: pa.Table) -> tuple[dict[str, object], ...]:
    files = dict(zip(reports["report_id"].to_pylist(), reports["report_file"].to_pylist(), strict=True))
    rows = observations.slice(0, SAMPLE_ROWS).to_pylist()
    return tuple({**row, "report_file": files[row["report_id"]]} for row in rows)


def _accepted_sample(reports: pa.Table, kept: pa.Array) -> tuple[tuple[str, str], ...]:
    rows = _of_reports(reports, kept).slice(0, SAMPLE_ROWS)
    return tuple(zip(*(rows[name].to_pylist() for name in ("report_id", "report_file")), strict=True))


def _of_reports(rows: pa.Table, report_ids: pa.Array) -> pa.Table:
    return rows.filter(compute.is_in(rows["report_id"], value_set=report_ids))


def stamped(
    rows: pa.Table,
    table: Table,
    batch_id: str,
    recorded_at: datetime,
    catalogue_version: str | None = None,
) -> pa.Table:
    """Rows with the batch, moment and catalogue of this reading, in the declared columns and types."""
    stamps = {"batch_id": batch_id, "recorded_at": recorded_at, "catalogue_version": catalogue_version}
    for name, value in stamps.items():
        if name in table.column_names:
            column = pa.array([value] * rows.num_rows, table.column(name).arrow_type)
            place = rows.schema.get_field_index(name)
            rows = rows.append_column(name, column) if place < 0 else rows.set_column(place, name, column)
    return rows.select(list(table.column_names)).cast(table.arrow_schema)


def _column_pairs(chunk: pa.RecordBatch, column: str) -> dict[str, str | None]:
    ids = chunk.column("report_id").to_pylist()
    return dict(zip(ids, chunk.column(column).to_pylist(), strict=True))
