"""What the work list writes is what the reading and the withdrawals take."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from orchestration.explorer.decisions import append, decided
from sources.reading.output.corrections import decided_at, load_corrections

EARLY, LATE = datetime(2026, 3, 2, 9, 14, 0, 5, UTC), datetime(2026, 3, 3, tzinfo=UTC)
ENTRY = {
    "report_id": "5f" * 32,
    "char_start": 412,
    "char_end": 418,
    "expect": {"indicator_code": "SD.INP.TREATED", "value": 412.0, "region_code": None},
    "reason": "- by telephone: [yes]\n- {no}",
    "decided_by": "Айгерім",
}


def test_entries_come_back_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "root" / "corrections.yml"
    assert decided(file) == []
    written = [ENTRY | {"decided_at": EARLY}, ENTRY | {"correct": {"value": 5.0}, "decided_at": LATE}]
    for entry in written:
        append(file, entry)
    assert decided(file) == written
    first, second = load_corrections(file)
    assert (first.correct, second.correct) == ({}, {"value": 5.0})
    assert first.reason == ENTRY["reason"]


def test_the_last_decision_says_since_when_a_report_is_to_be_read_again(tmp_path: Path) -> None:
    file = tmp_path / "corrections.yml"
    for moment in (LATE, EARLY):
        append(file, ENTRY | {"decided_at": moment})
    assert decided_at(file) == {ENTRY["report_id"]: LATE.replace(tzinfo=None)}
