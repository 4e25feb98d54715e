"""Which period governs a figure: by the nearest words, by the nature of what is counted, or by what was named
before."""

from __future__ import annotations

from datetime import date

import pytest

from sources.language.fold import fold
from sources.language.tokens import sentences
from sources.reading.attributes.nature import Nature
from sources.reading.attributes.period.choice import FigureContext, PeriodReading, figure_period, tense_of
from sources.reading.mentions.periods.finding import find_periods

PUBLISHED = date(2025, 10, 14)


def period_of(
    text: str,
    quote: str,
    nature: Nature = "flow",
    *,
    plan_actual: str = "actual",
    measure: str = "level",
    published: date | None = PUBLISHED,
    unit: str | None = None,
) -> PeriodReading:
    """Read the period of the only figure `quote` in `text`, with the sentence as its clause."""
    assert text.count(quote) == 1, f"{quote} must stand once in {text}"
    folded = fold(text)
    start = text.index(quote)
    sentence = next(one for one in sentences(text, folded=folded) if one.start <= start < one.end)
    present, to_date = tense_of(folded, sentence.start, sentence.end)
    context = FigureContext(
        figure_start=start,
        figure_end=start + len(quote),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        clause_start=sentence.start,
        clause_end=sentence.end,
        paragraph_start=text.rfind("\n", 0, start) + 1,
        nature=nature,
        measure=measure,
        plan_actual=plan_actual,
        present_tense=present,
        to_date=to_date,
        unit=unit,
    )
    return figure_period(context, find_periods(text, folded, published), folded, published)


def short(reading: PeriodReading) -> str:
    """Kind and dates in one line, as the tables below write them."""
    return f"{reading.kind} {reading.start or '-'} {reading.end or '-'}"


YEAR_2024 = "year 2024-01-01 2024-12-31"
YEAR_2025 = "year 2025-01-01 2025-12-31"
YTD = "ytd 2025-01-01 2025-10-14"
NINE_MONTHS = "ytd 2025-01-01 2025-09-30"
NOW = "point 2025-10-14 2025-10-14"
TO_DATE = "since_start - 2025-10-14"

