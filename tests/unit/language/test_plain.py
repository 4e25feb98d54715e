"""A text as the eye takes it: what is written otherwise is plain, and every character is found again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.language.plain import plain_text

ODD = "\u00ad\u200b\u2060\ufeff\ufe0f\u20e3\u0301\u0306\u0308¹²³⁴⁰𝟐𝟎２０٣٥①Ⅳ½&;-\n йеиЙёқ1a.,"
WRITING = st.text(alphabet=ODD + "врачебный 12 480", max_size=60)


def plain(text: str) -> str:
    found = plain_text(text, [(0, len(text))])
    return text if found is None else found.text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Семей қаласы, ә, ё, й", None),
        (unicodedata.normalize("NFD", "Майский район, приём, Йод"), "Майский район, приём, Йод"),
        ("бо\u0301льница, лече\u0301ние, и\u0300мя", "больница, лечение, имя"),
        ("а\u0301мбулатория из á и ý", "амбулатория из á и ý"),  # Latin letters keep what tells them apart
        (
            "поли\u00adкли\u00adника на 7\u200b315 мест, 4\u2060210 коек",
            "поликлиника на 7315 мест, 4210 коек",
        ),
        ("𝟕 𝟑𝟏𝟓 и ５６０ и ٤٢", "7 315 и 560 и 42"),
        ("١٢٫٥٪", "12,5%"),
        ("Ⅳ квартал", "IV квартал"),
        ("7 315¹ человек, врачей² и 84%³", "7 315 человек, врачей и 84%"),
        ("40 м², 2·10⁴, 10⁶", None),
        ("7&nbsp;315 коек, 4&amp;#8239;210 врачей, R&D", "7\u00a0315 коек, 4\u202f210 врачей, R&D"),
        ("в амбула-\nтории", "в амбулатории"),
        ("врач-\nтерапевт и какой-\nто", "врач-терапевт и какой-то"),
        ("пресс-релиз вышел, пресс-\nрелиз", "пресс-релиз вышел, пресс-релиз"),
    ],
)
def test_what_is_written_otherwise_is_made_plain(written: str, expected: str | None) -> None:
    assert plain(written) == (written if expected is None else expected)


def test_a_word_is_cut_only_inside_a_paragraph() -> None:
    text = "кадры-\nбольницы"
    assert plain_text(text, [(0, 6), (7, len(text))]) is None


def test_a_keycap_and_a_number_in_a_circle_are_marks_of_points() -> None:
    assert plain("1\ufe0f\u20e3 Кадры ② Койки 🔟 Ремонт") == "1\u20e3 Кадры 2\u20e3 Койки 10\u20e3 Ремонт"


def test_a_stretch_leads_back_to_what_is_printed_without_what_nobody_sees_beside_it() -> None:
    text = "по \u200b7\u200b315\u200b коек"
    found = plain_text(text)
    assert found is not None
    at = found.text.index("7315")
    start, end = found.span(at, at + 4)
    assert text[start:end] == "7\u200b315"


@given(WRITING)
def test_every_stretch_leads_back_into_the_text_in_its_order(text: str) -> None:
    found = plain_text(text, [(0, len(text))])
    if found is None:
        return
    spans = [found.span(at, at + 1) for at in range(len(found.text))]
    assert spans == sorted(spans)
    for (start, end), char in zip(spans, found.text, strict=True):
        assert 0 <= start < end <= len(text)
        if end - start == 1 and text[start].isascii():
            assert text[start] == char


@given(WRITING)
def test_an_offset_of_the_text_has_its_place_in_the_plain_one(text: str) -> None:
    found = plain_text(text, [(0, len(text))])
    if found is None:
        return
    places = [found.rewritten(at) for at in range(len(text) + 1)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, len(found.text))


@given(st.text(alphabet="абвгдеёжзийклмноқәі 0123456789.,", max_size=60))
def test_composed_and_decomposed_letters_are_one_text(text: str) -> None:
    assert plain(unicodedata.normalize("NFD", text)) == plain(unicodedata.normalize("NFC", text))
