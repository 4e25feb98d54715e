"""Figures in tables: labels, headers and captions are the meaning of a cell."""

from __future__ import annotations

from datetime import date

import pytest

from sources.readers.document import Document
from tests.unit.reading.documents import read, reasons, said, table


def codes(document: Document) -> dict[str, str]:
    return {quote: code for quote, (code,) in said(document, "indicator_code").items()}


BY_YEAR = table(
    ["Показатель", "2023 год", "2024 год"],
    ["Число врачей", "512", "530"],
    ["Пролечено больных, тыс.", "12,5", "13,1"],
    ["Охват скринингом, %", "61", "64,5"],
)


def test_indicators_may_stand_in_rows() -> None:
    assert codes(BY_YEAR) == {
        "512": "HR.DOC.N",
        "530": "HR.DOC.N",
        "12,5": "SD.INP.TREATED",
        "13,1": "SD.INP.TREATED",
        "61": "SD.SCR.PERSONS",
        "64,5": "SD.SCR.PERSONS",
    }


def test_indicators_may_stand_in_columns() -> None:
    document = table(["Район", "Врачи", "Медсёстры"], ["Карасуский район", "12", "48"])
    assert codes(document) == {"12": "HR.DOC.N", "48": "HR.NUR.N"}


def test_kazakh_labels_are_read_like_russian_ones() -> None:
    document = table(["Көрсеткіш", "2024 жыл"], ["Дәрігерлер саны", "214"], ["Емделген науқастар", "3 400"])
    assert codes(document) == {"214": "HR.DOC.N", "3 400": "SD.INP.TREATED"}


