"""Rates: which figure is only the denominator, and which ones are told per so many."""

from __future__ import annotations

import pytest

from sources.language.figures import find_figures
from sources.language.fold import fold
from sources.reading.measurement.rates import denominators, rate_units


def units(text: str) -> dict[str, str]:
    folded = fold(text)
    figures = find_figures(text, folded)
    quotes = {figure.start: text[figure.start : figure.end] for figure in figures}
    return {quotes[start]: unit for start, unit in rate_units(figures, folded).items()}


def bases(text: str) -> list[str]:
    folded = fold(text)
    return [
        text[one.figure.start : one.figure.end] for one in denominators(find_figures(text, folded), folded)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Показатель составил 34,2 на 10 тысяч населения.", {"34,2": "per_10k"}),
        ("Показатель составил 34,2 на 10 000 жителей.", {"34,2": "per_10k"}),
        ("Здесь 33,4 врача на 10 тысяч душ.", {"33,4": "per_10k"}),
        ("There are 38.4 beds per 10,000 people.", {"38.4": "per_10k"}),
        ("Заболеваемость равна 61,3 на 100 тысяч населения.", {"61,3": "per_100k"}),
        ("Смертность 8,9 на 1000 родившихся живыми.", {"8,9": "per_1000_births"}),
        ("Смертность 12,4 на 100 тысяч живорожденных.", {"12,4": "per_100k_births"}),
        ("На 10 тысяч жителей приходится 31,5 врача.", {}),
        ("На 10 тысяч жителей приходится 31,5.", {"31,5": "per_10k"}),
        ("10 мың тұрғынға шаққанда 38,1.", {"38,1": "per_10k"}),
        ("1000 сәбиге шаққанда 7,8 болды.", {"7,8": "per_1000_births"}),
        ("100 мың халыққа шаққанда көрсеткіш 52,6 құрады.", {"52,6": "per_100k"}),
        ("Показатель снизился до 6,8 промилле.", {"6,8": "per_1000"}),
    ],
)
def test_a_rate_has_the_unit_of_its_denominator(text: str, expected: dict[str, str]) -> None:
    found = units(text)
    assert expected.items() <= found.items()
    assert not set(found) & set(bases(text))


def test_two_levels_before_one_denominator_are_two_rates() -> None:
    text = "Снизилась с 8,9 до 7,1 на 1000 родившихся."
    assert units(text) == {"8,9": "per_1000_births", "7,1": "per_1000_births"}
    assert bases(text) == ["1000"]


def test_a_round_number_of_people_is_no_denominator() -> None:
    assert bases("Осмотрено 1000 жителей, привито 10 000 человек.") == []


def test_parents_are_no_births() -> None:
    assert "per_1000_births" not in units("Показатель 4,5 на 1000 родителей и жителей.").values()


def test_only_what_stands_in_the_brackets_is_a_rate() -> None:
    assert units("Развёрнуто 3 180 коек (40,2 на 10 тыс. жителей).") == {"40,2": "per_10k"}
