"""What a figure is read as: value, upper value, unit, comparator and shape of the only figure of a phrase."""

from __future__ import annotations

import pytest

from sources.language.figures import Figure, find_figures


def only(text: str) -> Figure:
    """The one figure of a phrase."""
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 231 человек", 10231),
        ("1\u00a0234\u00a0567 жителей", 1234567),
        ("412\u202f300 жителей", 412300),
        ("12 345,6 рубля".replace(" рубля", " тонны"), 12345.6),
        ("8.140 сестёр", 8140),
        ("1.250.000 обращений", 1250000),
        ("2.315 млрд", 2.315e9),
        ("0.125 ставки", 0.125),
        ("1.25 ставки", 1.25),
        ("2,5 ставки", 2.5),
        ("81,460 inpatients", 81460),
        ("1,234,567 visits", 1234567),
        ("13.5 per cent".replace(" per cent", " beds"), 13.5),
        ("402,355 литра", 402.355),
        ("2½ ставки", 2.5),
    ],
)
def test_separators(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5 тысячи пациентов", 1500),
        ("788 тыс. человек", 788000),
        ("1,22 млн человек", 1220000),
        ("12 тысяч 345 человек", 12345),
        ("свыше 12-ти тысяч жителей", 12000),
        ("1 млн. 234 мың 567 адам", 1234567),
        ("два миллиона триста тысяч жителей", 2300000),
        ("3 мың 548 дәрігер", 3548),
        ("214 мың зерттеу", 214000),
        ("140 мыңнан астам", 140000),
        ("3,4 миллион адам", 3400000),
        ("18.8 thousand visits", 18800),
        ("2,4 тыс прикреплённых", 2400),
    ],
)
def test_scales(text: str, value: float) -> None:
    figure = only(text)
    assert (figure.value, figure.scaled, figure.unit) == (value, True, None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("23,4 млрд. тенге", 23.4e9, "KZT"),
        ("186,4 млн тг", 186.4e6, "KZT"),
        ("94 млн ₸", 94e6, "KZT"),
        ("₸500", 500, "KZT"),
        ("3 млрд 494 млн 500 тыс. тенге", 3494500000, "KZT"),
        ("370 млн теңге", 370e6, "KZT"),
        ("1,5 миллион теңгеден", 1.5e6, "KZT"),
        ("15 тысяч долларов", 15000, "USD"),
        ("2 млн евро", 2e6, "EUR"),
        ("5 billion tenge", 5e9, "KZT"),
        ("3 миллиардтан астам теңге", 3e9, "KZT"),
        ("500 млн-нан астам теңге", 5e8, "KZT"),
        ("жарты миллион теңге", 5e5, "KZT"),
        ("полтора миллиарда тенге", 1.5e9, "KZT"),
        ("екі жарым миллион теңге", 2.5e6, "KZT"),
        ("выделено 700 млн на ремонт", 700e6, "KZT"),
        ("общая стоимость 3,1 млрд.", 3.1e9, "KZT"),
    ],
)
def test_money(text: str, value: float, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit, figure.shape) == (value, unit, "money")


