"""One dot or comma before three digits parts thousands or decimals as the evidence says, or nobody knows."""

from __future__ import annotations

import pytest

from sources.reading.measurement.decimal_marks import Marks, marks_of
from tests.unit.reading.documents import paragraphs, read


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Охват вырос до 81,4%.", Marks(decimals=",")),
        ("Охват вырос до 81.4%.", Marks(decimals=".")),
        ("Охват 81.4%, смертность 6,2.", Marks()),
        ("Выделено 1.340.500 тенге.", Marks(thousands=".")),
        ("Выделено 1,340,500 тенге, охват 81.4%.", Marks(decimals=".", thousands=",")),
        ("Приняты 15.03.2025 и 14.03., пункт 2.13, в 9.30", Marks()),
        ("Коек 13.640", Marks()),
    ],
)
def test_a_text_shows_its_marks_by_numbers_that_are_certain(text: str, marks: Marks) -> None:
    assert marks_of(text) == marks


def booked(text: str) -> dict[str, float | str | None]:
    """Value of every number with three digits behind a mark, or what became of it."""
    reading = read(paragraphs(text))
    values = {one.start: one.value for one in reading.observations}
    return {
        row.quote: values.get(row.start, row.disposition)
        for row in reading.ledger
        if row.quote[-4:-3] in (",", ".")
    }


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("В стационарах пролечено 13.640 человек.", "13.640", 13640),
        ("В стационарах пролечено 13,640 человек.", "13,640", "review"),
        ("Охват скринингом 81.4%. В стационарах пролечено 13,640 человек.", "13,640", 13640),
        ("Охват скринингом 81,4%. В стационарах пролечено 13,640 человек.", "13,640", "review"),
        ("Обеспеченность врачами – 36.250 на 10 000 населения.", "36.250", 36.25),
        ("Обеспеченность врачами – 36,250 на 10 000 населения.", "36,250", 36.25),
        ("Средняя длительность лечения – 7.375 дня.", "7.375", 7.375),
        ("Число операций выросло в 1.125 раза.", "1.125", 1.125),
    ],
)
def test_what_is_counted_is_whole_and_what_is_measured_need_not_be(
    text: str, quote: str, value: float | str
) -> None:
    assert booked(text)[quote] == value
