"""Where a figure begins and ends: `[…]` marks what is quoted in a sentence; nothing else may be found."""

from __future__ import annotations

import re

import pytest

from sources.language.figures import find_figures


def quoted(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its marks, and the offsets that the marks enclose."""
    text, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        if part.startswith("["):
            spans.append((len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    return text, spans


def assert_quotes(marked: str) -> None:
    text, spans = quoted(marked)
    found = [(figure.start, figure.end) for figure in find_figures(text)]
    assert [text[a:b] for a, b in found] == [text[a:b] for a, b in spans]
    assert found == spans


@pytest.mark.parametrize(
    "marked",
    [
        "В диспансере пролечено всего[10 231] человек, из них[812] детей.",
        "Осмотрено [1\u00a0250] и [2\u202f310] жителей, обзвонили [3\u2009100] домов",
        "Принято [12345] звонков, [1'250] писем и [1.250.000] сообщений.",
        "Медсестёр [8.140], коек [412], загруженность [81,5].",
        "В [2018] [400] человек сменили участок.",
        "Опубликовано [11.11.2023] [08:25] [632]",
        "Санбригады\t[120]\t[130]\t[145,5]",
        "Столбцы [2023] [142 318] и [2024] [147 905]",
        "Кокшетауская -[891], Степногорск– [45], Щучинск —[12].",
        "Центр принял [34,5] тонны груза.",
    ],
)
def test_separators_glue_and_dashes_do_not_move_the_borders_of_a_number(marked: str) -> None:
    assert_quotes(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "На ремонт ушло [23,4 млрд. тенге], на мебель – [1 млрд.тенге].",
        "Стипендия [150 тыс. тг.], подъёмные – [5 млн тг.]",
        "Кредит [3 млрд 494 млн тенге], остаток [2 млрд 150 млн 300 тыс. тенге].",
        "Гранттарға [1 миллиард 240 миллион теңге] бөлінді.",
        "Аппарат [8,7 млрд ₸] тұрады, бағасы [1,4 млрд теңгесі] үнемделді.",
        "Доплата [512 тыс. тенге], премия [полтора миллиарда тенге].",
        "Получено $[2,5 млн] и [15 000 долларов].",
        "Собрали [29,2 млрд]. Охват растёт.",
    ],
)
def test_a_sum_is_quoted_with_scale_and_currency_as_one_figure(marked: str) -> None:
    assert_quotes(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Готовность [92 процентов], износ [61%], загрузка [38,4 %].",
        "Қамту [75%]-ға, [94 пайызға] жетті, [65 пайызы] бітті.",
        "Оның [64]-і ауылда, [9]-ы қалада, [2 530]-ға жуығы әйел.",
        "[140 мыңнан] астам тұрғын, [он екі мыңнан] астам келуші.",
        "Прибавка [1,3 п.п.], раньше [2 процентных пункта].",
        "Рождаемость [21,3‰].",
    ],
)
def test_percent_signs_and_glued_endings_are_inside_hyphenated_endings_outside(marked: str) -> None:
    assert_quotes(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Надбавка [3,5–7 млн теңге], износ от [50 до 80%], возраст [45-50] лет.",
        "Подъёмные от [3,5 до 7 млн тенге], смена от [25 до 45] посещений.",
        "Оснащение выросло с [91%] до [93%], а было с [6] по [10] ноября.",
        "Сеть обновят за [2023-2025] годы, проект [2019 – 2021] годов.",
        "Жүктеме [50-ден 80 пайызға] дейін, бұрын [16]-дан [19]-ға жетті.",
        "between [10 and 15] cases, from [5] to [7 percent]",
    ],
)
def test_a_range_is_one_figure_and_two_levels_are_two(marked: str) -> None:
    assert_quotes(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "При этом он отметил, что [двадцать два] района и [пятеро] врачей ждут.",
        "Провели более [тысячи] операций, свыше [шести тысяч] звонков.",
        "[Он бір] айда [он жеті] маман, [жиырма бес] төсек, [екі жүз] адам, [бесеуі] келді.",
        "Операция длилась [полтора] часа, родились [четверо], осталось [ноль].",
        "Ушло [два с половиной миллиона тенге], ждали [две с лишним тысячи] жителей.",
        "[twenty-five] beds, [two thousand five hundred] visits, a [hundred]",
        "Нагрузка выросла [вдвое], звонили [дважды].",
    ],
)
def test_numbers_in_words_are_figures(marked: str) -> None:
    assert_quotes(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Один доктор рассказал, что на одного педиатра приходится много детей.",
        "Однокомнатные и трёхкомнатные квартиры, первая и вторая очередь, трёхуровневая сеть.",
        "Ол үшін алтын уақыт, бірге жұмыс жүзеге асырылды, бірден келді.",
        "Ни одного невролога, один из лучших, тот же один и тот же врач.",
        "Одна из больниц, в одном из сёл.",
        "Қандай да бір мәселе, бірлік пен бірегей жоба, екінші тоқсанда.",
        "On the ward one of the doctors said it was for the best.",
        "Витамин D, группа C, план X и гепатит В.",
        "Половина пациентов, больше половины сёл, первая четверть.",
        "Халықтың үштен бірі, төрттен үші, жиырма бірінші ғасыр, жарты жыл.",
        "Тысяча девятьсот девяносто первый год.",
    ],
)
def test_articles_pronouns_ordinals_and_parts_of_words_are_no_figures(marked: str) -> None:
    assert_quotes(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Установлены [один] томограф и [3] аппарата УЗИ.",
        "По [одному] автомобилю получили [три] района, ещё [один] ждут.",
        "Нужны [два] травматолога и [один] невролог.",
        "Построена [одна] амбулатория.",
        "[Екі] емхана және [бір] аурухана, тағы [бір] дәрігер.",
        "Бұл жерде [2] көлік бар, тағы [біреуі] келеді.",
    ],
)
def test_one_is_a_number_beside_words_and_numbers_that_count(marked: str) -> None:
    assert_quotes(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Тел.: [8 (7172) 55-12-34], [+7 701 123 45 67], [8-800-080-77-77], факс [55-12-35].",
        "Бой за мяч — [2:1], в [10:30] и до [18:00:00].",
        "Приказ от [12.07.2025] и от [2026-01-17], срок [03/04/2025].",
        "Вспышка COVID-[19] [154] случая, версия [4.2.1], режим [24/7].",
        "На [I]–[II] стадии, [ІІІ] уровень, [XXVI] сессия, [IV] квартал.",
        "Поликлиника №[5], школа № [15 204], кабинеты №№ [5], [7] и [12].",
        "Сайт zdrav[24].kz и адрес https://gov.kz/[2024]/[15]",
        "Уральск [-7°], Актау [+5°C], сальдо\n[-0,19]\n",
        "[12] июня, [6]-й микрорайон, [2]-ші қалалық, [200]-местная больница",
    ],
)
def test_marks_of_form_are_figures_too(marked: str) -> None:
    assert_quotes(marked)


def test_offsets_are_those_of_the_whole_text_when_a_part_is_read() -> None:
    text = "Было 5 коек.\nСтало 7 коек.\nБудет 9 коек."
    begin = text.index("Стало")
    figures = find_figures(text, start=begin, end=text.index("Будет"))
    assert [text[figure.start : figure.end] for figure in figures] == ["7"]


def test_nothing_is_joined_across_lines_and_cells() -> None:
    assert_quotes("коек [3]\nмлн тенге\t[2]\t[500]")
    assert_quotes("[0]\tтенге\t[5]\tмлн")
    text = "до\t40\tраза"
    (figure,) = find_figures(text)
    assert (figure.comparator, figure.shape) == ("eq", "cardinal")
