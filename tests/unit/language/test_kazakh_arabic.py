"""Kazakh in Arabic letters: recognised, written out in Cyrillic, every offset on its way back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.language.kazakh_arabic import is_kazakh_arabic, transcribe
from sources.language.plain import plain_text

LETTERS = "ءٴاەىوۇۋيپتجچحدرزسشعفقكگڭلمنھهۆب0123456789 .,،؛؟-«»%дәрігерabc\n"


@pytest.mark.parametrize(
    ("arabic", "cyrillic"),
    [
        # The mark, or к, г and е, make the vowels of a word front ones.
        ("ءۇش", "Үш"),
        ("ءتورت", "Төрт"),
        ("كۇن", "Күн"),
        ("كومەككە", "Көмекке"),
        ("مىڭعا", "Мыңға"),
        ("قىزمەتكەرلەرىنىڭ", "Қызметкерлерінің"),
        ("دەنساۋلىق ساقتاۋ باسقارماسى", "Денсаулық сақтау басқармасы"),
        ("كوتەرمەاقى", "Көтермеақы"),
        ("دارىگەرلەردىڭ", "Дәрігерлердің"),
        ("ەمحانا مەن اۋرۋحانا", "Емхана мен аурухана"),
        ("جىلمەن", "Жылмен"),
        # Words from other languages keep their vowels; without the mark a known stem says them.
        ("ميلليون تەڭگە", "Миллион теңге"),
        ("ميللياردتان", "Миллиардтан"),
        ("وپەراتسيانىڭ", "Операцияның"),
        ("كوميسسيا", "Комиссия"),
        ("بيۋدجەتىنەن", "Бюджетінен"),
        ("كادر", "Кадр"),
        ("مەديتسينالىق", "Медициналық"),
        ("وڭىرىنىڭ", "Өңірінің"),
        ("تۇركىستان وبلىسى", "Түркістан облысы"),
        # И and й, я and ю.
        ("بويىنشا", "Бойынша"),
        ("اياق", "Аяқ"),
        ("بيىل", "Биыл"),
        ("قويۋ", "Қою"),
        # Marks, and a hyphen with a space.
        ("الدى، بەردى؛ نەگە؟", "Алды, берді; неге?"),
        ("الدى 2024 -جىلى", "Алды 2024-жылы"),
        ("5,5 پايىز", "5,5 пайыз"),
    ],
)
def test_words_are_spelled_as_in_cyrillic(arabic: str, cyrillic: str) -> None:
    assert transcribe(arabic).text == cyrillic


def test_a_sentence_begins_with_a_capital_letter() -> None:
    assert transcribe("بارلىعى 5 ادام. سونىڭ 2-ءى بالا.").text == "Барлығы 5 адам. Соның 2-і бала."


def test_digits_of_arabic_and_letters_by_place_are_plain() -> None:
    plain = plain_text("۱۲۵ ٪ ﺑﺎ\u0640ﻻ \u200f٢٤")
    assert plain is not None
    assert plain.text == "125 % با\u0644\u0627 24"


def test_the_mark_belongs_to_the_word_it_begins() -> None:
    text = "5 ءۇش"
    transcript = transcribe(text)
    start = transcript.text.lower().index("үш")
    assert transcript.span(start, start + 2) == (2, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وبلىستا 40 دارىگەر جۇمىس ىستەيدى.", True),
        ("Облыста 40 дәрігер жұмыс істейді.", False),
        ("Kazinform. وبلىستا 40 دارىگەر جۇمىس ىستەيدى دەپ حابارلادى.", True),
        ("الۋلايەتتە ئىككى يۈز دوختۇر ئىشلەيدۇ، كۆپى ئۈرۈمچىدە", False),
        ("12 345", False),
        ("", False),
    ],
)
def test_a_text_is_known_by_its_letters(text: str, expected: bool) -> None:
    assert is_kazakh_arabic(text) is expected


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=80))
def test_every_offset_leads_back(text: str) -> None:
    transcript = transcribe(text)
    assert len(transcript.positions) == len(transcript.text) + 1
    assert list(transcript.positions) == sorted(transcript.positions)
    assert transcript.original(len(transcript.text)) == len(text)
    for at, letter in enumerate(transcript.text):
        if letter.isdigit():
            assert text[transcript.original(at)] == letter
            assert transcript.span(at, at + 1) == (transcript.original(at), transcript.original(at) + 1)
