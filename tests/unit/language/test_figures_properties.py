"""What holds for figures of any text: offsets, order, borders, and that what is printed is what is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.language.figures import find_figures
from sources.language.fold import fold
from tests.unit.language.spelled_numbers import CASES, english, kazakh, russian

WORDS = """
врачей всего до от более не менее на с и астам жуық дейін млн тыс. млрд тенге теңге % процентов п.п. раза есе
№ год января қаңтар один он бір екі двадцать пять тысячи мың полтора половина II X °C $ ₸ - – − , . : / ( )
COVID-19 8(7172)55-12-34 https://a.kz/1?b=2 12.07.2025 08:25 -ға -й -местная
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\t", " ", "\u00a0", "\u202f", "İ"])
NUMBERS = st.from_regex(r"[0-9]{1,4}([.,  ][0-9]{1,3}){0,2}", fullmatch=True)
TEXTS = st.lists(st.one_of(PIECES, NUMBERS), max_size=30).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts))
)


@given(TEXTS)
def test_figures_stand_in_order_do_not_overlap_and_begin_and_end_with_something_printed(text: str) -> None:
    last = 0
    for figure in find_figures(text):
        assert last <= figure.start < figure.end <= len(text)
        quote = text[figure.start : figure.end]
        assert quote == quote.strip()
        assert "\n" not in quote
        assert "\t" not in quote
        assert figure.lead_start <= figure.start
        assert figure.noun_start >= figure.end
        last = figure.end


@given(TEXTS)
def test_folding_beforehand_changes_nothing(text: str) -> None:
    assert find_figures(text, fold(text)) == find_figures(text)


@given(TEXTS)
def test_every_digit_belongs_to_a_figure(text: str) -> None:
    covered = {offset for figure in find_figures(text) for offset in range(figure.start, figure.end)}
    assert [
        offset for offset, char in enumerate(text) if char in "0123456789" and offset not in covered
    ] == []


@given(TEXTS, TEXTS, TEXTS)
def test_a_part_is_read_with_offsets_of_the_whole(before: str, part: str, after: str) -> None:
    text = f"{before}\n{part}\n{after}"
    begin = len(before) + 1
    for figure in find_figures(text, start=begin, end=begin + len(part)):
        assert begin <= figure.start < figure.end <= begin + len(part)


@given(st.integers(0, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'"]))
def test_grouped_digits_are_read_back(number: int, separator: str) -> None:
    text = f"всего {number:,} человек".replace(",", separator)
    (figure,) = find_figures(text)
    assert (figure.value, text[figure.start : figure.end]) == (number, f"{number:,}".replace(",", separator))


@given(st.integers(0, 10**7), st.integers(0, 99))
def test_decimals_after_comma_and_point_are_read_back(whole: int, hundredths: int) -> None:
    for point in ",.":
        (figure,) = find_figures(f"составил {whole}{point}{hundredths:02} балла")
        assert figure.value == float(f"{whole}.{hundredths:02}")


@given(st.integers(1, 9999), st.sampled_from([("тыс.", 1e3), ("млн", 1e6), ("млрд.", 1e9), ("мың", 1e3)]))
def test_scales_multiply(tenths: int, scale: tuple[str, float]) -> None:
    name, factor = scale
    text = f"бөлінді {tenths // 10},{tenths % 10} {name} теңге"
    (figure,) = find_figures(text)
    assert figure.value == pytest.approx(tenths / 10 * factor, rel=1e-12)
    assert figure.unit == "KZT"


@given(st.integers(2, 999_999_999).filter(lambda number: number != 7), st.sampled_from(CASES))
def test_russian_words_in_every_case_are_read_back(number: int, case: str) -> None:
    words = russian(number, case)
    text = f"речь о {words} человек"
    (figure,) = find_figures(text)
    assert (figure.value, text[figure.start : figure.end], figure.in_words) == (number, words, True)


@given(st.integers(2, 999_999_999))
def test_kazakh_words_are_read_back(number: int) -> None:
    words = kazakh(number)
    text = f"барлығы {words} дәрігер"
    (figure,) = find_figures(text)
    assert (figure.value, text[figure.start : figure.end]) == (number, words)


@pytest.mark.parametrize(
    ("number", "declined"),
    [
        (2, "екіге екіден екіде екіні екінің екісі екісінен"),
        (3, "үшке үштен үште үшті үштің үші үшінен"),
        (4, "төртке төрттен төртті төрті"),
        (5, "беске бестен бесті бесі"),
        (6, "алтыға алтыдан алтыда алтыны алтының"),
        (7, "жетіге жетіден жетіні жетісі"),
        (8, "сегізге сегізден сегізді сегізі"),
        (9, "тоғызға тоғыздан тоғызды тоғызы"),
        (20, "жиырмаға жиырмадан жиырманы жиырмасы"),
        (30, "отызға отыздан отызды отызы"),
        (40, "қырыққа қырықтан қырықты қырқы"),
        (50, "елуге елуден елуді елуі"),
        (60, "алпысқа алпыстан алпысты алпысы"),
        (70, "жетпіске жетпістен жетпісті жетпісі"),
        (80, "сексенге сексеннен сексенді сексені"),
        (1000, "мыңға мыңнан мыңды мыңы"),
        (10**6, "миллионға миллионнан миллионды"),
        (10**9, "миллиардқа миллиардтан миллиардты"),
        (2, "екеу екеуі екеуінен"),
        (7, "жетеуі жетеуіне"),
    ],
)
def test_declined_kazakh_words_are_read(number: int, declined: str) -> None:
    for word in declined.split():
        (figure,) = find_figures(f"маманның {word} келді")
        assert (figure.value, word) == (number, word)


@given(st.integers(2, 999_999))
def test_english_words_are_read_back(number: int) -> None:
    words = english(number)
    text = f"there were {words} patients"
    (figure,) = find_figures(text)
    assert (figure.value, text[figure.start : figure.end]) == (number, words)
