"""Plain text that an editor broke at a fixed width is read by its paragraphs."""

from __future__ import annotations

from datetime import date

from sources.language.fold import fold
from sources.readers import read_document
from sources.reading.about.circumstances import Circumstances
from sources.reading.layout.lines import read_body
from sources.reading.report import read_report

WRAPPED = """Больницы края за год приняли много пациентов из сёл и малых городов, и
работа была напряжённой для всех. В стационарах пролечено за 2024 год 12
450 человек, в том числе 3 100 детей, что заметно больше прежнего, а также
проведено в операционных большой больницы за тот же самый отрезок в целом
1 200 операций на сердце. В поликлиниках области на начало года работали
2 100 врачей.
"""


def test_a_wrapped_paragraph_is_one_line_of_the_report() -> None:
    document = read_document(WRAPPED.encode(), "report.txt")
    lines = read_body(document, fold(document.text))
    assert [(line.role, line.locator) for line in lines] == [("prose", "lines 1-6")]


def test_lines_that_nobody_wrapped_stay_apart() -> None:
    text = "Короткая строка\nЕщё одна строка\n\nТретья строка"
    lines = read_body(read_document(text.encode(), "report.txt"), fold(text))
    assert [text[line.start : line.end] for line in lines] == [
        "Короткая строка",
        "Ещё одна строка",
        "Третья строка",
    ]


def test_neither_a_figure_nor_a_sentence_ends_where_its_line_was_broken() -> None:
    reading = read_report(
        read_document(WRAPPED.encode(), "report.txt"), Circumstances(date(2025, 3, 14), "KZ-39")
    )
    found = {one.value: one.indicator_code for one in reading.observations}
    assert found == {
        12450.0: "SD.INP.TREATED",
        3100.0: "SD.INP.TREATED",
        1200.0: "SD.SURG.OPS",
        2100.0: "HR.DOC.N",
    }
