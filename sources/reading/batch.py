"""Reading in batches: a record batch of raw reports in, three Arrow tables out.

Pure: the same function runs in a pool of processes here and on a cluster engine later. Holds the mapping
between columns and values, no rules.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from checks.tables import FIGURES, OBSERVATIONS, REPORTS
from checks.tables.fault_rules import FaultRule
from checks.tables.vocabulary import Disposition, ReviewState
from sources.catalogue.indicator_list import load_indicators
from sources.language.written_days import local_day
from sources.readers.document import Block, Document
from sources.reading.about.circumstances import Circumstances, stated_of
from sources.reading.attributes.observation import LedgerRow, Observation, ReportReading, stable_id
from sources.reading.output.belief import load_model
from sources.reading.output.booking import booked
from sources.reading.output.corrections import (
    Correction,
    apply_corrections,
    load_corrections,
)
from sources.reading.output.tables import Fault, Reading, RowFailure
from sources.reading.output.unread import left_for_review
from sources.reading.tidy.rows import BadRow, is_tidy, read_tidy
from sources.reading.transcription import read_document_text

# Raised once in a release whose rules or words can change an observation (docs/operate.md).
EXTRACTOR_VERSION = "4"

_CONTRACT_DIMENSIONS = (
    "age_group",
    "residence",
    "staff_category",
    "facility_type",
    "funding",
    "equipment_kind",
)


def read_batch(
    raw: pa.RecordBatch | pa.Table,
    corrections: Sequence[Correction] | None = None,
    book_from: float | None = None,
) -> Reading:
    """Read every report of `raw` (columns of `checks.tables.RAW_REPORTS`).

    `corrections` are those of the catalogue unless others are given, `book_from` is how sure to be a fact an
    observation must be to be booked, as the model says unless given.

    A report whose reading ends in an error keeps its place: all its figures are set aside, and the error's
    own words are among the faults.
    """
    reports: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    observations: list[dict[str, Any]] = []
    row_failures: list[RowFailure] = []
    set_aside: dict[str, FaultRule] = {}
    faults: list[Fault] = []
    for row in raw.to_pylist():
        reading, bad_rows, error = _read(row, book_from)
        figures_here = [_figure(row, ledger) for ledger in reading.ledger]
        corrected = apply_corrections(
            row["report_id"],
            [_observation(row, reading, one) for one in reading.observations],
            load_corrections() if corrections is None else corrections,
        )
        if error is not None:
            set_aside |= {figure["figure_id"]: FaultRule.READING_FAILED for figure in figures_here}
            faults.append(Fault(row["report_id"], row["report_file"], FaultRule.READING_FAILED, error))
        for outdated, detail in corrected.outdated:
            figure_id = stable_id(row["report_id"], outdated.char_start, outdated.char_end)
            set_aside[figure_id] = FaultRule.CORRECTION_OUTDATED
            faults.append(Fault(row["report_id"], row["report_file"], FaultRule.CORRECTION_OUTDATED, detail))
        reports.append(_report(row, reading))
        figures += figures_here
        observations += corrected.observations
        row_failures += [
            RowFailure(row["report_id"], row["report_file"], bad.locator, bad.reason, bad.detail)
            for bad in bad_rows
        ]
    return Reading(
        pa.Table.from_pylist(reports, schema=REPORTS.arrow_schema),
        pa.Table.from_pylist(figures, schema=FIGURES.arrow_schema),
        pa.Table.from_pylist(observations, schema=OBSERVATIONS.arrow_schema),
        tuple(row_failures),
        set_aside,
        tuple(faults),
    )


def _read(
    row: Mapping[str, Any], book_from: float | None
) -> tuple[ReportReading, tuple[BadRow, ...], str | None]:
    """The reading of a raw row, the rows of its table that were turned away, and the error it ended in."""
    try:
        return *read_any(document_of(row), circumstances_of(row), book_from), None
    except Exception as error:  # noqa: BLE001 - a fault of the reading costs figures, never a report; it is told
        left = left_for_review(row["text"], row["region_hint"], row["published_on"])
        return left, (), f"{type(error).__name__}: {error} ({_place_of(error)})"


def _place_of(error: Exception) -> str:
    """Where in the program an error was raised, for those who mend it."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def read_any(
    document: Document, circumstances: Circumstances, book_from: float | None = None
) -> tuple[ReportReading, tuple[BadRow, ...]]:
    """Read a tidy table row by row, with the rows that could not be taken, and everything else as text.

    `book_from` is how sure to be a fact an observation must be to be booked, as the model says unless given.
    """
    if is_tidy(document):
        tidy = read_tidy(document, circumstances)
        return tidy.reading, tidy.bad_rows
    reading = read_document_text(document, circumstances)
    return booked(reading, load_model().book_from if book_from is None else book_from), ()


