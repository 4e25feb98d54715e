"""A day is read as machines and datelines write it, in the time of Kazakhstan."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.language.written_days import day_of, days_in, is_believable, local_day

DAY = date(2025, 2, 5)


@pytest.mark.parametrize(
    "written",
    [
        "2025-02-05",
        "2025-02-05T23:30:00",
        "2025-02-05T23:30:00+05:00",
        "2025-02-04T20:30:00+00:00",
        "2025-02-04T20:30:00Z",
        "2025-02-04T20:30:00.000Z",
        "2025-02-04 20:30:00 UTC",
        "2025-02-04T12:30:00-0800",
        "2025-02-04T23:30:00+03:00",
        "2025-02-05T00:00:00Z",
        "20250204T203000Z",
        "20250205",
        "1738701000",
        "1738701000000",
        "Tue, 04 Feb 2025 20:30:00 GMT",
        "Wed, 05 Feb 2025 01:30:00 +0500",
        "Ср, 05 фев 2025 09:00:00 +0500",
        "05.02.2025 10:42",
        "5/2/2025",
        "5 февраля 2025 года",
        "5 фев. 2025",
        "5 ақпан 2025",
        "2025 жылғы 5 ақпан",
        "2025 ж. 5 ақпан",
        "February 5, 2025",
        "Фев / 05 / 2025",
        "Фев\n05\n2025",
    ],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert day_of(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0000-00-00",
        "2025-02-30",
        "{{ date }}",
        "вчера",
        "5 февраля",
        "2025",
        "5 маршрутов 2025",
        "12 480",
    ],
)
def test_what_is_no_day_is_none(written: str) -> None:
    assert day_of(written) is None


def test_the_country_has_one_time_since_march_2024_and_another_before() -> None:
    assert local_day(datetime(2024, 1, 9, 18, 30, tzinfo=UTC)) == date(2024, 1, 10)
    assert local_day(datetime(2025, 1, 9, 18, 30, tzinfo=UTC)) == date(2025, 1, 9)
    assert local_day(datetime(2025, 1, 9, 19, 30, tzinfo=UTC)) == date(2025, 1, 10)


def test_a_report_is_neither_older_than_the_country_nor_younger_than_its_arrival() -> None:
    assert not is_believable(date(1970, 1, 1), None)
    assert not is_believable(date(2099, 1, 1), DAY)
    assert is_believable(DAY, DAY)
    assert is_believable(date(2099, 1, 1), None)


@given(st.datetimes(min_value=datetime(1992, 1, 1), max_value=datetime(2100, 1, 1)))
def test_a_moment_is_the_same_day_as_text_and_as_seconds(moment: datetime) -> None:
    known = moment.replace(microsecond=0, tzinfo=UTC)
    assert day_of(known.isoformat()) == local_day(known) == day_of(str(int(known.timestamp())))


@given(st.text(max_size=60))
def test_offsets_lie_inside_any_text(text: str) -> None:
    for found in days_in(text):
        assert 0 <= found.start < found.end <= len(text)