RUSSIAN = [
    # the nearest words govern
    ("В 2024 году стационары приняли 51 300 человек.", "51 300", "flow", YEAR_2024),
    ("За 9 месяцев хирурги провели 7 415 операций, из них 318 — в сентябре.", "7 415", "flow", NINE_MONTHS),
    (
        "За 9 месяцев хирурги провели 7 415 операций, из них 318 — в сентябре.",
        "318",
        "flow",
        "month 2025-09-01 2025-09-30",
    ),
    ("За прошлый год открыли 12 ФАПов, за III квартал этого года — 4.", "12", "flow", YEAR_2024),
    (
        "За прошлый год открыли 12 ФАПов, за III квартал этого года — 4.",
        "4",
        "flow",
        "quarter 2025-07-01 2025-09-30",
    ),
    (
        "Двенадцать машин, или 8 реанимобилей и фургоны, передали районам в июле.",
        "8",
        "flow",
        "month 2025-07-01 2025-07-31",
    ),
    ("С 2021 по 2023 год больницы получили 96 аппаратов.", "96", "flow", "multi_year 2021-01-01 2023-12-31"),
    ("За последние три года закуплено 204 аппарата.", "204", "flow", "multi_year - -"),
    ("Ежегодно отделение принимает 3 900 рожениц.", "3 900", "flow", "typical_year - -"),
    ("С 3 по 7 октября осмотрены 640 жителей.", "640", "flow", "span 2025-10-03 2025-10-07"),
    ("С 3 по 7 октября в рамках акции осмотрены 640 жителей.", "640", "flow", "event 2025-10-03 2025-10-07"),
    ("В 2025-2026 учебном году обучаются 84 резидента.", "84", "flow", "academic_year 2025-09-01 2026-08-31"),
    ("С начала пандемии привито 310 тысяч человек.", "310 тысяч", "flow", TO_DATE),
    # stocks hold at a moment
    ("В области работают 2 911 врачей.", "2 911", "stock", NOW),
    ("На 1 октября в области работали 2 911 врачей.", "2 911", "stock", "point 2025-10-01 2025-10-01"),
    ("На начало года насчитывалось 3 010 коек.", "3 010", "stock", "point 2025-01-01 2025-01-01"),
    ("В прошлом году насчитывалось 3 010 коек.", "3 010", "stock", YEAR_2024),
    ("В конце 2024 года в области работали 2 911 врачей.", "2 911", "stock", "point 2024-12-31 2024-12-31"),
    ("К концу 2024 года насчитывалось 2 911 врачей.", "2 911", "stock", "point 2024-12-31 2024-12-31"),
    ("К концу 2026 года в области работают 2 911 врачей.", "2 911", "stock", "horizon - 2026-12-31"),
    (
        "По итогам прошлого года укомплектованность составила 88,4%.",
        "88,4%",
        "stock",
        "point 2024-12-31 2024-12-31",
    ),
    ("В этом году оснащённость достигла 90%.", "90%", "stock", NOW),
    ("В прошлом году открыли два центра. Всего в городе 31 поликлиника.", "31", "stock", NOW),
    # flows up to now
    ("На сегодня построено 14 амбулаторий.", "14", "flow", TO_DATE),
    ("Из 20 амбулаторий 14 уже построены.", "14", "flow", TO_DATE),
    ("В этом году пролечено 8 230 человек.", "8 230", "flow", YTD),
    ("С начала года пролечено 8 230 человек.", "8 230", "flow", YTD),
    ("Нынче пролечено 8 230 человек.", "8 230", "flow", YTD),
    # carried over
    ("За 9 месяцев приняли 8 230 больных. Прооперировали 1 904.", "1 904", "flow", NINE_MONTHS),
    (
        "За 9 месяцев приняли 8 230 больных. В штате 77 врачей. Прооперировали 1 904.",
        "1 904",
        "flow",
        NINE_MONTHS,
    ),
    (
        "Сделано за 9 месяцев:\n- закуплено 5 томографов;\n- отремонтировано 11 зданий",
        "11",
        "flow",
        NINE_MONTHS,
    ),
    ("За 9 месяцев приняли 8 230 больных.\nЗа этот период родилось 412 детей.", "412", "flow", NINE_MONTHS),
    ("Недавно больница купила аппарат. Ещё 6 получили районы.", "6", "flow", "unspecified - -"),
    ("Фонд направил 4,1 млрд тенге.", "4,1 млрд тенге", "flow", "unspecified - -"),
    # attributes and capacities
    ("Врачу положены подъёмные в 5 млн тенге.", "5 млн тенге", "attribute", "unspecified - -"),
    ("В 2024 году построили больницу на 300 коек.", "300", "capacity", "unspecified - -"),
    ("В 2024 году курс длился 3 месяца.", "3", "attribute", YEAR_2024),
    # two levels of a change
    (
        "Смертность снизилась с 9,1 в 2023 году до 7,4 в 2024 году.",
        "9,1",
        "ratio",
        "year 2023-01-01 2023-12-31",
    ),
    ("Смертность снизилась с 9,1 в 2023 году до 7,4 в 2024 году.", "7,4", "ratio", YEAR_2024),
    ("За 2024 год смертность снизилась с 9,1 до 7,4.", "9,1", "ratio", "year 2023-01-01 2023-12-31"),
    ("За 2024 год смертность снизилась с 9,1 до 7,4.", "7,4", "ratio", YEAR_2024),
    ("Показатель составил 67% против 63% в 2023 году.", "63%", "ratio", "year 2023-01-01 2023-12-31"),
    ("За 2024 год охват составил 67% (в 2023 году – 63%).", "67%", "ratio", YEAR_2024),
    ("За 2024 год охват составил 67% (в 2023 году – 63%).", "63%", "ratio", "year 2023-01-01 2023-12-31"),
]

