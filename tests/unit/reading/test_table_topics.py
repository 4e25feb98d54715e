"""Which line above a table says what it counts, and which only say where, when and of whom."""

from __future__ import annotations

import pytest

from sources.language.fold import fold
from sources.reading.about.circumstances import stated_of
from sources.reading.tables.topics import is_silent, topic_of, who_in


@pytest.mark.parametrize(
    "words",
    ["Наименование региона", "в разрезе областей", "Женщины", "Ауыл халқы", "на конец года, единиц",
     "2018 год", "Таблица 3. Динамика показателей", "Акмолинская область", "ед. изм.", "Both sexes",
     "Өңірлер бойынша"],
)  # fmt: skip
def test_words_of_place_time_unit_and_people_are_silent(words: str) -> None:
    assert is_silent(fold(words))


@pytest.mark.parametrize(
    "words", ["Численность врачей", "Число браков", "Коек", "Ответственный", "Мектептер"]
)
def test_words_that_name_something_are_not(words: str) -> None:
    assert not is_silent(fold(words))


def test_the_nearest_line_about_health_speaks_and_notes_do_not() -> None:
    topic = topic_of([["в разрезе областей", "примечание: без врачей-стажеров", "число больничных коек"]])
    assert topic is not None
    assert (topic.text, topic.foreign) == ("число больничных коек", False)


def test_a_nearer_count_of_something_else_ends_the_look() -> None:
    topic = topic_of([["число браков"], ["число родившихся"]])
    assert topic is not None
    assert topic.foreign


def test_titles_speak_only_where_all_lines_are_silent() -> None:
    assert topic_of([["женщины"]], ["численность врачей"]) is not None
    foreign = topic_of([["число театров"]], ["численность врачей"])
    assert foreign is not None
    assert foreign.foreign
    assert topic_of([["женщины"]]) is None


def test_who_stands_above_an_earlier_block_is_not_told_of_a_later_one() -> None:
    topic = topic_of([["мужчины"], ["женщины", "число умерших"], []])
    assert topic is not None
    assert topic.beside == ("мужчины",)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Женщины", {"sex": "female"}),
        ("Оба пола", {}),
        ("Мужчины и женщины", {}),
        ("Городское население", {"residence": "urban"}),
        ("город Астана", {}),
        ("ауыл халқы", {"residence": "rural"}),
        ("Женщины, сельская местность", {"sex": "female", "residence": "rural"}),
    ],
)
def test_whom_silent_words_tell_of(words: str, who: dict[str, str]) -> None:
    assert who_in(fold(words)) == who


def test_codes_that_landed_before_they_were_checked_are_passed_over() -> None:
    stated = stated_of(
        {"indicator": "стационары", "unit": 5, "plan_actual": "actual"}, "Число_коек-2018.xlsx"
    )
    assert (stated.indicator, stated.unit, stated.plan_actual) == (None, None, "actual")
    assert stated.titles == ("Число коек 2018",)
