"""A figure is booked on the region it describes, or on none when the words allow two readings.

Sentences mark their figures as `[figure|region|origin]`: `?` for a figure that must stay open.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.language.fold import fold
from sources.language.tokens import sentences
from sources.reading.places import find_places, resolve
from sources.reading.places_figures import FigurePlace, figure_place
from sources.reading.places_reporting import RegionReading

DAY = date(2025, 6, 1)
MARKED = re.compile(r"\[([^|\]]*)\|([^|\]]*)(?:\|([^\]]*))?\]")


def read(reporting: str | None, marked: str) -> list[tuple[str, FigurePlace, str, str | None]]:
    """Each marked figure with its reading, the expected region and the expected origin."""
    text, spans, reach = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[reach : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2], match[3]))
        text += match[1]
        reach = match.end()
    text += marked[reach:]
    low = fold(text)
    region = RegionReading(reporting, "stated" if reporting else None, "")
    places = resolve(find_places(text, low, DAY), reporting)
    found = []
    for start, end, code, origin in spans:
        line = next((one.start, one.end) for one in sentences(text) if one.start <= start < one.end)
        found.append((text[start:end], figure_place(low, start, end, line, places, region), code, origin))
    return found


def check(reporting: str, marked: str) -> None:
    for figure, place, code, origin in read(reporting, marked):
        expected = (None, True) if code == "?" else (code, False)
        assert (place.region_code, place.doubtful) == expected, (figure, place)
        assert place.patient_origin_code == origin, (figure, place)


@pytest.mark.parametrize(
    ("reporting", "marked"),
    [
        (
            "KZ-15",
            "Для сравнения: в Костанайской области трудятся [2 610|KZ-39] врачей, у нас — [4 470|KZ-15].",
        ),
        ("KZ-15", "В отличие от Астаны, где [9 800|KZ-71] врачей, в области их всего [3 300|KZ-15]."),
        ("KZ-39", "Укомплектованность близка к республиканской – [91,3|KZ]%, в районах она [88|KZ-39]%."),
        ("KZ-39", "Обеспеченность [31,4|KZ-39] ниже среднереспубликанского показателя ([40,2|KZ])."),
        ("KZ-39", "Коек [41,2|KZ-39], что выше среднереспубликанского уровня – [38,6|KZ]."),
        ("KZ-39", "Пролечены жители СКО – [130|KZ-39|KZ-59], из России – [12|KZ-39] пациентов."),
        ("KZ-39", "Пациентов [130|KZ-39|KZ-59] – из СКО, [12|KZ-39] – из России."),
        ("KZ-39", "Республикалық деңгей [91,3|KZ]% екенін ескерсек, облыс алда."),
        ("KZ-39", "Сельские районы республики ищут [1 400|KZ] врачей."),
        ("KZ-39", "В больницах страны занято [80 000|KZ] врачей, у нас — [3 100|KZ-39]."),
        ("KZ-39", "Лучшие врачи страны провели у нас [12|KZ-39] операций."),
        ("KZ-39", "Көршілес Ақмола облысынан бұл көрсеткіш төмен: онда [61|KZ-11] дәрігер кеткен."),
        ("KZ-39", "Выше, чем в Акмолинской области: там уволились [61|KZ-11] человек."),
        (
            "KZ",
            "Костанайская область из [30|KZ-39] объектов сдала 12, Акмолинская из [28|KZ-11] – [9|KZ-11].",
        ),
        (
            "KZ-55",
            "Лечились 80 иногородних, половина – [40|KZ-55|KZ-10] человек – приехали из области Абай.",
        ),
        ("KZ-15", "Показатель составил [12,4|KZ-15] против [15,1|KZ-47] в Мангистауской области."),
        ("KZ-15", "Показатель ([12,4|KZ-15]) ниже, чем в Мангистауской области ([15,1|KZ-47])."),
        ("KZ-31", "[9 800|KZ-71] медиков работают в Астане."),
        (
            "KZ-31",
            "Костанайской области нужно [96|KZ-39] врачей, Павлодарской — [71|KZ-55], нашей — [64|KZ-31].",
        ),
        (
            "KZ-31",
            "В Таразе [3|KZ-31] поликлиники, в Меркенском районе — [2|KZ-31], в Шымкенте — [7|KZ-79].",
        ),
        ("KZ-71", "В городе [9 800|KZ-71] врачей, в Алматы — [11 200|KZ-75]."),
        (
            "KZ-11",
            "Костанайская область тратит [1,7 млрд тенге|KZ-39], Акмолинская — [1,1 млрд тенге|KZ-11].",
        ),
        ("KZ-59", "Пенсионеров [14|KZ-59]%, тогда как в Костанайской области — [18|KZ-39]%."),
        ("KZ-59", "Дефицит в СКО — [180|KZ-59] врачей, в ВКО — [140|KZ-63], в ЗКО — [210|KZ-27]."),
        ("KZ-43", "Қызылорда облысында [2 870|KZ-43] дәрігер бар, ал Ақтөбе облысында [4 390|KZ-15]."),
        ("KZ-43", "Түркістан облысына [120|KZ-61] дәрігер қажет."),
        ("KZ-23", "Облыста [47|KZ-23]%, Маңғыстауда [39|KZ-47]%, республикада [51|KZ]%."),
        ("KZ-23", "Жүктеме [38|KZ-23]%, Маңғыстау облысындағыдан ([33|KZ-47]%) жоғары."),
        ("KZ-63", "В Семее работают [500|KZ-10] врачей."),
        ("KZ-61", "Дефицит в Шымкенте — [88|KZ-79] врачей."),
        ("KZ-63", "Atyrau region has [2,900|KZ-23] doctors, East Kazakhstan [5,610|KZ-63]."),
        ("KZ-63", "The region employs [5,610|KZ-63] doctors, compared with [9,800|KZ-71] in Astana."),
        (
            "KZ",
            "В Атырауской области построено [12|KZ-23] объектов, в Алматы — [3|KZ-75]. По стране — [640|KZ].",
        ),
        ("KZ-35", "Наш показатель [170|KZ-35], больше только в Алматы ([224|KZ-75]) и Астане ([210|KZ-71])."),
        ("KZ-15", "Область обошла Атыраускую ([91|KZ-23]%) и уступила Костанайской ([97|KZ-39]%)."),
        ("KZ-15", "Выявлено: Нур-Султан – [12|KZ-71], Алматы – [15|KZ-75], Актюбинская область – [3|KZ-15]."),
        (
            "KZ-35",
            "Область потратила [900 млн|KZ-35], соседняя область Улытау за тот же срок — [610 млн|KZ-62].",
        ),
        ("KZ-59", "В СКО — [1,6|KZ-59] тысячи врачей, у костанайцев — [2,3|KZ-39] тысячи."),
        ("KZ-61", "Облыста [118|KZ-61] нысан бар, көршілес Жамбыл облысында – [97|KZ-31]."),
        ("KZ-43", "Qyzylorda oblysynda [24|KZ-43] emhana bar, Túrkistan oblysynda – [30|KZ-61]."),
        ("KZ-63", "By comparison, Pavlodar region reported [12|KZ-55] cases."),
    ],
)
def test_a_comparison_with_another_region_is_booked_on_that_region(reporting: str, marked: str) -> None:
    check(reporting, marked)


@pytest.mark.parametrize(
    ("reporting", "marked"),
    [
        ("KZ-15", "Среднереспубликанский показатель — [62|KZ]%, областной — [67|KZ-15]%."),
        ("KZ-15", "Укомплектованность [91|KZ-15]%, в среднем по республике [88|KZ]%."),
        ("KZ-15", "В Казахстане насчитывается [79 000|KZ] врачей."),
        ("KZ-15", "Впервые в Казахстане здесь провели [3|KZ-15] такие операции."),
        ("KZ-55", "Всего по стране введено [640|KZ] объектов, из них [30|KZ-55] – в Павлодарской области."),
        ("KZ-55", "Из [640|KZ] объектов, запланированных по республике, [30|KZ-55] построят в регионе."),
        ("KZ-55", "Из республиканского бюджета выделено [5 млрд тенге|KZ-55]."),
        ("KZ-55", "По данным Минздрава РК, в области [3 110|KZ-55] врачей."),
        ("KZ-43", "Қазақстан бойынша орташа көрсеткіш [82|KZ]%, облыста – [86|KZ-43]%."),
        ("KZ-63", "Nationwide the figure is [64|KZ] percent, in the region [67|KZ-63] percent."),
        ("KZ-15", "Показатель по области [7,1|KZ-15] (РК — [8,2|KZ])."),
        ("KZ-15", "Показатель ниже республиканского ([7,7|KZ]) и составил [7,1|KZ-15]."),
        ("KZ-35", "Обеспеченность: [32|KZ-35] в области, [45|KZ] — в среднем по стране."),
        ("KZ-35", "Показатель вырос до [170|KZ-35] при среднем по стране [158|KZ]."),
        ("KZ-35", "Показатель на [12|KZ-35]% выше среднереспубликанского."),
        ("KZ-27", "Таких аппаратов в Казахстане всего [10|KZ]."),
        ("KZ-27", "[94|KZ-27]% — лучший показатель в Казахстане."),
        ("KZ-43", "Елде [3 800|KZ] дәрігер жетіспейді."),
        ("KZ-43", "Елімізде [79 мың|KZ] дәрігер бар, оның [2 870|KZ-43]-і – біздің облыста."),
        ("KZ-43", "Қазақстанда алғаш рет [2|KZ-43] ота жасалды."),
    ],
)
def test_a_figure_of_the_republic_is_booked_on_the_republic(reporting: str, marked: str) -> None:
    check(reporting, marked)


@pytest.mark.parametrize(
    ("reporting", "marked"),
    [
        (
            "KZ-15",
            "За год пролечены [370|KZ-15] иногородних: из Атырауской области — [140|KZ-15|KZ-23], "
            "Мангистауской — [118|KZ-15|KZ-47], ЗКО – [90|KZ-15|KZ-27].",
        ),
        ("KZ-15", "Из Мангистауской области на лечение прибыли [54|KZ-15|KZ-47] пациента."),
        ("KZ-15", "Получили помощь [54|KZ-15|KZ-47] жителя Мангистауской области."),
        ("KZ-35", "Пациенты из Улытау составили [7|KZ-35|KZ-62]% пролеченных больных."),
        (
            "KZ-27",
            "Помощь оказана [300|KZ-27] пациентам. Из Актюбинской области — [12|KZ-27|KZ-15], "
            "из Атырауской — [8|KZ-27|KZ-23].",
        ),
        (
            "KZ-27",
            "Иногородние пациенты:\n- Атырауская область — [31|KZ-27|KZ-23];\n"
            "- Мангистауская — [22|KZ-27|KZ-47].",
        ),
        (
            "KZ-43",
            "Өзге өңірлерден [210|KZ-43] науқас ем алды: Түркістан облысынан – [120|KZ-43|KZ-61], "
            "Ақтөбеден – [90|KZ-43|KZ-15].",
        ),
        ("KZ-23", "Аурухана Маңғыстау облысының [56|KZ-23|KZ-47] тұрғынын емдеді."),
        ("KZ-63", "The hospital admitted [48|KZ-63|KZ-55] patients from Pavlodar region."),
        (
            "KZ-27",
            "Прооперированы 350 больных, из них [80|KZ-27|KZ-23] из Атырау, [40|KZ-27|KZ-47] — из Мангистау.",
        ),
        ("KZ-27", "Из них [80|KZ-27|KZ-23] — жители Атырауской области, пролеченные в кардиоцентре."),
        (
            "KZ-15",
            "Больные Атырауской области – [41|KZ-15|KZ-23], Мангистауской – [39|KZ-15|KZ-47].",
        ),
        ("KZ-75", "Пятая часть, [22|KZ-75|KZ-19]% пролеченных, пришлась на жителей Алматинской области."),
        ("KZ-35", "Ұлытау облысынан [310|KZ-35|KZ-62] науқас қабылданды, Ақмоладан – [90|KZ-35|KZ-11]."),
        ("KZ-63", "Residents of Pavlodar and Abai regions made up [12|KZ-63] percent of patients treated."),
    ],
)
def test_patients_from_elsewhere_stay_with_the_region_that_treated_them(reporting: str, marked: str) -> None:
    check(reporting, marked)


@pytest.mark.parametrize(
    ("reporting", "marked"),
    [
        ("KZ-15", "По сравнению с Атырауской областью показатель выше на [5|KZ-15]%."),
        ("KZ-15", "Это на [3|KZ-15]% выше, чем в Мангистауской области."),
        ("KZ-43", "Көрсеткіш Ақтөбе облысынан [5|KZ-43]%-ға жоғары."),
        ("KZ-15", "Мастер-классы провели [6|KZ-15] специалистов из Алматы."),
        ("KZ-62", "Бортом в Караганду доставили [27|KZ-62] больных."),
        ("KZ-19", "За месяц в Алматы доставлено [31|KZ-19] пациентов."),
        ("KZ-62", "Ұшақ Қарағанды мен Астанаға [27|KZ-62] сырқатты жеткізді."),
        ("KZ-31", "В Алматы прошли обучение [25|KZ-31] врачей области."),
        ("KZ-43", "Алматыда [25|KZ-43] дәрігер біліктілігін арттырды."),
        ("KZ-31", "В Астане прооперированы [45|KZ-31] жителей области."),
        ("KZ-31", "В НИИ кардиологии (г. Алматы) прооперированы [12|KZ-31] детей."),
        ("KZ-31", "Шымкентские врачи прооперировали [20|KZ-31] жителей области."),
        ("KZ-31", "Подписан меморандум с Туркестанской областью, приобретено [5|KZ-31] аппаратов."),
        ("KZ-35", "Область заняла второе место после Алматы: [96|KZ-35]%."),
        ("KZ-55", "Шесть операций провели с хирургами из Турции, [2|KZ-55] — с коллегами из Астаны."),
        ("KZ-27", "Для сравнения, в Атырау три таких аппарата. За год закуплено [12|KZ-27] аппаратов."),
        ("KZ-63", "За 2014–2021 годы в Семейском регионе построено [11|KZ-63] объектов."),
        ("KZ-15", "Выполнено [96|KZ-15] вылетов, в том числе [14|KZ-15] – в Астану, [8|KZ-15] – в Алматы."),
        ("KZ-39", "Трудоустроены [58|KZ-39] выпускников вузов Актобе и Караганды."),
        ("KZ-39", "Компания из Караганды поставила [12|KZ-39] аппаратов УЗИ."),
        ("KZ-39", "Кардиохирурги из Астаны и Алматы прооперировали [9|KZ-39] пациентов."),
        ("KZ-19", "Близ Алматы, в Илийском районе, строится больница на [300|KZ-19] коек."),
        ("KZ-35", "На трассе Караганда – Астана дежурят [6|KZ-35] бригад."),
        ("KZ-35", "Наши хирурги провели в Астане [2|KZ-35] показательные операции."),
        ("KZ-11", "В 40 километрах от Астаны строится больница на [300|KZ-11] коек."),
        ("KZ-23", "Маңғыстауға қарағанда бізде дәрігер көп: [2 700|KZ-23]."),
        ("KZ-63", "Some [500|KZ-63] residents must travel to Astana or Almaty."),
    ],
)
def test_seats_destinations_and_visitors_do_not_move_a_figure(reporting: str, marked: str) -> None:
    check(reporting, marked)


@pytest.mark.parametrize(
    ("reporting", "marked"),
    [
        ("KZ-31", "В Астане, Алматы и Шымкенте работают [5|?] таких центров."),
        ("KZ-31", "Шымкентские врачи провели [20|?] операций."),
        ("KZ-27", "Акмолинская область построила пять больниц. Там же открыто [20|?] ФАПов."),
        ("KZ-27", "В Атырау работает новый центр. За год в нём пролечено [1 200|?] человек."),
        ("KZ-63", "В Семее в 2021 году работали 480 врачей, в 2024 году — [500|?]."),
        ("KZ-15", "Это одна из [4|?] клиник страны, где делают такие операции."),
        ("KZ", "В области построено [12|?] объектов."),
        ("KZ-35", "В соседней области зарплата врача — [600|?] тысяч, у нас — [540|KZ-35]."),
        ("KZ-35", "У соседей подъёмные составляют [5|?] миллионов."),
        ("KZ-35", "Көрші облыста дәрігерлер саны [2 900|?]."),
        ("KZ-35", "В странах ОЭСР приходится [37|?] врачей, в области — [32|KZ-35]."),
        ("KZ-35", "Для сравнения: в России врачей [42|?] на каждую больницу."),
        ("KZ-35", "Аппараты закуплены в Алматы за [40 млн|?] тенге."),
        ("KZ-15", "В рамках нацпроекта в стране построят [640|?] объектов."),
        ("KZ-43", "Астанадағы емханада [45|?] адам ем алды."),
        ("KZ-55", "Костанайская и Павлодарская области получили по [10|?] машин."),
        ("KZ-75", "В области [4 100|?] врачей."),
    ],
)
def test_what_allows_two_readings_stays_open(reporting: str, marked: str) -> None:
    check(reporting, marked)


@pytest.mark.parametrize(
    ("reporting", "marked", "place"),
    [
        ("KZ-35", "В Темиртау открыт [1|KZ-35] ФАП.", "Темиртау"),
        ("KZ-35", "В Абайском районе открыто [2|KZ-35] ФАПа.", "Абайский район"),
        ("KZ-75", "В Медеуском районе прикреплено [220 тыс|KZ-75] человек.", "Медеуский район"),
        ("KZ-10", "В больницах Жарминского района области Абай [91|KZ-10] врач.", "Жарминский район"),
        ("KZ-71", "В Астане работают [9 800|KZ-71] врачей.", None),
        ("KZ-35", "В области открыто [9|KZ-35] ФАПов.", None),
    ],
)
def test_a_city_or_district_of_the_reporting_region_is_its_place(
    reporting: str, marked: str, place: str | None
) -> None:
    check(reporting, marked)
    ((_, found, _, _),) = read(reporting, marked)
    assert found.place == place


def test_without_a_reporting_region_only_what_the_sentence_says_is_booked() -> None:
    ((_, silent, _, _),) = read(None, "Пролечено [500|?] больных.")
    ((_, said, _, _),) = read(None, "В Костанайской области пролечено [500|?] больных.")
    assert (silent.region_code, silent.region_basis) == (None, None)
    assert (said.region_code, said.region_basis) == ("KZ-39", "stated")


def test_a_foreign_country_is_told_beside_the_region() -> None:
    ((_, place, _, _),) = read("KZ-33", "В клиниках Турции стажировались [27|KZ-33] врачей.")
    assert (place.region_code, place.country) == ("KZ-33", "Турция")


PIECES = st.sampled_from(
    ["в", "Астане", "из", "Алматы", "Атырауская", "область", "по", "республике", "области", "—", ",", ";",
     "5", "пациентов", "врачей", "чем", "Мангистау", "Өзге", "өңірлерден", "облысында", "Семее", "нашей"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=15), st.sampled_from(["KZ-15", "KZ-75", "KZ", None]))
def test_a_region_is_booked_only_if_it_reports_or_is_named(words: list[str], reporting: str | None) -> None:
    before = " ".join(words)
    text = before + " 77 " + before
    low = fold(text)
    places = resolve(find_places(text, low, DAY), reporting)
    start = len(before) + 1
    region = RegionReading(reporting, None, "")
    found = figure_place(low, start, start + 2, (0, len(text)), places, region)
    assert found.region_code in {reporting, None} | {place.region_code for place in places}
    assert not (found.doubtful and found.region_code)
    assert found.patient_origin_code is None or found.region_code == reporting
