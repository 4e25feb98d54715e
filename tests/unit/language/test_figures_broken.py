"""Numbers that are no one number, numbers in rare writing, and the unit that a number states itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.language.figures import Figure, find_figures


def found(text: str) -> list[tuple[str, float | None, str]]:
    return [(text[one.start : one.end], one.value, one.shape) for one in find_figures(text)]


def only(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    "text",
    [
        "7`315 коек",
        "4´210 врачей",
        "1_340_000 визитов",
        "7‘315 коек",
        "31·5 тонны",
        "принято 4О5 человек",
        "принято 7 31О человек",
        "принято 4З0 человек",
        "принято З40 человек",
        "1 3400 визитов",
        "7 31 5 коек",
        "на 4, 7 млрд тенге",
        "охват 81 ,4%",
        "доля — 33, 6 %",
        "принято 15. 640 человек",
        "7 315 4 210 коек",
        "3,4·10⁵ доз",
        "3,4×10^5 доз",
        "3.4E+05 доз",
        "10⁵ доз",
        "5 12\n640 коек",
    ],
)
def test_a_broken_number_is_unclear_in_all_its_parts(text: str) -> None:
    figures = find_figures(text, end=len(text))
    assert figures
    assert {figure.shape for figure in figures} == {"unclear"}
    digits = {at for at, char in enumerate(text) if char in "0123456789"}
    assert digits <= {at for figure in figures for at in range(figure.start, figure.end)}


@pytest.mark.parametrize(
    "text",
    [
        "3, 8 и 11 коек",
        "12, 15, 18 коек",
        "5 или 7 коек",
        "13,4, 15,1 и 16 коек",
        "в 2024, 2025 годах",
        "10, 11 мая",
        "№ 5, 7",
        "школ 14; коек 120",
        "в 2025 году 340 коек",
        "в 2025 340 коек",
        "к 10 000 14,5",
        "45%, 60%",
        "12–15, 20 коек",
        "тел. 8 (7142) 55-12-34, 103",
        "с 9.00, 12 коек",
        "10 870, 10 мың тұрғынға",
    ],
)
def test_numbers_that_stand_side_by_side_as_they_may_are_clear(text: str) -> None:
    assert "unclear" not in {figure.shape for figure in find_figures(text)}


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("в 1 1/4 раза", "1 1/4", 1.25),
        ("в 3⅜ раза", "3⅜", 3.375),
        ("в 1 ½ раза", "1 ½", 1.5),
        ("на 3⁄4 ставки", "3⁄4", 0.75),
        ("½ ставки", "½", 0.5),
        ("1.340,50 тенге", "1.340,50 тенге", 1340.5),
        ("1,340.50 тенге", "1,340.50 тенге", 1340.5),
        ("350К тенге", "350К тенге", 350_000),
        ("1,7М визитов", "1,7М", 1_700_000),
        ("3,5к визитов", "3,5к", 3_500),
        ("100-150К визитов", "100-150К", 100_000),
    ],
)
def test_rare_writing_is_read(text: str, quote: str, value: float) -> None:
    assert found(text)[0][:2] == (quote, value)


@pytest.mark.parametrize("text", ["2/3 пациентов", "24/7", "4К", "3М", "5 м", "120 Кбайт"])
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert all(value in (None, 2.0, 3.0, 4.0, 5.0, 120.0) for _, value, _ in found(text))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("принято 7 315[1] человек", ["1"]),
        ("принято 7 315(2) человек", ["2"]),
        ("о лечении [12, 13]", ["12", "13"]),
        ("1⃣ Кадры", ["1"]),
    ],
)
def test_the_mark_of_a_note_or_a_point_is_none_of_the_number(text: str, marks: list[str]) -> None:
    assert [quote for quote, _, shape in found(text) if shape == "mark"] == marks
    assert all(value == 7315 for _, value, shape in found(text) if shape == "cardinal")


@pytest.mark.parametrize(
    "text", ["1) 27 машин", "кадры; 2) 27 машин", "3. 5 больниц\n4. 27 машин", "4 - 27 машин\n5 - 8"]
)
def test_the_number_of_a_point_is_an_ordinal(text: str) -> None:
    assert found(text)[0][2] == "ordinal"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$7 млн", "USD"),
        ("US$ 7.25", "USD"),
        ("на USD7.25", "USD"),
        ("7 млн долларов США", "USD"),
        ("7 млн АҚШ доллары", "USD"),
        ("7 тыс. долл. США", "USD"),
        ("€45", "EUR"),
        ("45 евро", "EUR"),
        ("EUR 45", "EUR"),
        ("с 15 рублями", "RUB"),
        ("15 млн российских рублей", "RUB"),
        ("15 тыс. руб.", "RUB"),
        ("₽15 млн", "RUB"),
        ("7 АЕК", "MCI"),
        ("150 МРП", "MCI"),
        ("37 BYN", "BYN"),
        ("37 белорусских рублей", "BYN"),
        ("7.05 грн", "UAH"),
        ("12 млн юаней", "CNY"),
        ("5 млн канадских долларов", "CAD"),
        ("45 тенге", "KZT"),
    ],
)
def test_the_unit_a_sum_states_is_its_own(text: str, unit: str) -> None:
    figure = next(one for one in find_figures(f"выделено {text}") if one.value is not None)
    assert (figure.unit, figure.shape) == (unit, "money")


def test_a_row_of_rates_is_none_of_sums() -> None:
    assert {shape for _, _, shape in found("USD 531,2 EUR 604,9 RUB 6,4")} == {"rate"}


@pytest.mark.parametrize(
    ("text", "signed", "value"),
    [
        ("рост составил -4,1%", -1, -4.1),
        ("изменение на −35 коек", -1, -35),
        ("(+6,2%)", 1, 6.2),
        ("больных -744", 0, 744),
        ("коек 120 −15", 0, 15),
    ],
)
def test_a_minus_of_its_own_is_a_sign_and_a_dash_is_none(text: str, signed: int, value: float) -> None:
    figure = find_figures(text)[-1]
    assert (figure.signed, figure.value) == (signed, value)


@pytest.mark.parametrize(
    ("text", "value", "otherwise"),
    [
        ("13.640 коек", 13640, 13.64),
        ("13,640 коек", 13.64, 13640),
        ("0.640 промилле", 0.64, None),
        ("13.640%", 13.64, None),
        ("2.640 млрд тенге", 2_640_000_000, None),
        ("13 640 коек", 13640, None),
        ("13.64 коек", 13.64, None),
        ("13,640 beds", 13640, None),
    ],
)
def test_one_mark_before_three_digits_has_two_readings_unless_something_tells(
    text: str, value: float, otherwise: float | None
) -> None:
    figure = only(text)
    assert (figure.value, figure.otherwise) == (value, otherwise)


def test_two_ranges_of_a_change_share_their_unit() -> None:
    low, high = find_figures("вырос с 60-65 до 70–75%")
    assert (low.value, low.value_high, low.unit) == (60, 65, "percent")
    assert (high.value, high.value_high, high.unit) == (70, 75, "percent")


@given(
    st.lists(
        st.sampled_from([*"0123456789 .,`_·×^⁴½⅛/⁄[]()ОЗКМ", "10⁴", " 1/2", "E+05", "US$", " грн"]),
        max_size=16,
    ).map("".join)
)
def test_rare_writing_keeps_figures_apart_and_every_digit_in_one(text: str) -> None:
    last = 0
    covered: set[int] = set()
    for figure in find_figures(text):
        assert last <= figure.start < figure.end <= len(text)
        last = figure.end
        covered |= set(range(figure.start, figure.end))
    assert [at for at, char in enumerate(text) if char in "0123456789" and at not in covered] == []
