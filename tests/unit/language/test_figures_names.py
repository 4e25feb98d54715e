"""Numbers that name something or stand apart: models, services, temperatures, pairs, lists."""

from __future__ import annotations

import pytest

from sources.language.figures import find_figures


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("Вертолёты ЕС-145 летали 12 раз.", ["name", "cardinal"]),
        ("Автомобиль УАЗ-3909 стоит дорого.", ["name"]),
        ("В районе ФАП-12, ВА-5.", ["cardinal", "cardinal"]),
        ("На 103 звонят каждый день.", ["phone"]),
        ("103 қызметі 12 мың шақырту қабылдады.", ["phone", "cardinal"]),
        ("112 қызметіне 40 қоңырау түсті.", ["phone", "cardinal"]),
        ("112 қызметкер келді.", ["cardinal"]),
        ("Бірыңғай 1406 байланыс орталығы ашылды.", ["phone"]),
        ("Температура 37 держится неделю.", ["temperature"]),
        ("Дене қызуы 39 болған 12 бала.", ["temperature", "cardinal"]),
        ("Температура 120 больных спала.", ["cardinal"]),
        ("№12-орта мектеп пен №3 емхана.", ["document_number", "document_number"]),
    ],
)
def test_names_and_services_count_nothing(text: str, shapes: list[str]) -> None:
    assert [figure.shape for figure in find_figures(text)] == shapes


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Қос аурухана салынды.", [2]),
        ("Ауылдарға қос пункт берілді.", [2]),
        ("Қос қабатты ғимарат салынды.", []),
        ("Қос бүйрек ауыстырылды.", []),
        ("Төрттен үш бөлігі дайын.", []),
        ("Үштен бірі ауылда.", []),
        ("Построено шесть пунктов: один — в Аксу, два — в Щербактах, три — в Майском.", [6, 1, 2, 3]),
        ("Пятеро — терапевты, двое — хирурги, один — онколог.", [5, 2, 1]),
        ("Один — это уже много.", []),
        ("Это одна из крупнейших больниц.", []),
    ],
)
def test_words_are_numbers_where_they_count(text: str, values: list[float]) -> None:
    assert [figure.value for figure in find_figures(text)] == values
