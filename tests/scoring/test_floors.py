"""Floors: a score below one is told, and raising never lowers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.corpora import DEVELOPMENT, HELD_OUT
from tests.scoring.floors import (
    GUARDED,
    broken_floors,
    lenient,
    load_floors,
    raised_floors,
    write_floors,
)
from tests.scoring.measures import LOWER_IS_BETTER

VALUES = st.dictionaries(st.sampled_from(GUARDED), st.integers(0, 10_000).map(lambda n: n / 10_000))


def test_every_portion_for_development_has_floors_and_none_that_is_held_out() -> None:
    assert set(load_floors()) == set(DEVELOPMENT)
    assert not HELD_OUT & set(DEVELOPMENT)


@pytest.mark.parametrize("portion", DEVELOPMENT)
@pytest.mark.parametrize("name", GUARDED)
def test_a_score_just_beyond_its_floor_is_told(portion: str, name: str) -> None:
    floors = load_floors()[portion]
    if name not in floors:
        pytest.skip(f"{portion} has nothing to measure {name} by")
    assert broken_floors(floors, floors) == []
    beyond = 0.01 if name in LOWER_IS_BETTER else -0.01
    (told,) = broken_floors({**floors, name: floors[name] + beyond}, floors)
    assert told.startswith(f"{name} is ")


def test_a_measure_that_is_gone_breaks_its_floor() -> None:
    assert broken_floors({"full": None}, {"full": 0.5}) == ["full is None, its floor 0.5"]
    assert broken_floors({}, {"spurious": 0}) == ["spurious is None, its ceiling 0"]


@given(floors=VALUES, measures=VALUES)
def test_raising_never_lowers_a_floor_and_never_sets_one_that_does_not_hold(
    floors: dict[str, float], measures: dict[str, float]
) -> None:
    raised = raised_floors({"own-a": floors}, {"own-a": measures})["own-a"]
    assert broken_floors(raised, floors) == []
    new = {name: floor for name, floor in raised.items() if floor != floors.get(name)}
    assert broken_floors(measures, new) == []


def test_raising_leaves_other_portions_alone() -> None:
    floors = {"own-a": {"full": 0.5}, "own-b": {"full": 0.6}}
    assert raised_floors(floors, {"own-b": {"full": 0.9}}) == {"own-a": {"full": 0.5}, "own-b": {"full": 0.9}}


@pytest.mark.parametrize(
    ("name", "measured", "floor"),
    [("full", 0.8385, 0.83), ("full", 0.83, 0.83), ("false_facts", 1.24, 1.3), ("wrong_region", 2, 2.0)],
)
def test_a_floor_is_rounded_to_the_lenient_side(name: str, measured: float, floor: float) -> None:
    assert lenient(name, measured) == floor


def test_written_floors_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "floors.yml"
    write_floors({"own-b": {"full": 0.9}, "own-a": {"spurious": 1.0, "region": 1.0}}, path)
    assert list(load_floors(path)) == ["own-a", "own-b"]
    assert load_floors(path)["own-a"] == {"region": 1.0, "spurious": 1.0}
