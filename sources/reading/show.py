"""For people: the text of a report with every figure marked, and what each observation was read as.

Holds the printing only; it reads through the very functions that fill the warehouse.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sources.readers import Unreadable, read_document
from sources.readers.document import Document
from sources.reading.batch import read_any
from sources.reading.observations import LedgerRow, Observation
from sources.reading.report import Circumstances, ReportReading

MARKS = {"observation": ("⟦", "⟧"), "review": ("⟨", "⟩?"), "context": ("", "·"), "boilerplate": ("", "°")}
COLOURS = {
    "observation": "\033[1;32m",
    "review": "\033[1;33m",
    "context": "\033[36m",
    "boilerplate": "\033[90m",
}
PLAIN = "\033[0m"
USAGE = "Usage: make read FILE=path/of/a/report"


def main(arguments: Sequence[str]) -> int:
    """Print how the files given are read; exit code 2 when a file cannot be opened or read."""
    if not arguments:
        print(USAGE, file=sys.stderr)
        return 2
    for name in arguments:
        path = Path(name)
        try:
            document = read_document(path.read_bytes(), path.name)
        except OSError as error:
            print(f"{path}: {error.strerror}. Give the path of a report: {USAGE}", file=sys.stderr)
            return 2
        except Unreadable as error:
            print(f"{path}: rejected, {error.reason}. {error.remedy}", file=sys.stderr)
            return 2
        reading, _ = read_any(document, Circumstances())
        print("\n".join(report_lines(path.name, document, reading, colour=sys.stdout.isatty())))
    return 0


def report_lines(
    name: str, document: Document, reading: ReportReading, *, colour: bool = False
) -> Iterator[str]:
    """Yield the lines of the picture: the head, the marked text, the observations, the figures for review,
    the sums.
    """
    published = reading.publication.on.isoformat() if reading.publication.on else "not told"
    yield f"{name}: {reading.title or 'without title'}"
    yield (
        f"region {reading.region.code or 'not told'} ({reading.region.basis or reading.region.reason}), "
        f"published {published} ({reading.publication.basis or 'unknown'}), "
        f"language {reading.language or 'unknown'}"
    )
    yield ""
    yield marked_text(document.text, reading.ledger, colour=colour)
    yield ""
    yield "Observations"
    for one in reading.observations:
        yield from _observation_lines(one, document.text)
    reviewed = [row for row in reading.ledger if row.disposition == "review"]
    if reviewed:
        yield "For review"
        for row in reviewed:
            yield f"  {row.quote!r} at {row.start} ({row.locator or 'text'}): {row.reason}"
    counts = {kind: sum(row.disposition == kind for row in reading.ledger) for kind in MARKS}
    yield ""
    yield f"{len(reading.ledger)} figures: " + ", ".join(f"{count} {kind}" for kind, count in counts.items())


def marked_text(text: str, ledger: Sequence[LedgerRow], *, colour: bool = False) -> str:
    """The text with its figures marked by disposition: ⟦observation⟧ ⟨review⟩? context· boilerplate°."""
    parts: list[str] = []
    at = 0
    for row in ledger:
        before, after = MARKS[row.disposition]
        quote = text[row.start : row.end]
        parts += [
            text[at : row.start],
            before,
            f"{COLOURS[row.disposition]}{quote}{PLAIN}" if colour else quote,
            after,
        ]
        at = row.end
    return "".join([*parts, text[at:]])


def _observation_lines(one: Observation, text: str) -> Iterator[str]:
    period = one.period
    high = f"…{one.value_high:g}" if one.value_high is not None else ""
    dates = f"{period.start or '…'} to {period.end or '…'}" if period.start or period.end else "no dates"
    extra = {name: value for name, value in one.dimensions.items() if value}
    if one.patient_origin_code:
        extra["patient_origin_code"] = one.patient_origin_code
    if one.group:
        extra["group_role"] = one.group.role
    said = ", ".join(f"{name} {value}" for name, value in extra.items())
    yield f"  {text[one.start : one.end]!r} at {one.start}"
    yield (
        f"      {one.indicator_code} = {one.value:.15g}{high} {one.unit} "
        f"({one.comparator}, {one.measure}, {one.plan_actual}), {one.region_code or 'region not told'}"
    )
    words = f", «{period.as_stated}»" if period.as_stated else ""
    yield f"      {period.kind}: {dates} ({period.basis or 'not asked'}{words})"
    yield f"      rule {one.rule_id}, confidence {one.confidence:.2f}" + (f"; {said}" if said else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
