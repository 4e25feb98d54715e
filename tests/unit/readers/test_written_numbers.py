"""Numbers written as text: what their column and their table decide, and what stays undecided."""

import pytest

from sources.readers import read_document
from sources.readers.tables import Cell
from sources.readers.written_numbers import is_unclear, with_numbers


def column(*texts: str) -> list[float | None]:
    return [cell.number for cell in with_numbers([Cell(row, 0, text, "") for row, text in enumerate(texts)])]


@pytest.mark.parametrize("mark", [".", ","])
def test_a_mark_that_parts_decimals_elsewhere_in_the_column_does_so_before_three_digits(mark: str) -> None:
    assert column(f"4{mark}125", f"17{mark}5") == [4.125, None]
    assert column(f"31{mark}250", f"0{mark}125") == [31.25, None]
    assert column(f"9{mark}040", f"1 482{mark}117") == [9.04, None]


@pytest.mark.parametrize("mark", [".", ","])
def test_a_mark_that_parts_thousands_elsewhere_in_the_column_does_so_everywhere(mark: str) -> None:
    assert column(f"4{mark}125", f"1{mark}204{mark}118") == [4125, None]


def test_without_another_number_to_tell_and_with_two_that_differ_nothing_is_decided() -> None:
    assert column("4.125", "318") == [None, None]
    assert column("4.125", "17.5", "1.204.118") == [None, None, None]


def test_numbers_of_other_columns_decide_where_the_column_itself_does_not() -> None:
    cells = with_numbers([Cell(0, 0, "4,125", ""), Cell(0, 1, "86,9", "")])
    assert cells[0].number == 4.125


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6.04E+03", 6040),
        ("1,2e-2", 0.012),
        ("318-", -318),
        ("'318", 318),
        ("4 125-", -4125),
        ("'1 204,5", 1204.5),
    ],
)
def test_what_is_written_unusually_but_clearly_is_read(text: str, number: float) -> None:
    assert column(text) == [pytest.approx(number)]


@pytest.mark.parametrize("text", ["318", "1 204,5", "10-дневный", "01.10.2025", "2024-2025", "нет", "6E", ""])
def test_what_is_written_usually_or_is_no_number_is_left_to_reading(text: str) -> None:
    assert column(text) == [None]


def test_three_digits_behind_one_mark_are_unclear() -> None:
    assert [
        is_unclear(text) for text in ("4.125", "17,250 чел.", "0,125", "1 204,500", "4125", "4.1250")
    ] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def values(content: str) -> dict[str, float | None]:
    document = read_document(content.encode(), "a.csv")
    return {document.text[b.char_start : b.char_end]: b.value for b in document.blocks}


def test_where_commas_part_cells_they_part_thousands_and_points_part_decimals() -> None:
    found = values('Показатель,Всего\nДоля,31.125\nПосещений,"17,250"\n')
    assert (found["31.125"], found["17,250"]) == (31.125, 17250)


def test_decimal_commas_in_a_file_of_commas_leave_it_undecided() -> None:
    assert values('Показатель,Всего,Доля\nПосещений,"17,250","4,5"\nКоек,"318","5,5"\n')["17,250"] is None


def test_the_line_in_which_excel_names_its_separator_and_its_text_marks_are_no_content() -> None:
    document = read_document('sep=;\nПоказатель;Всего\nПосещений;="004125"\nКоек;318\n'.encode(), "a.csv")
    assert document.text == "Показатель\tВсего\nПосещений\t004125\nКоек\t318"
    assert document.blocks[2].locator == "row 3, column 1"
