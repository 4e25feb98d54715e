"""The picture for people: every figure marked by what became of it, every observation with its rule."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sources.connectors.arrival import Arrival
from sources.reading.show import main, marked_text, report_lines
from tests.unit.reading.documents import paragraphs, read

TEXT = "В 2024 году пролечено 412 больных, из них 120 детей. Привезли 7 неведомых ящиков больным."

ARRIVAL = Arrival("folder", "a.txt", "a.txt")


def test_figures_are_marked_and_nothing_else_changes() -> None:
    marked = marked_text(TEXT, read(TEXT).ledger)
    assert "⟦412⟧" in marked
    assert "2024·" in marked
    for mark in "⟦⟧⟨⟩?·°":
        marked = marked.replace(mark, "")
    assert marked == TEXT


def test_colours_are_only_used_when_asked_for() -> None:
    ledger = read(TEXT).ledger
    assert "\033[" not in marked_text(TEXT, ledger)
    assert "\033[" in marked_text(TEXT, ledger, colour=True)


def test_every_observation_is_shown_with_indicator_value_and_rule() -> None:
    document = paragraphs(TEXT)
    reading = read(document)
    shown = "\n".join(report_lines(ARRIVAL, document, reading))
    for one in reading.observations:
        assert f"{one.indicator_code} = {one.value:g}" in shown
        assert one.rule_id in shown


def test_the_cue_that_decided_plan_or_fact_is_shown() -> None:
    document = paragraphs("В 2024 году открыли 12 медпунктов, в 2031 году планируется построить 9.")
    shown = "\n".join(report_lines(ARRIVAL, document, read(document)))
    assert ", clause, «открыли»" in shown
    assert ", clause, «планируется»" in shown


def test_the_sums_say_what_became_of_all_figures() -> None:
    document = paragraphs(TEXT)
    reading = read(document)
    last = list(report_lines(ARRIVAL, document, reading))[-1]
    assert last.startswith(f"{len(reading.ledger)} figures: {len(reading.observations)} observation")


def test_a_file_is_read_and_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "KZ-39" / "report.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    assert main([str(path)]) == 0
    assert "⟦412⟧" in capsys.readouterr().out


def test_folder_and_sidecar_count_as_in_a_refresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "KZ-39"
    folder.mkdir()
    (folder / "a.txt").write_text("За неделю в поликлиниках приняли 120 детей.", encoding="utf-8")
    assert main([str(folder / "a.txt")]) == 0
    shown = capsys.readouterr().out
    assert "region KZ-39 (source), published not told (unknown)" in shown
    assert "folder: KZ-39" in shown
    (folder / "a.meta.yaml").write_text("published_on: 2026-03-31\ntitle: Сводка\n", encoding="utf-8")
    assert main([str(folder / "a.txt")]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("a.txt: Сводка\n")
    assert "published 2026-03-31 (sidecar)" in shown


def test_a_region_that_contradicts_the_folder_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "KZ-39"
    folder.mkdir()
    text = "Управление здравоохранения Павлодарской области\n\nВ Павлодарской области пролечено 412 больных."
    (folder / "a.txt").write_text(text, encoding="utf-8")
    assert main([str(folder / "a.txt")]) == 0
    shown = capsys.readouterr().out
    assert "region KZ-55 (stated)" in shown
    assert "conflict: folder or sidecar name KZ-39; the text decides for KZ-55" in shown


def test_the_reports_inside_an_archive_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "KZ-39"
    folder.mkdir()
    with zipfile.ZipFile(folder / "two.zip", "w") as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, f"{name}: {TEXT}")
    assert main([str(folder / "two.zip")]) == 0
    shown = capsys.readouterr().out
    assert shown.count("⟦412⟧") == 2


def test_a_broken_sidecar_turns_the_report_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.meta.yaml").write_text("published_on: soon\n", encoding="utf-8")
    assert main([str(tmp_path / "a.txt")]) == 2
    assert "rejected, broken_sidecar" in capsys.readouterr().err


def test_a_missing_file_is_told_with_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.txt")]) == 2
    assert "Give the path of a report" in capsys.readouterr().err


def test_a_file_that_is_no_report_is_told_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    assert main([str(path)]) == 2
    assert "rejected" in capsys.readouterr().err


def test_without_a_file_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == main([""]) == 2
    assert "Usage" in capsys.readouterr().err


def test_of_a_folder_all_files_are_shown_each_with_its_region(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("KZ-15/a.txt", "KZ-55/deeper/b.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("Принято 12 пациентов.", encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert [line[:12] for line in shown.splitlines() if line.startswith("region ")] == [
        "region KZ-15",
        "region KZ-55",
    ]
    assert main([str(tmp_path / "KZ-15")]) == 0
    assert "region KZ-15" in capsys.readouterr().out
    (tmp_path / "empty").mkdir()
    assert main([str(tmp_path / "empty")]) == 2
    assert "holds no file" in capsys.readouterr().err
