"""What differs between two runs, and whether that is better."""

from __future__ import annotations

import pytest

from tests.scoring.comparison import Difference, differences
from tests.scoring.scores import Scores


def test_only_what_both_runs_have_and_what_differs_is_told() -> None:
    before: Scores = {"own-a": {"all": {"full": 0.8, "number": 1.0}}}
    now: Scores = {
        "own-a": {"all": {"full": 0.9, "number": 1.0, "dims": 0.5}, "ru": {"full": 0.1}},
        "b": {"all": {}},
    }
    assert list(differences(before, now)) == [Difference("own-a", "all", "full", 0.8, 0.9)]


@pytest.mark.parametrize(
    ("measure", "before", "now", "direction"),
    [
        ("full", 0.8, 0.9, "better"),
        ("full", 0.9, 0.8, "worse"),
        ("false_facts", 1.0, 2.0, "worse"),
        ("wrong_region", 2, 0, "better"),
        ("figures", 10, 12, "other"),
        ("dims", None, 0.9, "other"),
    ],
)
def test_a_difference_is_better_or_worse_by_what_it_measures(
    measure: str, before: float | None, now: float, direction: str
) -> None:
    assert Difference("own-a", "all", measure, before, now).direction == direction
