"""Reports of a folder on the whole way of production: landed, read, withdrawn, validated, promoted.

The data root is a temporary one, the process is this one; Dagster and dbt take no part. Holds the way and
the rows that came out of it, nothing about what is right.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from orchestration.reading_batches import read_batches
from orchestration.reading_pool import without_bytes
from sources.connectors.arrival import Arrival
from sources.landing.batches import batch_ids
from sources.landing.inbox import Inbox, look_around
from sources.landing.landing import land
from sources.landing.landing_batch import Call
from sources.landing.opening import open_file
from sources.landing.unread import unread_reports
from sources.landing.zones import Zones
from sources.readers import Unreadable
from sources.reading import EXTRACTOR_VERSION, read_batch
from sources.reading.output.tables import Reading


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A row of the ledger with the observations of it; columns are those of `figures` and `observations`."""

    row: Mapping[str, Any]
    observations: tuple[Mapping[str, Any], ...] = ()

    @property
    def id(self) -> str:
        """The figure's id."""
        return str(self.row["figure_id"])

    @property
    def booked(self) -> bool:
        """Whether the ledger calls it an observation."""
        return bool(self.row["disposition"] == "observation")


@dataclass(frozen=True, slots=True)
class ReadReports:
    """What became of reports: accepted `figures` and `observations` as `checks.tables` declares them, and a
    line for every report that was turned away: file name to reason.
    """

    figures: pa.Table
    observations: pa.Table
    turned_away: Mapping[str, str] = field(default_factory=dict)

    def by_file(self) -> dict[str, tuple[ReadFigure, ...]]:
        """The figures of every accepted report that has any, in reading order."""
        observed: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in self.observations.to_pylist():
            observed[row["figure_id"]].append(row)
        figures: dict[str, list[ReadFigure]] = defaultdict(list)
        for row in sorted(self.figures.to_pylist(), key=lambda one: one["char_start"]):
            figures[row["report_file"]].append(ReadFigure(row, tuple(observed[row["figure_id"]])))
        return {file: tuple(found) for file, found in figures.items()}


def read_reports(
    folder: Path, files: Collection[str], read: Callable[[pa.Table], Reading] = read_batch
) -> ReadReports:
    """Read the reports of these names below `folder`, with the sidecars beside them.

    `read` reads a chunk of raw reports, as production does unless another is given.
    """
    with tempfile.TemporaryDirectory(prefix="reading-") as root:
        zones = Zones(Path(root)).create()
        inbox = Inbox(folder, managed=False, settle_seconds=0)
        land(zones, (one for one in look_around(inbox) if _is_wanted(one, files)), _open_here)
        unread = without_bytes(unread_reports(zones, EXTRACTOR_VERSION))
        for _ in read_batches(zones, ((chunk, read(chunk)) for chunk in unread), EXTRACTOR_VERSION):
            pass
        return ReadReports(
            _all_batches(zones.accepted, "figures"),
            _all_batches(zones.accepted, "observations"),
            _turned_away(_all_batches(zones.rejected, "rejections").to_pylist()),
        )


def _is_wanted(arrived: object, files: Collection[str]) -> bool:
    return isinstance(arrived, Arrival) and arrived.file_name in files


def _open_here(calls: Iterable[Call]) -> Iterator[tuple[int, object]]:
    """Open files in this process, where a refresh asks its workers."""
    for key, arguments in calls:
        try:
            yield key, open_file(*arguments)  # type: ignore[arg-type]  # as workers take it: a plain tuple
        except Unreadable as refusal:
            yield key, refusal


def _all_batches(zone: Path, name: str) -> pa.Table:
    return pa.concat_tables(
        parquet.read_table(zone / batch_id / f"{name}.parquet", partitioning=None)
        for batch_id in batch_ids(zone)
    )


def _turned_away(rejections: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Rows of tables are left out: their reports are accepted."""
    return {
        row["report_file"]: f"{row['stage']}, {row['reason']}: {row['detail']}"
        for row in rejections
        if row["stage"] != "row"
    }
