"""Names of places are found in every form, told from homonyms, and given the region of the report's date."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.catalogue.data_file import CATALOGUE
from sources.language.fold import fold
from sources.reading.mentions.places import gazetteer as places_gazetteer
from sources.reading.mentions.places.finding import Place, find_places, resolve

DAY = date(2025, 3, 1)

ADJECTIVES = {
    "KZ-11": "Акмолинск", "KZ-15": "Актюбинск", "KZ-19": "Алматинск", "KZ-23": "Атырауск",
    "KZ-27": "Западно-Казахстанск", "KZ-31": "Жамбылск", "KZ-35": "Карагандинск",
    "KZ-39": "Костанайск",
    "KZ-43": "Кызылординск", "KZ-47": "Мангистауск", "KZ-55": "Павлодарск", "KZ-59": "Северо-Казахстанск",
    "KZ-61": "Туркестанск", "KZ-63": "Восточно-Казахстанск",
}  # fmt: skip
RUSSIAN_CASES = {"ая": "область", "ой": "области", "ую": "область", "ою": "областью"}
KAZAKH = {
    "KZ-10": "Абай", "KZ-11": "Ақмола", "KZ-15": "Ақтөбе", "KZ-19": "Алматы", "KZ-23": "Атырау",
    "KZ-27": "Батыс Қазақстан", "KZ-31": "Жамбыл", "KZ-33": "Жетісу", "KZ-35": "Қарағанды",
    "KZ-39": "Қостанай",
    "KZ-43": "Қызылорда", "KZ-47": "Маңғыстау", "KZ-55": "Павлодар", "KZ-59": "Солтүстік Қазақстан",
    "KZ-61": "Түркістан", "KZ-62": "Ұлытау", "KZ-63": "Шығыс Қазақстан",
}  # fmt: skip
KAZAKH_CASES = ["ы", "ының", "ына", "ын", "ында", "ынан", "ымен", "ындағы", "ындағыдан", "ы бойынша"]
LATIN = {
    "KZ-10": "Abaı", "KZ-11": "Aqmola", "KZ-15": "Aqtóbe", "KZ-19": "Almaty", "KZ-23": "Atyraý",
    "KZ-27": "Batys Qazaqstan", "KZ-31": "Jambyl", "KZ-33": "Jetisý", "KZ-35": "Qaraǵandy",
    "KZ-39": "Qostanaı",
    "KZ-43": "Qyzylorda", "KZ-47": "Mańǵystaý", "KZ-55": "Pavlodar", "KZ-59": "Soltústik Qazaqstan",
    "KZ-61": "Túrkistan", "KZ-62": "Ulytaý", "KZ-63": "Shyǵys Qazaqstan",
}  # fmt: skip
ENGLISH = {
    "KZ-10": "Abai", "KZ-11": "Akmola", "KZ-15": "Aktobe", "KZ-19": "Almaty", "KZ-23": "Atyrau",
    "KZ-27": "West Kazakhstan", "KZ-31": "Zhambyl", "KZ-33": "Zhetysu", "KZ-35": "Karaganda",
    "KZ-39": "Kostanay",
    "KZ-43": "Kyzylorda", "KZ-47": "Mangystau", "KZ-55": "Pavlodar", "KZ-59": "North Kazakhstan",
    "KZ-61": "Turkistan", "KZ-62": "Ulytau", "KZ-63": "East Kazakhstan",
}  # fmt: skip
CITIES = {
    "KZ-71": [
        "Астана",
        "Астаны",
        "Астане",
        "Астану",
        "Астаной",
        "Астанада",
        "Астананың",
        "Астанаға",
        "Астанадан",
    ],
    "KZ-75": ["Алматы", "Алматыда", "Алматының", "Алматыдан", "Алма-Ате"],
    "KZ-79": ["Шымкент", "Шымкента", "Шымкенту", "Шымкентом", "Шымкенте", "Шымкентте", "Шымкенттен"],
    "KZ-10": ["Семей", "Семея", "Семею", "Семее", "Семейде", "Семейдің"],
    "KZ-63": ["Усть-Каменогорске", "Усть-Каменогорска", "Өскемен", "Өскеменде", "Риддере"],
    "KZ-62": ["Жезказгане", "Жезқазғанда", "Сатпаеве"],
    "KZ-33": ["Талдыкорган", "Талдыкоргане", "Талдықорғанда"],
    "KZ-47": ["Актау", "Ақтауда", "Жанаозене", "Жаңаөзенде"],
    "KZ-39": ["Рудном", "Костанае", "Қостанайда"],
    "KZ-27": ["Уральске", "Оралда"],
}


def codes(text: str, on: date | None = DAY) -> list[str | None]:
    return [place.region_code for place in find_places(text, None, on) if place.kind != "own_region"]


def only(text: str, on: date | None = DAY) -> Place:
    (place,) = (place for place in find_places(text, None, on) if place.kind != "own_region")
    return place


@pytest.mark.parametrize(("code", "stem"), ADJECTIVES.items())
def test_every_region_is_found_in_every_russian_case(code: str, stem: str) -> None:
    for ending, head in RUSSIAN_CASES.items():
        for written in (f"{stem}{ending} {head}", f"{stem}{ending} обл.", f"{stem}{ending} {head}".upper()):
            text = f"Отчёт: {written} за год"
            place = only(text)
            assert (place.region_code, text[place.start : place.end]) == (code, written)


@pytest.mark.parametrize(("code", "name"), KAZAKH.items())
def test_every_region_is_found_in_every_kazakh_case(code: str, name: str) -> None:
    for ending in KAZAKH_CASES:
        text = f"Бүгін {name} облыс{ending} жаңа емхана ашылды"
        assert codes(text) == [code], text


@pytest.mark.parametrize(("code", "name"), LATIN.items())
def test_every_region_is_found_in_kazakh_latin(code: str, name: str) -> None:
    for head in ("oblysy", "oblysynda", "oblysynyń"):
        assert codes(f"Keshe {name} {head} emhana ashyldy") == [code]


@pytest.mark.parametrize(("code", "name"), ENGLISH.items())
def test_every_region_is_found_in_english(code: str, name: str) -> None:
    assert codes(f"Hospitals of {name} region received funds") == [code]
    assert codes(f"{name} Region opened a clinic") == [code]


@pytest.mark.parametrize(("code", "forms"), CITIES.items())
def test_cities_are_found_inflected_and_lie_in_their_region(code: str, forms: list[str]) -> None:
    for form in forms:
        assert codes(f"Итак, сегодня {form} отмечает праздник") == [code], form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ЗКО, ВКО, СКО и ЮКО", ["KZ-27", "KZ-63", "KZ-59", "KZ-61"]),
        ("БҚО-да, ШҚО-ның, СҚО бойынша, ОҚО-ға", ["KZ-27", "KZ-63", "KZ-59", "KZ-61"]),
        ("в Мангистау, Жетысу и Улытау", ["KZ-47", "KZ-33", "KZ-62"]),
        ("медики Приуралья и Приаралья", ["KZ-27", "KZ-43"]),
        ("в Восточном и Северном Казахстане", ["KZ-59"]),
        ("из Восточного Казахстана в Северный Казахстан", ["KZ-63", "KZ-59"]),
        ("столичные врачи, столица, южная столица", ["KZ-71", "KZ-71", "KZ-75"]),
        ("шымкентские и талдыкорганские больницы", ["KZ-79", "KZ-33"]),
        ("елордалық және алматылық дәрігерлер", ["KZ-71", "KZ-75"]),
        ("Атырауской, Мангистауской и Актюбинской областей", ["KZ-23", "KZ-47", "KZ-15"]),
        ("Сарыағаш пен Шардара аудандарында", ["KZ-61", "KZ-61"]),
        ("Ақсу мен Алакөл аудандарында дәрігерлерге үй берілді", ["KZ-33", "KZ-33"]),
        ("Восточно - Казахстанской области", ["KZ-63"]),
        ("Жамбылской\nобласти", ["KZ-31"]),
    ],
)
def test_short_names_and_lists_are_found(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Алматы и Алматинская область", ["KZ-75", "KZ-19"]),
        ("Алматы қаласы мен Алматы облысы", ["KZ-75", "KZ-19"]),
        ("район Алматы города Астаны", ["KZ-71", "KZ-71"]),
        ("в Жетысуском районе Алматы", ["KZ-75", "KZ-75"]),
        ("Туркестан, центр Туркестанской области", ["KZ-61", "KZ-61"]),
        ("в области Абай", ["KZ-10"]),
    ],
)
def test_homonyms_are_told_by_their_head_words(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "денсаулық сақтау басқармасы",
        "есепті ақтау және сақтау",
        "театр имени Абая на улице Абая",
        "проспект Астана, ул. Тараз",
        "Астана көшесі мен Абай даңғылы",
        "«Ордабасы» сыграл с «Астана» вничью",
        "квартиры получили 100 семей",
        "мы помогаем каждой семье, а семей таких много",
        "экспедиция Каныша Сатпаева",
        "К. Сатпаев и Д. Қонаев",
        "Oral hygiene lessons",
        "средства республиканского бюджета",
        "рудный карьер и темир",
        "Арал теңізі",
        "Ол үйіне оралды",
    ],
)
def test_what_only_looks_like_a_place_is_not_one(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("name", "change", "before", "after"),
    [
        ("в Семее", date(2022, 6, 8), "KZ-63", "KZ-10"),
        ("в Аягозе", date(2022, 6, 8), "KZ-63", "KZ-10"),
        ("в Талдыкоргане", date(2022, 6, 8), "KZ-19", "KZ-33"),
        ("в Панфиловском районе", date(2022, 6, 8), "KZ-19", "KZ-33"),
        ("в Жезказгане", date(2022, 6, 8), "KZ-35", "KZ-62"),
        ("в Шымкенте", date(2018, 6, 19), "KZ-61", "KZ-79"),
        ("в Жетысу", date(2022, 6, 8), "KZ-19", "KZ-33"),
    ],
)
def test_a_city_belongs_to_the_region_of_the_reports_date(
    name: str, change: date, before: str, after: str
) -> None:
    assert only(name, date.fromordinal(change.toordinal() - 1)).region_code == before
    assert only(name, change).region_code == after


def test_without_a_date_todays_rule_holds_and_the_reporting_region_may_decide() -> None:
    place = only("в Семее", None)
    assert (place.region_code, place.ambiguous, set(place.candidates)) == ("KZ-10", True, {"KZ-10", "KZ-63"})
    (resolved,) = resolve([place], "KZ-63")
    assert (resolved.region_code, resolved.ambiguous) == ("KZ-63", False)
    assert resolve([place], "KZ-15") == [place]


@pytest.mark.parametrize(
    ("text", "reporting", "expected"),
    [
        ("Больницы ВКО. В Семее открыт центр.", "KZ-63", "KZ-63"),
        ("Больницы ВКО. В Семее открыт центр. Область Абай.", "KZ-63", "KZ-10"),
        ("Больницы ЮКО. Шымкент ждёт ремонта.", "KZ-61", "KZ-61"),
        ("Больницы Туркестанской области. Шымкент ждёт ремонта.", "KZ-61", "KZ-79"),
    ],
)
def test_names_of_regions_date_an_undated_text(text: str, reporting: str, expected: str) -> None:
    (city,) = (place for place in resolve(find_places(text), reporting) if place.kind == "city")
    assert city.region_code == expected


def test_a_district_of_several_regions_waits_for_the_reporting_region() -> None:
    place = only("в Жамбылском районе")
    assert place.ambiguous
    assert place.region_code is None
    assert set(place.candidates) == {"KZ-19", "KZ-31", "KZ-59"}
    assert resolve([place], "KZ-59")[0].region_code == "KZ-59"


def test_a_district_is_settled_by_the_region_beside_it() -> None:
    assert codes("Жамбылский район Алматинской области") == ["KZ-19", "KZ-19"]
    assert codes("Северо-Казахстанская область, Есильский район") == ["KZ-59", "KZ-59"]


def test_the_country_is_meant_only_where_it_is_counted() -> None:
    for text in ("по республике", "по стране", "в целом по Казахстану", "республика бойынша", "ел бойынша",
                 "среднереспубликанский уровень", "across the country"):  # fmt: skip
        assert [place.kind for place in find_places(text)] == ["republic"], text
    assert find_places("республиканский бюджет, Республиканский центр") == []


def test_foreign_countries_are_found_by_their_names_and_cities() -> None:
    text = "стажировка в клиниках Турции, Южной Кореи и Москвы"
    assert [(place.kind, place.name) for place in find_places(text)] == [
        ("country", "Турция"), ("country", "Южная Корея"), ("country", "Россия"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("в Караганде", "scope"),
        ("в Караганду", "destination"),
        ("доставили в Алматы", "destination"),
        ("из Караганды", "source"),
        ("жители Павлодарской области", "residents"),
        ("аким Павлодарской области", "authority"),
        ("Павлодар облысының денсаулық сақтау басқармасы", "authority"),
        ("выше, чем в Павлодарской области", "comparison"),
        ("по сравнению с Павлодаром", "comparison"),
        ("институт хирургии (г. Алматы)", "seat"),
        ("Павлодарская областная больница", "attributive"),
        ("Павлодарда", "scope"),
        ("Павлодарға", "destination"),
        ("Павлодардан", "source"),
        ("Павлодардан 3 пайызға жоғары", "comparison"),
        ("Павлодарская область", "subject"),
        ("больницам Павлодарской области", "of"),
    ],
)
def test_how_a_place_stands_in_its_sentence(text: str, relation: str) -> None:
    assert only(text).relation == relation


def test_a_place_beside_a_temperature_is_weather() -> None:
    text = "Костанай\n  -12°\nПавлодар: -8°C, Актобе +3 °\nВ Таразе открыли больницу"
    assert [place.weather for place in find_places(text)] == [True, True, True, False]


def test_every_name_has_a_home_and_every_region_a_name() -> None:
    folder = CATALOGUE
    with (folder / "reference" / "regions.csv").open(encoding="utf-8", newline="") as lines:
        regions = {row["region_code"] for row in csv.DictReader(lines)}
    with (folder / "places" / "spellings.csv").open(encoding="utf-8", newline="") as lines:
        spelled = {(row["place"], row["kind"]) for row in csv.DictReader(lines)}
    memberships = places_gazetteer.gazetteer().memberships
    assert spelled == set(memberships)
    named = {one.region_code for rows in memberships.values() for one in rows if one.region_code}
    assert named == regions


WORDS = st.sampled_from(
    ["в", "Алматы", "Алматинской", "области", "Абай", "облысы", "район", "г.", "«", "»", "12", "-", "Семей",
     "ЗКО", "Атырауская", "Жамбыл", "ауданында", "Қызылорда", "и", "Aqtóbe", "oblysy", "İ", "Южной", "Кореи",
     ",", "\n", "республика", "бойынша", "Нур-Султан", "по", "стране", "врачей", "\t", "\u00a0"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25))
def test_mentions_lie_in_the_text_in_order_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    places = find_places(text)
    edge = 0
    for place in places:
        assert edge <= place.start < place.end <= len(text)
        assert text[place.start : place.end] == text[place.start : place.end].strip()
        edge = place.end
    assert places == find_places(text, fold(text))


@given(st.text(max_size=60), st.sampled_from([name for names in CITIES.values() for name in names]))
def test_any_text_is_read_without_error(text: str, name: str) -> None:
    for place in find_places(text + " " + name + " " + text):
        assert place.end > place.start


def test_a_text_of_one_endless_line_is_read_whole() -> None:
    text = "в Алматы и Семее, по области Абай " * 2000
    assert len(find_places(text, None, DAY)) == 6000
