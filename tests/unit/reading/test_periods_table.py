"""The period of a cell stands in its headings: its own column first, then its row, its neighbours, the words
above."""

from __future__ import annotations

from datetime import date

from sources.language.fold import fold
from sources.readers.document import Document, Piece, assemble
from sources.reading.periods import find_periods
from sources.reading.periods_table import headings


def table(rows: list[list[str]], title: str = "Показатели") -> Document:
    pieces = [Piece(title, "heading", "row 1")]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            pieces.append(
                Piece(text, "cell", f"row {number}", table=0, row=number, column=column, header=number == 0)
            )
    text, blocks = assemble(pieces)
    return Document(text, blocks, "text/csv", "delimited")


def dated(document: Document, cell: str) -> list[tuple[str, date | None]]:
    block = next(one for one in document.blocks if document.text[one.char_start : one.char_end] == cell)
    mentions = find_periods(document.text, fold(document.text), None)
    return [
        (one.as_stated, one.period_end) for one in headings(block, document.blocks, mentions, document.text)
    ]


def test_the_heading_of_the_column_comes_first() -> None:
    document = table([["Показатель", "2023 год", "за 9 месяцев 2025 года"], ["Пролечено", "41", "32"]])
    assert dated(document, "41")[0] == ("2023 год", date(2023, 12, 31))
    assert dated(document, "32")[0] == ("за 9 месяцев 2025 года", date(2025, 9, 30))


def test_a_bare_year_counts_as_a_heading() -> None:
    document = table([["Показатель", "2023", "2024"], ["Пролечено", "41", "1999"]])
    assert dated(document, "1999")[0] == ("2024", date(2024, 12, 31))


def test_a_year_beside_plan_or_fact_counts_as_a_heading_and_a_number_of_an_order_does_not() -> None:
    document = table([["Показатель", "Факт 2024", "План на 2025", "Приказ 2026"], ["Роды", "41", "43", "45"]])
    assert dated(document, "41")[0] == ("2024", date(2024, 12, 31))
    assert dated(document, "43")[0] == ("2025", date(2025, 12, 31))
    assert dated(document, "45")[0] == ("2025", date(2025, 12, 31))


def test_a_column_without_a_time_takes_the_one_to_its_left() -> None:
    document = table([["Район", "Вызовы за 2024 год", "Своевременность, %"], ["Северный", "41", "92"]])
    assert dated(document, "92")[0] == ("за 2024 год", date(2024, 12, 31))


def test_the_words_above_a_table_date_all_its_cells() -> None:
    document = table([["Район", "Врачи"], ["Северный", "41"]], "Кадры по состоянию на 01.10.2025")
    assert dated(document, "41") == [("по состоянию на 01.10.2025", date(2025, 10, 1))]


def test_a_row_can_be_a_year() -> None:
    document = table([["Период", "Врачи"], ["2024 год", "41"]])
    assert dated(document, "41")[0] == ("2024 год", date(2024, 12, 31))
