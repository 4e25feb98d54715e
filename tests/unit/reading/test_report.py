"""What holds for any text: every figure has one row, every quote stands where it is said to."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.language.figures import find_figures
from sources.language.fold import fold
from sources.readers.document import Document
from sources.reading.about.circumstances import Circumstances
from sources.reading.attributes.observation import ReportReading
from sources.reading.layout.lines import read_body
from sources.reading.report import read_report
from tests.unit.reading.documents import PUBLISHED, REGION, paragraphs, plain, read, table

SENTENCES = [
    "В стационарах пролечено 10 231 больных, из них 6 504 сельчан, остальные 3 727 — горожане.",
    "На ремонт больницы выделено 23,4 млрд. тенге.",
    "Охват скринингом вырос с 91% до 93,5%.",
    "По сравнению с 2023 годом число операций увеличилось на 6%.",
    "В 2024 году приехали 34 врача, в этом году ждут ещё 20–25.",
    "Облыста 2 114 дәрігер жұмыс істейді, оның 52-сі терапевт.",
    "1000 сәбиге шаққанда 7,8 нәресте өлімі тіркелді.",
    "Емделген 900 науқастың 300-і бала, 12 мыңнан астамы тексерілді.",
    "Всего10 231 человек осмотрен.",
    "Актюбинская область — 1 488 пациентов.",
    "Тел.: 8 (7142) 55-10-10",
    "Просмотров: 1 914",
    "USD 512,3",
    "14 марта 2025, 10:20",
    "Врачей — 845.",
    "не менее трёх тысяч (3 000) коек, №5, II уровня, 24/7, COVID-19;",
    "Читайте также",
    "- 3 хирурга;",
]
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(SENTENCES),
        st.text(alphabet="0123456789 .,%-–—\u00a0\u202f()«»№абвгәғ млнтенге\t", max_size=40),
    ),
    min_size=1,
    max_size=7,
)
MAKERS: list[Callable[..., Document]] = [plain, paragraphs]


def within_its_report(document: Document, reading: ReportReading) -> None:
    """Assert what must hold for the ledger and the observations of any report."""
    text, rows = document.text, reading.ledger
    assert all(text[row.start : row.end] == row.quote and row.quote for row in rows)
    assert all(one.end <= other.start for one, other in pairwise(rows))
    booked = {(row.start, row.end) for row in rows if row.disposition == "observation"}
    assert booked == {(one.start, one.end) for one in reading.observations}
    assert all(
        one.sentence_start <= one.start and one.end <= one.sentence_end for one in reading.observations
    )
    assert all((row.reason is None) == (row.disposition == "observation") for row in rows)
    assert all(0 < one.confidence <= 1 for one in reading.observations)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(MAKERS), TEXTS)
def test_any_text_is_accounted_for_figure_by_figure(make: Callable[..., Document], lines: list[str]) -> None:
    document = make(*lines)
    reading = read(document)
    within_its_report(document, reading)
    folded = fold(document.text)
    figures = [
        (figure.start, figure.end)
        for line in read_body(document, folded)
        for figure in find_figures(document.text, folded, line.start, line.end)
    ]
    assert [(row.start, row.end) for row in reading.ledger] == figures


@settings(max_examples=8, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same(lines: list[str]) -> None:
    document = plain(*lines)
    assert read(document) == read(document)


CELLS = [
    "512",
    "12,5",
    "",
    "61%",
    "Число врачей",
    "Пролечено больных, тыс.",
    "Итого",
    "2024 год",
    "Актюбинская область",
]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.sampled_from(CELLS), min_size=3, max_size=3), min_size=1, max_size=4))
def test_any_table_is_accounted_for_figure_by_figure(rows: list[list[str]]) -> None:
    document = table(["Показатель", "2023 год", "2024 год"], *rows)
    reading = read(document)
    within_its_report(document, reading)
    expected = [
        (figure.start, figure.end)
        for block in document.blocks
        for figure in find_figures(document.text, fold(document.text), block.char_start, block.char_end)
    ]
    assert [(row.start, row.end) for row in reading.ledger] == expected


def test_an_empty_document_has_nothing_to_account_for() -> None:
    reading = read(plain(""))
    assert (reading.ledger, reading.observations, reading.title) == ((), (), None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("В больницах нашей области за год прошли лечение десять тысяч больных.", "ru"),
        ("Облыстың ауруханаларында бір жылда он мың науқас емделіп шықты.", "kk"),
        ("The hospitals of our region treated ten thousand people last year.", "en"),
        ("коротко", None),
    ],
)
def test_the_language_is_that_of_the_body(text: str, language: str | None) -> None:
    assert read(text).language == language


def test_a_title_told_beside_the_report_goes_before_the_one_in_it() -> None:
    document = plain("Итоги работы больниц", "В больницах нашей области прошли лечение 900 больных.")
    told = Circumstances(PUBLISHED, REGION, "Справка управления")
    assert read_report(document, told).title == "Справка управления"
    assert read(document).title == "Итоги работы больниц"


def test_without_a_date_of_publication_this_year_stays_unresolved() -> None:
    document = paragraphs("В этом году в область приехали 40 врачей.")
    (found,) = read_report(document, Circumstances(region_hint=REGION)).observations
    assert (found.period.basis, found.period.start, found.period.end) == ("unresolved", None, None)
    assert "period_unresolved" in found.flags


def test_a_figure_of_another_region_is_booked_on_that_region() -> None:
    document = plain(
        "Управление здравоохранения Костанайской области",
        "В Костанайской области работают 2 340 врачей.",
        "В Актюбинской области работают 1 950 врачей.",
    )
    found = {document.text[one.start : one.end]: one.region_code for one in read(document).observations}
    assert found == {"2 340": "KZ-39", "1 950": "KZ-15"}
