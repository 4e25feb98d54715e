"""What spreadsheet programs show for a number and its format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.readers.number_formats import Shown, shown_number, shown_text

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "code", "text", "number"),
    [
        (12.345, "General", "12,345", 12.345),
        (0.1 + 0.2, "General", "0,3", 0.3),
        (1e-7, "General", "0,0000001", 1e-7),
        (23_456_789_012.0, "General", "23456789012", 23456789012),
        (7, "0.00", "7,00", 7),
        (7.1, "0.0##", "7,1", 7.1),
        (0.5, ".00", "0,50", 0.5),
        (9876543, "#,##0", f"9{NBSP}876{NBSP}543", 9876543),
        (9876543, "#\\ ##0", f"9{NBSP}876{NBSP}543", 9876543),
        (9876543, "#,##0,", f"9{NBSP}877", 9877),
        (9876543, "0.0,,", "9,9", 9.9),
        (0.437, "0.0%", "43,7%", 43.7),
        (-0.08, "0%", "-8%", -8),
        (31.4, '0.0" млн тг"', "31,4 млн тг", 31.4),
        (640, '#,##0" чел."', "640 чел.", 640),
        (4200, "[$$-409]#,##0", f"$4{NBSP}200", 4200),
        (4200, "#,##0.00 [$€-407]", f"4{NBSP}200,00 €", 4200),
        (4200, "#,##0 [$₸-43F]", f"4{NBSP}200 ₸", 4200),
        (-35, "#,##0;(#,##0)", "-35", -35),
        (-35, "0;[Red]0", "-35", -35),
        (-35, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "-35", -35),
        (2600, '[>=1000]0.0," тыс";0', "2,6 тыс", 2.6),
        (260, '[>=1000]0.0," тыс";0', "260", 260),
        (5040, "0.00E+00", "5040", 5040),
        (123456, "##0.0E+0", "123500", 123500),
        (2.5, "# ?/?", "2,5", 2.5),
        (-0.2, "0", "0", 0),
        (15, "@", "15", 15),
    ],
)
def test_a_number_is_shown_with_the_scale_and_unit_of_its_format(
    value: float, code: str, text: str, number: float
) -> None:
    shown = shown_number(value, code)
    assert (shown.text, shown.number) == (text, pytest.approx(number, rel=1e-12))


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.125, "0%", "13%"),
        (0.145, "0%", "15%"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (1.005, "0.00", "1,01"),
        (0.285, "0.00", "0,29"),
    ],
)
def test_ties_are_rounded_away_from_zero(value: float, code: str, text: str) -> None:
    assert shown_number(value, code).text == text


@pytest.mark.parametrize(
    ("serial", "code", "text"),
    [
        (45748, "mmm yy", "апрель 2025"),
        (45748, "mmmm yyyy", "апрель 2025"),
        (45748, "[$-43F]mmmm yyyy", "сәуір 2025"),
        (45748, "mm.yyyy", "апрель 2025"),
        (45748, "yyyy", "2025"),
        (45748, 'yyyy" год"', "2025 год"),
        (45748, "m/d/yy", "01.04.2025"),
        (45748, "yyyy-mm-dd h:mm:ss", "01.04.2025"),
        (45748.75, "dd.mm.yyyy hh:mm", "01.04.2025 18:00"),
        (45748, "d mmmm yyyy", "1 апреля 2025"),
        (45748, "dddd, d mmmm", "вторник, 1 апреля"),
        (0.40625, "h:mm", "09:45"),
        (0.40625, "h:mm AM/PM", "09:45"),
        (1.5, "[h]:mm", "36:00"),
        (0.0625, "[mm]:ss", "90:00"),
        (59, "dd.mm.yyyy", "28.02.1900"),
        (61, "dd.mm.yyyy", "01.03.1900"),
    ],
)
def test_a_date_is_written_with_what_its_format_shows_and_cannot_be_taken_for_another(
    serial: float, code: str, text: str
) -> None:
    assert shown_number(serial, code) == Shown(text)


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert shown_number(0, "dd.mm.yyyy", from_1904=True).text == "01.01.1904"
    assert shown_number(44286, "dd.mm.yyyy", from_1904=True).text == "01.04.2025"


@pytest.mark.parametrize(("value", "code"), [(7, ";;;"), (0, "0;-0;;@"), (-4, "0;;0"), (7, "[White]0")])
def test_a_format_can_hide_a_number(value: float, code: str) -> None:
    assert shown_number(value, code) == Shown("")


def test_digits_parted_by_marks_are_a_code_and_no_number() -> None:
    assert shown_number(1234567, "000-00-00") == Shown("123-45-67")


@pytest.mark.parametrize(
    ("code", "text"), [("0;-0;0;@", "нет"), (";;;", ""), ('@" чел."', "нет чел."), ("0.00", "нет")]
)
def test_text_has_a_section_of_its_own(code: str, text: str) -> None:
    assert shown_text("нет", code) == text


@given(st.floats(-1e12, 1e12).filter(lambda value: value == 0 or abs(value) > 1e-6))
def test_without_a_format_the_number_is_the_value_on_fifteen_digits(value: float) -> None:
    assert shown_number(value, "General").number == float(f"{value:.15g}")


@given(st.floats(-1e12, 1e12), st.text('0#?.,;%@[]"\\_*/-+ymdhsE()$ млн', max_size=12))
def test_no_code_stops_the_reading_of_a_workbook(value: float, code: str) -> None:
    assert isinstance(shown_number(value, code).text, str)
    assert isinstance(shown_text("слово", code), str)
