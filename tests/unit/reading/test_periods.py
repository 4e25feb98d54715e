"""Expressions of time are found in every form, resolved against the publication date, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.language.fold import fold
from sources.reading.mentions.periods.finding import find_periods
from sources.reading.mentions.periods.mention import PeriodMention

PUBLISHED = date(2025, 9, 13)


def mentions_of(text: str, published: date | None = PUBLISHED) -> list[PeriodMention]:
    return find_periods(text, fold(text), published)


def only(text: str, published: date | None = PUBLISHED) -> PeriodMention:
    mentions = mentions_of(text, published)
    assert len(mentions) == 1, [one.as_stated for one in mentions]
    return mentions[0]


STATED = {
    "year 2023-01-01 2023-12-31": [
        "в 2023 году",
        "за 2023 год",
        "2023г.",
        "в 2023-м",
        "2023 жылы",
        "2023 ж.",
        "in 2023",
        "2023 jyly",
    ],
    "multi_year 2020-01-01 2024-12-31": [
        "за 2020-2024 годы",
        "в 2020–2024 гг.",
        "с 2020 по 2024 год",
        "2020-2024 жылдары",
        "2020 жылдан 2024 жылға дейін",
        "from 2020 to 2024",
        "in 2020-2024",
    ],
    "ytd 2024-01-01 2024-09-30": [
        "за 9 месяцев 2024 года",
        "за девять месяцев 2024 г.",
        "за 9 мес. 2024 г.",
        "январь–сентябрь 2024 года",
        "в январе-сентябре 2024 года",
        "с января по сентябрь 2024 года",
        "2024 жылдың 9 айында",
        "2024 жылғы тоғыз айда",
        "2024 жылғы қаңтар-қыркүйекте",
        "in the first nine months of 2024",
        "January–September 2024",
        "2024 jyldyń 9 aıynda",
    ],
    "quarter 2024-10-01 2024-12-31": [
        "за IV квартал 2024 года",
        "в четвёртом квартале 2024 года",
        "за 4-й квартал 2024 г.",
        "4 кв. 2024 г.",
        "2024 жылдың төртінші тоқсанында",
        "2024 жылғы IV тоқсанда",
        "in the fourth quarter of 2024",
        "Q4 2024",
    ],
    "half_year 2024-01-01 2024-06-30": [
        "за первое полугодие 2024 года",
        "за I полугодие 2024 года",
        "2024 жылдың бірінші жартыжылдығында",
        "in the first half of 2024",
    ],
    "month 2024-08-01 2024-08-31": [
        "в августе 2024 года",
        "за август 2024 г.",
        "август 2024 года",
        "2024 жылғы тамызда",
        "2024 жылдың тамыз айында",
        "in August 2024",
    ],
    "academic_year 2024-09-01 2025-08-31": [
        "в 2024-2025 учебном году",
        "2024/25 учебный год",
        "2024-2025 оқу жылында",
        "in the 2024-2025 academic year",
    ],
    "point 2024-07-01 2024-07-01": [
        "на 1 июля 2024 года",
        "по состоянию на 01.07.2024 г.",
        "2024 жылғы 1 шілдеге",
        "as of July 1, 2024",
        "as of 1 July 2024",
        "2024 жылғы 1 шілдедегі жағдай бойынша",
    ],
    "point 2024-01-01 2024-01-01": ["на начало 2024 года"],
    "point 2024-12-31 2024-12-31": ["на конец 2024 года"],
    "event 2024-03-05 2024-03-05": [
        "5 марта 2024 года прошёл",
        "2024 жылғы 5 наурызда өтті",
        "on March 5, 2024 it",
    ],
    "span 2024-03-05 2024-03-09": [
        "с 5 по 9 марта 2024 года",
        "5-9 марта 2024 года",
        "2024 жылғы 5-9 наурыз",
        "March 5-9, 2024",
    ],
    "horizon None 2028-12-31": [
        "до конца 2028 года",
        "к концу 2028 года",
        "до 2028 года",
        "2028 жылдың соңына дейін",
        "by the end of 2028",
    ],
    "since_start 2018-01-01 2025-09-13": [
        "с 2018 года",
        "начиная с 2018 года",
        "2018 жылдан бері",
        "2018 жылдан бастап",
        "since 2018",
        "2018 jyldan beri",
    ],
    "typical_year None None": ["ежегодно", "каждый год", "жыл сайын", "every year", "annually"],
    "multi_year None None": [
        "за последние пять лет",
        "в течение трёх лет",
        "соңғы үш жылда",
        "over the past three years",
    ],
    "horizon None None": ["в ближайшее время", "жақын арада", "in the near future"],
    "unspecified None None": ["недавно", "на днях", "жақында", "recently"],
}

RESOLVED = {
    "year 2024-01-01 2024-12-31": [
        "в прошлом году",
        "за минувший год",
        "былтыр",
        "өткен жылы",
        "last year",
        "byltyr",
        "ótken jyly",
    ],
    "year 2023-01-01 2023-12-31": ["в позапрошлом году"],
    "year 2025-01-01 2025-12-31": [
        "в этом году",
        "в текущем году",
        "нынче",
        "биыл",
        "ағымдағы жылы",
        "this year",
        "bıyl",
    ],
    "year 2026-01-01 2026-12-31": ["в следующем году", "келесі жылы", "next year"],
    "ytd 2025-01-01 2025-09-13": [
        "с начала года",
        "жыл басынан бері",
        "since the beginning of the year",
        "jyl basynan beri",
    ],
    "ytd 2025-01-01 2025-08-31": [
        "за 8 месяцев текущего года",
        "за восемь месяцев",
        "сегіз айда",
        "биылғы 8 айда",
    ],
    "quarter 2025-01-01 2025-03-31": ["за I квартал т.г.", "бірінші тоқсанда"],
    "month 2025-08-01 2025-08-31": ["в августе", "в прошлом месяце", "тамыз айында", "тамызда", "in August"],
    "month 2024-12-01 2024-12-31": ["в декабре", "в декабре прошлого года"],
    "point 2025-09-13 2025-09-13": [
        "на сегодняшний день",
        "сейчас",
        "в настоящее время",
        "қазір",
        "бүгінгі күні",
        "currently",
        "qazir",
    ],
    "point 2025-09-01 2025-09-01": ["на 1 сентября", "1 қыркүйекке"],
    "point 2024-12-31 2024-12-31": ["на конец прошлого года"],
    "horizon None 2025-12-31": [
        "до конца года",
        "к концу года",
        "жыл соңына дейін",
        "by the end of the year",
    ],
    "since_start None 2025-09-13": [
        "с момента создания",
        "до настоящего времени",
        "құрылғаннан бері",
        "to date",
    ],
    "span 2025-06-01 2025-08-31": ["нынешним летом"],
}


@pytest.mark.parametrize(
    ("expected", "words"), [(one, word) for one, words in STATED.items() for word in words]
)
def test_dates_that_the_words_state(expected: str, words: str) -> None:
    mention = only(words)
    assert f"{mention.kind} {mention.period_start} {mention.period_end}" == expected


@pytest.mark.parametrize(
    ("expected", "words"), [(one, word) for one, words in RESOLVED.items() for word in words]
)
def test_dates_relative_to_the_publication(expected: str, words: str) -> None:
    mention = only(words)
    assert (f"{mention.kind} {mention.period_start} {mention.period_end}", mention.basis) == (
        expected,
        "resolved",
    )


@pytest.mark.parametrize("words", [word for words in RESOLVED.values() for word in words])
def test_without_a_publication_date_relative_dates_stay_null(words: str) -> None:
    mention = only(words, None)
    assert (mention.period_start, mention.period_end, mention.basis) == (None, None, "unresolved")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "За 9 месяцев 2024 года приняли больных. За этот период родились дети.",
            "ytd 2024-01-01 2024-09-30",
        ),
        (
            "За первое полугодие 2024 года принято. За отчётный период родились дети.",
            "half_year 2024-01-01 2024-06-30",
        ),
        (
            "За первое полугодие 2024 года принято. Расходы за полугодие выросли.",
            "half_year 2024-01-01 2024-06-30",
        ),
        (
            "На 1 июля 2024 года застрахованы многие. На ту же дату работали врачи.",
            "point 2024-07-01 2024-07-01",
        ),
        ("2024 жылдың 9 айында қабылдады. Осы кезеңде туылды.", "ytd 2024-01-01 2024-09-30"),
        ("In 2024 it grew. Over the same period it fell.", "year 2024-01-01 2024-12-31"),
    ],
)
def test_what_points_back_takes_the_stretch_named_before(text: str, expected: str) -> None:
    last = mentions_of(text)[-1]
    assert f"{last.kind} {last.period_start} {last.period_end}" == expected


@pytest.mark.parametrize(
    "text",
    [
        "больше, чем в 2023 году",
        "по сравнению с 2023 годом",
        "к уровню 2023 года",
        "чем за весь прошлый год",
        "по сравнению с аналогичным периодом прошлого года",
        "чем годом ранее",
        "2023 жылмен салыстырғанда",
        "өткен жылдың сәйкес кезеңіне қарағанда",
        "бұл 2023 жылғыдан 1,5 есе көп",
        "more than in 2023",
        "compared with the same period last year",
    ],
)
def test_what_a_change_is_measured_against_is_a_comparison(text: str) -> None:
    assert only(text).role == "comparison"


@pytest.mark.parametrize("text", ["в сутки", "ежемесячно", "ай сайын", "тәулігіне", "per day"])
def test_a_rate_governs_nothing(text: str) -> None:
    assert only(text).role == "rate"


@pytest.mark.parametrize(
    "text",
    [
        "приняли 2024 пациентов",
        "поликлиника № 5",
        "март принёс тепло Марту",
        "қазандық жөнделді",
        "в мае-то и дело",
        "Казань, маяк, июньский",
        "on the other hand",
        "31 июня и 45 мая",
        "прежде всего врачи",
    ],
)
def test_look_alikes_are_not_expressions_of_time(text: str) -> None:
    assert [
        one.as_stated for one in mentions_of(text) if one.period_start is not None and one.kind != "month"
    ] == []


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("расходы за полугодие", date(2025, 7, 20), "half_year 2025-01-01 2025-06-30"),
        ("расходы за полугодие", date(2025, 11, 20), "half_year None None"),
        ("расходы за квартал", date(2025, 4, 5), "quarter 2025-01-01 2025-03-31"),
        ("расходы за квартал", date(2025, 6, 5), "quarter None None"),
        ("по итогам года", date(2025, 1, 20), "year 2024-01-01 2024-12-31"),
        ("по итогам года", date(2025, 9, 20), "year None None"),
        ("за 9 месяцев", date(2025, 9, 20), "ytd 2025-01-01 2025-09-30"),
        ("за 11 месяцев", date(2025, 1, 20), "ytd 2024-01-01 2024-11-30"),
        ("в новом учебном году", date(2025, 8, 1), "academic_year 2025-09-01 2026-08-31"),
        ("за 12 месяцев", date(2025, 12, 31), "ytd 2025-01-01 2025-12-31"),
        ("в первом квартале", date(2024, 2, 29), "quarter 2024-01-01 2024-03-31"),
    ],
)
def test_what_has_just_ended_is_meant_when_no_year_is_named(
    words: str, published: date, expected: str
) -> None:
    mention = only(words, published)
    assert f"{mention.kind} {mention.period_start} {mention.period_end}" == expected


def test_a_line_of_nothing_but_a_date_is_a_dateline() -> None:
    assert [one.role for one in mentions_of("Заголовок\n13.09.2025 10:15\nТекст от 2024 года")] == [
        "dateline",
        "period",
    ]


def test_spelling_case_and_blanks_make_no_difference() -> None:
    forms = ["За\u00a09 месяцев 2024\u202fгода", "ЗА 9 МЕСЯЦЕВ 2024 ГОДА", "за 9  месяцев\n2024 года"]
    assert {(one.kind, one.period_end) for form in forms for one in mentions_of(form)} == {
        ("ytd", date(2024, 9, 30))
    }


PIECES = sorted({word for words in [*STATED.values(), *RESOLVED.values()] for word in words})
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(alphabet="абв 0123456789.,–()\n", max_size=12)), max_size=8
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, published=st.one_of(st.none(), st.dates(date(1995, 1, 1), date(2060, 12, 31))))
def test_mentions_stand_where_they_say_and_run_forward(text: str, published: date | None) -> None:
    reached = 0
    for mention in mentions_of(text, published):
        assert text[mention.start : mention.end] == mention.as_stated
        assert reached <= mention.start < mention.end
        reached = mention.end
        if mention.period_start is not None and mention.period_end is not None:
            assert mention.period_start <= mention.period_end


@settings(max_examples=150, deadline=None)
@given(words=st.lists(st.sampled_from(sorted({w for ws in RESOLVED.values() for w in ws})), max_size=6))
def test_no_date_comes_from_nowhere(words: list[str]) -> None:
    assert [one for one in mentions_of(". ".join(words), None) if one.period_start or one.period_end] == []
