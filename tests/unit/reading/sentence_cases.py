"""Sentences and short reports of our own: what each figure in them means, held against what was read.

A case is read as a report is in production: its text is a file in a region's folder, with a sidecar that
gives the date, and goes through the reader of text files, the reading of a batch and its second thoughts.

A file of `cases/` is a list of cases, named after the phenomenon they show:

- `text`: the sentence, or a whole short report;
- `published`: date of publication, PUBLISHED where it is not given, `null` for an undated report;
- `region`: folder the report lies in, REGION where it is not given, `null` for none;
- `figures`: the figures that are asserted, in their order, each with its `quote` as printed and either
  `review: true`, `context: true` (set aside: context or boilerplate), or what it is booked as.

Of a booked figure everything is asserted, by default the plainest: `code`, `unit`, `measure` (level), `plan`
(actual), `comparator` (eq), `region` (that of the folder), `period` as "kind first last" with "-" for a date
the text leaves open, `dims` (dimensions with a column of their own; none), `value` and `scope` where they are
given. A list means that any of its values is right, `any` that the sentence does not decide it.

`open` lists the attributes (or `booked`, `quote`) that are not yet read right: a case fails as well when one
of them has come right, so that no mark outlives its fault (`close_cases` drops those).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from checks.tables import RAW_REPORTS
from orchestration.reading_batches import settled
from sources.catalogue.data_file import SAFE_LOADER
from sources.landing.opening import block_columns
from sources.readers import read_document
from sources.reading import read_batch

CASES = Path(__file__).parent / "cases"
PUBLISHED = date(2025, 10, 14)
REGION = "KZ-39"
DIMENSIONS = (
    "age_group",
    "patient_origin_code",
    "residence",
    "staff_category",
    "facility_type",
    "funding",
    "equipment_kind",
)
PLAINEST = {"measure": "level", "plan": "actual", "comparator": "eq", "dims": {}}
SET_ASIDE = ("context", "boilerplate")
RECEIVED = datetime(2026, 7, 1, tzinfo=UTC)  # after every date of publication
BATCH = "20260701T000000000000Z"


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file; `name` tells it in the test run."""

    name: str
    text: str
    published: date | None
    region: str | None
    figures: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """What became of one figure: its disposition and, where it was booked, its attributes."""

    quote: str
    disposition: str
    booked: Mapping[str, Any] | None


def case_files() -> list[Path]:
    """All files of cases, by name."""
    return sorted(CASES.glob("*.yml"))


def load_cases(file: Path) -> list[Case]:
    """The cases of one file."""
    return [
        Case(
            name=f"{file.stem}: {case['text'][:70]}",
            text=case["text"],
            published=case.get("published", PUBLISHED),
            region=case.get("region", REGION),
            figures=tuple(case["figures"]),
        )
        for case in yaml.load(file.read_text(encoding="utf-8"), Loader=SAFE_LOADER)
    ]


@cache
def readings(file: Path) -> Mapping[str, list[ReadFigure]]:
    """What is read of every case of a file, by the case's name; the file is one batch."""
    cases = load_cases(file)
    raw = pa.Table.from_pylist([_raw_row(case) for case in cases], schema=RAW_REPORTS.arrow_schema)
    reading = settled(read_batch(raw))
    observed = {row["figure_id"]: row for row in reading.observations.to_pylist()}
    figures: dict[str, list[ReadFigure]] = {_report_id(case): [] for case in cases}
    for row in sorted(reading.figures.to_pylist(), key=lambda row: row["char_start"]):
        figures[row["report_id"]].append(
            ReadFigure(
                row["quote"],
                row["disposition"],
                _attributes(observed[row["figure_id"]]) if row["disposition"] == "observation" else None,
            )
        )
    return {case.name: figures[_report_id(case)] for case in cases}


def faults(case: Case, read: Sequence[ReadFigure]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, str]]]:
    """Each figure that the case asserts, with what is wrong in the reading of it: attribute to its words."""
    remaining = iter(read)
    for wanted in case.figures:
        figure = next((one for one in remaining if one.quote == wanted["quote"]), None)
        yield wanted, dict(_faults_of(case, wanted, figure))


def differences(case: Case, read: Sequence[ReadFigure]) -> list[str]:
    """Where the reading is not as the case says, one line for each figure and attribute; marks of `open` that
    have come right as well.
    """
    found: list[str] = []
    for wanted, wrong in faults(case, read):
        quote, known = wanted["quote"], set(wanted.get("open", ()))
        found += [f"{quote}: {name} {text}" for name, text in wrong.items() if name not in known]
        found += [f"{quote}: {name} is right now, drop it from `open`" for name in known - wrong.keys()]
    return found


def _faults_of(case: Case, wanted: Mapping[str, Any], read: ReadFigure | None) -> Iterator[tuple[str, str]]:
    if read is None:
        yield "quote", "stands in the ledger neither here nor later"
        return
    codes = _any_of(wanted.get("code"))
    expected = "review" if wanted.get("review") else "context" if wanted.get("context") else "observation"
    became = "context" if read.disposition in SET_ASIDE else read.disposition
    if read.booked is None or expected != "observation":
        if became != expected and became not in codes:
            yield "booked", f"became {read.disposition}, not {expected}"
        return
    everything = {
        "region": case.region,
        **PLAINEST,
        **{name: wanted[name] for name in wanted if name in read.booked},
    }
    for name, value in everything.items():
        if value != "any" and read.booked[name] not in _any_of(value):
            yield name, f"is {read.booked[name]!r}, not {value!r}"


def _any_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _attributes(row: Mapping[str, Any]) -> Mapping[str, Any]:
    start, end = row["period_start"], row["period_end"]
    return {
        "code": row["indicator_code"],
        "unit": row["unit"],
        "value": row["value"],
        "measure": row["measure"],
        "plan": row["plan_actual"],
        "comparator": row["comparator"],
        "region": row["region_code"],
        "period": f"{row['period_kind']} {start or '-'} {end or '-'}",
        "scope": row["scope"],
        "dims": {name: row[name] for name in DIMENSIONS if row[name] is not None},
    }


def _report_id(case: Case) -> str:
    """Of the whole case, because two cases may read the same text in other circumstances."""
    return hashlib.sha256(f"{case.text}{case.published}{case.region}".encode()).hexdigest()


def _raw_row(case: Case) -> dict[str, Any]:
    content = case.text.encode()
    document = read_document(content, "case.txt")
    columns = block_columns(document.blocks)
    return {
        "report_id": _report_id(case),
        "report_file": "case.txt",
        "source": "inbox",
        "source_path": "case.txt",
        "received_at": RECEIVED,
        "batch_id": BATCH,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "byte_count": len(content),
        "content": content,
        "region_hint": case.region,
        "sidecar": None,
        "title": None,
        "published_on": case.published,
        "source_url": None,
        "metadata": None,
        "text": document.text,
        "blocks": [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)],
        "reader": document.reader,
        "reader_version": "1",
    }
