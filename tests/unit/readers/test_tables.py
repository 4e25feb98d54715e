"""What tables of every format have in common."""

import pytest

from sources.readers.document import Piece, assemble
from sources.readers.heads import column_heads
from sources.readers.tables import Cell, is_number, table_pieces


def grid(*rows: list[str]) -> list[Cell]:
    return [Cell(r, c, text, f"R{r}C{c}") for r, row in enumerate(rows) for c, text in enumerate(row)]


def shape(pieces: list[Piece]) -> list[str]:
    """`H0` is a head and `c0` a cell of table 0; other pieces show their kind."""
    return [f"{'H' if p.header else 'c'}{p.table}" if p.kind == "cell" else p.kind for p in pieces]


@pytest.mark.parametrize("text", ["1 763", "86,9", "-4,1 %", "12\u00a0345", "≈ 40", "3*", "0"])
def test_numbers_of_any_print_are_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "01.10.2025", "2023 год", "96 врачей", "—", "I"])
def test_dates_and_words_are_not_numbers(text: str) -> None:
    assert not is_number(text)


def test_rows_before_the_first_number_are_heads() -> None:
    pieces, tables = table_pieces(grid(["Район", "Врачи"], ["", "всего"], ["Абай", "12"], ["Жарма", "—"]), 0)
    assert shape(pieces) == ["H0", "H0", "H0", "H0", "c0", "c0", "c0", "c0"]
    assert tables == 1


def test_bare_years_and_column_numbers_are_heads() -> None:
    pieces, _ = table_pieces(grid(["Показатель", "2023", "2024"], ["1", "2", "3"], ["Врачи", "96", "101"]), 0)
    assert shape(pieces) == ["H0"] * 6 + ["c0"] * 3


def test_a_table_that_begins_with_numbers_has_no_heads() -> None:
    pieces, _ = table_pieces(grid(["Врачи", "96"], ["Койки", "210"]), 0)
    assert shape(pieces) == ["c0"] * 4


def test_single_cells_above_are_headings_and_below_are_notes() -> None:
    rows = grid(
        ["Кадры района", ""], ["Год", "Врачи"], ["2024", "96"], ["Примечание: без совместителей.", ""]
    )
    pieces, _ = table_pieces(rows, 0)
    assert shape(pieces) == ["heading", "H0", "H0", "c0", "c0", "paragraph"]


def test_titles_apart_from_the_table_are_headings_and_a_lone_row_below_is_a_line() -> None:
    rows = grid(
        ["Кадры района", ""], ["", ""], ["Год", "Врачи"], ["2024", "96"], ["", ""], ["Исполнитель:", "Ким"]
    )
    pieces, tables = table_pieces(rows, 0)
    assert shape(pieces) == ["heading", "H0", "H0", "c0", "c0", "paragraph"]
    assert (pieces[-1].text, tables) == ("Исполнитель:\tКим", 1)


def test_a_label_between_rows_of_numbers_stays_in_the_table() -> None:
    rows = grid(["Отделение", "Койки"], ["Хирургия", "40"], ["в том числе:", ""], ["детская", "12"])
    pieces, tables = table_pieces(rows, 0)
    assert (shape(pieces).count("c0"), tables) == (6, 1)


def test_new_heads_begin_a_new_table_on_a_sheet_but_not_in_a_document() -> None:
    rows = grid(["Район", "Врачи"], ["Абай", "12"], ["Показатель", "План"], ["Осмотры", "900"])
    assert table_pieces(rows, 0)[1] == 2
    assert table_pieces(rows, 0, split=False)[1] == 1


def test_an_empty_row_alone_does_not_end_a_table() -> None:
    rows = grid(["Район", "Врачи"], ["Абай", "12"], ["", ""], ["Жарма", "38"])
    assert table_pieces(rows, 4) == (table_pieces(rows, 4, split=False)[0], 1)
    assert {piece.table for piece in table_pieces(rows, 4)[0]} == {4}


def test_empty_cells_keep_their_place_in_the_row() -> None:
    pieces, _ = table_pieces(grid(["Район", "Врачи", "Койки"], ["Абай", "", "12"]), 0)
    assert [(piece.column, piece.text) for piece in pieces[3:]] == [(0, "Абай"), (1, ""), (2, "12")]


def heads_of(rows: list[list[str | None]], row: int, column: int) -> list[str]:
    """Texts of the heads above a place; None in `rows` is a place that a merged cell covers."""
    cells = [
        Cell(r, c, text, "") for r, line in enumerate(rows) for c, text in enumerate(line) if text is not None
    ]
    text, blocks = assemble(table_pieces(cells, 0, split=False)[0])
    cell = next(block for block in blocks if (block.row, block.column) == (row, column))
    return [text[head.char_start : head.char_end] for head in column_heads(blocks, cell)]


@pytest.mark.parametrize("covered", [None, ""], ids=["merged", "left empty"])
def test_a_head_over_several_columns_heads_all_of_them(covered: str | None) -> None:
    rows: list[list[str | None]] = [
        ["Район", "2024 год", covered, "2025 год", covered],
        [covered, "всего", "дети", "всего", "дети"],
        ["Абай", "41", "12", "44", "13"],
    ]
    assert heads_of(rows, 2, 2) == ["дети", "2024 год"]
    assert heads_of(rows, 2, 3) == ["всего", "2025 год"]
    assert heads_of(rows, 2, 0) == ["Район"]


def test_a_head_over_all_rows_of_heads_is_not_mixed_with_its_neighbour() -> None:
    rows: list[list[str | None]] = [
        ["Район", "Врачи", None, "Койки"],
        [None, "2024", "2025", None],
        ["Абай", "41", "44", "120"],
    ]
    assert heads_of(rows, 2, 3) == ["Койки"]
    assert heads_of(rows, 2, 2) == ["2025", "Врачи"]
