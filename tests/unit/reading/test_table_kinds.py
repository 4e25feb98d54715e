"""Kinds of tables: two rows of heads, changes, sides, folded cells, months and quarters as heads."""

from __future__ import annotations

from datetime import date

import pytest

from sources.reading.attributes.observation import Observation
from tests.unit.reading.statistics_files import booked, csv, reading, xlsx

TITLE = "Итоги работы больниц за 2022 год"


def told(observations: tuple[Observation, ...]) -> list[tuple[str, float, str, str]]:
    return [(one.indicator_code, one.value, one.measure, one.unit) for one in observations]


@pytest.mark.parametrize("merged", [[], ["B1:C1", "D1:E1"]])
def test_bare_years_over_a_second_row_of_heads_date_their_columns(merged: list[str]) -> None:
    heads = ["", 2021, "" if merged else 2021, 2022, "" if merged else 2022]
    rows = [
        heads,
        ["", "всего", "дети", "всего", "дети"],
        ["Пролечено в стационарах, человек", 731, 214, 755, 229],
    ]
    found = booked(xlsx({"Лист1": rows}, merged))
    assert [(one.value, one.period.start, one.dimensions.get("age_group")) for one in found] == [
        (731, date(2021, 1, 1), None),
        (214, date(2021, 1, 1), "children"),
        (755, date(2022, 1, 1), None),
        (229, date(2022, 1, 1), "children"),
    ]


@pytest.mark.parametrize("head", ["Изменение", "Отклонение (+/-)", "Прирост", "+/-", "Өзгеріс", "Ауытқу"])
@pytest.mark.parametrize("fall", ["-14", "(14)", "14-", "−14"])
def test_columns_of_change_hold_signed_differences(head: str, fall: str) -> None:
    rows = [
        ["Показатель", "2021 год", "2022 год", head],
        ["Врачей", 317, 303, fall],
        ["Коек", 611, 640, "29"],
    ]
    found = booked(csv(rows), "t.csv")
    assert told(found) == [
        ("HR.DOC.N", 317, "level", "person"),
        ("HR.DOC.N", 303, "level", "person"),
        ("HR.DOC.N", -14, "change_abs", "person"),
        ("IN.BED.N", 611, "level", "bed"),
        ("IN.BED.N", 640, "level", "bed"),
        ("IN.BED.N", 29, "change_abs", "bed"),
    ]
    change = found[2].period
    assert (change.end, change.compared_with_end) == (date(2022, 12, 31), date(2021, 12, 31))


@pytest.mark.parametrize("head", ["Прирост, %", "Темп прироста, %", "рост, %", "Өзгеріс, %"])
def test_a_change_in_per_cent_is_no_share(head: str) -> None:
    rows = [["Показатель", "2021 год", "2022 год", head], ["Врачей", 317, 303, "-4,4"]]
    assert told(booked(csv(rows), "t.csv"))[-1] == ("HR.DOC.N", -4.4, "change_pct", "percent")


def test_a_difference_of_per_cents_is_in_points() -> None:
    rows = [
        ["Показатель", "2021", "2022", "Отклонение"],
        ["Укомплектованность врачами, %", "91,4", "93,1", "1,7"],
    ]
    assert told(booked(csv(rows), "t.csv"))[-1] == ("HR.FILLED", 1.7, "change_abs", "percentage_point")


def test_an_index_is_neither_a_level_nor_a_change() -> None:
    rows = [["Показатель", "2021", "2022", "Темп роста, %"], ["Врачей", 317, 303, "95,6"]]
    found = reading(csv(rows), "t.csv")
    assert [one.quote for one in found.ledger if one.disposition == "review"] == ["95,6"]


def test_a_head_of_falls_makes_its_cells_negative() -> None:
    rows = [["Показатель", "2021", "2022", "Снижение"], ["Врачей", 317, 303, 14]]
    assert told(booked(csv(rows), "t.csv"))[-1][1:3] == (-14, "change_abs")


def test_tables_side_by_side_keep_to_their_own_labels() -> None:
    rows = [
        ["Показатель", "2022 год", "", "Показатель", "2022 год"],
        ["Врачей всего", 317, "", "Коек всего", 611],
        ["Медсестёр всего", 921, "", "Пролечено больных", 8412],
    ]
    found = booked(xlsx({"Лист1": rows}))
    assert [(one.indicator_code, one.value) for one in found] == [
        ("HR.DOC.N", 317),
        ("IN.BED.N", 611),
        ("HR.NUR.N", 921),
        ("SD.INP.TREATED", 8412),
    ]


