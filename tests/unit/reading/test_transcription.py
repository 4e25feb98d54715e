"""A report in Latin letters is read like any Kazakh report, and told in offsets of what is printed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.readers.document import Document
from sources.reading.report import Circumstances, ReportReading, read_report
from sources.reading.transcription import read_document_text
from tests.unit.reading.documents import PUBLISHED, REGION, paragraphs

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
