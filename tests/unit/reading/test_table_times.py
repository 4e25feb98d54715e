"""Cells that say a time and nothing else, and how a month in a head meets the year in a label."""

from __future__ import annotations

from datetime import date

import pytest

from sources.language.fold import fold
from sources.reading.tables.times import Time, as_mention, is_bare_year, joined, time_of


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2014", Time("year", 1, 12, 2014)),
        ("2014.0", Time("year", 1, 12, 2014)),
        ("2014 г.", Time("year", 1, 12, 2014)),
        ("2014 жыл", Time("year", 1, 12, 2014)),
        ("2014*", Time("year", 1, 12, 2014)),
        ("2014 1)", Time("year", 1, 12, 2014)),
        ("План на 2014", Time("year", 1, 12, 2014)),
        ("год", Time("year", 1, 12, None)),
        ("Маусым", Time("month", 6, 6, None)),
        ("нояб 14", Time("month", 11, 11, 2014)),
        ("сен.14", Time("month", 9, 9, 2014)),
        ("Jun-14", Time("month", 6, 6, 2014)),
        ("2014 жылғы мамыр", Time("month", 5, 5, 2014)),
        ("05.2014", Time("month", 5, 5, 2014)),
        ("2014-05", Time("month", 5, 5, 2014)),
        ("III кв.", Time("quarter", 7, 9, None)),
        ("2 тоқсан 2014", Time("quarter", 4, 6, 2014)),
        ("Q4 2014", Time("quarter", 10, 12, 2014)),
        ("2 полугодие 2014 года", Time("half_year", 7, 12, 2014)),
        ("январь-август", Time("ytd", 1, 8, None)),
        ("7 мес. 2014", Time("ytd", 1, 7, 2014)),
        ("апрель–июнь 2014", Time("span", 4, 6, 2014)),
    ],
)
def test_a_cell_that_is_a_time(cell: str, expected: Time) -> None:
    assert time_of(fold(cell)) == expected


@pytest.mark.parametrize(
    "cell", ["", "1204", "Врачи 2014", "2014-2016", "Приказ 2014", "13.2014", "V кв.", "0 мес."]
)
def test_a_cell_that_says_more_or_less_than_a_time(cell: str) -> None:
    assert time_of(fold(cell)) is None


def test_a_month_takes_the_nearest_year_and_a_year_the_month_beside_it() -> None:
    month, year, further = Time("month", 3, 3, None), Time("year", 1, 12, 2014), Time("year", 1, 12, 2011)
    assert joined([month], [year, further]) == Time("month", 3, 3, 2014)
    assert joined([year, month], []) == Time("month", 3, 3, 2014)


def test_a_year_takes_no_part_from_beyond_its_own_heads_and_labels() -> None:
    assert joined([Time("year", 1, 12, 2014)], [Time("quarter", 1, 3, None)]) == Time("year", 1, 12, 2014)


def test_a_month_without_any_year_stays_undated() -> None:
    found = joined([Time("month", 3, 3, None)], [])
    assert isinstance(found, Time)
    assert as_mention(found, 0, 4, "март").period_start is None
    assert as_mention(Time("month", 2, 2, 2016), 0, 4, "").period_end == date(2016, 2, 29)


def test_only_years_are_bare_years() -> None:
    assert is_bare_year("2014")
    assert not is_bare_year("год")
    assert not is_bare_year("1204")
