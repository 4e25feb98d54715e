"""For whom, by whom, where and with whose money: the nearest word decides, and parts inherit."""

from __future__ import annotations

import pytest

from tests.unit.reading.documents import said

SAID = [
    (
        "В сельской больнице пролечено 340 детей.",
        "340",
        {"age_group": "children", "facility_type": "HOSP", "residence": "rural"},
    ),
    ("Ауруханада 340 бала емделді.", "340", {"age_group": "children", "facility_type": "HOSP"}),
    ("Прибыли 30 врачей и 12 медсестёр.", "30", {"staff_category": "doctor"}),
    ("Прибыли 30 врачей и 12 медсестёр.", "12", {"staff_category": "mid_level"}),
    ("Закуплено 12 аппаратов УЗИ.", "12", {"equipment_kind": "ultrasound"}),
    ("Приобретено 5 машин скорой помощи.", "5", {"equipment_kind": "ambulance"}),
    ("Построено 12 медпунктов.", "12", {"facility_type": "MP"}),
    ("12 медициналық пункт салынды.", "12", {"facility_type": "MP"}),
    (
        "Из республиканского бюджета на здравоохранение выделено 3,2 млрд тенге.",
        "3,2 млрд тенге",
        {"funding": "republican"},
    ),
    (
        "Из местного бюджета на здравоохранение выделено 1,4 млрд тенге.",
        "1,4 млрд тенге",
        {"funding": "local"},
    ),
    (
        "По проекту «Модернизация сельского здравоохранения» построено 12 медпунктов.",
        "12",
        {"residence": "rural"},
    ),
    ("Врачей в городах 640, на селе 210.", "640", {"residence": "urban"}),
    ("Из 900 пролеченных больных 260 — люди пожилого возраста.", "260", {"age_group": "elderly"}),
    ("Прививку от гриппа получили 8 400 школьников.", "8 400", {"age_group": "children"}),
    ("Районам не хватает 84 врачей.", "84", {"residence": "rural"}),
    ("Аудандарға 84 дәрігер керек.", "84", {"residence": "rural"}),
    ("Подъёмные сельскому врачу — 6 млн тенге. Их уже получили 34 человека.", "34", {"residence": "rural"}),
    (
        "Подъёмные сельскому врачу — 6 млн тенге. Их уже получили 34 человека.",
        "34",
        {"staff_category": "doctor"},
    ),
    ("Биыл 14 жас дәрігер келді.", "14", {"staff_category": "doctor"}),
    ("Биыл 14 жас маман келді.", "14", {"staff_category": "young_specialist"}),
    ("Биыл аудан орталықтарына 14 жас маман келді.", "14", {"residence": "rural"}),
    ("Медсестёр в области 3 400. Категорию имеют 44% из них.", "44%", {"staff_category": "mid_level"}),
    (
        "На подготовку врачей в резидентуре направлено 90 млн тенге.",
        "90 млн тенге",
        {"staff_category": "resident"},
    ),
    (
        "Закуплено 3 ангиографа. На это из областного бюджета выделено 2 млрд тенге.",
        "2 млрд тенге",
        {"equipment_kind": "angiograph"},
    ),
    (
        "Строятся две поликлиники, их сметная стоимость 3 млрд тенге.",
        "3 млрд тенге",
        {"facility_type": "POLY"},
    ),
    ("Новая больница сдана. Износ старого здания 80%.", "80%", {"facility_type": "HOSP"}),
    ("Диализ орталығында 90 науқас ем алуда.", "90", {"facility_type": "OTHER"}),
    ("Сақтандыру есебінен 400 науқас оңалтудан өтті.", "400", {"funding": "insurance"}),
    (
        "Equipment worth 2 million tenge was bought by a mining company.",
        "2 million tenge",
        {"funding": "sponsor"},
    ),
    ("На свет появилось 3 120 малышей.", "3 120", {"age_group": "newborns"}),
]


@pytest.mark.parametrize(("text", "quote", "expected"), SAID, ids=[f"{case[0]} {case[1]}" for case in SAID])
def test_a_dimension_takes_the_value_of_the_nearest_word(
    text: str, quote: str, expected: dict[str, str]
) -> None:
    (found,) = said(text, "dimensions")[quote]
    assert expected.items() <= dict(found).items()


def test_a_dimension_that_is_not_asked_of_an_indicator_stays_empty() -> None:
    (found,) = said("Врачи провели 320 операций.", "dimensions")["320"]
    assert "staff_category" not in found


def test_a_room_of_the_facility_meant_is_no_facility_of_its_own() -> None:
    text = "Больница стоит у реки. Здесь обновили лабораторию, куплено 14 единиц оборудования."
    (found,) = said(text, "dimensions")["14"]
    assert found["facility_type"] == "HOSP"


def test_the_facility_of_staff_lasts_from_figure_to_figure() -> None:
    text = "На станции скорой помощи трудятся 40 врачей. Уволились 12 врачей. Не хватает 9 врачей."
    (found,) = said(text, "dimensions")["9"]
    assert found["facility_type"] == "EMS"


def test_a_part_inherits_the_dimensions_of_its_whole() -> None:
    (found,) = said("В больнице пролечено 900 больных, из них 300 детей.", "dimensions")["300"]
    assert (found["facility_type"], found["age_group"]) == ("HOSP", "children")


