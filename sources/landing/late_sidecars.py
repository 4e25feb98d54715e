"""Sidecars that come after their report, or corrected: which of them are news, and for which report.

A sidecar is news when it says something else than the one that was received at the same place before; at a
new place, something else than any that the report ever had. So a folder that is read in place tells nothing
twice, two copies of a report with a sidecar each do not take turns, and what feeds state of a report they
bring again never replaces what a person wrote. A sidecar that is removed changes nothing.

Holds the questions to the books and the rows of the table. Nothing is written here; how a reading sees the
facts stands in `sources.landing.circumstances`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

import pyarrow as pa
import pyarrow.compute as compute

from checks.tables import INTAKE, RAW_REPORTS, SIDECARS
from sources.connectors.arrival import LoneSidecar
from sources.landing.batches import batch_ids
from sources.landing.inbox import composed
from sources.landing.parts import read_part
from sources.landing.sidecar import Sidecar, described, is_sidecar, sidecar_names
from sources.landing.zones import Zones

SEEN = ["source", "source_path", "outcome", "report_id"]
Had = tuple[str, str, str, str | None]
"""A sidecar that a report had: source, path of the report there, what it states, name of its file."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sidecar and the report it speaks of, as it lies at its source."""

    report_id: str
    source: str
    source_path: str
    sidecar: Sidecar
    region_hint: str | None

    @property
    def had(self) -> Had:
        """It, once the report has had it."""
        return self.source, self.source_path, self.sidecar.as_json, self.sidecar.file_name


def sidecars_had(zones: Zones, report_ids: Collection[str]) -> dict[str, list[Had]]:
    """Every sidecar that these reports ever had, in the order in which they came."""
    wanted = pa.array(sorted(report_ids), pa.string())
    found: dict[str, list[Had]] = {}
    columns = ["report_id", "source", "source_path", "sidecar", "sidecar_file"]
    for name, table in (("reports.parquet", RAW_REPORTS), ("sidecars.parquet", SIDECARS)):
        for batch_id in batch_ids(zones.raw):
            file = zones.raw / batch_id / name
            if not file.exists():
                continue
            rows = read_part(file, table, columns)
            for row in rows.filter(compute.is_in(rows["report_id"], value_set=wanted)).to_pylist():
                if row["sidecar"] is not None:
                    had = (row["source"], row["source_path"], row["sidecar"], row["sidecar_file"])
                    found.setdefault(row["report_id"], []).append(had)
    return found


def is_news(spoken: Spoken, had: Sequence[Had]) -> bool:
    """Whether this sidecar says something new of its report; see the head of this module."""
    here = [says for source, path, says, _ in had if (source, path) == (spoken.source, spoken.source_path)]
    if here:
        return here[-1] != spoken.sidecar.as_json
    return all(says != spoken.sidecar.as_json for _, _, says, _ in had)


def landed_beside(
    zones: Zones, alone: Iterable[LoneSidecar]
) -> Iterator[tuple[LoneSidecar, list[tuple[str, str]]]]:
    """Each lone sidecar with the reports that were last seen where it lies: `(report_id, source_path)` in the
    order of paths, those inside a container that it is named after too; none when nothing landed there.
    """
    waiting = list(alone)
    found: dict[tuple[str, str], dict[str, str]] = {_place(one): {} for one in waiting}
    if waiting:
        names = pa.array([base for _, base in found], pa.string())
        for batch_id in batch_ids(zones.raw):
            rows = read_part(zones.raw / batch_id / "intake.parquet", INTAKE, SEEN)
            for row in rows.filter(_may_be_described(rows, names)).to_pylist():
                path = composed(row["source_path"])
                for name in () if is_sidecar(path) else _names_of(path):
                    if (beside := found.get((row["source"], name))) is not None:
                        beside[row["source_path"]] = row["report_id"]
    for one in waiting:
        yield one, [(report_id, path) for path, report_id in sorted(found[_place(one)].items())]


def _place(alone: LoneSidecar) -> tuple[str, str]:
    """Source, and path of what a sidecar speaks of."""
    return alone.file.source, composed(described(alone.file.source_path))


def _may_be_described(rows: pa.Table, names: pa.Array) -> pa.ChunkedArray:
    """Rows whose path has one of these names, with or without extension, or leads into a container."""
    path = compute.utf8_normalize(rows["source_path"], form="NFC")
    described_here = compute.or_(
        compute.is_in(path, value_set=names),
        compute.is_in(compute.replace_substring_regex(path, r"\.[^./]*$", ""), value_set=names),
    )
    named = compute.or_(described_here, compute.match_substring_regex(path, r"\.[^/]+/"))
    taken = compute.and_(compute.not_equal(rows["outcome"], "rejected"), compute.is_valid(rows["report_id"]))
    return compute.and_(named, taken)


def _names_of(path: str) -> Iterator[str]:
    """What a sidecar of this report is named after: it, with or without extension, or its container."""
    yield path
    yield str(PurePosixPath(path).with_suffix(""))
    yield from (str(parent) for parent in PurePosixPath(path).parents if parent.suffix)


def reaches(alone: LoneSidecar, path: str, had: Sequence[Had]) -> bool:
    """Whether a sidecar of a container reaches the report at `path` in it: one of its own would count for
    more.
    """
    container = composed(described(alone.file.source_path))
    if not composed(path).startswith(f"{container}/") or not had:
        return True
    return had[-1][3] in set(sidecar_names(PurePosixPath(container).name))


def sidecars_table(spoken: Iterable[Spoken], received_at: datetime, batch_id: str) -> pa.Table:
    """The rows of a batch."""
    return SIDECARS.from_rows(
        {
            "report_id": one.report_id,
            "source": one.source,
            "source_path": one.source_path,
            "sidecar_file": one.sidecar.file_name,
            "received_at": received_at,
            "batch_id": batch_id,
            "content": one.sidecar.content,
            "sidecar": one.sidecar.as_json,
            "region_hint": one.region_hint,
            "title": one.sidecar.title,
            "published_on": one.sidecar.published_on,
            "source_url": one.sidecar.source_url,
        }
        for one in spoken
    )
