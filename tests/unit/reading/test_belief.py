"""Confidence, doubts and booking, with weights of our own."""

from __future__ import annotations

from sources.reading.batch import read_batch
from sources.reading.output.belief import ATTRIBUTES, EVERYTHING, Model, belief_in, grounds_for
from tests.unit.reading.documents import raw_table

_EVEN = {name: {"bias": 3.0} for name in (EVERYTHING, *ATTRIBUTES)}
_MODEL = Model(
    _EVEN
    | {
        EVERYTHING: {"bias": 0.0, "margin": 2.0, "inherited": -1.0, "bare": -0.1},
        "period": {"bias": 0.0, "period_carried": -2.0},
        "region": {"bias": -1.0},
    },
    typical={"inherited": 0.25, "label": 0.5},
    doubt_below=0.7,
    book_from=0.2,
)
TEXT = "Костанайская область. 15.04.2026. В стационарах области пролечено 412 больных."


def test_confidence_is_a_probability() -> None:
    assert belief_in({}, _MODEL).confidence == 0.5
    assert belief_in({"margin": 1.0, "unheard": 9.0}, _MODEL).confidence == 0.88


def test_the_least_sure_attribute_is_the_first_doubt() -> None:
    assert belief_in({}, _MODEL).doubts == ("region", "period")
    assert belief_in({"period_carried": 1.0}, _MODEL).doubts == ("period", "region")


def test_the_strongest_reason_comes_first() -> None:
    found = grounds_for({"margin": 0.2, "inherited": 1.0, "bare": 1.0, "label": 1.0}, _MODEL)
    assert [one.feature for one in found] == ["inherited", "margin", "bare"]


def test_what_is_missing_is_a_reason_where_others_have_it() -> None:
    (first, *_) = grounds_for({}, _MODEL)
    assert (first.feature, first.has, first.points) == ("inherited", False, 0.25)


def test_what_is_not_sure_enough_waits_for_a_person() -> None:
    sure, unsure = read_batch(raw_table(TEXT), [], 0.0), read_batch(raw_table(TEXT), [], 1.0)
    assert sure.observations.num_rows == 1
    assert unsure.observations.num_rows == 0
    told = {row["quote"]: (row["disposition"], row["reason"]) for row in unsure.figures.to_pylist()}
    assert told["412"] == ("review", "unsure")
    assert unsure.reports["review_count"][0].as_py() == 1


def test_a_figure_of_no_known_region_waits_for_a_person_however_sure_it_is() -> None:
    nowhere = raw_table("В стационарах пролечено 412 больных.", changed={0: {"region_hint": None}})
    read = read_batch(nowhere, [], 0.0)
    assert read.observations.num_rows == 0
    told = {row["quote"]: (row["disposition"], row["reason"]) for row in read.figures.to_pylist()}
    assert told["412"] == ("review", "region_unnamed")
