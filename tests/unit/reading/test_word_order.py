"""A thing named before the verb is what a bare figure counts: «Операций выполнено 312»."""

from __future__ import annotations

import pytest

from sources.reading.measurement.word_order import named_before
from tests.unit.reading.documents import page_of, said


def thing(text: str) -> str | None:
    """The words that name what the last figure counts."""
    page = page_of(text)
    sentence = page.sentences[0]
    start = named_before(sentence.figures[-1], sentence)
    return None if start is None else page.text[start:].split()[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Операций выполнено 312.", "Операций"),
        ("Прооперировано 40 детей, лабораторных исследований проведено 900.", "лабораторных"),
        ("Пролечено 40 детей, а консультаций дано около 900.", "консультаций"),
        ("Хирургами выполнено 312.", None),
        ("В больнице выполнено 312.", None),
        ("Силами хирургов выполнено 312.", None),
    ],
)
def test_the_thing_opens_its_clause_in_the_genitive(text: str, word: str | None) -> None:
    assert thing(text) == word


def test_a_thing_of_its_own_keeps_a_figure_from_going_on_with_the_one_before() -> None:
    found = said("Пролечено 840 детей, операций выполнено 312, консультаций дано 1 940.", "indicator_code")
    assert found == {"840": ("SD.INP.TREATED",), "312": ("SD.SURG.OPS",)}
