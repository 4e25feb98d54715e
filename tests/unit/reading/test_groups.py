"""Parts of a total are components when they add up to it, and partial otherwise."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.reading.documents import said


def roles(text: str) -> dict[str, str | None]:
    return {quote: group.role if group else None for quote, (group,) in said(text, "group").items()}


def test_parts_that_add_up_are_components() -> None:
    text = "В стационарах пролечено 10 000 больных, из них 6 500 жителей города, 3 500 сельчан."
    assert roles(text) == {"10 000": "total", "6 500": "component", "3 500": "component"}


def test_parts_that_do_not_add_up_are_partial() -> None:
    text = "В стационарах пролечено 10 000 больных, из них 6 500 жителей города, 2 500 сельчан."
    assert roles(text) == {"10 000": "total", "6 500": "partial", "2 500": "partial"}


def test_a_single_part_is_partial() -> None:
    assert roles("Приехали 40 врачей, из них 12 терапевтов.") == {"40": "total", "12": "partial"}


def test_figures_that_stand_side_by_side_form_no_group() -> None:
    assert roles("Прибыли 30 врачей и 12 медсестёр.") == {"30": None, "12": None}


def test_a_change_is_no_part_of_its_level() -> None:
    assert roles("Пролечено 6 200 больных, что на 450 больше, чем год назад.")["450"] is None


def test_all_members_name_the_same_leader() -> None:
    text = "Прошли лечение 8 000 пациентов, из них 5 000 взрослых и 3 000 детей."
    assert len({group.leader for (group,) in said(text, "group").values()}) == 1


@settings(max_examples=15, deadline=None)
@given(st.integers(100, 999), st.integers(100, 999), st.integers(-3, 3))
def test_parts_are_components_exactly_when_they_add_up(adults: int, children: int, off: int) -> None:
    whole = adults + children + 1000 + off
    text = f"Прошли лечение {whole} пациентов, из них {adults + 1000} взрослых и {children} детей."
    expected = "component" if off == 0 else "partial"
    assert {role for quote, role in roles(text).items() if quote != str(whole)} == {expected}
