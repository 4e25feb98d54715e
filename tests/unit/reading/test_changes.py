"""Changes are signed, ratios are new over old, and two levels are no change."""

from __future__ import annotations

import pytest

from sources.reading.measurement.changes import Change
from tests.unit.reading.documents import reasons, said

READ = [
    ("Пролечено 6 200 больных, что на 450 больше, чем год назад.", "450", 450, "change_abs", "person"),
    ("Пролечено 6 200 больных, что на 450 меньше, чем год назад.", "450", -450, "change_abs", "person"),
    ("Ожидаемая продолжительность жизни выросла на 1,5 года.", "1,5", 1.5, "change_abs", "year"),
    ("Число родов сократилось на 12%.", "12%", -12, "change_pct", "percent"),
    ("Число родов выросло на 12%.", "12%", 12, "change_pct", "percent"),
    ("Число операций выросло в 1,5 раза.", "1,5", 1.5, "change_ratio", "times"),
    ("Число операций уменьшилось в 2 раза.", "2", 0.5, "change_ratio", "times"),
    (
        "Охват скринингом вырос на 2 процентных пункта.",
        "2 процентных пункта",
        2,
        "change_abs",
        "percentage_point",
    ),
    (
        "Охват скринингом снизился на 3 процентных пункта.",
        "3 процентных пункта",
        -3,
        "change_abs",
        "percentage_point",
    ),
    ("Ота саны 11,4%-ға төмендеді.", "11,4%", -11.4, "change_pct", "percent"),
    ("Ота саны 11,4%-ға артты.", "11,4%", 11.4, "change_pct", "percent"),
    ("Емделген науқастар 340 адамға көбейді.", "340", 340, "change_abs", "person"),
    ("Емделген науқастар 340 адамға азайды.", "340", -340, "change_abs", "person"),
    ("Ота саны 2 есеге артты.", "2", 2, "change_ratio", "times"),
    ("Ота саны 2 есеге азайды.", "2", 0.5, "change_ratio", "times"),
]


@pytest.mark.parametrize(("text", "quote", "value", "measure", "unit"), READ, ids=[case[0] for case in READ])
def test_a_change_carries_its_sign_and_its_unit(
    text: str, quote: str, value: float, measure: str, unit: str
) -> None:
    assert said(text, "value", "measure", "unit")[quote] == (value, measure, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Охват скринингом вырос с 61% до 73%.",
        "Охват скринингом снизился с 73% до 61%.",
        "Скринингпен қамту 61%-дан 73%-ға дейін өсті.",
        "Скринингпен қамту 73%-дан 61%-ға төмендеді.",
        "Скринингпен қамту былтыр 73% болса, биыл 61%-ға түсті.",
        "Төсекте жату ұзақтығы 73 күннен 61 күнге қысқарды.",
    ],
)
def test_from_and_to_are_two_levels(text: str) -> None:
    assert set(said(text, "value", "measure").values()) == {(61.0, "level"), (73.0, "level")}


def test_growth_to_a_level_is_that_level() -> None:
    assert said("Число врачей выросло до 540.", "value", "measure") == {"540": (540.0, "level")}


def test_a_change_takes_over_what_its_level_counts() -> None:
    found = said("Проведено 310 операций, что на 25 больше, чем год назад.", "indicator_code")
    assert found["25"] == found["310"]


def test_a_ratio_downwards_is_turned_round_and_nothing_else_is() -> None:
    assert Change("change_ratio", True).value(4) == 0.25
    assert Change("change_ratio", False).value(4) == 4
    assert Change("change_abs", True).value(4) == -4
    assert Change("change_abs", True).value(-4) == -4


@pytest.mark.parametrize("joined", [", или на 35%", ", то есть на 35%", " (или на 35%)"])
def test_a_change_told_again_after_both_levels_is_a_change(joined: str) -> None:
    found = said(f"Количество операций возросло с 310 до 420{joined}.", "value", "measure")
    assert found == {"310": (310.0, "level"), "420": (420.0, "level"), "35%": (35.0, "change_pct")}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Прирост числа операций составил 4,5%.", 4.5),
        ("В больницах пролечено 5 000 человек, рост 4,5%.", 4.5),
        ("Проведено 5 000 операций, снижение за год – 4,5%.", -4.5),
        ("Ауруханада 5 000 науқас емделді, өсім – 4,5%.", 4.5),
    ],
)
def test_a_noun_of_change_needs_no_preposition(text: str, value: float) -> None:
    assert said(text, "value", "measure")["4,5%"] == (value, "change_pct")


def test_a_decrease_by_a_range_has_its_greater_part_first() -> None:
    text = "Число родов сократилось на 12–15%."
    assert said(text, "value", "value_high", "comparator") == {"12–15%": (-15.0, -12.0, "between")}


def test_a_change_of_another_sector_is_none_of_an_indicator() -> None:
    for quote, booked in reasons("Пролечено 6 200 больных. Промышленность прибавила 7%.").items():
        assert (quote, booked[0]) != ("7%", "observation")
