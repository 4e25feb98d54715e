"""The picture for people: every figure marked by what became of it, every observation with its rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.reading.show import main, marked_text, report_lines
from tests.unit.reading.documents import paragraphs, read

TEXT = "В 2024 году пролечено 412 больных, из них 120 детей. Привезли 7 неведомых ящиков больным."


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
    shown = "\n".join(report_lines("a.txt", document, reading))
    for one in reading.observations:
        assert f"{one.indicator_code} = {one.value:g}" in shown
        assert one.rule_id in shown


def test_the_sums_say_what_became_of_all_figures() -> None:
    document = paragraphs(TEXT)
    reading = read(document)
    last = list(report_lines("a.txt", document, reading))[-1]
    assert last.startswith(f"{len(reading.ledger)} figures: {len(reading.observations)} observation")


def test_a_file_is_read_and_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main([str(path)]) == 0
    assert "⟦412⟧" in capsys.readouterr().out


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
    assert main([]) == 2
    assert "Usage" in capsys.readouterr().err
