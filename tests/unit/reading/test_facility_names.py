"""A facility is named where its words tell it from every other one of its region; a kind is no name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.reading.attributes.facility import facilities_of
from sources.reading.attributes.facility_type import facility_in_focus
from sources.reading.mentions.facilities.words import facility_words, in_nominative, is_adjective
from sources.reading.mentions.places.finding import find_places, resolve
from tests.unit.reading.documents import page_of


def names(*texts: str, region: str = "KZ-39") -> list[str]:
    page = page_of(*texts)
    places = resolve(find_places(page.text, page.folded), region)
    return [
        one.name for one in facilities_of(page, facility_in_focus(page), places, region).mentions if one.name
    ]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Приём ведут в областной детской больнице.", "Областная детская больница"),
        ("Ремонт городской поликлиники № 5 завершён.", "Городская поликлиника № 5"),
        ("К поликлинике №12 пристроен корпус.", "Поликлиника №12"),
        ("Врачи Жанаозенской многопрофильной больницы учатся.", "Жанаозенская многопрофильная больница"),
        ("Открыто крыло Рудненской городской больницы.", "Рудненская городская больница"),
        (
            "Пациентов везут в Северо-Казахстанскую областную больницу.",
            "Северо-Казахстанская областная больница",
        ),
        ("Аппарат купили для областного онкодиспансера.", "Областной онкодиспансер"),
        ("Новые палаты получил Центр матери и ребёнка.", "Центр матери и ребёнка"),
        ("Кровлю меняет больница скорой помощи города Семея.", "Больница скорой помощи города Семея"),
        ("Для городской больницы в Рудном купили рентген.", "Городская больница в Рудном"),
        ("В ГКП «Актюбинский медицинский центр» идёт ремонт.", "Актюбинский медицинский центр"),
        ("Построено крыло больницы имени А. Сейтжанова.", "Больница имени А. Сейтжанова"),
        (
            "Здание областного консультативно-диагностического центра обновили.",
            "Областной консультативно-диагностический центр",
        ),
        ("Теміртау қалалық №2 ауруханасының шатыры ауысты.", "Теміртау қалалық №2 ауруханасы"),
        ("Облыстық онкология орталығында жөндеу жүріп жатыр.", "Облыстық онкология орталығы"),
        ("Өскемендегі облыстық ауруханаға аппарат алынды.", "Облыстық аурухана"),
        ("№17 қалалық емханада тіркеу жүріп жатыр.", "№17 қалалық емхана"),
        ("Patients come to the Kostanay Regional Hospital.", "Kostanay Regional Hospital"),
    ],
)
def test_a_name_is_written_in_the_nominative_as_the_text_spells_it(sentence: str, name: str) -> None:
    assert names(sentence) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Больницы области готовы к зиме.",
        "В поликлиниках ведут запись.",
        "В районных больницах сменили кровлю.",
        "В районной больнице сменили кровлю.",
        "Построены 3 областные больницы.",
        "В области построят новую областную больницу.",
        "В посёлке открыт врачебная амбулатория и 2 ФАПа.",
        "Поездка из областного центра заняла час.",
        "В Карагандинской больнице сменили кровлю.",
        "Жылыойская и Курмангазинская районные больницы получили аппараты.",
        "Запись ведут поликлиники № 1 и № 2.",
        "Аудандық ауруханаларда шатыр ауысты.",
        "Облыс орталығында 300 төсектік облыстық аурухана салынады.",
        "A new 200-bed regional hospital goes up.",
    ],
)
def test_a_kind_of_facility_is_no_name(sentence: str) -> None:
    assert names(sentence) == []


def test_a_city_knows_its_facility_by_the_speciality_and_a_region_does_not() -> None:
    sentence = "Ремонт городского перинатального центра завершён."
    assert names(sentence, region="KZ-75") == ["Городской перинатальный центр"]
    assert names(sentence, region="KZ-39") == []


def test_a_facility_has_one_spelling_in_a_report_the_fullest() -> None:
    told = ("В областной больнице меняют окна.", "Павлодарская областная больница ведёт приём.")
    assert names(*told) == ["Павлодарская областная больница"] * 2


def test_two_towns_keep_the_names_of_their_facilities_apart() -> None:
    told = "Аягозская районная больница старше. Жылыойская районная больница моложе."
    assert names(told) == ["Аягозская районная больница", "Жылыойская районная больница"]


@given(st.sampled_from(sorted(facility_words().qualifiers)), st.sampled_from(["masculine", "feminine"]))
def test_the_nominative_of_a_nominative_is_itself(form: str, gender: str) -> None:
    if is_adjective(form):
        once = in_nominative(form, form, gender)
        assert in_nominative(once, once, gender) == once


def test_a_word_that_is_no_adjective_is_refused_with_the_remedy() -> None:
    with pytest.raises(ValueError, match="ask `is_adjective`"):
        in_nominative("аурухана", "аурухана", "feminine")
