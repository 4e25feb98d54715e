"""Workbooks, OpenDocument sheets and delimited tables."""

import datetime
import io

import openpyxl
import pytest

from sources.readers import Document, Unreadable, read_document
from tests.unit.readers.written_files import ROWS, ods_file, ods_table, saved, xlsx_file, zip_file


def cells(document: Document) -> dict[str, str]:
    return {
        b.locator: document.text[b.char_start : b.char_end]
        for b in document.blocks
        if b.kind == "cell" and b.role == "body"
    }


def texts(document: Document, role: str) -> dict[str, str]:
    return {b.locator: document.text[b.char_start : b.char_end] for b in document.blocks if b.role == role}


def test_cells_are_found_by_their_address() -> None:
    found = cells(read_document(xlsx_file(sheet="Кадры 2025"), "a.xlsx"))
    assert found["Кадры 2025!B2"] == "96"
    assert found["Кадры 2025!C3"] == "150,5"


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1234.0, "General", "1234"),
        (0.1 + 0.2, "General", "0,3"),
        (0.875, "0.0%", "87,5%"),
        (0.9166666, "0%", "92%"),
        (33.3333333, "#,##0.00", "33,33"),
        (402.3, "0.00", "402,30"),
        (23_400_000_000.0, "General", "23400000000"),
        (datetime.date(2025, 10, 1), "dd.mm.yyyy", "01.10.2025"),
        (datetime.datetime(2025, 10, 1, 9, 30), "dd.mm.yyyy hh:mm", "01.10.2025 09:30"),
        ("1 763", "General", "1 763"),
        (True, "General", "TRUE"),
    ],
)
def test_values_are_printed_as_a_person_sees_them(value: object, number_format: str, shown: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Показатель", "Значение"])
    book.active.append(["Врачи", value])
    book.active["B2"].number_format = number_format
    assert cells(read_document(saved(book), "a.xlsx"))["Sheet!B2"] == shown


def test_a_formula_without_a_value_leaves_its_place_empty_and_is_told_as_unread() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Показатель", "Значение", "Итог"])
    book.active.append(["Врачи", 96, "=B2*2"])
    document = read_document(saved(book), "a.xlsx")
    assert cells(document)["Sheet!C2"] == ""
    assert texts(document, "unread") == {"Sheet!C2": "=B2*2"}


def test_merged_cells_stand_at_their_first_place_only() -> None:
    book = openpyxl.Workbook()
    for row in [["Район", "Врачи", None], [None, 2024, 2025], ["Абай", 41, 44]]:
        book.active.append(row)
    book.active.merge_cells("B1:C1")
    book.active.merge_cells("A1:A2")
    found = cells(read_document(saved(book), "a.xlsx"))
    assert "Sheet!C1" not in found
    assert "Sheet!A2" not in found
    assert found["Sheet!C2"] == "2025"


def test_every_sheet_is_read_named_ones_get_a_heading_and_hidden_ones_are_told_apart() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Кадры"
    hidden = book.create_sheet("Черновик")
    hidden.sheet_state = "hidden"
    for sheet in (book.active, hidden):
        sheet.append(["Район", "Врачи"])
        sheet.append(["Абай", 41])
    document = read_document(saved(book), "a.xlsx")
    assert [(b.kind, b.role) for b in document.blocks if b.kind == "heading"] == [
        ("heading", "body"),
        ("heading", "hidden"),
    ]
    assert {b.table for b in document.blocks if b.role == "hidden" and b.kind == "cell"} == {1}


def test_lines_above_and_below_a_table_are_no_cells() -> None:
    rows = [["Кадры на 1 октября"], *ROWS, ["Примечание: без совместителей."]]
    document = read_document(xlsx_file(rows), "a.xlsx")
    assert [(b.kind, b.locator) for b in (document.blocks[0], document.blocks[-1])] == [
        ("heading", "Лист1!A1"),
        ("paragraph", "Лист1!A5"),
    ]


def test_a_far_cell_does_not_make_a_sheet_of_billions() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Врачи"
    book.active["XFD1048576"] = 96
    with pytest.raises(Unreadable) as refused:
        read_document(saved(book), "a.xlsx")
    assert refused.value.reason == "too_large"


def test_open_document_cells_are_read_as_displayed() -> None:
    document = read_document(ods_file(ods_table("Кадры", [["Район", "Доля"], ["Абай", "87,5%"]])), "a.ods")
    assert cells(document)["Кадры!B2"] == "87,5%"


def test_repeated_rows_and_columns_of_open_document_stay_within_what_is_written() -> None:
    table = (
        '<table:table table:name="К"><table:table-row>'
        "<table:table-cell><text:p>Врачи</text:p></table:table-cell>"
        "<table:table-cell><text:p>Койки</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>7</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
        "</table:table>"
    )
    assert cells(read_document(ods_file(table), "a.ods")) == {
        "К!A1": "Врачи",
        "К!B1": "Койки",
        "К!A2": "7",
        "К!B2": "7",
    }


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "utf-16"])
def test_delimited_tables_are_read_with_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    lines = ["Район", "Врачи", "Койки"], ["Абайский", "96", "1 210"], ["Жарминский", "74", "150"]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    document = read_document(content, "a.csv")
    assert cells(document)["row 2, column 3"] == "1 210"
    assert document.text.splitlines()[1] == "Абайский\t96\t1 210"


def test_quoted_cells_keep_delimiters_and_line_breaks() -> None:
    content = 'Район;Примечание;Врачи\n"Абай; с селом";"две\nстроки";12\nЖарма;;38\n'.encode()
    found = cells(read_document(content, "a.csv"))
    assert found["row 2, column 1"] == "Абай; с селом"
    assert found["row 2, column 2"] == "две\nстроки"


def test_a_note_cut_at_its_own_delimiters_is_put_together_again() -> None:
    note = "Пояснение: учтены пролеченные во всех больницах; вызовы без отменённых; сведения оперативные"
    content = f"Кадры области;;\nРайон;Врачи;Койки\nАбай;12;30\nЖарма;38;90\n{note};;\n".encode()
    document = read_document(content, "a.csv")
    assert document.text.splitlines()[-1] == note
    assert [block.kind for block in (document.blocks[0], document.blocks[-1])] == ["heading", "paragraph"]


def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_below() -> None:
    rows = "".join(f"Район {n};{n};{n}\n" for n in range(50))
    found = cells(read_document(f'Район;Врачи;Койки\n"Абай;12;30\n{rows}'.encode(), "a.csv"))
    assert "Район 7" in found.values()


def test_an_xlsx_without_its_list_of_sheets_is_corrupt() -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(zip_file({"xl/workbook.xml": b"<workbook/>"}), "a.xlsx")
    assert refused.value.reason == "corrupt"


def test_an_xls_workbook_is_read_like_an_xlsx() -> None:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("Кадры")
    for row_number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(row_number, column, value)
    buffer = io.BytesIO()
    book.save(buffer)
    assert cells(read_document(buffer.getvalue(), "a.xls"))["Кадры!B2"] == "96"
