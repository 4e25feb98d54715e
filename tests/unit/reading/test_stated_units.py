"""Units that figures state: money keeps its currency or waits for a person, minutes may be a norm."""

from __future__ import annotations

import pytest

from tests.unit.reading.documents import reasons, said, table


@pytest.mark.parametrize(
    ("sum_of_money", "unit"),
    [
        ("40 млн тенге", "KZT"),
        ("3 млн долларов", "USD"),
        ("800 тысяч евро", "EUR"),
        ("90 млн рублей", "RUB"),
        ("12 000 МРП", "MCI"),
    ],
)
def test_a_sum_is_in_the_currency_it_states(sum_of_money: str, unit: str) -> None:
    assert said(f"На закупку аппарата МРТ направлено {sum_of_money}.", "indicator_code", "unit") == {
        sum_of_money: ("IN.EQ.COST", unit)
    }


def test_a_part_of_a_sum_keeps_its_own_currency() -> None:
    text = "На закупку оборудования направлено 40 млн тенге, из них 20 тысяч евро – на монитор."
    assert said(text, "unit") == {"40 млн тенге": ("KZT",), "20 тысяч евро": ("EUR",)}


@pytest.mark.parametrize("wage", ["1 900 долларов", "1 700 евро"])
def test_a_wage_in_another_currency_has_no_unit(wage: str) -> None:
    assert reasons(f"Средняя зарплата врача – {wage}.") == {wage: ("review", "other_currency")}


def test_a_currency_without_a_unit_goes_to_review() -> None:
    assert reasons("На закупку томографа направлено 5 млн юаней.") == {
        "5 млн юаней": ("review", "other_currency")
    }


def test_a_cell_in_euro_is_not_in_tenge() -> None:
    spent = table(["Показатель", "2024 год"], ["Затраты на закупку оборудования", "700 тысяч евро"])
    assert said(spent, "unit") == {"700 тысяч евро": ("EUR",)}


def test_minutes_beside_a_share_are_its_norm() -> None:
    text = "В норматив 12 минут скорая укладывается в 93% случаев, среднее время доезда – 14 минут."
    assert reasons(text)["12"] == ("context", "norm")
    assert said(text, "indicator_code") == {"93%": ("SD.EMS.TIMELY",), "14": ("SD.EMS.TIME",)}
