"""A facility that was named stays in focus until another one is named or the text turns to the region."""

from __future__ import annotations

from sources.reading.focus import Focus, focus_of
from tests.unit.reading.documents import page_of

TYPES = {"HOSP": ["hospital"], "POLY": ["polyclinic"]}


def focus(text: str) -> Focus:
    return focus_of(page_of(text), TYPES, frozenset({"region_scope"}), frozenset({"back_reference"}))


def test_nothing_is_in_focus_before_a_facility_is_named() -> None:
    text = "Сегодня открыта больница."
    assert focus(text).at(0) is None


def test_a_facility_stays_in_focus_over_sentences() -> None:
    text = "Больница стоит у реки. Здесь работают 57 врачей."
    assert focus(text).at(text.index("57")) == "HOSP"


def test_another_facility_takes_the_focus() -> None:
    text = "Больница стоит у реки. Рядом открыта поликлиника. Принято 12 врачей."
    assert focus(text).at(text.index("12")) == "POLY"


def test_the_region_as_a_whole_takes_the_focus_from_a_facility() -> None:
    text = "Больница стоит у реки. По области пролечено 4 000 человек."
    assert focus(text).at(text.index("4 000")) is None


def test_facilities_that_are_counted_are_not_in_focus() -> None:
    text = "Больница стоит у реки. Построено 21 поликлиника. Принято 12 врачей."
    assert focus(text).at(text.index("12")) == "HOSP"
