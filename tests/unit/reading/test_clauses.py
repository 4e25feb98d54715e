"""A sentence is cut into clauses once; each tells its tense or mood."""

from __future__ import annotations

import pytest

from sources.catalogue.lexicon import load_lexicon
from sources.language.morphology import Mood
from sources.readers import read_document
from sources.reading.layout.clauses import clause_at
from sources.reading.layout.page import lay_out


def clauses(text: str) -> list[tuple[str, Mood | None]]:
    """The clauses of a text with their moods."""
    page = lay_out(read_document(text.encode(), "a.txt"), load_lexicon())
    return [
        (page.text[one.start : one.end].strip(" ,.;:"), one.mood)
        for sentence in page.sentences
        for one in sentence.clauses
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "В прошлом году построено 14 амбулаторий, в этом году откроют ещё 9.",
            [("В прошлом году построено 14 амбулаторий", "past"), ("в этом году откроют ещё 9", "future")],
        ),
        (
            "Построены 14 амбулаторий и 3 больницы, 2 медпункта.",
            [("Построены 14 амбулаторий и 3 больницы, 2 медпункта", "past")],
        ),
        (
            "14 амбулаторий построены и 9 строятся.",
            [("14 амбулаторий построены", "past"), ("и 9 строятся", "present")],
        ),
        (
            "Биыл 6 емхана салынып жатыр, үшеуі күзде ашылады.",
            [("Биыл 6 емхана салынып жатыр", "progressive"), ("үшеуі күзде ашылады", "future")],
        ),
        (
            "Өңірде 14 амбулатория, 3 аурухана салу жоспарлануда.",
            [("Өңірде 14 амбулатория, 3 аурухана салу жоспарлануда", "progressive")],
        ),
        ("Поликлиника на 300 посещений.", [("Поликлиника на 300 посещений", None)]),
    ],
)
def test_clauses_and_their_moods(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert clauses(text) == expected


def test_clauses_cover_their_sentence_without_gaps() -> None:
    text = "Отремонтировано (за год) 14 больниц; до декабря сдадут 9, а 3 — позже: так решил акимат."
    page = lay_out(read_document(text.encode(), "a.txt"), load_lexicon())
    (sentence,) = page.sentences
    edges = [sentence.start, *(one.end for one in sentence.clauses)]
    assert [one.start for one in sentence.clauses] == edges[:-1]
    assert edges[-1] == sentence.end
    assert clause_at(sentence.clauses, text.index("9")).mood is Mood.FUTURE
