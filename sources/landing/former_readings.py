"""What reading reports again changed: their text, and the figures found in it, against the former reading.

Holds the comparison with what stands accepted. Nothing is decided by it; it is told to people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from checks.tables import REPORTS
from sources.landing.batches import batch_ids
from sources.landing.parts import read_part
from sources.landing.zones import Zones

TEXT = pa.schema([("report_id", pa.string()), ("text", pa.large_string())])
FIGURE = pa.schema([("report_id", pa.string()), ("quote", pa.string()), ("disposition", pa.string())])


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of reports that had been read before.

    A figure is the same when the same report prints the same words: offsets move with the text. Of figures
    that stand there twice, as many as are more or fewer count.
    """

    reports: int = 0
    texts: int = 0
    figures_gained: int = 0
    figures_lost: int = 0
    observations_gained: int = 0
    observations_lost: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class FormerReadings:
    """Where the readings stand that a run is about to replace: report_id → batch of the reading, and the
    directory of accepted that holds it.
    """

    accepted: Path
    places: Mapping[str, tuple[str, str]]

    def changes(self, reports: pa.Table, figures: pa.Table) -> Changes:
        """What these new readings change; reports that are read for the first time do not count."""
        ids = [one for one in reports["report_id"].to_pylist() if one in self.places]
        if not ids:
            return Changes()
        texts = dict(zip(*(reports[name].to_pylist() for name in ("report_id", "text")), strict=True))
        changed = 0
        before = [FIGURE.empty_table()]
        for directory in sorted({self.places[one][1] for one in ids}):
            mine = pa.array([f"{one} {self.places[one][0]}" for one in ids], pa.string())
            for rows in _rows(self.accepted / directory / "reports.parquet", TEXT, mine):
                pairs = zip(rows["report_id"].to_pylist(), rows["text"].to_pylist(), strict=True)
                changed += sum(texts[one] != text for one, text in pairs)
            before += _rows(self.accepted / directory / "figures.parquet", FIGURE, mine)
        again = compute.is_in(figures["report_id"], value_set=pa.array(ids, pa.string()))
        former, now = pa.concat_tables(before), figures.select(FIGURE.names).filter(again).cast(FIGURE)
        observed = [rows.filter(compute.equal(rows["disposition"], "observation")) for rows in (former, now)]
        return Changes(len(ids), changed, *_difference(former, now), *_difference(*observed))


def former_readings(zones: Zones, report_ids: pa.ChunkedArray) -> FormerReadings:
    """The newest accepted reading of each of these reports that has one."""
    places: dict[str, tuple[str, str]] = {}
    if len(report_ids):
        wanted = report_ids.combine_chunks()
        for directory in batch_ids(zones.accepted):
            rows = read_part(
                zones.accepted / directory / "reports.parquet", REPORTS, ["report_id", "batch_id"]
            )
            for row in rows.filter(compute.is_in(rows["report_id"], value_set=wanted)).to_pylist():
                # A packed directory holds several readings; the one of the newest batch counts.
                place = (row["batch_id"], directory)
                places[row["report_id"]] = max(places.get(row["report_id"], place), place)
    return FormerReadings(zones.accepted, places)


def _rows(path: Path, schema: pa.Schema, readings: pa.Array) -> Iterator[pa.Table]:
    """The rows of these readings (report and batch) in a part, a row group at a time."""
    with parquet.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            rows = file.read_row_group(number, columns=[*schema.names, "batch_id"])
            reading = compute.binary_join_element_wise(rows["report_id"], rows["batch_id"], " ")
            yield rows.filter(compute.is_in(reading, value_set=readings)).select(schema.names).cast(schema)


def _difference(before: pa.Table, now: pa.Table) -> tuple[int, int]:
    """How many quotes of a report are more and how many are fewer than before."""
    keys = ["report_id", "quote"]
    signed = [
        rows.select(keys).append_column("sign", pa.array([sign] * rows.num_rows, pa.int64()))
        for rows, sign in ((before, -1), (now, 1))
    ]
    sums = pa.concat_tables(signed).group_by(keys).aggregate([("sign", "sum")])["sign_sum"]
    gained = int(compute.sum(compute.max_element_wise(sums, 0)).as_py() or 0)
    return gained, gained - int(compute.sum(sums).as_py() or 0)
