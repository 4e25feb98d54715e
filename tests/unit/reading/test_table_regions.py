"""Lists of regions in heads and labels: every spelling, and no region where the list is of something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.language.fold import fold
from sources.reading.tables.regions import listed_regions
from tests.unit.reading.statistics_files import KAZAKH, RUSSIAN


@pytest.mark.parametrize("names", [RUSSIAN, KAZAKH])
def test_every_region_of_a_list_is_known(names: dict[str, str]) -> None:
    assert listed_regions([fold(name) for name in names]) == {
        fold(name): code for name, code in names.items()
    }


@given(st.permutations(list(RUSSIAN)))
def test_the_order_of_a_list_does_not_matter(names: list[str]) -> None:
    found = listed_regions([fold(name) for name in names])
    assert all(found[fold(name)] == RUSSIAN[name] for name in names)


def test_abbreviations_former_names_and_headed_names_are_known() -> None:
    names = {
        "ЗКО": "KZ-27",
        "ЮКО": "KZ-61",
        "Павлодарская обл.": "KZ-55",
        "обл. Абай": "KZ-10",
        "Нур-Султан": "KZ-71",
    }
    assert listed_regions([fold(name) for name in names]) == {
        fold(name): code for name, code in names.items()
    }


def test_codes_list_regions_too() -> None:
    assert listed_regions(["kz", "kz-10", "kz-11", "kz-35", "kz-99", "kz-71"]) == {
        "kz": "KZ", "kz-10": "KZ-10", "kz-11": "KZ-11", "kz-35": "KZ-35", "kz-71": "KZ-71"
    }  # fmt: skip


def test_almaty_is_the_city_where_the_region_is_named_too() -> None:
    found = listed_regions(["алматинская", "алматы", "акмолинская", "жамбылская", "атырауская"])
    assert (found["алматинская"], found["алматы"]) == ("KZ-19", "KZ-75")


@pytest.mark.parametrize(
    "names",
    [
        ["Карасуский район", "г. Рудный", "Абай ауданы", "Жамбылский район", "г. Аркалык"],
        ["Абай", "Шет", "Нұра", "Осакаров", "Бұқар жырау", "Қарқаралы", "Приозёрск", "Жамбыл"],
        ["Врачи", "Медсёстры", "Акушерки", "Фельдшеры"],
        ["Акмолинская", "Костанайская"],
        [],
    ],
)
def test_other_lists_hold_no_regions(names: list[str]) -> None:
    assert listed_regions([fold(name) for name in names]) == {}
