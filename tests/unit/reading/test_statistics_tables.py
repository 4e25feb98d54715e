"""Tables of official statistics: each cell is of its own region and time, what is counted is said once."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from sources.reading.attributes.observation import Observation
from tests.unit.reading.statistics_files import (
    KAZAKH,
    RUSSIAN,
    YEARS,
    Values,
    booked,
    csv,
    reading,
    rows_of,
    values_of,
    xls,
    xlsx,
)

NURSES = "Численность среднего медицинского персонала, человек"


def by_year(values: Values, names: Mapping[str, str]) -> set[tuple[str, str, date, date, float]]:
    return {
        (names[name], "year", date(year, 1, 1), date(year, 12, 31), value)
        for (name, year), value in values.items()
    }


def placed(observations: tuple[Observation, ...]) -> set[tuple[Any, ...]]:
    return {
        (one.region_code, one.period.kind, one.period.start, one.period.end, one.value)
        for one in observations
    }


def codes(observations: tuple[Observation, ...]) -> set[tuple[str, str]]:
    return {(one.indicator_code, one.unit) for one in observations}


def test_regions_down_and_years_across_below_a_title() -> None:
    values = values_of(list(RUSSIAN), YEARS)
    found = booked(xlsx({"Лист1": [[NURSES], [], ["", *YEARS], *rows_of(values)]}))
    assert placed(found) == by_year(values, RUSSIAN)
    assert codes(found) == {("HR.NUR.N", "person")}


def test_years_down_and_regions_across_as_programs_export_them() -> None:
    values = values_of(list(RUSSIAN), YEARS)
    rows = [["Годы", *RUSSIAN], *([float(year), *(values[name, year] for name in RUSSIAN)] for year in YEARS)]
    found = booked(csv(rows), "vygruzka.csv", title="Число больничных коек по регионам")
    assert placed(found) == by_year(values, RUSSIAN)
    assert codes(found) == {("IN.BED.N", "bed")}


def test_kazakh_names_and_titles_in_an_old_workbook() -> None:
    values = values_of(list(KAZAKH), YEARS)
    rows = [["Барлық мамандықтағы дәрігерлер саны, адам"], ["", *(f"{year} жыл" for year in YEARS)]]
    found = booked(xls({"1.1": [*rows, *rows_of(values)]}), "keste.xls")
    assert placed(found) == by_year(values, KAZAKH)
    assert codes(found) == {("HR.DOC.N", "person")}


def test_the_name_of_the_only_sheet_says_what_is_counted() -> None:
    values = values_of(list(RUSSIAN), YEARS)
    found = booked(xlsx({"Число поликлиник": [["", *YEARS], *rows_of(values)]}))
    assert placed(found) == by_year(values, RUSSIAN)
    assert codes(found) == {("IN.FAC.N", "facility")}


def test_the_name_of_the_file_says_what_is_counted_where_nothing_else_does() -> None:
    values = values_of(list(RUSSIAN), YEARS)
    found = booked(csv([["", *YEARS], *rows_of(values)]), "Число_больничных_коек.csv")
    assert placed(found) == by_year(values, RUSSIAN)
    assert codes(found) == {("IN.BED.N", "bed")}


def test_a_sidecar_says_indicator_unit_and_plan() -> None:
    values = values_of(list(RUSSIAN), YEARS, broken=True)
    found = booked(
        csv([["", *YEARS], *rows_of(values)]),
        "t.csv",
        indicator="HR.DOC.RATE",
        unit="per_10k",
        plan_actual="planned",
    )
    assert placed(found) == by_year(values, RUSSIAN)
    assert {(one.indicator_code, one.unit, one.plan_actual) for one in found} == {
        ("HR.DOC.RATE", "per_10k", "planned")
    }


def test_quarters_stand_below_the_years_merged_over_them() -> None:
    quarters = [(year, quarter) for year in (2021, 2022) for quarter in (1, 2, 3, 4)]
    values = values_of(list(RUSSIAN), quarters)
    heads = [
        ["Число родившихся по регионам, человек"],
        ["Регион", 2021, "", "", "", 2022, "", "", ""],
        ["", *["I квартал", "II квартал", "III квартал", "IV квартал"] * 2],
    ]
    found = booked(xlsx({"Лист1": [*heads, *rows_of(values)]}, ["A2:A3", "B2:E2", "F2:I2"]))
    assert placed(found) == {
        (
            RUSSIAN[name],
            "quarter",
            date(year, 3 * quarter - 2, 1),
            date(year, 3 * quarter, monthrange(year, 3 * quarter)[1]),
            value,
        )
        for (name, (year, quarter)), value in values.items()
    }


def test_months_down_take_their_year_from_the_title() -> None:
    months = ["январь", "февраль", "март", "апрель", "май", "июнь"]
    values = values_of(months, list(RUSSIAN))
    found = booked(xlsx({"Лист1": [["Число родившихся в 2021 году"], ["", *RUSSIAN], *rows_of(values)]}))
    assert placed(found) == {
        (
            RUSSIAN[name],
            "month",
            date(2021, months.index(month) + 1, 1),
            date(2021, months.index(month) + 1, monthrange(2021, months.index(month) + 1)[1]),
            value,
        )
        for (month, name), value in values.items()
    }


def test_blocks_of_a_sheet_tell_of_whom_under_one_title() -> None:
    rows: list[list[object]] = [["Ожидаемая продолжительность жизни при рождении, лет"], []]
    expected = set()
    for seed, (block, sex) in enumerate((("Женщины", "female"), ("Мужчины", "male"), ("Оба пола", None))):
        values = values_of(list(RUSSIAN), YEARS, seed=seed, broken=True)
        rows += [[block], ["", *YEARS], *map(list, rows_of(values)), []]
        further = None if sex is None else f'{{"sex": "{sex}"}}'
        expected |= {(RUSSIAN[name], year, value, further) for (name, year), value in values.items()}
    found = booked(xlsx({"Лист1": rows}))
    assert {(o.region_code, o.period.end.year, o.value, o.further) for o in found if o.period.end} == expected
    assert codes(found) == {("SD.LIFE.EXP", "year")}


def test_sheets_of_town_and_village_are_a_dimension_and_no_total() -> None:
    sheets = {}
    expected = set()
    for seed, (name, residence) in enumerate(
        (("Городское население", "urban"), ("Сельское население", "rural"))
    ):
        values = values_of(list(RUSSIAN), YEARS, seed=seed)
        sheets[name] = [["Число родившихся, человек"], ["", *YEARS], *rows_of(values)]
        expected |= {(RUSSIAN[place], residence, value) for (place, _), value in values.items()}
    found = booked(xlsx(sheets))
    assert {(one.region_code, one.dimensions.get("residence"), one.value) for one in found} == expected
    assert {one.group.role for one in found if one.group} <= {"component", "partial"}


def test_rows_of_town_and_village_belong_to_the_region_above_them() -> None:
    kinds = {None: None, "городское население": "urban", "сельское население": "rural"}
    rows: list[list[object]] = [["Число родившихся, человек"], ["", *YEARS]]
    expected = set()
    for seed, (name, code) in enumerate(RUSSIAN.items()):
        for kind, residence in kinds.items():
            values = values_of([kind or name], YEARS, seed=seed * 3 + len(kind or ""))
            rows += map(list, rows_of(values))
            expected |= {(code, residence, year, value) for (_, year), value in values.items()}
    found = booked(xlsx({"Лист1": rows}))
    assert {
        (one.region_code, one.dimensions.get("residence"), one.period.end.year, one.value)
        for one in found
        if one.period.end
    } == expected


def test_sections_of_one_table_count_each_its_own_and_a_foreign_one_nothing() -> None:
    rows: list[list[object]] = [["", *YEARS]]
    expected = set()
    for seed, (title, code) in enumerate(
        (
            ("Численность врачей, человек", "HR.DOC.N"),
            ("Число школ", None),
            ("Число больничных коек", "IN.BED.N"),
        )
    ):
        values = values_of(list(RUSSIAN), YEARS, seed=seed)
        rows += [[title], *map(list, rows_of(values))]
        expected |= {(code, RUSSIAN[name], value) for (name, _), value in values.items() if code}
    found = booked(xlsx({"Лист1": rows}))
    assert {(one.indicator_code, one.region_code, one.value) for one in found} == expected


def test_a_second_block_with_a_title_of_another_sector_takes_nothing_from_the_first() -> None:
    first, second = values_of(list(RUSSIAN), YEARS), values_of(list(RUSSIAN), YEARS, seed=8)
    rows = [
        ["Число родившихся, человек"],
        ["", *YEARS],
        *rows_of(first),
        [],
        ["Число зарегистрированных браков"],
        ["", *YEARS],
        *rows_of(second),
    ]
    assert placed(booked(xlsx({"Лист1": rows}))) == by_year(first, RUSSIAN)


def test_indicators_across_are_booked_each_on_its_region_and_those_of_schools_are_not() -> None:
    columns = {"Численность врачей": "HR.DOC.N", "Число больничных коек": "IN.BED.N", "Число школ": None}
    values = values_of(list(RUSSIAN), list(columns))
    rows = [["Социальная сфера регионов в 2018 году"], ["Регион", *columns], *rows_of(values)]
    found = reading(xlsx({"Лист1": rows}))
    assert {(one.indicator_code, one.region_code, one.value) for one in found.observations} == {
        (columns[column], RUSSIAN[name], value) for (name, column), value in values.items() if columns[column]
    }
    assert all(
        one.reason == "not_health" for one in found.ledger if one.quote in _written(values, "Число школ")
    )


def _written(values: Values, column: str) -> set[str]:
    return {f"{value:.0f}" for (_, named), value in values.items() if named == column}


@pytest.mark.parametrize(
    "title",
    [
        "Среднемесячная номинальная заработная плата одного работника, тенге",
        "Количество зарегистрированных преступлений",
        "Количество легковых автомобилей, единиц",
        "Число общеобразовательных школ",
        "Численность населения на начало года, человек",
        "Число койко-мест в местах размещения",
        "Численность ветеринарных врачей",
        "Введено в эксплуатацию жилых домов",
        "Мектептер саны",
        "Number of crimes",
    ],
)
@pytest.mark.parametrize("in_sheet_name", [False, True])
def test_matrices_of_other_sectors_give_no_observation(title: str, in_sheet_name: bool) -> None:
    rows = [["", *YEARS], *rows_of(values_of(list(RUSSIAN), YEARS))]
    sheets = {title[:31]: rows} if in_sheet_name else {"Лист1": [[title], *rows]}
    found = reading(xlsx(sheets))
    assert not found.observations
    assert {one.reason for one in found.ledger if one.value is None} <= {"not_health", "header", "period"}


@pytest.mark.parametrize(
    ("title", "code", "unit"),
    [
        (
            "Число организаций, оказывающих амбулаторно-поликлиническую помощь населению",
            "IN.FAC.N",
            "facility",
        ),
        (
            "Мощность амбулаторно-поликлинических организаций, посещений в смену",
            "IN.OUT.CAP",
            "visits_per_shift",
        ),
        ("Число умерших", "SD.MORT.N", "person"),
        ("Қайтыс болғандар саны", "SD.MORT.N", "person"),
        ("Туғандар саны", "SD.MCH.BIRTHS", "case"),
        ("Аурухана төсектерінің саны", "IN.BED.N", "bed"),
        ("Орта медицина персоналының саны", "HR.NUR.N", "person"),
        ("Number of hospital beds", "IN.BED.N", "bed"),
        ("Number of doctors", "HR.DOC.N", "person"),
    ],
)
def test_titles_of_counts(title: str, code: str, unit: str) -> None:
    values = values_of(list(RUSSIAN), YEARS)
    found = booked(xlsx({"Лист1": [[title], ["", *YEARS], *rows_of(values)]}))
    assert placed(found) == by_year(values, RUSSIAN)
    assert codes(found) == {(code, unit)}


@pytest.mark.parametrize(
    ("title", "code", "unit"),
    [
        ("Обеспеченность населения врачами на 10 000 населения", "HR.DOC.RATE", "per_10k"),
        ("Заболеваемость населения туберкулёзом на 100 000 населения", "SD.MORB.RATE", "per_100k"),
        ("Халықтың сырқаттанушылығы, 100 000 халыққа шаққанда", "SD.MORB.RATE", "per_100k"),
        ("Коэффициент младенческой смертности (на 1000 родившихся)", "SD.MCH.IMR", "per_1000_births"),
        ("Общий коэффициент смертности, на 1000 человек", "SD.MORT.TOTAL", "per_1000"),
        ("10 000 адамға шаққандағы аурухана төсектерінің саны", "IN.BED.RATE", "per_10k"),
    ],
)
def test_titles_of_rates(title: str, code: str, unit: str) -> None:
    values = values_of(list(RUSSIAN), YEARS, broken=True)
    found = booked(xlsx({"Лист1": [[title], ["", *YEARS], *rows_of(values)]}))
    assert placed(found) == by_year(values, RUSSIAN)
    assert codes(found) == {(code, unit)}


def test_thousands_in_the_title_multiply_every_cell() -> None:
    values = values_of(list(RUSSIAN), YEARS, broken=True)
    found = booked(xlsx({"Лист1": [["Численность врачей (тыс. человек)"], ["", *YEARS], *rows_of(values)]}))
    expected = {(place, round(value * 1000, 6)) for place, *_, value in by_year(values, RUSSIAN)}
    assert {(one.region_code, one.value) for one in found} == expected


def test_a_broken_number_of_people_waits_for_a_person() -> None:
    rows = [["Численность врачей, человек"], ["", *YEARS], *rows_of(values_of(list(RUSSIAN), YEARS))]
    rows[3] = ["Абай", 412.5, 431.0, 440.0]
    found = reading(xlsx({"Лист1": rows}))
    assert [one.quote for one in found.ledger if one.disposition == "review"] == ["412,5"]


def test_missing_marks_and_notes_are_no_figures() -> None:
    rows = [
        ["Число больничных организаций, единиц"],
        ["", *YEARS],
        ["Акмолинская", 14, "…", "-"],
        ["Актюбинская", "1 031", "x", ""],
        ["Алматинская", "17*", 0, "н/д"],
        ["Костанайская", 21, 22, 23],
        ["* без учёта 6 филиалов"],
        ["Источник: сведения за 2019 год"],
    ]
    found = booked(xlsx({"Лист1": rows}))
    assert [one.value for one in found] == [14, 1031, 17, 0, 21, 22, 23]


def test_counts_that_look_like_years_are_counts() -> None:
    rows = [
        ["Численность врачей, человек"],
        ["", *YEARS],
        ["Акмолинская", 2011, 1987, 2003],
        ["Актюбинская", 3011, 2987, 3003],
        ["Костанайская", 2611, 2687, 2703],
        ["Павлодарская", 2911, 2087, 2013],
    ]
    found = booked(xlsx({"Лист1": rows}))
    assert [one.value for one in found if one.region_code == "KZ-11"] == [2011, 1987, 2003]


def test_the_former_south_is_the_region_of_turkistan() -> None:
    rows = [
        ["Численность врачей, человек"],
        ["", 2015, 2016],
        ["Южно-Казахстанская", 611, 612],
        ["Карагандинская", 511, 512],
        ["Жамбылская", 411, 412],
        ["г. Астана", 311, 312],
    ]
    found = booked(xlsx({"Лист1": rows}))
    assert [one.region_code for one in found][:2] == ["KZ-61", "KZ-61"]


def test_districts_are_places_of_their_region() -> None:
    districts = ["Карасуский район", "Денисовский район", "Аулиекольский район", "Узункольский район"]
    values = values_of(districts, YEARS)
    rows = [["Число врачей в районах Костанайской области"], ["", *YEARS], *rows_of(values)]
    found = booked(xlsx({"Лист1": rows}))
    assert {(one.region_code, one.place, one.value) for one in found} == {
        ("KZ-39", name, value) for (name, _), value in values.items()
    }
