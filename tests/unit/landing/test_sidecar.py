"""Sidecars: facts are taken as stated, and what cannot be understood is refused with what would be right."""

from __future__ import annotations

import contextlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.landing.sidecar import Sidecar, read_sidecar, sidecar_names, sidecar_of, write_sidecar
from sources.language.written_days import EARLIEST
from sources.readers.document import Unreadable


def test_all_facts_are_read() -> None:
    sidecar = read_sidecar(
        b"published_on: 2026-02-06\nsource_url: https://example.kz/a\nregion: kz-15\ntitle: A\nphone: 123\n",
        "a",
    )
    assert sidecar.published_on == date(2026, 2, 6)
    assert (sidecar.source_url, sidecar.region, sidecar.title) == ("https://example.kz/a", "KZ-15", "A")
    assert json.loads(sidecar.as_json)["phone"] == "123"


def test_what_its_tables_count_is_read() -> None:
    sidecar = read_sidecar(b"indicator: hr.doc.n\nunit: person\nplan_actual: actual\n", "a")
    assert (sidecar.indicator, sidecar.unit, sidecar.plan_actual) == ("HR.DOC.N", "person", "actual")


def test_a_unit_may_be_stated_alone() -> None:
    assert read_sidecar(b"unit: per_10k\n", "a").unit == "per_10k"


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"title:\n", b"\xef\xbb\xbftitle: ''\n"])
def test_a_sidecar_may_say_nothing(content: bytes) -> None:
    sidecar = read_sidecar(content, "a")
    assert (sidecar.published_on, sidecar.source_url, sidecar.region, sidecar.title) == (
        None,
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"published_on: soon", "2026-01-31"),
        (b"published_on: 2026-13-01", "2026-01-31"),
        (b"published_on: [2026]", "2026-01-31"),
        (b"region: KZ-99", "KZ-15"),
        (b"region: Atlantis", "KZ-15"),
        (b"source_url: javascript:alert(1)", "https://"),
        (b"indicator: HR.NOBODY", "indicators.csv"),
        (b"unit: bushel", "person"),
        (b"indicator: IN.BED.N\nunit: person", "bed"),
        (b"plan_actual: maybe", "planned"),
        (b"source_url: 'http://[broken'\nregion: x", "KZ-15"),
        (b"- a list", "name: value"),
        (b"just words", "name: value"),
        (b"title: 'open", "not YAML"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"!!python/object/apply:os.system ['true']", "name: value"),
        (b"a: &a [x, x]\nb: [*a, *a]", "alias"),
        (b"title: " + b"x" * 70_000, "bytes"),
        (b"[" * 5_000, "not YAML"),
    ],
)
def test_a_broken_sidecar_is_refused_with_the_remedy(content: bytes, told: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_sidecar(content, "a.meta.yaml")
    assert refusal.value.reason == "broken_sidecar"
    assert told in refusal.value.remedy
    assert "a.meta.yaml" in refusal.value.remedy


TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-02-06T20:30:00Z", date(2026, 2, 7)),  # half past one at night in Kazakhstan
        ("2026-02-06 23:30:00 +05:00", date(2026, 2, 6)),
        ("2026-02-06 23:30", date(2026, 2, 6)),
        ('"2026-02-06 09:15"', date(2026, 2, 6)),
        ("2023-12-31T18:30:00Z", date(2024, 1, 1)),  # UTC+6 until the last of February 2024
        ("6 февраля 2026", date(2026, 2, 6)),
        ("6 февраля 2026 года", date(2026, 2, 6)),
        ("2026 жылғы 6 ақпан", date(2026, 2, 6)),
        ("06.02.2026", date(2026, 2, 6)),
        ("2026-03-02", date(2026, 3, 2)),  # clocks differ by a day at most
    ],
)
def test_a_date_is_read_as_it_is_written_in_the_time_of_kazakhstan(written: str, day: date) -> None:
    assert read_sidecar(f"published_on: {written}".encode(), "a", TODAY).published_on == day


@pytest.mark.parametrize(
    "written",
    ["2026-02-30", "31.02.2026", "01.02.2026 или 03.02.2026"],
)
def test_a_date_of_no_calendar_is_refused(written: str) -> None:
    with pytest.raises(Unreadable, match="published_on") as refusal:
        read_sidecar(f"published_on: {written}".encode(), "a", TODAY)
    assert written in refusal.value.remedy


@pytest.mark.parametrize("written", ["2026-03-03", "2062-01-31", "1990-12-31"])
def test_a_date_of_the_future_or_before_1991_is_none(written: str) -> None:
    sidecar = read_sidecar(f"published_on: {written}\nregion: KZ-39".encode(), "a", TODAY)
    assert (sidecar.published_on, sidecar.region, sidecar.stated["published_on"]) == (None, "KZ-39", written)


def test_a_word_stays_a_word() -> None:
    sidecar = read_sidecar(b"title: no\nregion: KZ-39\nnote: 012\n", "a")
    assert (sidecar.title, sidecar.region, sidecar.stated["note"]) == ("no", "KZ-39", "012")
    assert read_sidecar(b"title: ~\n", "a").title is None


def test_a_region_may_be_called_by_its_name() -> None:
    assert read_sidecar("region: Костанайская область".encode(), "a").region == "KZ-39"


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"published_on stands there twice") as refusal:
        read_sidecar(b"published_on: 2026-01-31\ntitle: A\npublished_on: 2025-01-31\n", "a")
    assert refusal.value.reason == "broken_sidecar"


def test_a_key_that_stands_twice_is_told_with_all_else_that_is_wrong() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_sidecar(b"title: A\nregion: Atlantis\ntitle: B\n", "a.meta.yaml")
    assert "title stands there twice" in refusal.value.remedy
    assert "Atlantis" in refusal.value.remedy


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_sidecar(b"published_on: soon\nregion: Atlantis\nsource_url: here\n", "a.meta.yaml")
    for told in ("soon", "Atlantis", "here", "2026-01-31", "KZ-15", "https://"):
        assert told in refusal.value.remedy


def test_the_file_is_kept_as_received() -> None:
    content = b"\xef\xbb\xbf# by hand\r\ntitle: A\r\n"
    sidecar = read_sidecar(content, "a.meta.yaml")
    assert (sidecar.content, sidecar.file_name, sidecar.title) == (content, "a.meta.yaml", "A")
    assert sidecar_of({"title": "A"}, "feed").content is None


def test_a_date_with_a_time_is_a_date() -> None:
    assert read_sidecar(b"published_on: 2026-02-06 14:30:00", "a").published_on == date(2026, 2, 6)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(read_sidecar(content, "a"), Sidecar)


facts = st.fixed_dictionaries(
    {},
    optional={
        "title": st.text(min_size=1, max_size=40),
        "published_on": st.dates(EARLIEST, date(2026, 1, 31)),
        "region": st.sampled_from(["KZ", "KZ-15", "KZ-75"]),
        "source_url": st.just("https://example.kz/1"),
    },
)


@given(facts)
def test_what_is_written_is_read_back(stated: dict[str, object]) -> None:
    sidecar = sidecar_of(stated, "a")
    again = read_sidecar(write_sidecar(sidecar).encode(), "a")
    assert (again.published_on, again.region, again.source_url) == (
        sidecar.published_on,
        sidecar.region,
        sidecar.source_url,
    )


def test_the_most_explicit_name_comes_first() -> None:
    assert list(sidecar_names("a.txt")) == ["a.txt.meta.yaml", "a.txt.meta.yml", "a.meta.yaml", "a.meta.yml"]
    assert list(sidecar_names("a")) == ["a.meta.yaml", "a.meta.yml"]
