"""Plans and needs that a list and a project hand on."""

from __future__ import annotations

from tests.unit.reading.documents import said


def test_the_items_of_a_planned_list_are_planned() -> None:
    found = said(
        "На 2026 год предлагается предусмотреть на здравоохранение 30 млрд тенге, в том числе: на закуп 12 "
        "томографов – 3 млрд тенге.",
        "plan_actual",
    )
    assert found["3 млрд тенге"] == ("planned",)
    assert found["12"] == ("planned",)


def test_an_item_that_is_done_stays_done() -> None:
    found = said("Планируется построить 20 амбулаторий: 5 уже открыты, 15 сдадут осенью.", "plan_actual")
    assert found["5"] == ("actual",)


def test_a_project_costs_what_it_will_cost() -> None:
    found = said("Построят больницу на 200 коек. Стоимость строительства – 9 млрд тенге.", "plan_actual")
    assert found["9 млрд тенге"] == ("planned",)


def test_a_house_that_stands_has_its_price() -> None:
    found = said("Открыли больницу на 200 коек. Строительство обошлось в 9 млрд тенге.", "plan_actual")
    assert found["9 млрд тенге"] == ("actual",)
