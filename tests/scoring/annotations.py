"""What annotators said of the numbers of reports, as values: documents and their annotated figures.

Holds the lines of `documents.jsonl` and `gold.jsonl`. Where corpora lie stands in `corpora`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTRACT_DIMENSIONS = (
    "age_group",
    "patient_origin_code",
    "residence",
    "staff_category",
    "facility_type",
    "funding",
    "equipment_kind",
)


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A report of a corpus; `published` is an ISO date, null where the report does not tell."""

    id: str
    file: str
    format: str
    language: str
    published: str | None


@dataclass(frozen=True, slots=True)
class AnnotatedFigure:
    """A number of a report and what it is: `expect` is a disposition, the rest is filled for observations.

    `start` and `end` are offsets in code points into the source; `indicators` are those that are right;
    `period` is (first day, last day, kind) with ISO dates.
    """

    document: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    expect: str
    indicators: tuple[str, ...] = ()
    value: float | None = None
    value_high: float | None = None
    unit: str | None = None
    region: str | None = None
    period: tuple[str | None, str | None, str | None] = (None, None, None)
    plan_actual: str | None = None
    measure: str | None = None
    comparator: str | None = None
    dimensions: Mapping[str, str] | None = None


def load_documents(folder: Path) -> list[AnnotatedDocument]:
    """The documents of a corpus, in its order."""
    return [
        AnnotatedDocument(
            line["id"], line["file"], line["format"], line["language"], line.get("published") or None
        )
        for line in json_lines(folder / "documents.jsonl")
    ]


def load_figures(folder: Path) -> list[AnnotatedFigure]:
    """The annotated figures of a corpus, in its order."""
    return [_figure(line) for line in json_lines(folder / "gold.jsonl")]


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines; empty lines are none."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _figure(line: Mapping[str, Any]) -> AnnotatedFigure:
    return AnnotatedFigure(
        document=line["doc"],
        start=line["start"],
        end=line["end"],
        quote=line["quote"],
        before=line["before"],
        after=line["after"],
        expect=line["expect"],
        indicators=tuple(line.get("indicator", ())),
        value=line.get("value"),
        value_high=line.get("value_high"),
        unit=line.get("unit"),
        region=line.get("region"),
        period=(line.get("period_start"), line.get("period_end"), line.get("period_kind")),
        plan_actual=line.get("plan_actual"),
        measure=line.get("measure"),
        comparator=line.get("comparator"),
        dimensions=line.get("dims", {}),
    )
