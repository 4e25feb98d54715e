"""Cases of single figures: short reports, and what must be read of one number in each.

Holds the form of a case and its comparison with what was read. A case is a line of JSON with `kind`, `text`,
`published` (may be null), `figure` (the number as printed) and `expected`, which may hold disposition
(observation when not said), indicator (one code or several), value, unit, region, plan_actual, measure,
comparator, facility_type, period [start, end, kind], period_kind, dims {column: value}.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.scoring.annotations import CONTRACT_DIMENSIONS, json_lines
from tests.scoring.judging import iso_date, same_number
from tests.scoring.pairing import overlap
from tests.scoring.reading import ReadFigure, ReadReports, read_reports

COMPARED = {
    "unit": "unit",
    "region": "region_code",
    "plan_actual": "plan_actual",
    "measure": "measure",
    "comparator": "comparator",
    "period_kind": "period_kind",
    "facility_type": "facility_type",
}
"""Name in a case to the column of the observation."""

NOT_READ = "report not accepted, or no figure found"
NEVER_BOOKED = ("context", "boilerplate")


class NoCasesError(ValueError):
    """A file of cases that cannot be used; the message ends with the remedy."""


@dataclass(frozen=True, slots=True)
class Case:
    """A report of a few sentences, one figure of it, and what is expected of that."""

    kind: str
    text: str
    published: str | None
    figure: str
    expected: Mapping[str, Any]

    @property
    def file(self) -> str:
        """The name of the report: cases with the same text and date share one."""
        digest = hashlib.sha256((self.text + str(self.published)).encode()).hexdigest()
        return f"case-{digest[:12]}.txt"


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """A case with what differs; it holds when nothing does."""

    case: Case
    wrong: tuple[str, ...]


def load_cases(path: Path) -> list[Case]:
    """The cases of a file; raises NoCasesError."""
    try:
        cases = [
            Case(line["kind"], line["text"], line.get("published"), line["figure"], line["expected"])
            for line in json_lines(path)
        ]
    except (OSError, ValueError, KeyError) as error:
        raise NoCasesError(
            f"{path} holds no cases ({type(error).__name__}: {error}); a case is a line of JSON with kind, "
            "text, published, figure and expected."
        ) from error
    for case in cases:
        if case.figure not in case.text:
            raise NoCasesError(f"{path}: {case.figure!r} is not in {case.text[:60]!r}; write it as printed.")
    return cases


def check_cases(cases: Sequence[Case]) -> list[CheckedCase]:
    """Read the reports of the cases and compare."""
    return compare_cases(cases, read_cases(cases))


def compare_cases(cases: Sequence[Case], figures: Mapping[str, Sequence[ReadFigure]]) -> list[CheckedCase]:
    """Compare cases with the figures read of each file."""
    return [CheckedCase(case, tuple(_wrong(case, figures.get(case.file, ())))) for case in cases]


def read_cases(cases: Sequence[Case]) -> dict[str, tuple[ReadFigure, ...]]:
    """The figures read of the reports of cases, by file."""
    figures: dict[str, tuple[ReadFigure, ...]] = {}
    for group in _without_twins(cases):
        figures |= read_texts(group).by_file()
    return figures


def read_texts(cases: Sequence[Case]) -> ReadReports:
    """Read the reports of cases, each with its date in a sidecar; no text may stand in two files."""
    with tempfile.TemporaryDirectory(prefix="cases-") as folder:
        for case in cases:
            report = Path(folder) / case.file
            report.write_text(case.text, encoding="utf-8", newline="")
            if case.published:
                sidecar = report.with_name(f"{case.file}.meta.yaml")
                sidecar.write_text(f"published_on: {case.published}\n", encoding="utf-8")
        return read_reports(Path(folder), {case.file for case in cases})


def _without_twins(cases: Sequence[Case]) -> Iterator[list[Case]]:
    """Cases in groups in which no text has two dates: landing takes the same bytes once only."""
    remaining = {case.file: case for case in cases}
    while remaining:
        group = {case.text: case for case in remaining.values()}
        yield list(group.values())
        for case in group.values():
            del remaining[case.file]


def _wrong(case: Case, figures: Sequence[ReadFigure]) -> list[str]:
    if not figures:
        return [NOT_READ]
    start = case.text.find(case.figure)
    end = start + len(case.figure)
    figure = max(figures, key=lambda one: overlap(one, start, end))
    if overlap(figure, start, end) <= 0:
        return ["unseen"]
    candidates = figure.observations or ({},)
    return min((differences(case.expected, figure, observation) for observation in candidates), key=len)


def differences(expected: Mapping[str, Any], figure: ReadFigure, observation: Mapping[str, Any]) -> list[str]:
    """What of a figure and its observation is not as expected, in words."""
    booked = figure.row["disposition"]
    wanted = expected.get("disposition", "observation")
    if wanted in ("null", None):
        wanted = "context"
    if wanted != "observation":
        same = booked == wanted or (wanted != "review" and booked in NEVER_BOOKED)
        return [] if same else [f"{booked}, not {wanted}"]
    if booked != "observation":
        return [f"{booked}"]
    return list(_differing(expected, observation))


def _differing(expected: Mapping[str, Any], observation: Mapping[str, Any]) -> Iterator[str]:
    codes = expected.get("indicator") or []
    codes = codes if isinstance(codes, list) else [codes]
    if codes and observation["indicator_code"] not in codes:
        yield f"indicator {observation['indicator_code']}, not {' or '.join(codes)}"
    value = expected.get("value")
    if value is not None and not same_number(value, observation["value"]):
        yield f"value {observation['value']}, not {value}"
    for name, column in COMPARED.items():
        if expected.get(name) is not None and observation[column] != expected[name]:
            yield f"{name} {observation[column]}, not {expected[name]}"
    if period := expected.get("period"):
        read = [iso_date(observation[name]) for name in ("period_start", "period_end")]
        if [*read, observation["period_kind"]] != period:
            yield f"period {[*read, str(observation['period_kind'])]}, not {period}"
    for column, wanted in (expected.get("dims") or {}).items():
        if column in CONTRACT_DIMENSIONS and observation[column] != wanted:
            yield f"{column} {observation[column]}, not {wanted}"
