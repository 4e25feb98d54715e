"""Which region reports: the text first, circumstances where it is silent, and never a guess."""

from __future__ import annotations

from datetime import date

import pytest

from sources.reading.about.region import RegionReading, reporting_region
from sources.reading.mentions.places.finding import find_places
from sources.reading.mentions.places.phones import phone_regions

DAY = date(2025, 6, 1)


def read(text: str, on: date | None = DAY, **circumstances: str) -> RegionReading:
    return reporting_region(text, find_places(text, None, on), on=on, **circumstances)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Управление здравоохранения Павлодарской области\nВ регионе открыты три поликлиники.", "KZ-55"),
        ("Атырау облысының денсаулық сақтау басқармасы\nӨңірде екі емхана ашылды.", "KZ-23"),
        ("В облздраве рассказали о планах. В Таразе построят больницу, в Меркенском районе — ФАП.", "KZ-31"),
        ("Столичные врачи получили новый томограф. В Астане таких аппаратов теперь пять.", "KZ-71"),
        ("Qyzylorda oblysynyń densaýlyq saqtaý basqarmasy jańa emhana ashty.", "KZ-43"),
        ("Hospitals of East Kazakhstan region were re-equipped. In Oskemen a centre opened.", "KZ-63"),
        ("УСТЬ-КАМЕНОГОРСК. 5 марта. Врачи выехали в Астану на съезд.", "KZ-63"),
        ("Управление здравоохранения города Алматы сообщает о ремонте поликлиник.", "KZ-75"),
    ],
)
def test_the_text_says_who_reports(text: str, code: str) -> None:
    assert read(text).code == code


def test_a_weather_widget_does_not_decide() -> None:
    widget = "Астана\n+5°\nАлматы\n+9°\nАктау\n+14°\nКостанай\n+2°\nТараз\n+9°\n"
    assert read(widget).code is None
    assert read(widget + "В Таразе открыли больницу, жители Жамбылской области ждали её.").code == "KZ-31"


def test_regions_named_for_comparison_and_origins_of_patients_do_not_decide() -> None:
    text = (
        "Аким Актюбинской области посетил областной центр.\n"
        "Иногородних пациентов пролечено 90: Атырауская область — 40, Мангистауская — 30.\n"
        "Для сравнения: в Астане таких центров пять."
    )
    assert read(text).code == "KZ-15"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Областная детская больница № 1 Тараза подвела итоги. Принято 9 200 детей, из них 810 "
            "прибыли из других областей. Больше всего их дала Туркестанская область, на втором месте "
            "Алматинская область.",
            "KZ-31",
        ),
        (
            "Павлодарский кардиоцентр принял 900 больных. Своего центра в Северо-Казахстанской области нет.",
            "KZ-55",
        ),
        ("Орал қаласындағы көпбейінді аурухана жаңарды. Ақтөбе облысында мұндай аурухана жоқ.", "KZ-27"),
    ],
)
def test_the_hospital_that_opens_a_report_outweighs_the_regions_of_its_patients(text: str, code: str) -> None:
    assert read(text).code == code


def test_an_undated_report_on_a_divided_region_keeps_its_own_name() -> None:
    text = "Управление здравоохранения ВКО подвело итоги. В Семее и Аягозе открыты центры."
    assert read(text, None).code == "KZ-63"


def test_where_the_text_is_silent_circumstances_speak_in_their_order() -> None:
    text = "В больнице открыли новое отделение."
    assert read(text).code is None
    assert read(text, source_region="KZ-11").code == "KZ-11"
    assert read(text, folder_region="KZ-27", source_region="KZ-11").code == "KZ-27"
    sidecar = read(text, sidecar_region="KZ-39", folder_region="KZ-27")
    assert (sidecar.code, sidecar.basis, sidecar.conflict) == ("KZ-39", "source", None)


