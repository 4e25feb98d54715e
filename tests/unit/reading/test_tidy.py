"""Tidy tables: good rows are observations as they stand, bad rows cost themselves only."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from checks.tables import RAW_REPORTS
from checks.validation import validate
from sources.readers import read_document
from sources.readers.tidy import TidyCell
from sources.reading import read_batch
from sources.reading.about.circumstances import Circumstances
from sources.reading.tables.values import WrongCell, number_of, unit_of
from sources.reading.tidy.periods import period_of
from sources.reading.tidy.rows import TidyReading, read_tidy

HEAD = "Регион;Показатель;Период;Значение;Ед. изм.;План/факт;Возраст;Источник"
PUBLISHED = date(2025, 3, 14)


def read(*rows: str, head: str = HEAD, region: str | None = "KZ-47") -> TidyReading:
    content = "\n".join([head, *rows]).encode()
    return read_tidy(read_document(content, "table.csv"), Circumstances(PUBLISHED, region))


def cell(text: str) -> TidyCell:
    return TidyCell(text, 0, len(text), "row 2, column 1")


def test_a_row_is_booked_by_its_columns_with_the_row_as_evidence() -> None:
    row = "Мангистауская область;Пролечено в стационаре;2024;61,2;тыс. человек;план;дети;форма 14"
    found = read(row)
    (one,) = found.reading.observations
    assert (one.indicator_code, one.region_code, one.value, one.unit) == (
        "SD.INP.TREATED",
        "KZ-47",
        61200.0,
        "person",
    )
    assert (one.plan_actual, dict(one.dimensions)) == ("planned", {"age_group": "children"})
    assert (one.period.kind, one.period.start, one.period.end) == (
        "year",
        date(2024, 1, 1),
        date(2024, 12, 31),
    )
    assert (one.rule_id, one.confidence, one.further) == ("tidy", 0.99, '{"Источник": "форма 14"}')
    document = read_document(f"{HEAD}\n{row}".encode(), "table.csv")
    assert document.text[one.sentence_start : one.sentence_end] == row.replace(";", "\t")
    assert document.text[one.start : one.end] == "61,2"


def test_a_facility_stands_in_its_own_column_and_tells_rows_apart() -> None:
    head = "region;indicator;period;value;facility"
    found = read(
        ";HR.DOC.N;2024-12-31;310;Областная больница", ";HR.DOC.N;2024-12-31;87;Поликлиника № 4", head=head
    )
    named = [(one.facility, one.further) for one in found.reading.observations]
    assert named == [("Областная больница", None), ("Поликлиника № 4", None)]
    assert found.bad_rows == ()


def test_the_region_of_the_folder_stands_for_an_empty_cell() -> None:
    (one,) = read(";HR.DOC.N;2024-12-31;2 530;;;;").reading.observations
    assert (one.region_code, one.region_basis, one.unit) == ("KZ-47", "source", "person")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("KZ-47;HR.XYZ;2024;5;;;;", "indicator_unknown"),
        ("KZ-99;HR.DOC.N;2024;5;;;;", "region_unknown"),
        ("KZ-47;HR.DOC.N;давно;5;;;;", "period_unknown"),
        ("KZ-47;HR.DOC.N;2024-13;5;;;;", "period_unknown"),
        ("KZ-47;HR.DOC.N;;5;;;;", "period_missing"),
        ("KZ-47;HR.DOC.N;2024;;;;;", "value_missing"),
        ("KZ-47;HR.DOC.N;2024;нет данных;;;;", "value_no_number"),
        ("KZ-47;HR.DOC.N;2024;-5;;;;", "value_negative"),
        ("KZ-47;HR.DOC.N;2024;5;шт.;;;", "unit_unknown"),
        ("KZ-47;HR.DOC.N;2024;5;тенге;;;", "unit_of_another_indicator"),
        ("KZ-47;HR.DOC.N;2024;5;;может быть;;", "plan_actual_unknown"),
    ],
)
def test_a_bad_row_is_turned_away_with_its_number_and_reason(row: str, reason: str) -> None:
    found = read("KZ-47;HR.NUR.N;2024;7;;;;", row)
    (bad,) = found.bad_rows
    assert (bad.reason, bad.detail.startswith("row 3: ")) == (reason, True)
    assert [one.indicator_code for one in found.reading.observations] == ["HR.NUR.N"]


def test_the_number_of_a_bad_row_waits_for_review() -> None:
    found = read("KZ-47;HR.XYZ;2024;512;;;;")
    ledger = {row.quote: (row.disposition, row.reason) for row in found.reading.ledger}
    assert ledger["512"] == ("review", "tidy_row")
    assert ledger["2024"] == ("context", "period")


def test_a_row_that_repeats_another_is_turned_away() -> None:
    found = read("KZ-47;HR.DOC.N;2024;5;;;;", "KZ-47;HR.DOC.N;2024;6;;;;", "KZ-47;HR.DOC.N;2023;4;;;;")
    assert [bad.reason for bad in found.bad_rows] == ["row_repeated"]
    assert [one.value for one in found.reading.observations] == [5.0, 4.0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234", 1234.0),
        ("8.1400", 8.14),
        ("92%", 92.0),
        ("-3", -3.0),
    ],
)
def test_point_and_comma_are_decimal_and_only_spaces_part_thousands(written: str, value: float) -> None:
    assert number_of(cell(written)) == value


@pytest.mark.parametrize("written", ["8.140", "12,480", "-1.234"])
def test_three_digits_behind_a_mark_are_turned_away_unless_column_or_type_tell(written: str) -> None:
    with pytest.raises(WrongCell) as wrong:
        number_of(cell(written))
    assert wrong.value.reason == "value_ambiguous"
    assert number_of(replace(cell(written), value=8.14)) == 8.14


@pytest.mark.parametrize("written", ["1 23", "12 чел.", "1.234.567", "", "около 5"])
def test_anything_beside_a_number_is_an_error(written: str) -> None:
    with pytest.raises(WrongCell):
        number_of(cell(written))


@pytest.mark.parametrize(
    ("written", "kind", "start", "end"),
    [
        ("2024", "year", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-Q2", "quarter", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-H2", "half_year", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12-31", "point", date(2024, 12, 31), date(2024, 12, 31)),
        ("31.12.2024", "point", date(2024, 12, 31), date(2024, 12, 31)),
        ("2024-01-01/2024-09-30", "ytd", date(2024, 1, 1), date(2024, 9, 30)),
        ("2023-01-01/2024-12-31", "multi_year", date(2023, 1, 1), date(2024, 12, 31)),
        ("9 месяцев 2024 года", "ytd", date(2024, 1, 1), date(2024, 9, 30)),
    ],
)
def test_periods_are_short_forms_or_words(written: str, kind: str, start: date, end: date) -> None:
    period = period_of(cell(written), PUBLISHED)
    assert (period.kind, period.start, period.end) == (kind, start, end)


def test_a_scale_before_the_unit_multiplies() -> None:
    assert unit_of(cell("млрд тенге"), "IN.EQ.COST", "level") == ("KZT", 1e9)


def test_a_batch_accepts_the_report_and_names_its_bad_rows() -> None:
    rows = ("KZ-47;HR.DOC.N;2024;5;;;;", "KZ-47;HR.XYZ;2024;6;;;;")
    content = "\n".join([HEAD, *rows]).encode()
    document = read_document(content, "table.csv")
    names = ("kind", "role", "char_start", "char_end", "locator", "table", "row", "column", "header")
    raw = {
        "report_id": hashlib.sha256(content).hexdigest(),
        "report_file": "table.csv",
        "source": "inbox",
        "source_path": "table.csv",
        "received_at": datetime(2025, 3, 14, tzinfo=UTC),
        "batch_id": "20250314T101500000000Z",
        "media_type": document.media_type,
        "byte_count": len(content),
        "content": content,
        "region_hint": "KZ-47",
        "published_on": PUBLISHED,
        "metadata": json.dumps(dict(document.metadata)),
        "text": document.text,
        "blocks": [{name: getattr(block, name) for name in names} for block in document.blocks],
        "reader": document.reader,
        "reader_version": "1",
    }
    reading = read_batch(pa.Table.from_pylist([raw], schema=RAW_REPORTS.arrow_schema))
    assert reading.faults == ()
    assert [(row.report_file, row.reason) for row in reading.row_failures] == [
        ("table.csv", "indicator_unknown")
    ]
    verdict = validate(reading.reports, reading.figures, reading.observations)
    assert (list(verdict.passed), verdict.failures) == ([raw["report_id"]], ())