KAZAKH = [
    ("2024 жылы стационарда 51 300 науқас емделді.", "51 300", "flow", YEAR_2024),
    ("Тоғыз айда 7 415 ота жасалды.", "7 415", "flow", NINE_MONTHS),
    ("2025 жылдың 9 айында 7 415 ота жасалды.", "7 415", "flow", NINE_MONTHS),
    ("Былтыр 12 нысан ашылды.", "12", "flow", YEAR_2024),
    ("Биыл 146 маман жұмысқа орналасты.", "146", "flow", YTD),
    ("Жыл басынан бері 146 маман келді.", "146", "flow", YTD),
    ("Қазір өңірде 2 911 дәрігер еңбек етеді.", "2 911", "stock", NOW),
    ("2024 жылдың соңында өңірде 2 911 дәрігер болды.", "2 911", "stock", "point 2024-12-31 2024-12-31"),
    ("Жыл соңындағы есеп бойынша 2 911 дәрігер бар.", "2 911", "stock", "point 2024-12-31 2024-12-31"),
    ("2025 жылғы 1 қазанға дәрігерлер саны 2 911 болды.", "2 911", "stock", "point 2025-10-01 2025-10-01"),
    ("Тоғыз айда 8 230 адам емделді. Осы кезеңде 412 бала туылды.", "412", "flow", NINE_MONTHS),
    ("2020-2024 жылдары 96 нысан салынды.", "96", "flow", "multi_year 2020-01-01 2024-12-31"),
    ("2018 жылдан бері 96 грант бөлінді.", "96", "flow", "since_start 2018-01-01 2025-10-14"),
    ("Соңғы үш жылда 96 нысан салынды.", "96", "flow", "multi_year - -"),
    ("Жыл сайын 3 900 босану қабылданады.", "3 900", "flow", "typical_year - -"),
    ("2025-2026 оқу жылында 75 маман түсті.", "75", "flow", "academic_year 2025-09-01 2026-08-31"),
    ("Тамыз айында 640 тұрғын тексерілді.", "640", "flow", "month 2025-08-01 2025-08-31"),
    (
        "2025 жылдың бірінші жартыжылдығында 640 тұрғын тексерілді.",
        "640",
        "flow",
        "half_year 2025-01-01 2025-06-30",
    ),
    ("Қамту былтырғы 80-нен 90-ға жетті.", "80", "stock", YEAR_2024),
    ("Қамту былтырғы 80-нен 90-ға жетті.", "90", "stock", NOW),
]

LATIN_AND_ENGLISH = [
    ("2024 jyly 12 nysan ashyldy.", "12", "flow", YEAR_2024),
    ("Byltyr 12 nysan ashyldy.", "12", "flow", YEAR_2024),
    ("Jyl basynan beri 146 maman keldi.", "146", "flow", YTD),
    ("2025 jyldyń 9 aıynda 7 415 ota jasaldy.", "7 415", "flow", NINE_MONTHS),
    ("Qazir óńirde 2 911 dáriger bar.", "2 911", "stock", NOW),
    ("In 2024 hospitals treated 51,300 patients.", "51,300", "flow", YEAR_2024),
    ("In the first nine months of 2025 surgeons performed 7,415 operations.", "7,415", "flow", NINE_MONTHS),
    ("The region employs 2,911 doctors.", "2,911", "stock", NOW),
    ("Last year 12 clinics were opened.", "12", "flow", YEAR_2024),
    (
        "Since March 2020 the robot has been used in 96 operations.",
        "96",
        "flow",
        "since_start 2020-03-01 2025-10-14",
    ),
    ("As of October 1, 2025 there were 3,010 beds.", "3,010", "stock", "point 2025-10-01 2025-10-01"),
    ("Some 14 clinics have already been built.", "14", "flow", TO_DATE),
]


@pytest.mark.parametrize(("text", "quote", "nature", "expected"), RUSSIAN + KAZAKH + LATIN_AND_ENGLISH)
def test_period_of_what_has_happened(text: str, quote: str, nature: Nature, expected: str) -> None:
    assert short(period_of(text, quote, nature)) == expected


PLANS = [
    ("В этом году построят 9 больниц.", "9", YEAR_2025),
    ("В следующем году планируется купить 21 машину.", "21", "year 2026-01-01 2026-12-31"),
    ("До конца 2027 года предстоит возвести 33 объекта.", "33", "horizon - 2027-12-31"),
    ("Ещё 33 объекта планируют возвести до конца года.", "33", "horizon - 2025-12-31"),
    ("В ближайшее время планируется закупить 18 аппаратов.", "18", "horizon - -"),
    ("По программе предусмотрено строительство 44 объектов.", "44", "unspecified - -"),
    ("В прошлом году введено 39 объектов. Запланировано строительство 44.", "44", "unspecified - -"),
    ("Жыл соңына дейін 33 нысан салу жоспарланған.", "33", "horizon - 2025-12-31"),
    ("Биыл тағы 9 нысан салу жоспарланған.", "9", YEAR_2025),
    ("Келесі жылы 9 нысан ашу жоспарлануда.", "9", "year 2026-01-01 2026-12-31"),
    ("By the end of 2027 the region plans to build 33 clinics.", "33", "horizon - 2027-12-31"),
]