def test_quarters_and_the_whole_year_take_the_year_of_the_title() -> None:
    rows = [
        [TITLE],
        ["Показатель", "I кв.", "II кв.", "III кв.", "IV кв.", "Год"],
        ["Пролечено больных", 211, 223, 205, 231, 870],
    ]
    found = booked(xlsx({"Лист1": rows}))
    assert [(one.period.kind, one.period.start, one.period.end) for one in found] == [
        ("quarter", date(2022, 1, 1), date(2022, 3, 31)),
        ("quarter", date(2022, 4, 1), date(2022, 6, 30)),
        ("quarter", date(2022, 7, 1), date(2022, 9, 30)),
        ("quarter", date(2022, 10, 1), date(2022, 12, 31)),
        ("year", date(2022, 1, 1), date(2022, 12, 31)),
    ]


def test_the_year_behind_its_quarters_stays_a_year() -> None:
    rows = [["Показатель", "3 кв. 2022", "4 кв. 2022", "2022"], ["Пролечено больных", 205, 231, 870]]
    assert [one.period.kind for one in booked(csv(rows), "t.csv")] == ["quarter", "quarter", "year"]


def test_months_with_short_years_are_months() -> None:
    rows = [["Показатель", "янв.22", "фев.22", "мар.22"], ["Пролечено больных", 71, 64, 77]]
    assert [one.period.end for one in booked(csv(rows), "t.csv")] == [
        date(2022, 1, 31),
        date(2022, 2, 28),
        date(2022, 3, 31),
    ]


def test_days_counted_since_1900_date_nothing() -> None:
    found = reading(xlsx({"Лист1": [[TITLE], ["Показатель", 44562, 44927], ["Врачей", 317, 303]]}))
    assert not found.observations
    assert {"317", "303"} <= {one.quote for one in found.ledger if one.disposition == "review"}


def test_lines_of_a_cell_are_rows_of_their_own() -> None:
    rows = (
        'Показатель;2022 год\n"Пролечено больных\nв том числе дети";"8412\n1133"\n"Врачей\nКоек";"317\n611"'
    )
    found = booked(rows.encode(), "t.csv")
    assert [(one.indicator_code, one.value, one.dimensions.get("age_group")) for one in found] == [
        ("SD.INP.TREATED", 8412, None),
        ("SD.INP.TREATED", 1133, "children"),
        ("HR.DOC.N", 317, None),
        ("IN.BED.N", 611, None),
    ]


def test_two_columns_parted_by_semicolons_in_plain_text_are_a_table() -> None:
    lines = ["Кадры на 1 января 2022 года", "", "Район;Врачей", "Карасуский район;41"]
    text = "\n".join([*lines, "Итого по районам;108", "Денисовский район;67", ""])
    found = booked(text.encode(), "svodka.txt")
    assert [(one.indicator_code, one.value) for one in found] == [("HR.DOC.N", n) for n in (41, 108, 67)]


def test_a_remark_in_brackets_leaves_a_number_its_cell() -> None:
    rows = [["Показатель", "2022 год"], ["Врачей", "317 (в т.ч. 12 совместителей)"], ["Коек", "611 коек"]]
    assert [one.value for one in booked(xlsx({"Лист1": rows}))] == [317, 611]


def test_men_and_women_below_each_year_are_told_apart() -> None:
    rows = [
        ["Число умерших по регионам, человек"],
        ["", 2021, "", 2022, ""],
        ["", "мужчины", "женщины", "мужчины", "женщины"],
        ["Акмолинская", 311, 289, 305, 277],
        ["Костанайская", 411, 389, 405, 377],
        ["Павлодарская", 351, 339, 345, 327],
        ["г. Алматы", 911, 889, 905, 877],
    ]
    found = booked(xlsx({"Лист1": rows}, ["B2:C2", "D2:E2"]))
    assert [(one.value, one.period.end, one.further) for one in found[:4]] == [
        (311, date(2021, 12, 31), '{"sex": "male"}'),
        (289, date(2021, 12, 31), '{"sex": "female"}'),
        (305, date(2022, 12, 31), '{"sex": "male"}'),
        (277, date(2022, 12, 31), '{"sex": "female"}'),
    ]


def test_a_year_with_a_plan_is_planned() -> None:
    rows = [["Показатель", "Факт 2021", "План на 2022"], ["Пролечено больных", 8412, 8500]]
    found = booked(csv(rows), "t.csv")
    assert [(one.value, one.plan_actual, one.period.end) for one in found] == [
        (8412, "actual", date(2021, 12, 31)),
        (8500, "planned", date(2022, 12, 31)),
    ]
