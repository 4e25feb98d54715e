"""A facility that was named stays in focus until another one is named or the text turns to the region; the
subject of a report comes back with every paragraph.
"""

from __future__ import annotations

from sources.reading.attributes.facility_coreference import FacilityCoreference
from sources.reading.attributes.facility_type import facility_in_focus
from tests.unit.reading.documents import page_of


def focus(*texts: str) -> tuple[FacilityCoreference, str]:
    page = page_of(*texts)
    return facility_in_focus(page), page.text


def at(number: str, *texts: str) -> str | None:
    found, text = focus(*texts)
    return found.at(text.index(number))


CENTRE = (
    "Кардиоцентр Кокшетау отметил юбилей",
    "Областной кардиоцентр открылся десять лет назад, и сегодня сюда едут отовсюду.",
    "Центр занимает три этажа. Здесь установлен новый ангиограф.",
)


def test_nothing_is_in_focus_before_a_facility_is_named() -> None:
    found, _ = focus("Сегодня открыта больница.")
    assert found.at(0) is None


def test_a_facility_stays_in_focus_over_sentences() -> None:
    assert at("57", "Больница стоит у реки. Здесь работают 57 врачей.") == "HOSP"


def test_another_facility_takes_the_focus() -> None:
    assert at("12", "Больница стоит у реки. Рядом открыта поликлиника. Принято 12 врачей.") == "POLY"


def test_the_region_as_a_whole_takes_the_focus_from_a_facility() -> None:
    for region in ("По области", "В Костанайской области", "В целом по региону"):
        assert at("4 000", f"Больница стоит у реки. {region} пролечено 4 000 человек.") is None
    assert at("4 000", "Аурухана өзен жағасында. Облыс бойынша 4 000 адам емделді.") is None


def test_facilities_that_are_counted_are_not_in_focus() -> None:
    assert at("12", "Больница стоит у реки. Построено 21 поликлиника. Принято 12 врачей.") == "HOSP"


def test_a_number_that_tells_the_size_of_a_facility_does_not_count_it() -> None:
    assert at("12", "Рядом с больницей открыт 20-коечный центр реабилитации. Принято 12 врачей.") == "REHAB"
    assert at("12", "Ауруханада 20 төсектік оңалту орталығы ашылды. 12 дәрігер қабылданды.") == "REHAB"


def test_a_facility_without_a_name_is_what_the_opening_speaks_of() -> None:
    assert at("12", "Как лечат рак", "В наш диспансер приходят отовсюду. Принято 12 врачей.") == "ONCO"
    assert at("12", "Как лечат людей", "В наш диспансер приходят отовсюду. Принято 12 врачей.") == "OTHER"


def test_facilities_in_general_are_not_in_focus() -> None:
    assert at("12", "В районных больницах сменили кровлю. Принято 12 врачей.") is None
    assert at("12", "Аудандық ауруханаларда шатыр ауысты. 12 дәрігер қабылданды.") is None


def test_a_bare_noun_means_the_facility_of_its_kind_named_last() -> None:
    assert at("60", "Открыт инсультный центр при больнице. В центре 60 мест.") == "STROKE"
    assert at("90", "Многопрофильную больницу сдали весной. Больница приняла 90 человек.") == "MOB"
    assert at("90", "Көпсалалы аурухана ашылды. Аурухана 90 адамды қабылдады.") == "MOB"


def test_a_noun_with_an_adjective_is_another_facility() -> None:
    assert at("90", "Многопрофильную больницу сдали весной. Детская больница приняла 90 человек.") == "HOSP"


def test_a_report_that_keeps_coming_back_to_its_first_facility_has_it_as_subject() -> None:
    found, _ = focus(*CENTRE)
    assert found.subject == "CARDIO"


def test_a_report_on_a_region_that_mentions_a_facility_has_no_subject() -> None:
    found, _ = focus("Здравоохранение области: итоги года", "Открыт кардиоцентр. Пролечено 4 000 человек.")
    assert found.subject is None


def test_a_report_that_turns_to_nothing_else_has_the_facility_of_its_headline_as_subject() -> None:
    headline = "Станция скорой помощи: итоги года"
    found, _ = focus(headline, "На линию выходят 34 бригады.", "Работают 40 врачей.")
    assert found.subject == "EMS"
    found, _ = focus(headline, "На линию выходят 34 бригады.", "По области работают 40 врачей.")
    assert found.subject is None
    found, _ = focus(headline, "На линию выходят 34 бригады.", "Больница приняла 40 врачей.")
    assert found.subject is None


def test_every_paragraph_starts_from_the_subject_of_the_report() -> None:
    assert at("31", *CENTRE, "По области не хватает врачей.", "Вакансий 31.") == "CARDIO"


def test_a_facility_mentioned_in_passing_does_not_take_the_subject_away() -> None:
    passing = "Рядом с новым корпусом возводят городскую поликлинику. Закуплено 14 аппаратов."
    assert at("14", *CENTRE, passing) == "CARDIO"


def test_a_facility_that_opens_a_sentence_holds_for_its_paragraph() -> None:
    told = "Поликлиника ведёт приём каждый день. Принято 18 врачей."
    assert at("18", *CENTRE, told) == "POLY"
    assert at("19", *CENTRE, told, "Хирургов 19.") == "CARDIO"


def test_an_interview_with_the_head_of_a_facility_is_about_it() -> None:
    asked = (
        "О буднях районной больницы рассказала её главный врач Асель Туякова.",
        "— Как прошёл год? Справились? Всего хватает?",
        "— В отделениях лечились 4 120 человек.",
    )
    assert at("4 120", *asked) == "HOSP"
    assert at("4 120", asked[0], "По области лечат так же.", asked[2]) is None
