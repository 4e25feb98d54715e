"""A report in Latin or Arabic letters is read like any Kazakh one, and told in offsets of what is printed."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.readers.document import Document
from sources.reading.about.circumstances import Circumstances
from sources.reading.attributes.observation import ReportReading
from sources.reading.report import read_report
from sources.reading.transcription import read_document_text
from tests.unit.reading.documents import PUBLISHED, REGION, paragraphs, plain

LATIN = "Bıyl oblysta 2 114 dáriger jumys isteıdi. Aýrýhanada 340 bala emdeldi. Olarǵa úı jáne teńge berildi."
GIVEN = Circumstances(PUBLISHED, REGION)


def read(document: Document) -> ReportReading:
    return read_document_text(document, GIVEN)


def test_figures_in_latin_letters_are_understood() -> None:
    found = {LATIN[one.start : one.end]: one.indicator_code for one in read(paragraphs(LATIN)).observations}
    assert found == {"2 114": "HR.DOC.N", "340": "SD.INP.TREATED"}


def test_quotes_and_sentences_are_those_of_the_printed_text() -> None:
    reading = read(paragraphs(LATIN))
    assert reading.language == "kk"
    for row in reading.ledger:
        assert LATIN[row.start : row.end] == row.quote
    sentences = {LATIN[one.sentence_start : one.sentence_end] for one in reading.observations}
    assert sentences == {"Bıyl oblysta 2 114 dáriger jumys isteıdi.", "Aýrýhanada 340 bala emdeldi."}


ARABIC = (
    "بىيىل وبلىستا ۲ ۱۱۴ دارىگەر جۇمىس ىستەيدى. اۋرۋحانادا 340 بالا ەمدەلدى، ونىڭ 12,5%-ى اۋىلدان. "
    "وتكەن جىلى ءۇش اۋرۋحانا سالىندى، وعان 4,7 ميلليارد تەڭگە ءبولىندى."
)


def test_figures_in_arabic_letters_are_understood() -> None:
    reading = read(plain(ARABIC))
    assert reading.language == "kk"
    found = {ARABIC[one.start : one.end]: one.indicator_code for one in reading.observations}
    assert found["۲ ۱۱۴"] == "HR.DOC.N"
    assert found["340"] == "SD.INP.TREATED"
    assert found["ءۇش"] == "IN.FAC.COMM"
    quotes = [row.quote for row in reading.ledger]
    assert quotes == ["۲ ۱۱۴", "340", "12,5%", "ءۇش", "4,7 ميلليارد تەڭگە"]
    assert [ARABIC[row.start : row.end] for row in reading.ledger] == quotes


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *ARABIC.split(),
                "12%",
                "1 500",
                "\u200f40",
                "ءجا\u0640نە",
                "2024 -جىلى",
                "5-ءى",
                "۷۱،۵ ميلليون",
                "ﺑﺎﻻ",
            ]
        ),
        min_size=3,
        max_size=20,
    )
)
def test_every_quote_of_an_arabic_report_stands_where_it_is_said_to(words: list[str]) -> None:
    text = f"{ARABIC} {' '.join(words)}"
    reading = read(plain(text))
    for row in reading.ledger:
        assert text[row.start : row.end] == row.quote
        assert row.quote == row.quote.strip("\u200f ")
    for one in reading.observations:
        assert one.sentence_start <= one.start < one.end <= one.sentence_end


def test_a_title_is_told_as_it_is_printed() -> None:
    title = "Densaýlyq saqtaý jańalyqtary"
    document = Document(f"{title}\n{LATIN} {LATIN}", (), "text/plain", "text")
    assert read(document).title == title


def test_a_report_in_cyrillic_is_read_as_it_is() -> None:
    document = paragraphs("Облыста 2 114 дәрігер жұмыс істейді.")
    assert read(document) == read_report(document, GIVEN)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from([*LATIN.split(), "shashý", "12%", "1 500", "jáne", "—"]), min_size=3, max_size=20
    )
)
def test_every_quote_of_a_latin_report_stands_where_it_is_said_to(words: list[str]) -> None:
    text = f"{LATIN} {' '.join(words)}"
    for row in read(paragraphs(text)).ledger:
        assert text[row.start : row.end] == row.quote


DECOMPOSED = "За второй квартал 2024 года в больницах Костанайской области пролечено 7 315 детей."


def test_a_report_in_decomposed_letters_is_read_like_one_in_composed_ones() -> None:
    def told(text: str) -> list[tuple[object, ...]]:
        return [
            (one.indicator_code, one.value, one.unit, one.period, one.dimensions, one.place, one.region_code)
            for one in read(paragraphs(text)).observations
        ]

    composed = unicodedata.normalize("NFC", DECOMPOSED)
    assert told(unicodedata.normalize("NFD", composed)) == told(composed) != []


def test_a_title_with_characters_that_nobody_sees_is_told_as_it_is_printed() -> None:
    title = "Итоги здраво\u00adохранения области"
    document = Document(f"{title}\n{DECOMPOSED} {DECOMPOSED}", (), "text/plain", "text")
    assert read(document).title == title


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *DECOMPOSED.split(),
                "\u200b",
                "12\u200b480",
                "𝟭𝟮",
                "й",
                "о\u0301блости",
                "4⁄5",
                "7 315¹",
                "①",
                "Ⅳ",
            ]
        ),
        min_size=3,
        max_size=20,
    )
)
def test_every_quote_stands_where_it_is_said_to_whatever_the_writing(words: list[str]) -> None:
    text = unicodedata.normalize("NFD", f"{DECOMPOSED} {' '.join(words)}")
    reading = read(plain(text))
    for row in reading.ledger:
        assert text[row.start : row.end] == row.quote
        assert row.quote == row.quote.strip("\u200b ")
    for one in reading.observations:
        assert one.sentence_start <= one.start < one.end <= one.sentence_end
