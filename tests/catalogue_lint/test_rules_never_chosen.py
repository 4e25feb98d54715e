"""A rule that rules itself out, or that another one beats wherever it fits, is told; any other is not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.reading.measurement.indicators import _counted, _needs
from sources.reading.measurement.proximity import Proximity
from tests.catalogue_lint.rules_never_chosen import rules_never_chosen
from tests.catalogue_lint.small import small, told

BEDS = {"id": "beds", "code": "IN.BED.N", "counted": ["bed"], "all": ["commissioned"], "unit": "bed"}


def never_chosen(*rules: dict[str, Any]) -> list[tuple[str, str]]:
    return told(rules_never_chosen, small(rules=rules))


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"counted": ["bed"], "none": ["bed", "ward"]},
        {"all": ["new", ["bed", "ward"]], "none": ["ward", "bed"]},
        {"counted": ["bed"], "least": 10, "most": 9},
        {"all": ["bed"], "reach": -0.1},
    ],
)
def test_a_rule_that_rules_itself_out_is_told(rule: dict[str, Any]) -> None:
    assert never_chosen({"id": "r", "code": "IN.BED.N", **rule}) == [("r", "")]


@pytest.mark.parametrize(
    "rule",
    [
        {"counted": ["bed", "bare"], "none": ["bed"]},
        {"all": [["bed", "ward"]], "none": ["bed"]},
        {"counted": ["bed"], "least": 9, "most": 9},
    ],
)
def test_a_rule_that_leaves_itself_something_is_not_told(rule: dict[str, Any]) -> None:
    assert never_chosen({"id": "r", "code": "IN.BED.N", **rule}) == []


@pytest.mark.parametrize(
    "winner",
    [
        {"weight": 0.1},
        {"weight": 0.1, "counted": ["bed", "ward"]},
        {"weight": 0.1, "all": [["commissioned", "build"]], "reach": 1.6},
        {"weight": 2.1, "all": []},
        {"weight": 1.1, "counted": "any"},
        {"weight": 0.1, "forms": ["count", "rate"]},
        {"code": "IN.FAC.COMM", "weight": 0.1},
    ],
)
def test_a_rule_is_told_when_another_asks_for_less_and_always_has_more_points(winner: dict[str, Any]) -> None:
    assert never_chosen(BEDS, BEDS | {"id": "more"} | winner) == [("beds", "more")]


@pytest.mark.parametrize(
    "winner",
    [
        {"weight": -0.1},
        {"weight": 0.1, "counted": ["ward"]},
        {"weight": 0.1, "all": ["commissioned", "new"]},
        {"weight": 1.9, "all": []},
        {"weight": 0.9, "counted": "any"},
        {"weight": 0.1, "reach": 0.5},
        {"weight": 0.1, "none": ["housing"]},
        {"weight": 0.1, "direct": True},
        {"weight": 0.1, "labelled": True},
        {"weight": 0.1, "about": ["hospital"]},
        {"weight": 0.1, "least": 5},
        {"weight": 0.1, "forms": ["percent"]},
        {"weight": 0.1, "unit": "facility"},
        {"weight": 3.1, "counted": "any", "all": []},
    ],
)
def test_a_rule_is_not_told_when_it_can_fit_alone_or_have_as_many_points(winner: dict[str, Any]) -> None:
    found = never_chosen(BEDS, BEDS | {"id": "more"} | winner)
    assert ("beds", "more") not in found


def test_what_is_no_indicator_does_not_beat_one_that_may_be_the_topic_of_a_change() -> None:
    none = {"id": "none", "disposition": "review", "reason": "no_indicator"}
    assert never_chosen(BEDS, {**none, "counted": ["bed"], "all": ["commissioned"], "weight": 1}) == []


def test_of_two_rules_that_say_the_same_the_one_that_comes_second_is_told() -> None:
    assert never_chosen(BEDS, BEDS | {"id": "beds-again"}) == [("beds-again", "beds")]


_CONCEPTS = ("a", "b", "c")
_GROUPS = st.lists(st.sampled_from(_CONCEPTS), min_size=1, max_size=2, unique=True)
_RULES = st.fixed_dictionaries(
    {
        "counted": st.one_of(
            st.just("any"), st.lists(st.sampled_from((*_CONCEPTS, "bare")), min_size=1, unique=True)
        ),
        "all": st.lists(_GROUPS, max_size=2),
        "none": st.lists(st.sampled_from(_CONCEPTS), max_size=1),
        "reach": st.sampled_from((0.5, 1.25)),
        "weight": st.sampled_from((0, 0.5, 1.5, 2.5, 4.5)),
    }
)
_COSTS = st.dictionaries(st.sampled_from(_CONCEPTS), st.sampled_from((0.0, 0.3, 0.5, 0.9, 1.2, 1.9)))


@settings(max_examples=300, deadline=None)
@given(_RULES, _RULES, st.lists(st.tuples(_COSTS, st.booleans(), st.booleans()), max_size=12))
def test_a_rule_that_is_told_never_has_more_points_than_the_one_that_beats_it(
    first: dict[str, Any], second: dict[str, Any], texts: list[tuple[dict[str, float], bool, bool]]
) -> None:
    catalogue = small(
        rules=[first | {"id": "a", "code": "IN.BED.N"}, second | {"id": "b", "code": "IN.BED.N"}]
    )
    rules = {rule.id: rule for rule in catalogue.rules}
    for finding in rules_never_chosen(catalogue):
        for costs, bare, label in texts:
            counted = frozenset() if bare else frozenset(c for c, cost in costs.items() if cost == 0)
            around = Proximity(counted, costs, 0, bare or not counted, label)
            points = {name: (_counted(rule, around), _needs(rule, around)) for name, rule in rules.items()}
            scored = {
                name: rules[name].weight + counted + needs
                for name, (counted, needs) in points.items()
                if counted is not None and needs is not None
            }
            asked = {name for name in scored if rules[name].needs or rules[name].counted}
            if finding.subject in asked:
                assert finding.phrase in asked
                assert scored[finding.phrase] >= scored[finding.subject]