def test_a_folder_that_contradicts_the_text_is_told_as_a_conflict() -> None:
    text = (
        "Управление здравоохранения Павлодарской области сообщает: в Павлодарской области открыты три ФАПа."
    )
    reading = read(text, folder_region="KZ-55")
    assert (reading.code, reading.basis, reading.conflict) == ("KZ-55", "stated", None)
    reading = read(text, folder_region="KZ-27")
    assert (reading.code, reading.basis, reading.conflict) == ("KZ-55", "stated", "KZ-27")


def test_two_regions_of_equal_weight_leave_the_question_open() -> None:
    reading = read("Павлодарская область и Костанайская область обменялись опытом.")
    assert (reading.code, reading.basis) == (None, None)


def test_the_title_counts() -> None:
    reading = read("Открыто пять ФАПов. Гости приехали из Астаны.", title="В Мангистау строят ФАПы")
    assert reading.code == "KZ-47"


def test_a_landline_beside_a_silent_report_infers_its_region() -> None:
    text = "В больнице открыли отделение.\nСправки: 8 (7182) 11-22-33"
    assert (read(text).code, read(text).basis) == ("KZ-55", "inferred")
    assert read(text, folder_region="KZ-11").code == "KZ-11"
    assert read("В больнице открыли отделение.\nРедакция: +7 (727) 111-22-33").code is None
    assert read("В больнице открыли отделение.\nТел. 8 777 111 22 33").code is None


def test_area_codes_follow_the_regions_of_their_day() -> None:
    text = "тел. 8 (7222) 11-22-33, 8 (7252) 11-22-33, 8 (72533) 1-22-33, 8 (72772) 1-22-33"
    assert phone_regions(text, DAY) == ["KZ-10", "KZ-79", "KZ-61", "KZ-19"]
    assert phone_regions(text, date(2017, 1, 1)) == ["KZ-63", "KZ-61", "KZ-61", "KZ-19"]


REGIONS = (
    "Выше всего обеспеченность в Астане и Алматы, ниже всего в Акмолинской, Костанайской и Павлодарской "
    "областях. Жамбылская область сократила дефицит."
)


def test_the_ministry_that_goes_through_the_regions_reports_for_the_republic() -> None:
    assert read(f"Минздрав подвёл итоги\nДефицит врачей оценён в 3 900 человек. {REGIONS}").code == "KZ"


def test_a_region_that_quotes_the_ministry_and_others_reports_for_itself() -> None:
    own = "В Актюбинской области работают 3 400 врачей. По Актюбинской области закрыто 40 вакансий. "
    head = "Управление здравоохранения Актюбинской области\nПо данным Минздрава, врачей не хватает. "
    text = head + own + REGIONS
    assert read(text).code == "KZ-15"