def document_of(row: Mapping[str, Any]) -> Document:
    """Rebuild the reader's document from a raw row: text, blocks and metadata as they were stored."""
    return Document(
        text=row["text"],
        blocks=tuple(Block(**dict(block)) for block in row["blocks"] or ()),
        media_type=row["media_type"],
        reader=row["reader"],
        encoding=row["encoding"],
        metadata=json.loads(row["metadata"]) if row["metadata"] else {},
    )


def circumstances_of(row: Mapping[str, Any]) -> Circumstances:
    """What a raw row says about its report besides the document."""
    sidecar = json.loads(row["sidecar"]) if row["sidecar"] else {}
    received: datetime | None = row["received_at"]
    return Circumstances(
        row["published_on"],
        row["region_hint"],
        sidecar.get("title"),
        row["region_hint"] if sidecar.get("region") else None,
        local_day(received.replace(tzinfo=received.tzinfo or UTC)) if received else None,
        tables=stated_of(sidecar, row["report_file"]),
    )


def _report(row: Mapping[str, Any], reading: ReportReading) -> dict[str, Any]:
    dispositions = [ledger.disposition for ledger in reading.ledger]
    return {
        **{
            name: row[name]
            for name in ("report_id", "report_file", "source", "source_path", "source_url", "media_type")
        },
        **{name: row[name] for name in ("encoding", "byte_count", "received_at", "batch_id", "text")},
        "title": row["title"] or reading.title,
        "region_code": reading.region.code,
        "region_basis": reading.region.basis,
        "region_conflict": reading.region.conflict,
        "language": reading.language,
        "published_on": reading.publication.on,
        "published_basis": reading.publication.basis,
        "char_count": len(row["text"]),
        "recorded_at": row["received_at"],
        "figures_count": len(dispositions),
        "observations_count": len(reading.observations),
        "review_count": dispositions.count(Disposition.REVIEW),
        "extractor_version": EXTRACTOR_VERSION,
        "reader_version": row["reader_version"],
        "sidecar_batch_id": row.get("sidecar_batch_id"),
    }


def _figure(row: Mapping[str, Any], ledger: LedgerRow) -> dict[str, Any]:
    return {
        "figure_id": stable_id(row["report_id"], ledger.start, ledger.end),
        "report_id": row["report_id"],
        "report_file": row["report_file"],
        "char_start": ledger.start,
        "char_end": ledger.end,
        "quote": ledger.quote,
        "locator": ledger.locator or None,
        "disposition": ledger.disposition,
        "reason": ledger.reason,
        "fault_rule": None,
        "value": ledger.value,
        "value_high": ledger.value_high,
        "unit": ledger.unit,
        "batch_id": row["batch_id"],
        "extractor_version": EXTRACTOR_VERSION,
    }


def _observation(row: Mapping[str, Any], reading: ReportReading, one: Observation) -> dict[str, Any]:
    figure_id = stable_id(row["report_id"], one.start, one.end)
    period = one.period
    return {
        "observation_id": stable_id(figure_id, one.indicator_code),
        "figure_id": figure_id,
        "report_id": row["report_id"],
        "indicator_code": one.indicator_code,
        "subject_area": load_indicators()[one.indicator_code].subject_area,
        "region_code": one.region_code,
        "region_basis": one.region_basis,
        "value": one.value,
        "value_high": one.value_high,
        "unit": one.unit,
        "comparator": one.comparator,
        "measure": one.measure,
        "plan_actual": one.plan_actual,
        "period_kind": period.kind,
        "period_start": period.start,
        "period_end": period.end,
        "period_basis": period.basis,
        "period_as_stated": period.as_stated,
        "compared_with_start": period.compared_with_start,
        "compared_with_end": period.compared_with_end,
        **{name: one.dimensions.get(name) for name in _CONTRACT_DIMENSIONS},
        "patient_origin_code": one.patient_origin_code,
        "dimensions": one.further,
        "facility": one.facility,
        "place": one.place,
        "scope": one.scope,
        "programme_code": one.programme_code,
        "group_id": stable_id(row["report_id"], "group", one.group.leader) if one.group else None,
        "group_role": one.group.role if one.group else None,
        "sentence": row["text"][one.sentence_start : one.sentence_end],
        "sentence_start": one.sentence_start,
        "confidence": one.confidence,
        "doubts": ",".join(one.doubts) or None,
        "rule_id": one.rule_id,
        "extractor_version": EXTRACTOR_VERSION,
        "flags": ",".join(one.flags) or None,
        "review_state": ReviewState.AUTO,
        "value_as_read": None,
        "batch_id": row["batch_id"],
        "quote": row["text"][one.start : one.end],
        "char_start": one.start,
        "char_end": one.end,
    }
