"""Tables written as lines of plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.readers.document import Block, Unreadable
from sources.readers.limits import MAX_CELLS
from sources.readers.text import line_blocks, text_blocks
from sources.readers.text_rows import is_value

Rows = list[list[tuple[str, bool]]]


def tables(text: str) -> list[Rows]:
    """Each table as rows of cells: what is written, and whether it is a head."""
    found: list[Rows] = []
    for block in text_blocks(text):
        if block.kind == "cell":
            assert block.table is not None
            assert block.row is not None
            while len(found) <= block.table:
                found.append([])
            while len(found[block.table]) <= block.row:
                found[block.table].append([])
            found[block.table][block.row].append((text[block.char_start : block.char_end], block.header))
    return found


def table(text: str) -> list[list[str]]:
    """The only table of a text, its cells as written."""
    (rows,) = tables(text)
    return [[cell for cell, _ in row] for row in rows]


def prose(text: str) -> list[str]:
    return [text[b.char_start : b.char_end] for b in text_blocks(text) if b.kind != "cell"]


PLAIN = [["Показатель", "2023", "2024"], ["Врачи", "1 702", "1 768"], ["Койки, ед.", "310", "—"]]


@pytest.mark.parametrize(
    "text",
    [
        "Показатель\t2023\t2024\nВрачи\t1 702\t1 768\nКойки, ед.\t310\t—\n",
        "Показатель\t\t2023\t2024\r\nВрачи\t\t\t1 702\t1 768\r\nКойки, ед.\t\t310\t—\r\n",
        "Показатель | 2023 | 2024\nВрачи | 1 702 | 1 768\nКойки, ед. | 310 | —\n",
        "| Показатель | 2023 | 2024 |\n|---|---:|---:|\n"
        "| Врачи | 1 702 | 1 768 |\n| Койки, ед. | 310 | — |\n",
        "Показатель;2023;2024\nВрачи;1 702;1 768\nКойки, ед.;310;—\n",
        "Показатель    2023   2024\n-------------------------\n"
        "Врачи        1 702  1 768\nКойки, ед.     310      —\n",
        "Показатель\t2023\t2024\n\nВрачи\t1 702\t1 768\n\nКойки, ед.\t310\t—\n\n",
    ],
    ids=["tabs", "several tabs", "bars", "framed", "semicolons", "spaces", "blank lines between"],
)
def test_lines_cut_alike_below_heads_are_a_table(text: str) -> None:
    assert table(text) == PLAIN
    assert [head for row in tables(text)[0] for _, head in row] == [True] * 3 + [False] * 6
    assert prose(text) == []


def test_cells_say_line_and_column() -> None:
    text = "Итоги года\n\nПоказатель | 2023 | 2024\nВрачи | 12 | 14\nКойки | 30 | 31\n"
    assert [block.locator for block in text_blocks(text)][3:5] == ["line 3, column 3", "line 4, column 1"]


def test_title_unit_and_source_around_a_table_stay_lines() -> None:
    text = (
        "Кадры\n(человек)\nГруппа | 2023 | 2024\nВрачи | 12 | 14\nСёстры | 30 | 31\nИсточник: учёт кадров.\n"
    )
    assert prose(text) == ["Кадры", "(человек)", "Источник: учёт кадров."]


def test_a_corner_left_out_leaves_heads_over_their_columns() -> None:
    text = "                2023    2024\nВрачи             12      14\nСёстры            30      31\n"
    heads = [(b.column, text[b.char_start : b.char_end]) for b in text_blocks(text) if b.header]
    assert heads == [(1, "2023"), (2, "2024")]


def test_heads_above_heads_span_the_columns_evenly() -> None:
    text = (
        "Показатель | 2023 | 2024\nРайоны | план | факт | план | факт\n"
        "Операции | 90 | 98 | 99 | 97\nРоды | 10 | 11 | 12 | 12\n"
    )
    heads = [(b.row, b.column, text[b.char_start : b.char_end]) for b in text_blocks(text) if b.header]
    assert heads[:4] == [(0, 0, "Показатель"), (0, 1, "2023"), (0, 3, "2024"), (1, 0, "Районы")]


def test_a_row_with_gaps_keeps_its_numbers_below_their_heads() -> None:
    text = (
        "Показатель       2023    2024    2025\nВрачи              10      12      14\n"
        "Медпоезд                    1       2\nБольницы           20      21      22\n"
    )
    row = [(b.column, text[b.char_start : b.char_end]) for b in text_blocks(text) if b.row == 2]
    assert row == [(0, "Медпоезд"), (2, "1"), (3, "2")]


def test_sub_headings_inside_a_table_are_rows_of_one_cell() -> None:
    text = "Группа | 2023 | 2024\nВрачи | 12 | 14\nв том числе:\nхирурги | 3 | 4\nВсего | 12 | 14\n"
    assert table(text)[2] == ["в том числе:"]


def test_a_label_broken_over_two_lines_is_one_cell() -> None:
    text = "Группа | 2023 | 2024\nВрачи | 12 | 14\nСёстры,\nзанятые в школах | 30 | 31\nВсего | 42 | 45\n"
    assert table(text)[2] == ["Сёстры,\nзанятые в школах", "30", "31"]


def test_the_rest_of_a_label_below_its_row_belongs_to_the_row() -> None:
    text = (
        "Группа          2023   2024\nВрачи           25,1   25,4\n"
        "на 10 тыс. жителей\nСёстры          70,1   70,3\n"
    )
    assert table(text)[1] == ["Врачи", "25,1", "25,4", "на 10 тыс. жителей"]


def test_new_heads_begin_a_new_table() -> None:
    text = (
        "Таблица 1\nПоказатель\t2023\t2024\nВрачи\t10\t12\nКойки\t200\t210\n\n"
        "Таблица 2\nРайон\tВрачи\tКойки\nКурчум\t10\t12\nУлан\t20\t21\n"
    )
    assert [len(rows) for rows in tables(text)] == [3, 3]
    assert prose(text) == ["Таблица 1", "Таблица 2"]


def test_a_table_beyond_the_limit_of_cells_is_refused() -> None:
    text = "Показатель | 2023 | 2024\n" + "Врачи | 12 | 14\n" * (MAX_CELLS // 3)
    with pytest.raises(Unreadable, match="too_large"):
        text_blocks(text)


def test_values_that_look_like_years_are_no_heads() -> None:
    text = "Показатель | 2023 | 2024\nВызовы | 2010 | 2050\nРоды | 310 | 312\n"
    assert [head for row in tables(text)[0] for _, head in row] == [True] * 3 + [False] * 6


def test_ranges_bounds_and_shares_in_brackets_are_values() -> None:
    text = "Показатель | 2023 | 2024\nВрачи | 10–12 | 14 чел.\nСёстры | 30 (61%) | до 31\n"
    assert len(table(text)) == 3


@pytest.mark.parametrize("cell", ["1 702", "-4,1 %", "≥95", "12 млн", "90**", "10–12", "более 20", "2024"])
def test_a_number_with_its_unit_is_a_value(cell: str) -> None:
    assert is_value(cell)


@pytest.mark.parametrize(
    "cell",
    ["2024 год", "6 мес.", "01.05.2024", "10:30", "50-00-02", "8 7172 50 00 01", "на 2025", "", "—", "3°"],
)
def test_dates_times_and_telephones_are_no_values(cell: str) -> None:
    assert not is_value(cell)


@pytest.mark.parametrize(
    "text",
    [
        "Астана   +3   Алматы   +8\nШымкент   +11   Актау   +5\n",
        "Город | Днём | Ночью\nАстана | +3 | -5\nАктау | +8 | +1\nСемей | +2 | -7\n",
        "Астана  3°  5°\nАлматы  8°  9°\nАктау  4°  7°\n",
        "Валюта  Покупка  Продажа\nUSD   497,2   498,0\nEUR   586,0   588,1\nRUB   6,1   6,3\n",
        "Приёмная:   8 (7172) 50-00-00\nПресс-служба:   8 (7172) 50-00-01\nКанцелярия:   50-00-02\n",
        "Отдел | Телефон\nПриёмная | 8 717 250 00 00\nКадры | 8 717 250 00 01\nАрхив | 87172500002\n",
        "Время | Что | Где\n10.00 | Открытие | зал 1\n11.30 | Доклад | зал 2\n",
        "Событие   Начало\nОткрытие   10.00\nДоклад   11.30\nОбед   12.00\n",
        "Главная | Новости | Контакты\nО нас | Врачам | Пациентам\n",
        "Пн\tВт\tСр\tЧт\n1\t2\t3\t4\n5\t6\t7\t8\n9\t10\t11\t12\n",
        "20 марта 2025   |   Просмотры: 842   |   Рубрика: Интервью\n",
        "В  районах  работают  310  врачей.\nНа  ремонт  ушло  12  млн тенге.\n",
        "Открыто: 3 больницы; 4 поликлиники; 12 амбулаторий;\nв планах: 2 больницы; 5 поликлиник; 7 школ.\n",
        "Показатель | 2023 | 2024\nВрачи | 12 | 14\n",
        "12.03.2025 | Открыта больница | 842 | 5\n"
        "13.03.2025 | Новый корпус | 320 | 1\n14.03.2025 | Итоги | 44 | 0\n",
    ],
    ids=[
        "weather in one line",
        "weather below heads",
        "degrees",
        "exchange rates",
        "contacts",
        "telephones",
        "programme",
        "times",
        "menu",
        "calendar",
        "dateline",
        "wide spaces",
        "lists in sentences",
        "one row",
        "news",
    ],
)
def test_what_is_only_cut_alike_stays_prose(text: str) -> None:
    assert text_blocks(text) == line_blocks(text)


_WORD = st.text(alphabet="абвгдежз", min_size=2, max_size=9)
_CELL = st.one_of(
    st.integers(0, 99_999).map(str), st.sampled_from(["—", "12,5", "1 702", "2024", "на 1 мая", "н/д", ""])
)
_SEPARATOR = st.sampled_from([" | ", "\t", ";", "   ", "\t\t"])


@st.composite
def _scribbles(draw: st.DrawFn) -> str:
    """Lines of words and numbers cut by chance, as no table and as many tables look."""
    lines = []
    for _ in range(draw(st.integers(0, 14))):
        separator = draw(_SEPARATOR)
        cells = [draw(_WORD), *draw(st.lists(_CELL, max_size=4))]
        lines.append(
            draw(st.sampled_from([separator.join(cells), "", "-----", draw(_WORD) + ":", "| " + cells[0]]))
        )
    return draw(st.sampled_from(["\n", "\r\n", "\n\n", "\x0c"])).join(lines)


def _assert_all_told(text: str, blocks: tuple[Block, ...]) -> None:
    end = 0
    for block in blocks:
        assert end <= block.char_start <= block.char_end
        assert not any(sign.isalnum() for sign in text[end : block.char_start])
        end = block.char_end
    assert not any(sign.isalnum() for sign in text[end:])


@given(_scribbles())
def test_blocks_are_in_order_and_leave_out_no_letter_and_no_figure(text: str) -> None:
    _assert_all_told(text, text_blocks(text))


@given(st.text(alphabet="аб1 |\t;\n-—,.", max_size=300))
def test_no_letter_is_lost_whatever_the_lines_hold(text: str) -> None:
    _assert_all_told(text, text_blocks(text))


@given(_scribbles())
def test_every_place_in_a_row_is_taken_once_and_from_left_to_right(text: str) -> None:
    cells = [block for block in text_blocks(text) if block.kind == "cell"]
    places = [(block.table, block.row, block.column) for block in cells]
    assert places == sorted(set(places), key=lambda place: tuple(map(int, (one or 0 for one in place))))


@given(
    st.lists(st.tuples(_WORD, st.integers(0, 99_999), st.integers(0, 99_999)), min_size=3, max_size=9),
    st.sampled_from([" | ", "\t", ";", "   "]),
    _WORD,
)
def test_a_written_table_comes_back_cell_by_cell(
    rows: list[tuple[str, int, int]], separator: str, caption: str
) -> None:
    written = [
        ["показатель", "2023 год", "2024 год"],
        *([name, f"{one}", f"{two}"] for name, one, two in rows),
    ]
    text = f"{caption}\n" + "\n".join(separator.join(row) for row in written) + "\n"
    years = all(1900 <= number < 2100 for _, *both in rows for number in both)
    if not years:
        assert table(text) == written


@given(st.lists(st.lists(_WORD, min_size=1, max_size=9).map(" ".join), max_size=9).map("\n".join))
def test_text_without_cuts_is_read_as_before(text: str) -> None:
    assert text_blocks(text) == line_blocks(text)