@pytest.mark.parametrize(
    "text",
    [
        "В Казахстане не хватает 2 140 врачей. Об этом сообщил министр здравоохранения на брифинге.",
        "Число операций по стране выросло на 7%, рассказали в Минздраве РК.",
        "АСТАНА. KAZINFORM — По стране построено 64 ФАПа, сообщили в пресс-службе Правительства.",
        "Астана, 5 марта. /Агентство/ – Казахстанцам сделали 410 пересадок, сказал вице-министр.",
        "Елімізде 310 медициналық пункт салынды, деп хабарлады ДСМ баспасөз қызметі.",
        "АСТАНА. ҚазАқпарат – Биыл республика бойынша 1 900 дәрігер жұмысқа келді.",
        "Ақтөбе. Қазақстанда 12 мың бала скринингтен өтті, деді денсаулық сақтау министрі.",
        "Медициналық сақтандыру қорына 3,1 млрд теңге түсті. Ең көп төлегендер: Ақтөбе облысы, "
        "Астана және Шымкент.",
        "Қазақстанға 640 дәрігер керек. Қиыны Атырау облысында. Түркістан, Ақмола облыстарында да аз.",
    ],
)
def test_a_report_of_the_whole_country_is_not_one_of_the_city_it_was_written_in(text: str) -> None:
    assert read(text).code == "KZ"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("АСТАНА. KAZINFORM — В Павлодарской области открыли 7 ФАПов, сообщил Минздрав.", "KZ-55"),
        ("АСТАНА. KAZINFORM — Ақмола облысында 7 медпункт салынды. Республика бойынша олар 90.", "KZ-11"),
        ("КОСТАНАЙ. KAZINFORM – В области работают 1 200 врачей.", "KZ-39"),
        ("KAZINFORM. ТАРАЗ — Облыс ауруханалары 14 аппарат алды.", "KZ-31"),
        (
            "В Кызылординской области работают 1 900 врачей. По стране дефицит снизился на 4%, "
            "сообщал ранее Минздрав. В области он вырос.",
            "KZ-43",
        ),
        ("Бүгінде Атырау облысында 890 дәрігер бар. Елімізде бұл көрсеткіш жоғары.", "KZ-23"),
        ("Министр здравоохранения побывал в Туркестанской области и открыл больницу на 120 коек.", "KZ-61"),
    ],
)
def test_a_region_told_of_by_the_ministry_or_from_the_capital_reports_itself(text: str, code: str) -> None:
    assert read(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Қостанай өңірінде 7 емхана жөнделді.", "KZ-39"),
        ("Сыр өңірінің ауруханалары 12 аппарат алды.", "KZ-43"),
        ("Ертіс-Баян өңірінде 4 ФАП ашылды.", "KZ-55"),
        ("В Павлодарском Прииртышье открыли 4 ФАПа.", "KZ-55"),
        ("Больницы Приишимья получили 9 машин.", "KZ-59"),
        ("Орталық 640 астаналықты емдеді.", "KZ-71"),
        ("Қызылордалықтарды 12 дәрігер қабылдады.", "KZ-43"),
    ],
)
def test_a_region_has_other_names_than_its_own(text: str, code: str) -> None:
    assert read(text).code == code


def test_a_region_that_gives_no_name_is_not_taken_for_the_republic() -> None:
    text = "В регионе не хватает 90 врачей, в области сдали 4 ФАПа. Таких программ в стране несколько."
    assert read(text).code is None
    assert read("Елордаға жиналған дәрігерлер 5 дәріс тыңдады.").code != "KZ"


@pytest.mark.parametrize(
    ("text", "on", "code"),
    [
        ("В Жетысу строят 9 амбулаторий, сообщила пресс-служба акима Алматинской области.", None, "KZ-19"),
        ("В Жетысу строят 9 амбулаторий.", date(2019, 3, 4), "KZ-19"),
        ("В Жетысу строят 9 амбулаторий.", date(2024, 3, 4), "KZ-33"),
        ("Жетісуда 9 дәрігерлік амбулатория салынуда.", None, "KZ-33"),
        ("В области Жетісу строят 9 амбулаторий.", None, "KZ-33"),
    ],
)
def test_a_nickname_that_became_the_name_of_a_region_is_told_by_day_or_by_the_region_beside_it(
    text: str, on: date | None, code: str
) -> None:
    assert read(text, on=on).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("В Мерке сдали поликлинику на 150 посещений.", "KZ-31"),
        ("Шиеліде 4 жедел жәрдем көлігі бар.", "KZ-43"),
        ("В Качаре работают 12 врачей, в Аулиеколе – 31.", "KZ-39"),
        ("Жители Майкудука получили поликлинику на 250 посещений.", "KZ-35"),
    ],
)
def test_a_report_of_one_village_is_of_its_region(text: str, code: str) -> None:
    assert read(text).code == code


def test_an_adjective_that_a_city_shares_with_the_region_around_it_stays_open() -> None:
    text = "Алматинские больницы разгрузят. В Алматы откроют 4 поликлиники для жителей Алматинской области."
    assert read(text, title="Алматинские больницы разгрузят").code != "KZ-19"
