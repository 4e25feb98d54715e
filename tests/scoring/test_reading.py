"""Reports go the way of production: every format, folders and sidecars, and what is turned away is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.settings import SAMPLES
from tests.scoring.reading import read_reports

FORMATS = (".txt", ".html", ".csv", ".docx", ".pdf", ".xlsx")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_report_of_every_format_is_read(suffix: str) -> None:
    sample = next(path for path in sorted(SAMPLES.rglob(f"*{suffix}")))
    figures = read_reports(SAMPLES, {sample.name}).by_file()
    assert set(figures) == {sample.name}
    starts = [one.row["char_start"] for one in figures[sample.name]]
    assert starts == sorted(starts)
    assert any(one.booked and one.observations for one in figures[sample.name])


def test_the_sidecar_beside_a_report_dates_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("В Костанайской области работают 1 240 врачей.", encoding="utf-8")
    (tmp_path / "a.txt.meta.yaml").write_text("published_on: 2025-03-14\n", encoding="utf-8")
    (figure,) = read_reports(tmp_path, {"a.txt"}).by_file()["a.txt"]
    assert str(figure.observations[0]["period_end"]) == "2025-03-14"


def test_only_the_reports_asked_for_are_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name}: работают 12 врачей.", encoding="utf-8")
    assert set(read_reports(tmp_path, {"b.txt"}).by_file()) == {"b.txt"}


def test_a_file_that_cannot_be_opened_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    read = read_reports(tmp_path, {"a.pdf"})
    assert read.by_file() == {}
    assert read.turned_away["a.pdf"].startswith("landing, ")
