"""Furniture of plain pages: what stands above the title, beside the text and below it is not the report."""

from __future__ import annotations

import pytest

from sources.language.fold import fold
from sources.readers.document import Block, Document
from sources.readers.text import text_blocks
from sources.reading.layout.lines import read_body
from sources.reading.report import read_report
from tests.unit.reading.documents import plain, reasons

TITLE = "Итоги работы больниц района"
PROSE = (
    "За прошедший год в больницах нашего района прошли лечение 1 240 человек, и большинство из них вернулись "
    "домой здоровыми."
)


def roles(*lines: str) -> dict[str, str]:
    document = plain(*lines)
    return {
        document.text[line.start : line.end]: line.role for line in read_body(document, fold(document.text))
    }


@pytest.mark.parametrize(
    "line",
    [
        "Просмотров: 1 914",
        "1 914 просмотров",
        "1 204 рет оқылды",
        "USD 512,3",
        "+12°",
        "-5°C",
        "Ветер: 4 м/с",
        "311",
        "© 2025 Районная газета",
        "Комментарии: 4",
        "#здоровье #больница",
        "Главная / Новости / Медицина",
    ],
)
def test_counters_rates_weather_and_paths_are_furniture(line: str) -> None:
    assert roles(TITLE, line, PROSE)[line] == "furniture"


def test_a_menu_above_the_title_is_furniture_where_the_page_shows_others() -> None:
    found = roles("Главная", "Новости", "USD 512,3", TITLE, PROSE)
    assert (found["Главная"], found["Новости"], found[TITLE]) == ("furniture", "furniture", "title")


def test_short_lines_above_a_letter_are_its_head() -> None:
    assert roles("Акиму района", TITLE, PROSE)["Акиму района"] == "heading"


@pytest.mark.parametrize(
    "tail",
    ["Читайте также", "Похожие новости", "Комментарии", "Соңғы жаңалықтар", "Бөлісу", "Теги: больница"],
)
def test_from_the_tail_on_nothing_is_the_report(tail: str) -> None:
    found = roles(TITLE, PROSE, tail, "Построено 20 школ")
    assert found["Построено 20 школ"] == "furniture"
    assert found[PROSE] == "prose"


def test_a_tail_before_long_prose_ends_nothing() -> None:
    long = PROSE + " " + PROSE
    assert roles(TITLE, PROSE, "Читайте также", long)[long] == "prose"


def test_the_day_of_page_load_is_furniture_beside_a_dateline() -> None:
    found = roles("10 апреля 2025", TITLE, "14 марта 2025, 10:20", PROSE)
    assert (found["10 апреля 2025"], found["14 марта 2025, 10:20"]) == ("furniture", "dateline")


def test_the_address_of_the_writer_is_a_contact() -> None:
    assert (
        roles(TITLE, PROSE, "Исп. А. Оспанов, тел. 55-12-13")["Исп. А. Оспанов, тел. 55-12-13"] == "contact"
    )


def test_a_bullet_makes_a_list_item() -> None:
    assert roles(TITLE, PROSE, "- 3 хирурга;", PROSE + " ")["- 3 хирурга;"] == "list_item"


def test_what_the_format_says_is_furniture_stays_furniture() -> None:
    text = PROSE
    document = Document(text, (Block("paragraph", 0, len(text), "", "furniture"),), "text/html", "html")
    assert [line.role for line in read_body(document, fold(text))] == ["furniture"]


def test_every_line_with_a_printable_character_has_a_role() -> None:
    document = plain(TITLE, "", "   ", PROSE)
    lines = read_body(document, fold(document.text))
    assert [document.text[line.start : line.end] for line in lines] == [TITLE, PROSE]


def test_figures_of_furniture_are_booked_as_boilerplate() -> None:
    found = reasons(plain(TITLE, "Просмотров: 1 914", PROSE, "Тел.: 55-10-10"))
    assert found["1 914"][0] == "boilerplate"
    assert found["55-10-10"] == ("boilerplate", "contact")
    assert found["1 240"][0] == "observation"


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_a_figure_behind_any_mark_of_a_line_is_in_the_ledger(mark: str) -> None:
    text = (
        f"В стационарах области за минувший год пролечено 412\nбольных{mark}Врачей стало 58, медсестёр 140."
    )
    ledger = read_report(Document(text, text_blocks(text), "text/plain", "text")).ledger
    assert [row.quote for row in ledger] == ["412", "58", "140"]
