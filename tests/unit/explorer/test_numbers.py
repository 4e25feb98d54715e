"""Numbers, days and periods read as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.explorer.languages import LANGUAGES, Words
from orchestration.explorer.numbers import amount, period, plain

NB = "\u00a0"


def words(language: str) -> Words:
    return Words(language, {}, {}, {}, {})


@pytest.mark.parametrize(
    ("value", "unit", "language", "written"),
    [
        (23_400_000_000, "KZT", "ru", f"23,4{NB}млрд{NB}₸"),
        (23_400_000_000, "KZT", "kk", f"23,4{NB}млрд{NB}₸"),
        (23_400_000_000, "KZT", "en", f"23.4{NB}bn{NB}₸"),
        (250_000, "KZT", "ru", f"250{NB}000{NB}₸"),
        (1_234_567, "person", "ru", f"1{NB}234{NB}567"),
        (12_345_678, "person", "en", f"12.35{NB}mn"),
        (61, "percent", "ru", f"61{NB}%"),
        (-33.8, "percent", "en", "−33.8%"),
        (0, "person", "kk", "0"),
        (None, "person", "ru", "—"),
    ],
)
def test_an_amount_is_written_as_people_do(
    value: float | None, unit: str, language: str, written: str
) -> None:
    assert amount(value, unit, language, words(language)) == written


@given(st.integers(-(10**15), 10**15), st.sampled_from(LANGUAGES))
def test_a_plain_number_loses_nothing(value: int, language: str) -> None:
    written = plain(value, language)
    assert int(written.replace(NB, "").replace(",", "")) == value


@pytest.mark.parametrize(
    ("kind", "start", "end", "written"),
    [
        ("year", date(2025, 1, 1), date(2025, 12, 31), "2025"),
        ("quarter", date(2026, 4, 1), date(2026, 6, 30), "II кв. 2026"),
        ("month", date(2026, 3, 1), date(2026, 3, 31), "03.2026"),
        ("point", date(2026, 2, 3), date(2026, 2, 3), "03.02.2026"),
        ("horizon", None, date(2026, 12, 31), "до 31.12.2026"),
        ("ytd", date(2026, 1, 1), date(2026, 5, 31), "01.01.2026 – 31.05.2026"),
        ("unspecified", None, None, "без даты"),
    ],
)
def test_a_period_is_short(kind: str, start: date | None, end: date | None, written: str) -> None:
    assert period(kind, start, end, "ru", words("ru")) == written