def test_the_whole_does_not_take_the_dimensions_of_its_part() -> None:
    (found,) = said("В больнице пролечено 900 больных, из них 300 детей.", "dimensions")["900"]
    assert "age_group" not in found


def test_a_town_is_only_said_to_be_one_beside_villages() -> None:
    (alone,) = said("В городе пролечено 900 больных.", "dimensions")["900"]
    assert "residence" not in alone


def test_what_an_indicator_says_by_itself_needs_no_word() -> None:
    (found,) = said("Обеспеченность врачами составляет 34,2 на 10 тысяч населения.", "dimensions")["34,2"]
    assert found["staff_category"] == "doctor"


POINTING = [
    (
        "По проекту «Модернизация сельского здравоохранения» строится 30 объектов. До осени сданы 18 из них, "
        "остальные 7 откроют зимой.",
        "7",
        {"residence": "rural"},
    ),
    (
        "За счёт Специального государственного фонда построено 14 объектов. Ещё 9 объектов сдадут к весне.",
        "9",
        {"funding": "special_fund"},
    ),
    (
        "Приехавшим в сёла врачам выплачивают по 8,5 млн тенге. Такую поддержку получили 44 человека.",
        "44",
        {"residence": "rural"},
    ),
    (
        "Из областного бюджета выделено 80 грантов на резидентуру. Из этих обладателей грантов 36 человек "
        "окончили резидентуру.",
        "36",
        {"funding": "local"},
    ),
]


@pytest.mark.parametrize(
    ("text", "quote", "expected"), POINTING, ids=[f"{case[1]} {case[0][:40]}" for case in POINTING]
)
def test_a_word_that_points_back_hands_on_what_was_said_before(
    text: str, quote: str, expected: dict[str, str]
) -> None:
    (found,) = said(text, "dimensions")[quote]
    assert expected.items() <= dict(found).items()


def test_a_figure_without_a_noun_counts_the_people_of_its_sentence() -> None:
    (found,) = said("В прошлом году уволились 74 врача, пришли – 129.", "dimensions")["129"]
    assert found["staff_category"] == "doctor"


def test_patients_told_by_their_region_only_are_of_the_facility_in_focus() -> None:
    text = (
        "Кардиоцентр Костанайской области подвёл итоги. В центре лечились 614 жителей других областей. "
        "Из Актюбинской – 233, из Акмолинской – 198."
    )
    (found,) = said(text, "dimensions")["198"]
    assert found["facility_type"] == "CARDIO"


def test_without_such_a_word_a_figure_of_the_next_sentence_speaks_for_itself() -> None:
    text = "За счёт Специального государственного фонда построено 14 объектов. Отремонтировано 9 поликлиник."
    (found,) = said(text, "dimensions")["9"]
    assert "funding" not in found


def test_the_first_words_of_a_paragraph_speak_for_its_buildings() -> None:
    text = "Сельское здравоохранение. По плану построено 26 объектов. Закуплено 14 автомобилей."
    (found,) = said(text, "dimensions")["26"]
    assert found["residence"] == "rural"


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("Не хватает 140 врачей: в городах – 60, на селе – 80.", "140", "residence"),
        ("Младенческая смертность составила 7,4 на 1000 детей, рождённых живыми.", "7,4", "age_group"),
        ("Из врачей 210 человек достигли пенсионного возраста.", "210", "age_group"),
        ("Для городской поликлиники приобретено 4 аппарата УЗИ.", "4", "funding"),
        ("По словам заместителя акима области, закуплено 64 единицы оборудования.", "64", "funding"),
        ("Финансирование составило 74 млрд тенге, в том числе по ОСМС 42 млрд.", "74 млрд тенге", "funding"),
    ],
)
def test_words_of_other_figures_and_of_rates_say_nothing(text: str, quote: str, name: str) -> None:
    (found,) = said(text, "dimensions")[quote]
    assert name not in found


def test_a_part_told_as_its_own_noun_takes_that_category() -> None:
    (found,) = said("97 маман жұмысқа қабылданды, оның 35-і – дәрігер.", "dimensions")["35"]
    assert found["staff_category"] == "doctor"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Многопрофильную больницу сдали весной. В больнице развёрнуто 90 коек.", "90", "MOB"),
        (
            "Онкоцентр обновили. Для диспансера куплен линейный ускоритель за 900 млн тенге.",
            "900 млн тенге",
            "ONCO",
        ),
        ("Открыт кардиоцентр. В штате не хватает 7 врачей.", "7", "CARDIO"),
        ("В инсультных центрах лечились 240 больных.", "240", "STROKE"),
    ],
)
def test_the_facility_last_named_is_meant(text: str, quote: str, expected: str) -> None:
    (found,) = said(text, "dimensions")[quote]
    assert found["facility_type"] == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Лаборатории обновлены. Медицинскую реабилитацию прошли 420 человек.", "420"),
        ("Открыта поликлиника. Ещё строится 14 объектов здравоохранения.", "14"),
        ("Открыта поликлиника. В области не хватает 140 врачей.", "140"),
        ("Емхана ашылды. Облыстағы дәрігер саны – 4 200.", "4 200"),
    ],
)
def test_a_facility_does_not_reach_what_is_not_its_own(text: str, quote: str) -> None:
    (found,) = said(text, "dimensions")[quote]
    assert "facility_type" not in found
