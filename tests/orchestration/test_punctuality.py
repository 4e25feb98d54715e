"""A region is late when nothing of it has come for a month and a half."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as parquet

from checks.reference import codes
from checks.tables import REPORTS
from orchestration.punctuality import LATE_DAYS, punctuality
from sources.landing.zones import Zones

TODAY = date(2026, 11, 22)


def accept(
    zones: Zones, batch_id: str, region_code: str, days_ago: int, report_id: str | None = None
) -> None:
    """One accepted report of a region that came so many days ago."""
    received = datetime(2026, 11, 22, 8, tzinfo=UTC) - timedelta(days=days_ago)
    row = dict.fromkeys(REPORTS.column_names) | {
        "report_id": report_id or region_code,
        "region_code": region_code,
        "received_at": received,
        "batch_id": batch_id,
    }
    folder = zones.accepted / batch_id
    folder.mkdir()
    parquet.write_table(REPORTS.from_rows([row]), folder / "reports.parquet")


def test_a_region_is_late_only_when_it_has_reported_before(tmp_path: Path) -> None:
    zones = Zones(tmp_path).create()
    accept(zones, "20261001T000000000000Z", "KZ-15", LATE_DAYS)
    accept(zones, "20261002T000000000000Z", "KZ-55", LATE_DAYS + 1)
    states = punctuality(zones, ["KZ-15", "KZ-55", "KZ-71"], TODAY)
    assert [(one.region_code, one.state, one.reports) for one in states] == [
        ("KZ-55", "late", 1),
        ("KZ-15", "on time", 1),
        ("KZ-71", "never reported", 0),
    ]
    assert [one.region_code for one in states if one.late] == ["KZ-55"]


def test_a_bundled_sample_is_no_word_of_its_region(tmp_path: Path) -> None:
    zones = Zones(tmp_path).create()
    accept(zones, "20261001T000000000000Z", "KZ-15", LATE_DAYS + 1, min(codes("samples")))
    assert [one.state for one in punctuality(zones, ["KZ-15"], TODAY)] == ["never reported"]
