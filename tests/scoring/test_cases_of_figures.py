"""Single figures against what is expected of them: what differs is told, what is not said is not asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scoring.cases import NOT_READ, Case, NoCasesError, check_cases, differences, load_cases
from tests.scoring.made import figure

TEXT = "В Костанайской области работают 1 240 врачей."


def wrong(expected: dict[str, Any], **read: Any) -> list[str]:
    found = figure("1240", 0, **read)
    return differences(expected, found, found.observations[0] if found.observations else {})


def test_a_case_that_asks_for_nothing_more_holds_for_any_observation() -> None:
    assert wrong({}) == []
    assert wrong({}, disposition="review") == ["review"]


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ({"indicator": "HR.NUR.N"}, "indicator HR.DOC.N, not HR.NUR.N"),
        ({"value": 12}, "value 1240.0, not 12"),
        ({"region": "KZ-11"}, "region KZ-39, not KZ-11"),
        ({"period": ["2024-01-01", "2024-12-31", "year"]}, "period ['2025-01-01', "),
        ({"dims": {"residence": "rural"}}, "residence None, not rural"),
    ],
)
def test_what_differs_is_told(expected: dict[str, Any], told: str) -> None:
    (said,) = wrong(expected)
    assert said.startswith(told)


def test_any_of_several_indicators_is_right_and_other_dimensions_are_not_asked() -> None:
    assert wrong({"indicator": ["HR.NUR.N", "HR.DOC.N"], "dims": {"specialty": "хирург"}}) == []


@pytest.mark.parametrize(
    ("disposition", "booked", "holds"),
    [
        ("context", "boilerplate", True),
        (None, "context", True),
        ("review", "context", False),
        ("context", "review", False),
        ("context", "observation", False),
    ],
)
def test_context_and_boilerplate_are_one_to_a_case_and_review_is_another(
    disposition: str | None, booked: str, holds: bool
) -> None:
    assert (wrong({"disposition": disposition}, disposition=booked) == []) is holds


def test_a_text_with_two_dates_is_read_twice() -> None:
    dates = ("2025-03-14", "2024-06-01")
    cases = [Case("dates", TEXT, day, "1 240", {"period": [day, day, "point"]}) for day in dates]
    assert [one.wrong for one in check_cases(cases)] == [(), ()]


def test_a_figure_that_was_not_found_is_told() -> None:
    cases = [
        Case("none", "Врачи работают.", None, "Врачи", {}),
        Case("another", TEXT, None, "врачей", {}),
    ]
    assert [one.wrong for one in check_cases(cases)] == [(NOT_READ,), ("unseen",)]


@pytest.mark.parametrize(
    "line",
    ["{", json.dumps({"kind": "x"}), json.dumps({"kind": "x", "text": TEXT, "figure": "7", "expected": {}})],
)
def test_a_file_that_holds_no_cases_is_refused_with_the_remedy(line: str, tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(NoCasesError, match=r"as printed|a case is a line of JSON"):
        load_cases(tmp_path / "cases.jsonl")
