"""How a figure is joined to the one before it: part, rest, contrast, list, or not at all."""

from __future__ import annotations

import pytest

from sources.reading.measurement.links import counted_alike, link_before
from tests.unit.reading.documents import page_of


def link(text: str) -> str:
    """The link of the second figure of a sentence to the first."""
    sentence = page_of(text).sentences[0]
    first, second = sentence.figures[:2]
    return link_before(second, max(first.noun_start, first.end), sentence, second.noun_start).link


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пролечено 900 больных, из них 300 детей.", "partitive"),
        ("Пролечено 900 больных, в том числе 300 детей.", "partitive"),
        ("Емделген 900 науқас, оның ішінде 300 бала.", "partitive"),
        ("Келген 40 дәрігердің 11-і терапевт.", "partitive"),
        ("Построено 20 медпунктов, остальные 15 введут позже.", "rest"),
        ("Охват составил 67% против 63,5% годом ранее.", "contrast"),
        ("Охват вырос с 63% до 67%.", "contrast"),
        ("Прибыли 30 врачей и 12 медсестёр.", "coordinate"),
        ("Прибыли 30 врачей, и ещё на ремонт зданий было направлено 12 рабочих.", "apart"),
    ],
)
def test_words_between_two_figures_tell_how_they_are_joined(text: str, expected: str) -> None:
    assert link(text) == expected


def test_things_are_counted_alike_when_their_unit_is_the_same() -> None:
    assert counted_alike(frozenset({"doctor"}), "person")
    assert not counted_alike(frozenset({"bed"}), "person")


def test_a_figure_without_a_noun_may_be_counted_in_any_unit() -> None:
    assert counted_alike(frozenset(), "bed")


def test_cases_and_persons_may_stand_for_each_other() -> None:
    assert counted_alike(frozenset({"patient"}), "case")
    assert counted_alike(frozenset({"case"}), "person")