@pytest.mark.parametrize(("text", "quote", "expected"), PLANS)
def test_period_of_a_plan(text: str, quote: str, expected: str) -> None:
    assert short(period_of(text, quote, plan_actual="planned")) == expected


def test_one_sentence_can_hold_a_fact_and_a_plan() -> None:
    text = "Если в прошлом году сдали 27 объектов, то в этом планируем 40."
    assert short(period_of(text, "27")) == YEAR_2024
    assert short(period_of(text, "40", plan_actual="planned")) == YEAR_2025


def test_money_allotted_for_the_year_is_of_the_whole_year() -> None:
    text = "В этом году из местного бюджета выделено 2,4 млрд тенге."
    assert short(period_of(text, "2,4 млрд тенге", unit="KZT")) == YEAR_2025


def test_what_a_thing_costs_has_no_date() -> None:
    text = "В 2024 году открыли центр. Стоимость проекта составила 2,4 млрд тенге."
    assert short(period_of(text, "2,4 млрд тенге", unit="KZT")) == "unspecified - -"


def test_plans_are_not_carried_over_to_facts() -> None:
    text = "В этом году планируется открыть центр.\nКуплено 12 аппаратов."
    assert short(period_of(text, "12")) == "unspecified - -"


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "За 9 месяцев пролечено на 6% больше, чем за аналогичный период прошлого года.",
            "6%",
            "2024-01-01 2024-09-30",
        ),
        ("В 2024 году пролечено на 6% больше, чем годом ранее.", "6%", "2023-01-01 2023-12-31"),
        (
            "За IV квартал 2024 года осмотрели на 6% больше, чем за III квартал 2024 года.",
            "6%",
            "2024-07-01 2024-09-30",
        ),
        (
            "За 9 месяцев смертность снизилась на 6% к соответствующему периоду 2023 года.",
            "6%",
            "2023-01-01 2023-09-30",
        ),
        (
            "Тоғыз айда өлім өткен жылдың сәйкес кезеңімен салыстырғанда 6%-ға төмендеді.",
            "6%",
            "2024-01-01 2024-09-30",
        ),
        (
            "In the first nine months of 2025 it rose by 6% compared with the same period last year.",
            "6%",
            "2024-01-01 2024-09-30",
        ),
        ("За 9 месяцев пролечено на 6% больше.", "6%", "None None"),
    ],
)
def test_a_change_says_what_it_is_measured_against(text: str, quote: str, expected: str) -> None:
    reading = period_of(text, quote, measure="change_pct")
    assert f"{reading.compared_with_start} {reading.compared_with_end}" == expected
    assert reading.start is not None
    assert reading.start >= date(2024, 1, 1)


@pytest.mark.parametrize(
    ("text", "quote", "nature", "kind"),
    [
        ("В прошлом году открыли 12 ФАПов.", "12", "flow", "year"),
        ("За 9 месяцев открыли 12 ФАПов.", "12", "flow", "ytd"),
        ("В этом году открыли 12 ФАПов.", "12", "flow", "ytd"),
        ("На сегодня работают 77 врачей.", "77", "stock", "point"),
        ("Работают 77 врачей.", "77", "stock", "point"),
        ("Уже построено 12 ФАПов.", "12", "flow", "since_start"),
        ("Былтыр 12 нысан ашылды.", "12", "flow", "year"),
        ("Last year 12 clinics were opened.", "12", "flow", "year"),
    ],
)
def test_without_a_publication_date_the_kind_is_known_and_the_dates_are_not(
    text: str, quote: str, nature: Nature, kind: str
) -> None:
    assert short(period_of(text, quote, nature, published=None)) == f"{kind} - -"


def test_a_figure_does_not_date_itself() -> None:
    assert period_of("Обучение шло в течение 3 лет.", "3", "attribute").kind == "unspecified"


def test_the_basis_says_how_the_dates_are_known() -> None:
    assert period_of("В 2024 году открыли 12 ФАПов.", "12").basis == "stated"
    assert period_of("В прошлом году открыли 12 ФАПов.", "12").basis == "resolved"
    assert period_of("В 2024 году открыли центр. Купили 12 машин.", "12").basis == "inferred"
    assert period_of("В прошлом году открыли 12 ФАПов.", "12", published=None).basis == "unresolved"
    assert period_of("Купили 12 машин.", "12").basis is None
