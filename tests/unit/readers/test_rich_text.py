"""Rich text: what a person sees is read, notes and comments stand apart, numbers stay whole."""

from __future__ import annotations

import pytest

from sources.readers import Document, read_document
from tests.unit.readers.written_files import PARAGRAPHS, rtf_file


def read(body: str, head: str = "\\ansicpg1251", encoding: str = "cp1251") -> Document:
    """Read rich text whose Cyrillic letters are written as escaped bytes of `encoding`."""
    escaped = "".join(
        char if char.isascii() else "".join(f"\\'{byte:02x}" for byte in char.encode(encoding))
        for char in body
    )
    return read_document(f"{{\\rtf1\\ansi{head} {escaped}}}".encode("ascii"), "a.rtf")


def by_role(document: Document, role: str) -> list[str]:
    return [document.text[one.char_start : one.char_end] for one in document.blocks if one.role == role]


COLOURS = "{\\colortbl;\\red255\\green255\\blue255;\\red0\\green32\\blue96;}"


@pytest.mark.parametrize(
    ("look", "why"),
    [
        ("\\strike", "struck out"),
        ("\\striked1", "struck out"),
        ("\\deleted", "deleted"),
        ("\\v", "hidden"),
        ("\\cf1", "white"),
        ("\\fs2", "tiny"),
    ],
)
def test_what_a_person_does_not_see_stands_behind_its_line(look: str, why: str) -> None:
    document = read(f"{COLOURS}Принято {{{look} 741 }}96 врачей.\\par")
    assert document.text == "Принято 96 врачей.\n741"
    assert (document.blocks[-1].role, document.blocks[-1].locator) == ("hidden", f"line 1, {why}")


@pytest.mark.parametrize("look", ["\\strike0", "\\cf2", "\\cf1\\highlight2", "\\v\\v0", "\\strike\\plain"])
def test_what_can_be_seen_is_read(look: str) -> None:
    assert read(f"{COLOURS}Принято {{{look} 96}} врачей.\\par").text == "Принято 96 врачей."


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("418{\\super 2} врачей", "418² врачей"),
        ("418{\\up8 2} врачей", "418² врачей"),
        ("418\\super 2\\nosupersub  врачей", "418² врачей"),
        ("3 м{\\super 2}", "3 м²"),
        ("1\\~418 врачей", "1\u00a0418 врачей"),
        ("план\\-овых 4\\_5", "плановых 4\u20115"),
    ],
)
def test_numbers_and_words_stay_whole(written: str, text: str) -> None:
    assert read(f"{written}\\par").text == text


def test_notes_follow_the_body_and_comments_are_furniture() -> None:
    document = read(
        "Принято 96{\\super\\chftn}{\\footnote\\pard Ещё 12 интернов.} врачей."
        "{\\*\\annotation Проверить 5}\\par Уволено 7.\\par"
    )
    assert by_role(document, "body") == ["Принято 96 врачей.", "Уволено 7.", "Ещё 12 интернов."]
    assert by_role(document, "furniture") == ["Проверить 5"]


def test_headers_and_footers_are_furniture_and_text_boxes_are_read() -> None:
    document = read(
        "{\\header Исх. 12-4\\par}{\\footer тел. 50-00-00\\par}Итоги.\\par"
        "{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 77}}{\\shptxt Уволено 7.\\par}}{\\shprslt Уволено 7.}}"
    )
    assert by_role(document, "furniture") == ["Исх. 12-4", "тел. 50-00-00"]
    assert by_role(document, "body") == ["Итоги.", "Уволено 7."]


def row(*cells: str) -> str:
    places = "".join(f"\\cellx{3000 * number}" for number in range(1, len(cells) + 1))
    return f"\\trowd{places}\\pard\\intbl " + "".join(f"{cell}\\cell " for cell in cells) + "\\row "


def test_cells_may_hold_bars_lines_and_notes() -> None:
    document = read(
        row("Показатель", "Всего") + row("Врачи | всего", "96{\\super 1}") + row("Койки", "1\\par 204")
    )
    cells = [document.text[one.char_start : one.char_end] for one in document.blocks if one.kind == "cell"]
    assert cells == ["Показатель", "Всего", "Врачи | всего", "96¹", "Койки", "1\n204"]


def test_a_cell_over_two_columns_covers_the_second() -> None:
    head = "\\trowd\\cellx3000\\cellx9000\\pard\\intbl Район\\cell Врачи\\cell\\row "
    document = read(head + row("", "2024", "2025") + row("Абай", "41", "44"))
    places = [(one.row, one.column) for one in document.blocks if one.kind == "cell"]
    assert places == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    inner = "".join(
        f"\\itap2 {name}\\nestcell {value}\\nestcell"
        "{\\*\\nesttableprops\\trowd\\cellx900\\cellx1800\\nestrow}"
        for name, value in (("Район", "Врачи"), ("Абай", "41"))
    )
    document = read(
        "\\trowd\\cellx3000\\cellx6000\\pard\\intbl\\itap1 Кадры\\cell "
        f"\\pard\\intbl{inner}\\pard\\intbl\\itap1 \\cell\\row\\pard Итоги.\\par"
    )
    assert document.text == "Кадры\nРайон\tВрачи\nАбай\t41\nИтоги."


@pytest.mark.parametrize(
    "head",
    [
        "\\ansicpg1251",
        "\\ansicpg1251\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0",
        "\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset204 Arial;}}\\f0",
        "\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0",
        "",
    ],
)
def test_cyrillic_is_read_whatever_the_file_says_of_its_letters(head: str) -> None:
    sentence = "В районе принято 96 врачей и уволено 7 медицинских сестёр."
    assert read(f"{sentence}\\par", head).text == sentence


def test_letters_beyond_the_code_page_and_their_stand_ins() -> None:
    assert read_document(rtf_file(), "a.rtf").text.splitlines() == list(PARAGRAPHS)
    assert read("\\uc2 д\\u601 XYрігер 5\\par").text == "дəрігер 5"
    assert read("{\\upr{12}{\\*\\ud 96}} \\u-10179?\\u-8704? врачей\\par").text == "96 😀 врачей"


def test_the_chosen_entry_of_a_form_and_numbers_of_equations_are_read() -> None:
    choice = (
        "{\\field{\\*\\fldinst FORMDROPDOWN {\\*\\formfield{\\fftype2\\ffres1{\\*\\ffname a}"
        "{\\*\\ffl план}{\\*\\ffl факт}}}}{\\fldrslt}}"
    )
    equation = "{\\mmath{\\*\\moMath{\\mf{\\mfPr{\\mtype bar}}{\\mnum 2}{\\mden 3}}}}"
    assert read(f"{choice}: 96 врачей, охват {equation}\\par").text == "факт: 96 врачей, охват 2/3"


def test_an_embedded_object_is_told_and_its_data_are_not_read() -> None:
    document = read("Итоги.\\par{\\object\\objemb{\\*\\objdata 0105}{\\result 7}}{\\pict\\pngblip 0f0f}")
    assert by_role(document, "body") == ["Итоги.", "7"]
    assert by_role(document, "unread") == ["[embedded object]"]
