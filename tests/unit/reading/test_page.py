"""A report laid out: sentences inside their lines, figures in one place each, marks and leads."""

from __future__ import annotations

import pytest

from sources.catalogue.lexicon import load_lexicon
from sources.reading.layout.page import Page, lay_out
from tests.unit.reading.documents import page_of, plain

PROSE = (
    "За прошедший год в больницах нашего района прошли лечение 1 240 человек, и большинство из них вернулись "
    "домой здоровыми."
)


def sentences(page: Page) -> list[str]:
    return [page.text[one.start : one.end] for one in page.sentences]


def test_a_sentence_ends_with_its_mark_and_knows_its_line() -> None:
    page = page_of("Открыт медпункт. Принято 12 врачей.", "Куплен томограф.")
    assert sentences(page) == ["Открыт медпункт.", "Принято 12 врачей.", "Куплен томограф."]
    assert [one.line for one in page.sentences] == [0, 0, 1]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert sentences(page_of("Больница им. Оспанова приняла 40 больных.")) == [
        "Больница им. Оспанова приняла 40 больных."
    ]


def test_a_figure_that_runs_over_a_full_stop_stays_whole() -> None:
    page = page_of("На ремонт выделено 3,4 млрд. тенге из бюджета.")
    figures = [page.text[f.start : f.end] for one in page.sentences for f in one.figures]
    assert figures == ["3,4 млрд. тенге"]
    assert len(page.sentences) == 1


def test_a_sentence_with_a_letter_only_kazakh_has_is_kazakh() -> None:
    page = page_of("Принято 12 врачей. Ауданға 12 дәрігер келді.")
    assert [one.kazakh for one in page.sentences] == [False, True]


def test_a_comma_before_a_relative_clause_parts_nothing() -> None:
    page = page_of("Приехали врачи, которые будут работать в районе, а также медсёстры.")
    commas = [at for at, mark in page.sentences[0].marks if mark == ","]
    assert commas == [page.text.index(", а")]


def test_a_list_item_is_governed_by_the_line_that_opens_the_list() -> None:
    page = lay_out(
        plain(PROSE, "В районе не хватает специалистов:", "- 3 хирурга;", "- 5 педиатров;", PROSE),
        load_lexicon(),
    )
    opening = sentences(page).index("В районе не хватает специалистов:")
    items = [number for number, text in enumerate(sentences(page)) if text.startswith("-")]
    assert [page.leads[number][0] for number in items] == [opening, opening]
    assert page.leads[len(page.sentences) - 1] == ()


def test_figures_outside_the_body_are_loose() -> None:
    page = lay_out(plain("Главная | Новости | Контакты", PROSE, "Просмотров: 1 914"), load_lexicon())
    assert [page.text[figure.start : figure.end] for figure, _ in page.loose] == ["1 914"]
    assert [page.text[f.start : f.end] for one in page.sentences for f in one.figures] == ["1 240"]


def test_the_folded_text_is_as_long_as_the_text() -> None:
    page = page_of("Ёлка İстанбул — «Ясли»\u00a0№ 5")
    assert len(page.folded) == len(page.text)


@pytest.mark.parametrize(
    ("text", "kazakh"),
    [
        ("Ауруханада 45 дәрігер жұмыс істейді.", True),
        ("«Денсаулық» бағдарламасы бойынша 4 аурухана салынды.", True),
        ("В районе Нұра откроется поликлиника на 250 посещений.", False),
        ("Больницу переведут на ІІІ уровень, закуплено 12 аппаратов.", False),
    ],
)
def test_a_few_names_make_no_sentence_kazakh(text: str, kazakh: bool) -> None:
    assert page_of(text).sentences[0].kazakh is kazakh
