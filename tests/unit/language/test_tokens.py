"""Where tokens and sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.language.figures import find_figures
from sources.language.fold import fold
from sources.language.tokens import sentences, tokenize


def cut(text: str) -> list[str]:
    """The sentences of a text as strings."""
    return [text[start:end] for start, end in sentences(text)]


def test_letters_digits_and_marks_are_tokens_of_their_own() -> None:
    text = "всего10 коек,64-і"
    assert [token.form for token in tokenize(text)] == ["всего", "10", "коек", ",", "64", "-", "і"]


@pytest.mark.parametrize(
    "text",
    [
        "В г. Актобе и г. Хромтау открыты два ФАПа.",
        "Больница им. Х. Досмухамедова на ул. Абая принимает пациентов.",
        "За 5 мес. текущего года принято 12 тыс. человек.",
        "Об этом сообщил А. К. Сеитов, главный врач.",
        "Выступила д.м.н. Ахметова и доц. Серикова.",
        "Выделено 5 млрд. тенге и 300 тыс. долларов.",
        "В 2018 г. 15 врачей сменили район.",
        "Смотрите ст. 45 и рис. 2 к отчёту.",
        "1. Расширить сеть",
        "IV. Кадры",
        "— Когда откроют? — спросил житель.",
        "Приняты врачи, медсёстры и др. специалисты.",
        "Алматы қ. Абай даңғылында емхана ашылды.",
    ],
)
def test_a_full_stop_that_ends_no_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Открыто 5 ФАПов.", "В сёлах ждут врачей."),
        ("Сдано в 2018 г.", "Построено за год."),
        ("Облыста 2025 ж.", "Жаңа емхана ашылды."),
        ("Бюджет 5 млн тг.", "Остаток возвращён."),
        ("Приняты врачи и др.", "Остальные ждут."),
        ("Сколько осталось?", "Пять коек."),
        ("Он сказал: «Хватит».", "Потом ушёл."),
        ("Готово…", "Осталось немного."),
        ("В штате 12 врачей.", "12 медсестёр учатся."),
    ],
)
def test_a_mark_that_ends_a_sentence(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]


def test_a_line_break_ends_a_sentence_of_a_whole_text() -> None:
    assert cut("Новости здравоохранения\nв области открыт центр") == [
        "Новости здравоохранения",
        "в области открыт центр",
    ]


def test_a_single_line_break_inside_a_named_paragraph_is_a_wrapped_line() -> None:
    text = "Заголовок\nНа ремонт сельских амбулаторий выделено 5\nмлн тенге из бюджета. Работы идут."
    start = text.index("На")
    found = [text[a:b] for a, b in sentences(text, start, len(text))]
    assert found == ["На ремонт сельских амбулаторий выделено 5\nмлн тенге из бюджета.", "Работы идут."]
    (figure,) = find_figures(text, start=start, end=len(text))
    assert (text[figure.start : figure.end], figure.value) == ("5\nмлн тенге", 5_000_000)


@given(st.text(alphabet='абАБ г.!?…\n"»0 1-,', max_size=60))
def test_sentences_stand_in_order_and_hold_every_letter_and_digit(text: str) -> None:
    found = list(sentences(text, folded=fold(text)))
    assert all(left.end <= right.start for left, right in pairwise(found))
    covered = "".join(text[start:end] for start, end in found)
    assert [char for char in covered if not char.isspace()] == [char for char in text if not char.isspace()]
