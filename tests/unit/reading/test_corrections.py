"""Decisions of people: applied where the reading still says what was corrected, refused loudly elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sources.reading.attributes.observation import stable_id
from sources.reading.batch import read_batch
from sources.reading.output.corrections import Correction, apply_corrections, load_corrections
from tests.unit.reading.documents import raw_table

TEXT = "В стационарах пролечено 412 больных."
START = TEXT.index("412")
RAW = raw_table(TEXT, "В области работают 2 340 врачей.")
REPORT = RAW["report_id"][0].as_py()


def correction(expect: dict[str, Any], **correct: Any) -> Correction:
    return Correction(REPORT, START, START + 3, expect, correct, "confirmed by telephone")


def test_a_correction_replaces_what_was_read() -> None:
    found = read_batch(RAW, [correction({"value": 412, "unit": "person"}, value=421.0)])
    (row,) = [one for one in found.observations.to_pylist() if one["report_id"] == REPORT]
    assert (row["value"], row["review_state"], row["confidence"]) == (421.0, "corrected", 1.0)
    assert (row["quote"], row["value_as_read"], row["doubts"]) == ("412", 412.0, None)


def test_a_correction_without_columns_confirms_the_reading() -> None:
    found = read_batch(RAW, [correction({"indicator_code": "SD.INP.TREATED"})])
    states = {one["report_id"]: one["review_state"] for one in found.observations.to_pylist()}
    assert states[REPORT] == "confirmed"
    assert set(states.values()) == {"confirmed", "auto"}


def test_an_outdated_correction_costs_its_figure_and_is_told() -> None:
    found = read_batch(RAW, [correction({"value": 400}, value=421.0)])
    (fault,) = found.faults
    assert (fault.report_id, fault.rule) == (REPORT, "correction_outdated")
    assert "renew or remove the entry" in fault.detail
    assert found.set_aside == {stable_id(REPORT, START, START + 3): "correction_outdated"}
    assert found.reports.num_rows == 2


def test_a_correction_of_a_figure_that_is_gone_is_outdated() -> None:
    ((_, detail),) = apply_corrections(REPORT, [], [correction({"value": 412})]).outdated
    assert "now it reads nothing" in detail


def test_an_outdated_correction_changes_nothing() -> None:
    row = {"char_start": START, "char_end": START + 3, "value": 412.0}
    assert apply_corrections(REPORT, [row], [correction({"value": 1}, value=2.0)]).observations == (row,)


def test_corrections_of_other_reports_change_nothing() -> None:
    row = {"char_start": START, "char_end": START + 3, "value": 412.0}
    found = apply_corrections("another report", [row], [correction({"value": 1})])
    assert (found.observations, found.outdated) == ((row,), ())


def test_what_was_read_is_not_changed_in_place() -> None:
    row = {"char_start": START, "char_end": START + 3, "value": 412.0, "review_state": "auto"}
    apply_corrections(REPORT, [row], [correction({"value": 412}, value=1.0)])
    assert (row["value"], row["review_state"]) == (412.0, "auto")


def write(folder: Path, text: str) -> Path:
    path = folder / "corrections.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_file_holds_no_corrections(tmp_path: Path) -> None:
    assert load_corrections(write(tmp_path, "[]")) == ()
    (tmp_path / "empty").mkdir()
    assert load_corrections(write(tmp_path / "empty", "")) == ()


@pytest.mark.parametrize("lacking", ["reason", "expect"])
def test_a_correction_without_reason_or_expectation_is_refused(tmp_path: Path, lacking: str) -> None:
    entry = {
        "reason": "reason: by telephone",
        "expect": "expect: {value: 412}",
    }
    given = "\n  ".join(text for name, text in entry.items() if name != lacking)
    path = write(tmp_path, f"- report_id: {REPORT}\n  char_start: 1\n  char_end: 2\n  {given}\n")
    with pytest.raises(ValueError, match="give `reason` and `expect`"):
        load_corrections(path)


def test_a_column_that_cannot_be_corrected_is_refused(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        f"- report_id: {REPORT}\n  char_start: 1\n  char_end: 2\n  expect: {{value: 1}}\n"
        "  correct: {sentence: other words}\n  reason: none\n",
    )
    with pytest.raises(ValueError, match=r"\['sentence'\] cannot be corrected"):
        load_corrections(path)


def test_a_date_may_be_expected_as_it_is_written_in_the_file(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        f"- report_id: {REPORT}\n  char_start: {START}\n  char_end: {START + 3}\n"
        "  expect: {period_start: 2024-01-01}\n  reason: looked at\n",
    )
    row = {"char_start": START, "char_end": START + 3, "period_start": date(2024, 1, 1)}
    (found,) = apply_corrections(REPORT, [row], load_corrections(path)).observations
    assert found["review_state"] == "confirmed"


def test_the_catalogues_own_corrections_load() -> None:
    assert all(one.reason and one.expect for one in load_corrections())
