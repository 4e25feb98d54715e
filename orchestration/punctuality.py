"""Which region is late: when something of it came last.

Counts what stands in accepted/, but for the bundled samples: nobody reported those. What a region is, and
that reports belong to it, is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.compute as compute

from checks.reference import codes
from checks.tables import REPORTS
from sources.landing.batches import batch_ids
from sources.landing.parts import read_part
from sources.landing.zones import Zones

LATE_DAYS = 45
"""Directorates report by the month; a month and a half without a word is late. A region that has never sent
anything is not expected to: an installation may be meant for one region alone.
"""

ON_TIME, LATE, NEVER = "on time", "late", "never reported"
ORDER = (LATE, ON_TIME, NEVER)

COLUMNS = ["report_id", "region_code", "published_on", "received_at"]


@dataclass(frozen=True, slots=True)
class Punctuality:
    """What has come of a region so far; `state` is `on time`, `late` or `never reported`."""

    region_code: str
    state: str
    reports: int = 0
    published_on: date | None = None
    received_on: date | None = None

    @property
    def late(self) -> bool:
        """Whether it has reported before, and lately has not."""
        return self.state == LATE


def punctuality(zones: Zones, region_codes: list[str], today: date | None = None) -> list[Punctuality]:
    """The state of each of these regions: the late ones first, those that never reported last."""
    reports = pa.concat_tables(
        read_part(zones.accepted / batch_id / "reports.parquet", REPORTS, COLUMNS)
        for batch_id in batch_ids(zones.accepted)
    )
    samples = pa.array(sorted(codes("samples")), pa.string())
    own = reports.filter(compute.invert(compute.is_in(reports["report_id"], value_set=samples)))
    counted = own.group_by("region_code").aggregate(
        [("report_id", "count_distinct"), ("published_on", "max"), ("received_at", "max")]
    )
    found = {row["region_code"]: row for row in counted.to_pylist()}
    day = today or datetime.now(UTC).date()
    states = [_state(code, found.get(code), day) for code in region_codes]
    return sorted(states, key=lambda one: (ORDER.index(one.state), one.region_code))


def _state(code: str, found: dict[str, object] | None, today: date) -> Punctuality:
    if found is None:
        return Punctuality(code, NEVER)
    received = found["received_at_max"]
    assert isinstance(received, datetime)
    state = ON_TIME if (today - received.date()).days <= LATE_DAYS else LATE
    return Punctuality(
        code,
        state,
        int(str(found["report_id_count_distinct"])),
        found["published_on_max"],  # type: ignore[arg-type]
        received.date(),
    )
