"""Tidy tables: one figure a row."""

import pytest

from sources.readers import read_document
from sources.readers.tidy import is_tidy, tidy_rows
from tests.unit.readers.written_files import xlsx_file

HEAD = ["region", "indicator", "period", "value", "unit", "источник"]
ROWS = [
    ["KZ-47", "HR.DOC.N", "2025-Q1", "2 530", "person", "отчёт"],
    ["KZ-47", "HR.NUR.N", "2025", "", "person", ""],
]


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        ["Регион", "Показатель", "Период", "Значение", "Ед. изм.", "источник"],
        ["Өңір", "Көрсеткіш", "Кезең", "Мәні", "Бірлік", "источник"],
    ],
    ids=["en", "ru", "kk"],
)  # fmt: skip
def test_documented_columns_are_recognised_in_three_languages(head: list[str]) -> None:
    document = read_document(xlsx_file([head, *ROWS], sheet="Данные"), "a.xlsx")
    assert is_tidy(document)
    first, second = tidy_rows(document)
    assert {name: cell.text for name, cell in first.cells.items()} == {
        "region": "KZ-47",
        "indicator": "HR.DOC.N",
        "period": "2025-Q1",
        "value": "2 530",
        "unit": "person",
    }
    assert {name: cell.text for name, cell in first.others.items()} == {"источник": "отчёт"}
    assert (first.row_number, first.cells["value"].locator) == (2, "Данные!D2")
    assert "value" not in second.cells


def test_offsets_of_tidy_cells_point_into_the_text() -> None:
    content = "\n".join(";".join(row) for row in [HEAD, *ROWS]).encode("cp1251")
    document = read_document(content, "a.csv")
    for row in tidy_rows(document):
        for cell in row.cells.values():
            assert document.text[cell.char_start : cell.char_end] == cell.text


def test_an_empty_row_neither_ends_the_table_nor_counts() -> None:
    lines = [HEAD, ROWS[0], [""] * 6, ROWS[0]]
    document = read_document("\n".join(";".join(row) for row in lines).encode(), "a.csv")
    assert [row.row_number for row in tidy_rows(document)] == [2, 4]


def test_an_ordinary_table_is_not_tidy() -> None:
    document = read_document("Показатель;Единица;2024;2025\nВрачи;человек;96;101\n".encode(), "a.csv")
    assert not is_tidy(document)
    assert tidy_rows(document) == []
