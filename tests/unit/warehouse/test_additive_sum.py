"""Sums that must not be taken are refused with a reason, on rows as series have them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.warehouse.additive_helper import HELPER, helper

JAN = ("2025-01-01", "2025-01-31")
FEB = ("2025-02-01", "2025-02-28")
HALF = ("2025-01-01", "2025-06-30")
YEAR = ("2025-01-01", "2025-12-31")
YEAR_BEFORE = ("2024-01-01", "2024-12-31")
DAY = ("2026-02-03", "2026-02-03")
DAY_BEFORE = ("2025-02-01", "2025-02-01")
OPEN = (None, "2026-12-31")
COLUMNS = (
    "region_code varchar, indicator_code varchar, unit varchar, plan_actual varchar, additivity varchar, "
    "period_start date, period_end date, value double, scope varchar, place varchar, facility varchar, "
    "age_group varchar, residence varchar, staff_category varchar, facility_type varchar, funding varchar, "
    "equipment_kind varchar"
)
Row = dict[str, object]


def row(value: float, period: tuple[str | None, str] = YEAR, **more: object) -> Row:
    start, end = period
    flow = {"region_code": "KZ-39", "indicator_code": "SD.SURG.OPS", "unit": "operation"}
    fixed = {"plan_actual": "actual", "additivity": "regions_and_time", "scope": "region"}
    return {**flow, **fixed, "period_start": start, "period_end": end, "value": value, **more}


STOCK = {"indicator_code": "HR.DOC.N", "unit": "person", "additivity": "regions"}
RATE = {"indicator_code": "HR.DOC.RATE", "unit": "per_10k", "additivity": "none"}
ASTANA = {"region_code": "KZ-71"}

REFUSED = {
    "a stock at several times": [row(100, DAY, **STOCK), row(90, DAY_BEFORE, **STOCK)],
    "a ratio, share or price": [row(31, DAY, **RATE), row(40, DAY, **RATE, **ASTANA)],
    "plans or needs with results": [row(40), row(50, plan_actual="planned")],
    "periods that contain each other": [row(10, JAN), row(70, HALF)],
    "a region twice in one period": [row(70), row(71)],
    "the republic with its regions": [row(70), row(900, region_code="KZ")],
    "several units": [row(5e6, unit="KZT"), row(1e4, unit="USD", **ASTANA)],
    "several indicators": [row(70), row(8, indicator_code="SD.SURG.HT")],
}
PARTS_REFUSED = {
    "children with all": [row(70), row(9, JAN, age_group="children")],
    "money of two sources": [row(5, funding="local"), row(6, funding="republican", **ASTANA)],
    "a name that only looks alike": [row(5, place="-"), row(6, **ASTANA)],
}
TAKEN = {
    "one row, whatever it is": ([row(31, DAY, **RATE)], 31),
    "months after each other": ([row(10, JAN), row(12, FEB)], 22),
    "years after each other": ([row(80, YEAR_BEFORE), row(90)], 170),
    "a stock over regions on one day": ([row(100, DAY, **STOCK), row(50, DAY, **STOCK, **ASTANA)], 150),
    "plans with plans": (
        [row(40, OPEN, plan_actual="planned"), row(2, OPEN, plan_actual="planned", **ASTANA)],
        42,
    ),
}


@pytest.fixture
def client() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(HELPER.read_text(encoding="utf-8"))
        connection.execute(f"create table series ({COLUMNS})")
        yield connection


def summed(client: duckdb.DuckDBPyConnection, rows: list[Row], macro: str = "additive_sum") -> object:
    client.execute("delete from series")
    for one in rows:
        names, marks = ", ".join(one), ", ".join("?" for _ in one)
        client.execute(f"insert into series ({names}) values ({marks})", list(one.values()))
    return client.execute(f"select {macro}(value) from series").fetchall()[0][0]


def test_the_helper_is_what_the_macros_say() -> None:
    assert HELPER.read_text(encoding="utf-8") == helper(), (
        "run python -m tests.unit.warehouse.additive_helper"
    )


@pytest.mark.parametrize("reason", REFUSED)
def test_a_sum_that_must_not_be_taken_ends_the_query_with_the_reason(
    client: duckdb.DuckDBPyConnection, reason: str
) -> None:
    with pytest.raises(duckdb.Error, match=f"No sum over {reason}.*: "):
        summed(client, REFUSED[reason])


@pytest.mark.parametrize("case", PARTS_REFUSED)
def test_parts_are_not_added_to_other_parts_or_to_their_total(
    client: duckdb.DuckDBPyConnection, case: str
) -> None:
    with pytest.raises(duckdb.Error, match="No sum over different parts"):
        summed(client, PARTS_REFUSED[case], "additive_sum_of_parts")


def test_the_same_part_of_several_regions_is_added(client: duckdb.DuckDBPyConnection) -> None:
    rows = [row(5, funding="local"), row(6, funding="local", **ASTANA)]
    assert summed(client, rows, "additive_sum_of_parts") == 11


@pytest.mark.parametrize("case", TAKEN)
def test_a_sum_that_may_be_taken_is(client: duckdb.DuckDBPyConnection, case: str) -> None:
    rows, total = TAKEN[case]
    assert summed(client, rows) == total


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)), min_size=2, max_size=6, unique=True))
def test_a_flow_is_added_over_time_only_when_no_two_periods_share_a_day(spans: list[tuple[int, int]]) -> None:
    days = [
        (date(2025, 1, 1) + timedelta(start), date(2025, 1, 1) + timedelta(start + long))
        for start, long in spans
    ]
    shared = any(one != other and one[0] <= other[1] and other[0] <= one[1] for one in days for other in days)
    with duckdb.connect() as connection:
        connection.execute(HELPER.read_text(encoding="utf-8"))
        connection.execute(f"create table series ({COLUMNS})")
        rows = [row(1.0, (str(start), str(end))) for start, end in days]
        if shared:
            with pytest.raises(duckdb.Error, match="periods that contain each other"):
                summed(connection, rows)
        else:
            assert summed(connection, rows) == len(rows)
