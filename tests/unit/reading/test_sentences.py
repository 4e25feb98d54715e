"""Sentences and short reports are read as their words mean; they are data (`cases/*.yml`)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.unit.reading.close_cases import marked
from tests.unit.reading.sentence_cases import (
    PUBLISHED,
    REGION,
    Case,
    case_files,
    differences,
    load_cases,
    readings,
)


@pytest.mark.parametrize(
    ("file", "case"),
    [pytest.param(file, case, id=case.name) for file in case_files() for case in load_cases(file)],
)
def test_every_figure_of_a_case_is_read_as_its_words_mean(file: Path, case: Case) -> None:
    assert differences(case, readings(file)[case.name]) == []


def test_a_text_stands_once_among_the_cases_in_the_same_circumstances() -> None:
    seen = [
        (case.text, case.published, case.region, tuple(figure["quote"] for figure in case.figures))
        for file in case_files()
        for case in load_cases(file)
    ]
    assert [text for (text, *_), times in Counter(seen).items() if times > 1] == []


PROBE = "За 9 месяцев 2025 года хирурги области провели более 7 415 операций детям."
RIGHT: dict[str, Any] = {
    "quote": "7 415",
    "code": "SD.SURG.OPS",
    "unit": "operation",
    "comparator": "gt",
    "period": "ytd 2025-01-01 2025-09-30",
    "dims": {"age_group": "children"},
}


def probed(tmp_path: Path, **changed: Any) -> list[str]:
    """The differences of the probe when its case says something else in these attributes."""
    file = tmp_path / "probe.yml"
    file.write_text("- {text: " + repr(PROBE) + ", figures: [{quote: 7 415}]}\n", encoding="utf-8")
    (read,) = readings(file).values()
    figure = {name: value for name, value in {**RIGHT, **changed}.items() if value is not None}
    return differences(Case("probe", PROBE, PUBLISHED, REGION, (figure,)), read)


def test_a_case_that_says_what_was_read_holds(tmp_path: Path) -> None:
    assert probed(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("code", "SD.SURG.PAT"),
        ("unit", "person"),
        ("value", 7416.0),
        ("measure", "share"),
        ("plan", "planned"),
        ("comparator", None),  # the default, an exact number
        ("region", "KZ-15"),
        ("period", "year 2025-01-01 2025-12-31"),
        ("dims", None),
        ("dims", {"age_group": "adults"}),
    ],
)
def test_an_attribute_that_was_read_otherwise_is_told(tmp_path: Path, name: str, value: Any) -> None:
    (difference,) = probed(tmp_path, **{name: value})
    assert difference.startswith(f"7 415: {name} is ")


def test_a_figure_that_was_booked_but_should_not_be_is_told(tmp_path: Path) -> None:
    assert probed(tmp_path, review=True, code=None) == ["7 415: booked became observation, not review"]


def test_an_attribute_marked_as_open_may_be_wrong_but_not_right(tmp_path: Path) -> None:
    assert probed(tmp_path, region="KZ-15", open=["region"]) == []
    assert probed(tmp_path, open=["region"]) == ["7 415: region is right now, drop it from `open`"]


@pytest.mark.parametrize(
    ("marks", "line"),
    [([], "    - {quote: '7', unit: bed}"), (["unit"], "    - {quote: '7', unit: bed, open: [unit]}")],
)
def test_a_mark_that_has_come_right_is_taken_from_its_line(marks: list[str], line: str) -> None:
    assert marked("    - {quote: '7', unit: bed, open: [period, unit]}", marks) == line
