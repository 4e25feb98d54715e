"""Tables that compare regions, name their totals, merge their heads or count their columns."""

from __future__ import annotations

from datetime import date

from sources.readers import read_document
from sources.reading.about.circumstances import Circumstances
from sources.reading.attributes.observation import ReportReading
from sources.reading.report import read_report

PUBLISHED = date(2025, 3, 14)


def read(csv: str, region: str = "KZ-39") -> ReportReading:
    return read_report(read_document(csv.encode(), "table.csv"), Circumstances(PUBLISHED, region))


def test_each_row_of_compared_regions_is_booked_on_its_region() -> None:
    reading = read(
        "Регион;Численность врачей, человек\nКостанайская область;1 500\nАкмолинская область;1 200\n"
        "г. Шымкент;3 000\n"
    )
    assert [(one.value, one.region_code, one.place) for one in reading.observations] == [
        (1500.0, "KZ-39", None),
        (1200.0, "KZ-11", None),
        (3000.0, "KZ-79", None),
    ]


def test_the_total_of_a_few_compared_regions_is_nobodys_figure() -> None:
    reading = read(
        "Регион;Численность врачей, человек\nКостанайская область;1 500\nАкмолинская область;1 200\n"
        "Всего;2 700\n"
    )
    assert [row.reason for row in reading.ledger if row.quote == "2 700"] == ["region_unnamed"]


def test_districts_stay_with_the_reporting_region_and_add_up_to_its_total() -> None:
    reading = read(
        "Район;Врачи, человек\nАулиекольский;12\nКарасуский район;15\nИтого;27\n",
    )
    assert {one.region_code for one in reading.observations} == {"KZ-39"}
    assert [(one.value, one.group.role if one.group else None) for one in reading.observations] == [
        (12.0, "component"),
        (15.0, "component"),
        (27.0, "total"),
    ]


def test_rows_that_do_not_add_up_are_no_components() -> None:
    reading = read("Район;Врачи, человек\nАулиекольский;12\nКарасуский район;15\nИтого;30\n")
    assert {one.group for one in reading.observations} == {None}


def test_a_total_column_adds_up_its_row() -> None:
    reading = read("Показатель;Всего;Костанай;Рудный\nВрачи, человек;100;60;40\n")
    assert [(one.place, one.group.role if one.group else None) for one in reading.observations] == [
        (None, "total"),
        ("Костанай", "component"),
        ("Рудный", "component"),
    ]


def test_regions_of_origin_do_not_take_over_the_figures() -> None:
    reading = read(
        "Откуда пациенты;Пролечено иногородних за 2024 год, человек\nАкмолинская область;12\n"
        "Актюбинская область;15\n"
    )
    assert [(one.region_code, one.patient_origin_code) for one in reading.observations] == [
        ("KZ-39", "KZ-11"),
        ("KZ-39", "KZ-15"),
    ]


def test_the_end_of_the_period_is_that_of_the_merged_head_above() -> None:
    reading = read(
        "Показатель;2023 год;;2024 год;\n;всего;дети;всего;дети\n"
        "Пролечено в стационаре, человек;100;20;120;30\n"
        "Численность врачей на конец периода, человек;50;5;60;6\n"
    )
    found = {one.value: (one.period.kind, one.period.start, one.period.end) for one in reading.observations}
    assert found[20.0] == ("year", date(2023, 1, 1), date(2023, 12, 31))
    assert found[30.0] == ("year", date(2024, 1, 1), date(2024, 12, 31))
    assert found[50.0] == ("point", date(2023, 12, 31), date(2023, 12, 31))
    assert found[6.0] == ("point", date(2024, 12, 31), date(2024, 12, 31))


def test_the_column_of_a_plan_is_planned_for_its_year() -> None:
    reading = read("Показатель;2024 год;План на 2026 год\nЧисленность врачей, человек;50;60\n")
    assert [(one.plan_actual, one.period.kind, one.period.end) for one in reading.observations] == [
        ("actual", "year", date(2024, 12, 31)),
        ("planned", "year", date(2026, 12, 31)),
    ]


def test_a_row_that_counts_the_columns_is_context() -> None:
    reading = read(
        "Показатель;2023 год;2024 год\nА;1;2\n"
        "Численность врачей, человек;50;60\nЧисленность ВОП, человек;9;8\n"
    )
    counted = [(row.disposition, row.reason) for row in reading.ledger if row.quote in ("1", "2")]
    assert counted == [("context", "column_number")] * 2