@pytest.mark.parametrize(
    ("text", "value", "unit", "shape"),
    [
        ("86,9%", 86.9, "percent", "percent"),
        ("38 процентов", 38, "percent", "percent"),
        ("72 пайызы", 72, "percent", "percent"),
        ("пять процентов", 5, "percent", "percent"),
        ("30 per cent", 30, "percent", "percent"),
        ("1,3 п.п.", 1.3, "percentage_point", "points"),
        ("на 3 процентных пункта", 3, "percentage_point", "points"),
        ("2,1 пайыздық тармаққа", 2.1, "percentage_point", "points"),
        ("в 2,5 раза больше", 2.5, "times", "ratio"),
        ("в три раза больше", 3, "times", "ratio"),
        ("вдвое больше", 2, "times", "ratio"),
        ("екі есе көп", 2, "times", "ratio"),
        ("1,5 есеге артты", 1.5, "times", "ratio"),
        ("два раза в неделю", 2, None, "cardinal"),
        ("27 рет ұшты", 27, None, "cardinal"),
        ("дважды", 2, None, "cardinal"),
        ("за 9 месяцев", 9, "month", "duration"),
        ("алты ай ішінде", 6, "month", "duration"),
        ("356 дней", 356, "day", "duration"),
        ("четыре часа", 4, "hour", "duration"),
        ("two years", 2, "year", "duration"),
        ("24 күндізгі стационар", 24, None, "cardinal"),
        ("21,3‰", 21.3, "per_1000", "cardinal"),
        ("на треть больше", 33.333333, "percent", "fraction"),
        ("5 и более лет", 5, "year", "duration"),
        ("против 2 105 годом ранее", 2105, None, "cardinal"),
        ("75,9 жасқа жетті", 75.9, "year", "duration"),
        ("3-еуі салынуда", 3, None, "cardinal"),
        ("2-уіне есік ашық", 2, None, "cardinal"),
        ("два десятка врачей", 20, None, "cardinal"),
        ("три сотни коек", 300, None, "cardinal"),
        ("две трети", 66.666667, "percent", "fraction"),
        ("минус 5 °C".replace("минус ", "-"), -5, None, "temperature"),
    ],
)
def test_units_that_stand_with_the_number(text: str, value: float, unit: str | None, shape: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit, figure.shape) == (pytest.approx(value), unit, shape)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3,5–7 млн теңге", 3.5e6, 7e6, "KZT"),
        ("от 3,5 до 7 млн тенге", 3.5e6, 7e6, "KZT"),
        ("от 500 тыс. до 1,5 млн тенге", 5e5, 1.5e6, "KZT"),
        ("от 50 до 80%", 50, 80, "percent"),
        ("от 50% до 80%", 50, 80, "percent"),
        ("15-20 процентов", 15, 20, "percent"),
        ("от двух до трёх тысяч пациентов", 2000, 3000, None),
        ("два-три врача", 2, 3, None),
        ("120–130 операций", 120, 130, None),
        ("10 000–15 000 доз", 10000, 15000, None),
        ("в 2-2,5 раза", 2, 2.5, "times"),
        ("50-ден 80 пайызға дейін", 50, 80, "percent"),
        ("between 10 and 15 cases", 10, 15, None),
    ],
)
def test_ranges(text: str, low: float, high: float, unit: str | None) -> None:
    figure = only(text)
    assert (figure.value, figure.value_high, figure.unit, figure.comparator) == (low, high, unit, "between")


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("сметы 14,9 и 11,2 млрд тенге", [14.9e9, 11.2e9], "KZT"),
        ("выросла с 250 до 312,5 тыс. тенге", [250e3, 312.5e3], "KZT"),
        ("с 67 до 71,5%", [67, 71.5], "percent"),
        ("сократилась с 10,4 до 9,1 дня", [10.4, 9.1], "day"),
        ("с 5 млрд до 10 млрд тенге", [5e9, 10e9], "KZT"),
        ("5, 10 и 15 млн тенге", [5e6, 10e6, 15e6], "KZT"),
        ("67 против 63,5%", [67, 63.5], "percent"),
        ("67-ден 71,5%-ға жетті", [67, 71.5], "percent"),
        ("6,2 млрд тенге, из них 1,74 млрд — область", [6.2e9, 1.74e9], "KZT"),
    ],
)
def test_neighbours_share_what_is_printed_once(text: str, values: list[float], unit: str) -> None:
    figures = find_figures(text)
    assert [figure.value for figure in figures] == values
    assert {figure.unit for figure in figures} == {unit}
    assert {figure.comparator for figure in figures} == {"eq"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("больных 891 - 153 детей", [891, 153]),
        ("в 2023 – 142 случая", [2023, 142]),
        ("поликлиника № 5 – 12 врачей", [5, 12]),
        ("с 16-дан 19-ға дейін артты".removeprefix("с "), [16, 19]),
        ("в 2023 и 15%", [2023, 15]),
        ("екінші тоқсанда үш мыңға жуық адам", [3000]),
        ("2 қабатта 600 млн теңгеге 5 төсек", [2, 600e6, 5]),
        ("12.5 beds, 3 600 000 doses", [12.5, 3600000]),
    ],
)
def test_neighbours_that_have_nothing_in_common_stay_apart(text: str, values: list[float]) -> None:
    assert [figure.value for figure in find_figures(text)] == values


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("более 60 жителей", "gt"),
        ("более чем на 6%", "gt"),
        ("более, чем 200 участников", "gt"),
        ("свыше тысячи коек", "gt"),
        ("превышает 788 тыс. человек", "gt"),
        ("184 мыңнан астам шақырту", "gt"),
        ("600-ден астам зерттеу", "gt"),
        ("200 адамнан астам", "gt"),
        ("екі еседен астам", "gt"),
        ("50 адамға жуық", "approx"),
        ("120 төсекке дейін", "le"),
        ("8,5 млн теңгеге дейін көтермеақы төленді", "le"),
        ("Оснащённость больниц повышена до 82,7%", "eq"),
        ("120 төсекке дейін көбейді", "eq"),
        ("ең көп дегенде 12 адам", "le"),
        ("50 с лишним сёл", "gt"),
        ("две с лишним тысячи сёл", "gt"),
        ("more than 300 vacancies", "gt"),
        ("не менее 300 человек", "ge"),
        ("не менее чем в 3 раза", "ge"),
        ("как минимум пять бригад", "ge"),
        ("100 и более коек", "ge"),
        ("кемінде 90 бірлік", "ge"),
        ("120-дан кем емес", "ge"),
        ("at least 30 beds", "ge"),
        ("от 990 тг", "ge"),
        ("менее 5 минут", "lt"),
        ("ниже 3%", "lt"),
        ("до 250 посещений в смену", "le"),
        ("выплачивается до 8,5 млн тенге", "le"),
        ("увеличены подъёмные, выплачивается до 8,5 млн тенге", "le"),
        ("в размере до 5 млн тенге", "le"),
        ("не более 10 дней", "le"),
        ("45-тен аспайды", "le"),
        ("50-ге дейін төсек", "le"),
        ("up to 40 patients", "le"),
        ("около 200 специалистов", "approx"),
        ("порядка шести тысяч женщин", "approx"),
        ("почти в 2,5 раза", "approx"),
        ("ориентировочная стоимость центра — 18,5 млрд тенге", "approx"),
        ("2 950-ге жуық дәрігер", "approx"),
        ("шамамен 300 адам", "approx"),
        ("some 500 residents", "approx"),
        ("доведено до 10 видов", "eq"),
        ("зарплата выросла до 512 тыс. тенге", "eq"),
        ("сократить дефицит до 15 врачей", "eq"),
        ("50-ге дейін көбейді", "eq"),
        ("на 6% больше", "eq"),
        ("выше на 3,7%", "eq"),
        ("больше в 2 раза", "eq"),
        ("50-ден аспады", "le"),
        ("70 пайыздан астамы", "gt"),
        ("былтырғыдан 15 адамға көп", "eq"),
    ],
)
def test_comparators(text: str, comparator: str) -> None:
    assert only(text).comparator == comparator


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("12 июня 2018 года", ["day", "year"]),
        ("12 июнь 2018, вторник", ["day", "year"]),
        ("15 қаңтар, 2026", ["day", "year"]),
        ("July 2, 2018", ["day", "year"]),
        ("с 5 по 14 января", ["day", "day"]),
        ("2025 жылғы 3 ақпан", ["year", "day"]),
        ("12.07.2025 08:25", ["date", "time"]),
        ("с 9.00 до 18.00 часов", ["time", "time"]),
        ("с 9-00 до 18-00", ["time", "time"]),
        ("5 (пять) автомобилей", ["cardinal", "repetition"]),
        ("2 000 000 (два миллиона) тенге", ["money", "repetition"]),
        ("12 (в том числе пять) коек", ["cardinal", "cardinal"]),
        ("в 2018 400 человек", ["year", "cardinal"]),
        ("работают 2018 врачей", ["cardinal"]),
        ("к 2030-му", ["year"]),
        ("2019 – 2021 годы", ["year_range"]),
        ("за 2021, 2022 и 2023 годы", ["year"] * 3),
        ("© Пресс-служба, 2025.", ["year"]),
        ("04.07.\n", ["date"]),
        ("I компонентом привит", ["roman"]),
        ("V. Кадры", ["roman"]),
        ("2023-2024 учебном году", ["academic_year"]),
        ("2025-2026 оқу жылында", ["academic_year"]),
        ("поликлиника № 5", ["document_number"]),
        ("поликлиники №№ 5, 7 и 12", ["document_number"] * 3),
        ("ст. 45 закона", ["document_number"]),
        ("№2 облыстық аурухана", ["document_number"]),
        ("6-й микрорайон", ["ordinal"]),
        ("1й этап, 3х врачей", ["ordinal", "cardinal"]),
        ("в т.ч. 4 из них", ["cardinal"]),
        ("от 15.03.", ["date"]),
        ("БИН 123456789012, индекс 050000", ["code", "code"]),
        ("05 мая", ["day"]),
        ("МКБ-10, ISO 9001", ["name", "document_number"]),
        ("2-ші емхана", ["ordinal"]),
        ("1. Расширить сеть. 2. Обучить.", ["ordinal", "ordinal"]),
        ("5-ти врачей, 3-х сёл", ["cardinal", "cardinal"]),
        ("II уровня", ["roman"]),
        ("больница на 200-местная", ["compound"]),
        ("тел. 8 (7172) 55-12-34", ["phone"]),
        ("служба «103»", ["phone"]),
        ("в возрасте до 18 лет", ["age"]),
        ("старше 65 лет", ["age"]),
        ("18 жасқа дейінгі", ["age"]),
        ("16+", ["age"]),
        ("счёт 2:1", ["score"]),
        ("версия 4.2.1", ["code"]),
        ("COVID-19", ["name"]),
        ("десятки тысяч людей", ["vague"]),
        ("несколько тысяч людей", ["vague"]),
        ("$ 541,66 € 627,1", ["rate", "rate"]),
        ("USD 496,31", ["rate"]),
        ("+4°", ["temperature"]),
    ],
)
def test_shapes(text: str, shapes: list[str]) -> None:
    assert [figure.shape for figure in find_figures(text)] == shapes


