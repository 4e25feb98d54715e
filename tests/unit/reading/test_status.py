"""Plan, fact or need, and the nature of a quantity."""

from __future__ import annotations

import pytest

from sources.catalogue.indicator_list import load_indicators
from tests.unit.reading.documents import said

TOLD = [
    ("Построено 12 медпунктов.", "12", "actual"),
    ("Планируется построить 12 медпунктов.", "12", "planned"),
    ("Будет построено 12 медпунктов.", "12", "planned"),
    ("12 медициналық пункт салынды.", "12", "actual"),
    ("12 медициналық пункт салу жоспарлануда.", "12", "planned"),
    ("Не хватает 45 врачей.", "45", "needed"),
    ("45 дәрігер жетіспейді.", "45", "needed"),
    ("Должны прибыть 34 выпускника по распределению.", "34", "planned"),
    ("Мощность строящейся поликлиники — 250 посещений в смену.", "250", "planned"),
    ("Построена поликлиника на 250 посещений в смену.", "250", "actual"),
    ("На ремонт больницы выделено 2 млрд тенге.", "2 млрд тенге", "actual"),
    ("На ремонт больницы будет выделено 2 млрд тенге.", "2 млрд тенге", "planned"),
    ("Оснащённость больниц техникой достигла 91%, а весной планируется закупить томограф.", "91%", "actual"),
    ("Из 40 запланированных фельдшерских пунктов сдано 26.", "26", "actual"),
    ("Из 40 запланированных фельдшерских пунктов сдано 26.", "40", "planned"),
    ("По распределению к нам должны приехать 70 врачей, 52 уже прибыли.", "52", "actual"),
    ("Бөлу бойынша 70 дәрігер келуі тиіс, оның 52-і келді.", "52", "actual"),
    ("Бөлініп келуі тиіс 36 жас маманның 28-і жұмысқа орналасты.", "28", "actual"),
    ("Күзде 6 фельдшерлік пункт пайдалануға берілуі керек.", "6", "planned"),
    ("К осени в районе возведут 4 амбулатории.", "4", "planned"),
]


@pytest.mark.parametrize(("text", "quote", "expected"), TOLD, ids=[case[0] for case in TOLD])
def test_words_tell_plan_fact_and_need_apart(text: str, quote: str, expected: str) -> None:
    assert said(text, "plan_actual")[quote] == (expected,)


def test_one_sentence_can_hold_a_fact_and_a_plan() -> None:
    found = said(
        "Если в прошлом году введено 39 медпунктов, то в этом году планируем построить ещё 65.", "plan_actual"
    )
    assert found == {"39": ("actual",), "65": ("planned",)}


def test_a_part_of_what_is_planned_is_planned() -> None:
    found = said("Планируется построить 20 медпунктов, из них 5 в этом году.", "plan_actual")
    assert set(found.values()) == {("planned",)}


def test_a_stock_is_told_for_a_day_and_a_flow_is_not() -> None:
    stock = said("В области работают 2 340 врачей.", "period")["2 340"][0]
    flow = said("В область приехали 40 врачей.", "period")["40"][0]
    assert stock.kind == "point"
    assert flow.kind != "point"


@pytest.mark.parametrize(
    ("text", "quote", "kinds"),
    [
        ("В больнице работают 3 компьютерных томографа.", "3", {"point"}),
        ("В 2024 году закуплено 3 компьютерных томографа.", "3", {"year"}),
        ("В 2024 году закуплено оборудования на 2 млрд тенге, в том числе 3 томографа.", "3", {"year"}),
        ("В области 3 240 коек.", "3 240", {"point"}),
        ("Открылась больница на 200 коек.", "200", {"unspecified"}),
        ("До конца 2026 года возведут больницу на 200 коек.", "200", {"horizon"}),
        ("200 төсектік аурухана ашылды.", "200", {"unspecified"}),
    ],
)
def test_things_bought_flow_and_the_beds_of_a_house_have_no_date(
    text: str, quote: str, kinds: set[str]
) -> None:
    assert {period.kind for period in said(text, "period")[quote]} == kinds


def test_every_indicator_belongs_to_the_area_of_its_code() -> None:
    areas = {"SD": "treatments", "HR": "staffing", "IN": "investments"}
    assert {
        code
        for code, area in {code: one.subject_area for code, one in load_indicators().items()}.items()
        if areas[code[:2]] != area
    } == set()


def test_money_that_is_decided_to_be_given_is_planned() -> None:
    found = said("На ремонт больницы решено выделить 2 млрд тенге.", "plan_actual")
    assert found == {"2 млрд тенге": ("planned",)}
