"""For people: the text of a report with every figure marked, and what each observation was read as.

Holds the printing only; it takes and reads a file through the very functions that fill the warehouse: with
the region of its folder, the sidecar beside it, and the files inside it where it is a container.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sources.connectors.arrival import Arrival
from sources.landing.inbox import Inbox, Waiting, arrival_at, look_around
from sources.landing.limits import Portions
from sources.landing.members import arrivals_inside
from sources.landing.opened import Expanded
from sources.landing.sidecar import Sidecar
from sources.landing.taking import ChangedError, take
from sources.language.written_days import local_day
from sources.readers import Unreadable, read_document
from sources.readers.containers import expand
from sources.readers.document import Document
from sources.reading.about.circumstances import Circumstances, stated_of
from sources.reading.attributes.observation import LedgerRow, Observation, ReportReading
from sources.reading.batch import read_any
from sources.reading.output.belief import grounds_for
from sources.reading.tidy.rows import BadRow

MARKS = {"observation": ("⟦", "⟧"), "review": ("⟨", "⟩?"), "context": ("", "·"), "boilerplate": ("", "°")}
COLOURS = {
    "observation": "\033[1;32m",
    "review": "\033[1;33m",
    "context": "\033[36m",
    "boilerplate": "\033[90m",
}
PLAIN = "\033[0m"
REASONS = 3
USAGE = "Usage: make read FILE=path/of/a/report"
CONFLICTS = {
    False: "folder or sidecar name {0}; the text decides for {1}. Correct the folder or the sidecar",
    True: "the text mentions places of {0}; folder or sidecar decide for {1}. Look which of them is right",
}


def main(arguments: Sequence[str]) -> int:
    """Print how the files given are read; exit code 2 when a file cannot be opened or read."""
    if not any(arguments):
        print(USAGE, file=sys.stderr)
        return 2
    codes = []
    for name in arguments:
        try:
            codes += [_show(arrival) for found in _files_at(Path(name)) for arrival in _reports_in(found)]
        except OSError as error:
            print(f"{name}: {error.strerror}. Give the path of a report: {USAGE}", file=sys.stderr)
            codes.append(2)
    return max(codes, default=2)


def _files_at(path: Path) -> Iterator[Arrival]:
    """The file at a path, or the files of a folder as an inbox would give them."""
    if not path.is_dir():
        yield arrival_at(path)
        return
    found = list(look_around(Inbox(path, managed=False, settle_seconds=0.0)))
    if not found:
        raise FileNotFoundError(errno.ENOENT, "holds no file", str(path))
    for one in found:
        if isinstance(one, Arrival | Waiting):
            # taken by its whole path, so that a folder above the one that is named tells the region as well
            yield arrival_at(path / one.source_path)


def _reports_in(arrival: Arrival) -> Iterator[Arrival]:
    """The file itself, or the reports inside it, each with its bytes or the reason why it is refused."""
    try:
        content = take(arrival, Portions().file_bytes)
        members = expand(content, arrival.file_name)
    except Unreadable as refusal:
        yield replace(arrival, refusal=refusal)
        return
    except ChangedError as error:
        yield replace(arrival, refusal=Unreadable("changed", f"The file changed ({error}); try again."))
        return
    if all(member.content == content for member in members):
        yield replace(arrival, content=content)
    else:
        inside = tuple((member.name, member.content) for member in members)
        yield from arrivals_inside(arrival, Expanded(inside))


def _show(arrival: Arrival) -> int:
    try:
        document = read_document(take(arrival, Portions().file_bytes), arrival.file_name)
    except Unreadable as error:
        print(f"{arrival.source_path}: rejected, {error.reason}. {error.remedy}", file=sys.stderr)
        return 2
    sidecar = arrival.sidecar or Sidecar()
    circumstances = Circumstances(
        sidecar.published_on,
        arrival.region_hint,
        sidecar.title,
        sidecar.region,
        local_day(datetime.now(UTC)),
        tables=stated_of(sidecar.stated, arrival.file_name),
    )
    reading, bad_rows = read_any(document, circumstances)
    print("\n".join(report_lines(arrival, document, reading, bad_rows, colour=sys.stdout.isatty())))
    return 0


def report_lines(
    arrival: Arrival,
    document: Document,
    reading: ReportReading,
    bad_rows: Sequence[BadRow] = (),
    *,
    colour: bool = False,
) -> Iterator[str]:
    """Yield the lines of the picture: the head, the marked text, the observations, the figures for review,
    the rows of a tidy table that were turned away, the sums.
    """
    yield f"{arrival.file_name}: {reading.title or 'without title'}"
    yield from _head_lines(arrival, reading)
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
    if bad_rows:
        yield "Rows turned away"
        yield from (f"  {row.locator}: {row.reason}, {row.detail}" for row in bad_rows)
    counts = {kind: sum(row.disposition == kind for row in reading.ledger) for kind in MARKS}
    yield ""
    yield f"{len(reading.ledger)} figures: " + ", ".join(f"{count} {kind}" for kind, count in counts.items())


def _head_lines(arrival: Arrival, reading: ReportReading) -> Iterator[str]:
    region, publication = reading.region, reading.publication
    published = publication.on.isoformat() if publication.on else "not told"
    yield (
        f"region {region.code or 'not told'} ({region.basis or region.reason}), "
        f"published {published} ({publication.basis or 'unknown'}), "
        f"language {reading.language or 'unknown'}"
    )
    if arrival.sidecar is not None:
        stated = ", ".join(f"{name} {value}" for name, value in arrival.sidecar.stated.items())
        yield f"sidecar: {stated or 'empty'}"
    elif arrival.region_hint is not None:
        yield f"folder: {arrival.region_hint}"
    if region.conflict is not None:
        yield f"conflict: {CONFLICTS[region.basis == 'source'].format(region.conflict, region.code)}"


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
    if one.facility:
        extra["facility"] = f"«{one.facility}»"
    extra["scope"] = one.scope
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
    if one.status is not None:
        cue = text[one.status.cue_start : one.status.cue_end]
        dated = "" if one.status.value == one.plan_actual else f", but {one.plan_actual} by its date"
        yield f"      {one.status.value}: rule {one.status.rule}, {one.status.path}, «{cue}»{dated}"
    yield f"      rule {one.rule_id}, confidence {one.confidence:.2f}" + (f"; {said}" if said else "")
    yield from _belief_lines(one)


def _belief_lines(one: Observation) -> Iterator[str]:
    """The strongest reasons for and against an observation, in log-odds, and what of it is least sure."""
    grounds = grounds_for(one.evidence) if one.evidence else []
    for side, found in (
        ("for", [ground for ground in grounds if ground.points > 0]),
        ("against", [ground for ground in grounds if ground.points < 0]),
    ):
        if found:
            reasons = ", ".join(
                f"{'' if ground.has else 'no '}{ground.feature} {ground.points:+.1f}"
                for ground in found[:REASONS]
            )
            yield f"      {side}: {reasons}"
    if one.doubts:
        yield f"      doubts: {', '.join(one.doubts)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