@pytest.mark.parametrize(
    ("text", "value", "signed"),
    [
        ("Актау -7°", -7, -1),
        ("Актау +4°", 4, 1),
        ("сальдо (-12,4%)", -12.4, -1),
        ("снижение на -5,2%", -5.2, -1),
        ("Актюбинская -148 человек", 148, 0),
        ("Актюбинская –96", 96, 0),
        ("больных- 3 864", 3864, 0),
    ],
)
def test_a_minus_is_told_from_a_dash(text: str, value: float, signed: int) -> None:
    figure = only(text)
    assert (figure.value, figure.signed) == (value, signed)


@pytest.mark.parametrize(
    ("text", "lead", "noun"),
    [
        ("всего более 320 тысяч человек", "более 320 тысяч", "человек"),
        ("не менее пяти врачей", "не менее пяти", "врачей"),
        ("подъёмные от 3,5 до 7 млн тенге в год", "от 3,5 до 7 млн тенге", "в год"),
        ("оның 64-і дәрігер", "64", "дәрігер"),
        ("2 950-ге жуық дәрігер", "2 950", "дәрігер"),
        ("184 мыңнан астам шақырту", "184 мыңнан", "шақырту"),
        ("200-местная больница", "200", "местная больница"),
    ],
)
def test_where_the_expression_begins_and_the_noun_follows(text: str, lead: str, noun: str) -> None:
    figure = only(text)
    assert text[figure.lead_start : figure.end] == lead
    assert text[figure.noun_start :] == noun