def test_a_year_over_a_column_is_the_period_of_its_cells() -> None:
    found = said(BY_YEAR, "period")
    assert (found["512"][0].start, found["512"][0].end) == (date(2023, 1, 1), date(2023, 12, 31))
    assert (found["530"][0].start, found["530"][0].end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_a_caption_gives_the_period_where_no_header_does() -> None:
    document = table(
        ["Показатель", "Значение"], ["Пролечено больных", "500"], caption="Итоги работы больниц за 2022 год"
    )
    assert said(document, "period")["500"][0].start == date(2022, 1, 1)


def test_figures_of_headers_are_context() -> None:
    assert reasons(BY_YEAR)["2023"] == ("context", "period")


def test_thousands_in_a_label_multiply_its_cells() -> None:
    assert said(BY_YEAR, "value", "unit")["12,5"] == (12_500.0, "person")


def test_thousands_in_a_label_do_not_multiply_per_cents() -> None:
    document = table(["Показатель, тыс. или %", "Всего"], ["Охват скринингом, %", "61"])
    assert said(document, "value")["61"] == (61.0,)


def test_millions_of_tenge_in_a_header_are_money() -> None:
    document = table(["Показатель", "Сумма, млн тенге"], ["Приобретено оборудование на сумму", "350"])
    assert said(document, "value", "unit")["350"] == (350e6, "KZT")


def test_a_unit_above_a_table_holds_for_the_cells_that_name_none() -> None:
    document = table(
        ["Показатель", "2024 год"],
        ["Пролечено больных", "12,5"],
        ["Охват скринингом, %", "61"],
        ["Приобретено оборудование, млн тенге", "350"],
        caption="Итоги работы (тыс. человек)",
    )
    assert [value for (value,) in said(document, "value").values()] == [12_500, 61, 350e6]


def test_a_label_that_counts_cases_is_no_rate() -> None:
    document = table(
        ["Показатель", "2024 год"],
        ["Материнская смертность, случаев", "3"],
        ["Младенческая смертность", "6,4"],
    )
    assert list(said(document, "unit").values()) == [("case",), ("per_1000_births",)]


def test_a_scale_in_the_cell_itself_is_not_applied_twice() -> None:
    document = table(["Показатель", "Сумма, млн тенге"], ["Приобретено оборудование на сумму", "350 млн"])
    (found,) = said(document, "value").values()
    assert found == (350e6,)


def test_a_per_cent_sign_in_a_label_is_the_unit() -> None:
    assert said(BY_YEAR, "value", "unit")["61"] == (61.0, "percent")


def test_a_denominator_in_a_header_makes_a_rate() -> None:
    document = table(["Обеспеченность врачами на 10 тыс. населения", "Число врачей"], ["34,2", "512"])
    assert said(document, "unit") == {"34,2": ("per_10k",), "512": ("person",)}


def test_a_column_named_as_row_numbers_counts_nothing() -> None:
    document = table(["№ п/п", "Район", "Число врачей"], ["4", "Карасуский район", "12"])
    assert reasons(document)["4"] == ("context", "row_number")


def test_a_first_column_that_counts_one_two_three_counts_nothing() -> None:
    document = table(
        ["", "Показатель", "Всего"], ["1", "Число врачей", "512"], ["2", "Число медсестёр", "910"]
    )
    assert {quote: row for quote, row in reasons(document).items() if len(quote) == 1} == {
        "1": ("context", "row_number"),
        "2": ("context", "row_number"),
    }


def test_parts_below_their_total_inherit_and_add_up() -> None:
    document = table(
        ["Показатель", "Значение"],
        ["Пролечено больных", "500"],
        ["в том числе дети", "120"],
        ["из них взрослые", "380"],
    )
    found = said(document, "indicator_code", "group")
    assert {quote: (code, group.role) for quote, (code, group) in found.items()} == {
        "500": ("SD.INP.TREATED", "total"),
        "120": ("SD.INP.TREATED", "component"),
        "380": ("SD.INP.TREATED", "component"),
    }


def test_a_region_in_a_row_is_the_region_of_its_figures() -> None:
    document = table(
        ["Регион", "Врачи"],
        ["Костанайская область", "120"],
        ["Актюбинская область", "100"],
        ["Республика Казахстан", "9 000"],
    )
    assert said(document, "region_code") == {"120": ("KZ-39",), "100": ("KZ-15",), "9 000": ("KZ",)}


def test_a_district_stays_in_its_region_and_is_named() -> None:
    document = table(["Район", "Число врачей"], ["Карасуский район", "12"], ["Аулиекольский район", "15"])
    assert said(document, "region_code", "place") == {
        "12": ("KZ-39", "Карасуский район"),
        "15": ("KZ-39", "Аулиекольский район"),
    }


def test_the_name_of_a_region_among_districts_is_left_to_a_person() -> None:
    document = table(
        ["Аудан", "Дәрігерлер"],
        ["Рудный қаласы", "402"],
        ["Арқалық қаласы", "318"],
        ["Жамбыл", "196"],
        caption="Қостанай облысының аудандары",
    )
    assert said(document, "region_code") == {"402": ("KZ-39",), "318": ("KZ-39",)}
    assert reasons(document)["196"] == ("review", "region_among_districts")


def test_a_denominator_at_the_end_of_a_label_scales_nothing() -> None:
    document = table(["Показатель", "2024 год"], ["Смертность от туберкулёза, на 100 тыс.", "1,7"])
    assert said(document, "value", "unit") == {"1,7": (1.7, "per_100k")}


def test_a_total_over_several_regions_is_booked_on_none_of_them() -> None:
    document = table(
        ["Регион", "Врачи"],
        ["Костанайская область", "120"],
        ["Актюбинская область", "100"],
        ["Итого", "220"],
    )
    assert "220" not in said(document, "value")
    assert reasons(document)["220"][0] == "review"


def test_a_total_over_districts_is_the_regions_own() -> None:
    document = table(
        ["Район", "Число врачей"],
        ["Карасуский район", "12"],
        ["Аулиекольский район", "15"],
        ["Итого", "27"],
    )
    assert said(document, "region_code", "place")["27"] == ("KZ-39", None)


def test_plan_and_fact_stand_side_by_side() -> None:
    document = table(["Показатель", "Факт", "План"], ["Число врачей", "512", "530"])
    assert said(document, "plan_actual") == {"512": ("actual",), "530": ("planned",)}


def test_a_shortage_is_needed() -> None:
    document = table(["Район", "Дефицит врачей"], ["Карасуский район", "7"])
    assert said(document, "indicator_code", "plan_actual") == {"7": ("HR.DOC.SHORT", "needed")}


def test_a_label_nobody_knows_leaves_its_figures_for_review() -> None:
    document = table(["Показатель", "Всего"], ["Число неведомых предметов", "77"])
    assert reasons(document)["77"] == ("review", "no_indicator")


def test_an_empty_cell_moves_no_other_cell() -> None:
    document = table(["Показатель", "2023 год", "2024 год"], ["Число врачей", "", "530"])
    assert said(document, "period")["530"][0].start == date(2024, 1, 1)


def test_the_locator_of_a_cell_is_kept() -> None:
    rows = {row.quote: row.locator for row in read(BY_YEAR).ledger}
    assert rows["530"] == "Лист1!R1C2"


def test_a_sum_of_ten_digits_in_a_cell_of_money_is_a_sum() -> None:
    document = table(["Показатель", "2024 год"], ["Куплено оборудования, тенге", "4512300700"])
    assert said(document, "value", "unit") == {"4512300700": (4_512_300_700.0, "KZT")}


def test_ten_digits_that_are_no_money_stay_a_number_of_something() -> None:
    document = table(["Организация", "БИН"], ["Больница", "940540000123"], ["Поликлиника", "0940540001"])
    assert {booked for quote, booked in reasons(document).items() if quote.isdigit()} == {("context", "code")}


def test_a_stretch_of_the_calendar_in_a_cell_counts_nothing() -> None:
    document = table(["Показатель", "Срок", "Итог"], ["Число врачей", "2024–2025", "512"])
    assert reasons(document)["2024–2025"] == ("context", "period")
    assert codes(document) == {"512": "HR.DOC.N"}


def test_a_per_cent_of_what_is_counted_is_its_share() -> None:
    document = table(["Показатель", "2024 год"], ["Доля детей среди пролеченных больных", "24,6 %"])
    assert said(document, "measure", "unit") == {"24,6 %": ("share", "percent")}


@pytest.mark.parametrize("printed", ["2`140", "1 3150", "2З40", "2,1·10³"])
def test_a_broken_number_in_a_cell_waits_for_a_person(printed: str) -> None:
    document = table(["Показатель", "2023", "2024"], ["Врачей", printed, "2 155"])
    found = reasons(document)
    assert {found[quote] for quote in found if quote in printed} == {("review", "ambiguous")}
    assert "2 155" not in found or found["2 155"][0] == "observation"
