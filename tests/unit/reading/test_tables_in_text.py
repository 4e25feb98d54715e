"""Tables written as lines of plain text are read like any other table."""

from __future__ import annotations

from datetime import date

from sources.readers.text import read_text
from tests.unit.reading.documents import read, said

LETTER = (
    "Область подвела итоги работы больниц.\n\n"
    "Наименование            2023 год    2024 год\n"
    "--------------------------------------------\n"
    "Врачи, чел.                  512         530\n"
    "Пролечено больных, тыс.     12,5        13,1\n"
    "--------------------------------------------\n\n"
    "В отчётном году открыто 4 больницы, новых коек стало 150.\n"
)


def test_a_year_over_a_column_of_text_dates_its_cells() -> None:
    found = said(read_text(LETTER.encode(), "letter.txt"), "period", "value")
    period, value = found["12,5"]
    assert (period.start, period.end, value) == (date(2023, 1, 1), date(2023, 12, 31), 12_500)
    assert found["530"][0].start == date(2024, 1, 1)


def test_every_figure_of_a_letter_with_a_table_is_in_the_ledger_once() -> None:
    reading = read(read_text(LETTER.encode(), "letter.txt"))
    quotes = [LETTER[one.start : one.end] for one in reading.ledger]
    assert quotes == ["2023", "2024", "512", "530", "12,5", "13,1", "4", "150"]
