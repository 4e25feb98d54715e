"""What must hold for any text: its report is accepted, every figure is in the ledger once, offsets hold.

Run: python -m tests.property.shuffled_texts [HOW MANY] [--seed N] [--text NUMBER]   (20 000 texts by default;
--text shows one of them)

Takes texts that nobody wrote (`written`) the whole way: opened by their format, landed in raw, read, judged
and promoted, in batches as a refresh does.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from orchestration.reading_batches import Answer, BatchRead, read_batches
from orchestration.reading_pool import without_bytes
from sources.connectors.arrival import Arrival
from sources.landing.batches import new_batch_id, publish_batch
from sources.landing.limits import Portions
from sources.landing.opened import Opened
from sources.landing.opening import open_file
from sources.landing.raw_writer import RawWriter
from sources.landing.sidecar import Sidecar
from sources.landing.unread import unread_reports
from sources.landing.zones import Zones
from sources.readers import Unreadable
from sources.reading import EXTRACTOR_VERSION, read_batch
from tests.property.written import Written, texts, written

MANY = 20_000
BATCH = 2_500
SHOWN = 240
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True)
class Wrong:
    """What does not hold for one text: a few words, and the text shortened."""

    number: int
    what: str
    text: str

    def __str__(self) -> str:
        short = self.text if len(self.text) <= SHOWN else f"{self.text[:SHOWN]}…"
        return f"text {self.number}: {self.what}\n    {short!r}"


@dataclass
class Found:
    """What came of the texts: reports, figures, faults of the reading by rule, and all that is wrong."""

    reports: int = 0
    figures: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)


def judged(files: Iterable[Written], batch: int = BATCH) -> Found:
    """Take the files all the way to accepted, `batch` at a time, and ask what must hold for each."""
    found = Found()
    waiting: list[Written] = []
    for one in files:
        waiting.append(one)
        if len(waiting) == batch:
            _judge(waiting, found)
            waiting = []
    _judge(waiting, found)
    return found


def _judge(files: Sequence[Written], found: Found) -> None:
    with tempfile.TemporaryDirectory() as folder:
        zones = Zones(Path(folder)).create()
        landed = _land(zones, files, found)
        batches = list(read_batches(zones, _answers(zones), EXTRACTOR_VERSION))
        accepted = _accepted(zones)
    for batch in batches:
        found.faults.update(batch.faults)
        found.wrong += _rejected(batch, landed)
    for report_id, one in landed.items():
        if report_id in accepted:
            report, figures, observed = accepted[report_id]
            found.reports += 1
            found.figures += len(figures)
            found.wrong += (
                Wrong(one.number, what, report["text"]) for what in _broken(report, figures, observed)
            )


def _land(zones: Zones, files: Sequence[Written], found: Found) -> Mapping[str, Written]:
    """Write the files into raw as landing does; those that no reader opens are landing's to refuse."""
    now = datetime.now(UTC)
    batch_id = new_batch_id(now, zones.raw)
    landed: dict[str, Written] = {}
    with (
        publish_batch(zones.raw, batch_id) as folder,
        RawWriter(folder / "reports.parquet", batch_id, now, Portions()) as raw,
    ):
        for one in files:
            report_id = hashlib.sha256(one.content).hexdigest()
            try:
                opened = open_file(one.content, one.file_name, may_expand=False)
            except Unreadable as refused:
                found.unreadable[refused.reason] += 1
                continue
            if report_id not in landed and isinstance(opened, Opened):
                raw.add(_arrival(one), report_id, one.content, opened)
                landed[report_id] = one
    return landed


def _arrival(one: Written) -> Arrival:
    sidecar = Sidecar(published_on=one.published_on) if one.published_on else None
    return Arrival("folder", one.file_name, one.file_name, region_hint=one.region, sidecar=sidecar)


def _answers(zones: Zones) -> Iterator[Answer]:
    for chunk in without_bytes(unread_reports(zones, EXTRACTOR_VERSION)):
        yield chunk, read_batch(chunk)


Report = tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]


def _accepted(zones: Zones) -> Mapping[str, Report]:
    """The accepted reports by their id, with figures and observations."""
    reports, figures, observations = (
        pa.concat_tables(
            parquet.read_table(path, partitioning=None)
            for path in sorted(zones.accepted.glob(f"*/{name}.parquet"))
        ).to_pylist()
        for name in ("reports", "figures", "observations")
    )
    rows: dict[str, Report] = {row["report_id"]: (row, [], []) for row in reports}
    for place, table in ((1, figures), (2, observations)):
        for row in table:
            rows[row["report_id"]][place].append(row)  # type: ignore[index]
    return rows


def _rejected(batch: BatchRead, landed: Mapping[str, Written]) -> Iterator[Wrong]:
    for one in batch.rejections:
        if one.stage != "row" and one.report_id is not None:
            text = landed[one.report_id].content.decode("utf-8", "replace")
            yield Wrong(landed[one.report_id].number, f"rejected, {one.reason}: {one.detail}", text)
    for fault in batch.faults_told:
        text = landed[fault.report_id].content.decode("utf-8", "replace")
        yield Wrong(landed[fault.report_id].number, f"{fault.rule}: {fault.detail}", text)


def _broken(
    report: Mapping[str, Any], figures: Sequence[Mapping[str, Any]], observed: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    """What does not hold for an accepted report, in words."""
    text = report["text"]
    times: defaultdict[int, int] = defaultdict(int)
    for row in figures:
        if text[row["char_start"] : row["char_end"]] != row["quote"] or not row["quote"]:
            yield f"{row['quote']!r} does not stand at {row['char_start']}"
        for at in range(row["char_start"], row["char_end"]):
            times[at] += 1
    if twice := [at for at, number in times.items() if number > 1]:
        yield f"the characters at {twice[:5]} are in several figures"
    lost = [at for at, sign in enumerate(text) if sign in _DIGITS and not times[at]]
    if lost:
        yield f"no figure holds {_around(text, lost[0])!r} at {lost[0]} ({len(lost)} digits)"
    booked = Counter(row["figure_id"] for row in figures if row["disposition"] == "observation")
    if booked != Counter({row["figure_id"]: 1 for row in observed}):
        yield "observations and the figures booked as such are not the same"


def _around(text: str, at: int) -> str:
    return text[max(0, at - 12) : at + 12]


def main() -> int:
    """Command line of the module; the exit code is 1 when something does not hold."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("many", nargs="?", type=int, default=MANY)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--text", type=int)
    given = asked.parse_args()
    if given.text is not None:
        sys.stdout.write(written(given.text, given.seed).content.decode("utf-8", "replace") + "\n")
    found = judged(texts(given.many, given.seed) if given.text is None else [written(given.text, given.seed)])
    for one in found.wrong[:40]:
        print(one)
    accepted = f"{found.reports} reports accepted, {found.figures} figures"
    print(f"{accepted}, {len(found.wrong)} wrong, seed {given.seed}")
    print(f"no reader opens: {dict(found.unreadable)}; set aside by rule: {dict(found.faults.most_common())}")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
