"""Series of totals: what an analyst adds up is right, whatever is said twice, in parts or of others."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from tests.integration.dbt_runs import Warehouse, failed
from tests.unit.checks.batches import Booked, Told, build_batch, observed, start_zones, write_intake

pytestmark = pytest.mark.integration

YEAR = {"period_kind": "year", "period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
POINT = {"period_kind": "point", "period_start": date(2026, 2, 3), "period_end": date(2026, 2, 3)}
OF_REGION = {"scope": "region", "confidence": 0.95}
REGIONS = ("KZ-11", "KZ-15", "KZ-39", "KZ-71")
RANDOM_FIXTURES = 200


def told(name: str, *booked: Booked, region: str = "KZ-39", on: date | None = date(2026, 2, 3)) -> Told:
    marks = " ".join(f"[[{number + 1}]] {one.value:g}." for number, one in enumerate(booked))
    return Told(name, f"{name} {on}: {marks}", booked, region, on)


def level(code: str, value: float, unit: str, **more: Any) -> Booked:
    return observed(code, value, unit, **(OF_REGION | POINT | more))


TRAPS = (
    told(
        "kostanay.txt",
        level("HR.DOC.N", 2310, "person", staff_category="doctor"),  # implied: a total
        level("HR.DOC.N", 400, "person", residence="rural"),
        level("HR.DOC.N", 55, "person", scope="facility", facility="Городская больница"),
        level("HR.DOC.N", 2500, "person", plan_actual="planned"),
        level("HR.DOC.N", 12, "percent", measure="change_pct"),
        level("HR.DOC.N", 9, "person", scope="group"),
        level("HR.DOC.N", 7, "person", confidence=0.2),
        level("HR.DOC.N", 41_000, "person", region_code="KZ", scope="republic"),
    ),
    told("kostanay_outlet.txt", level("HR.DOC.N", 2300, "person", comparator="approx")),
    told(
        "kostanay_before.txt",
        level("HR.DOC.N", 2250, "person", period_start=date(2025, 2, 1), period_end=date(2025, 2, 1)),
        on=date(2025, 2, 1),
    ),
    told("astana.txt", level("HR.DOC.N", 8100, "person", region_code="KZ-71"), region="KZ-71"),
    told("astana_repeats.txt", level("HR.DOC.N", 8100, "person", region_code="KZ-71"), region="KZ-71"),
)


def random_reports(chance: random.Random) -> tuple[list[Told], dict[tuple[date, date], float]]:
    """Reports that tell totals, parts and other things, and the true sum over regions of each period."""
    reports: list[Told] = []
    truth: dict[tuple[date, date], float] = {}
    for number in range(RANDOM_FIXTURES):
        start = date(1995, 1, 1) + timedelta(days=40 * number)
        period = {"period_kind": "span", "period_start": start, "period_end": start + timedelta(days=20)}
        for region in chance.sample(REGIONS, chance.randint(1, len(REGIONS))):
            total = float(chance.randint(10, 9000))
            truth[start, period["period_end"]] = truth.get((start, period["period_end"]), 0.0) + total
            said = [observed("SD.SURG.OPS", total, "operation", **(OF_REGION | period), region_code=region)]
            for _ in range(chance.randint(0, 3)):
                part: dict[str, object] = dict(
                    chance.choice(
                        (
                            {"age_group": "children"},
                            {"residence": "urban"},
                            {"facility": "Клиника", "scope": "facility"},
                            {"scope": "place", "place": "Рудный"},
                            {"group_role": "component", "group_id": "g"},
                            {"plan_actual": "planned"},
                            {"measure": "share", "unit": "percent"},
                            {"scope": "unknown"},
                        )
                    )
                )
                value = float(chance.randint(1, 100))
                said.append(
                    observed(
                        "SD.SURG.OPS",
                        value,
                        **({"unit": "operation", "region_code": region} | OF_REGION | period | part),
                    )
                )
            reports.append(told(f"random-{number}-{region}.txt", *said, region=region))
    return reports, truth


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    data_root = tmp_path_factory.mktemp("series")
    start_zones(data_root)
    warehouse = Warehouse(data_root)
    reports = [*TRAPS, *random_reports(random.Random(11))[0]]
    build_batch("20260204T020000000000Z", *reports).write(warehouse.accepted)
    write_intake(data_root / "raw", "20260204T010000000000Z", reports)
    done = warehouse.dbt("build", "--exclude-resource-type", "unit_test")
    assert done.success, failed(done)
    return warehouse


def test_the_first_chart_anybody_draws_is_right(warehouse: Warehouse) -> None:
    chart = warehouse.rows(
        "select region_name_ru, sum(value) from mart_latest_by_region"
        " where indicator_code = 'HR.DOC.N' and region_code <> 'KZ' group by 1 order by 1"
    )
    assert chart == [("Костанайская область", 2310.0), ("г. Астана", 8100.0)]


def test_the_latest_stands_beside_the_one_before(warehouse: Warehouse) -> None:
    assert warehouse.rows(
        "select value_before, change from mart_latest_by_region"
        " where indicator_code = 'HR.DOC.N' and region_code = 'KZ-39'"
    ) == [(2250.0, 60.0)]


def test_a_series_has_one_value_and_tells_its_rivals(warehouse: Warehouse) -> None:
    assert warehouse.rows(
        "select value, statements_count, lowest, highest from mart_series where indicator_code = 'HR.DOC.N'"
        " and region_code = 'KZ-39' and plan_actual = 'actual' and period_year = 2026"
    ) == [(2310.0, 2, 2300.0, 2310.0)]


def test_what_stands_in_no_series_is_counted_with_its_reason(warehouse: Warehouse) -> None:
    assert warehouse.rows(
        "select statements.left_out, count(*) from mart_statements as statements"
        " where indicator_code = 'HR.DOC.N' and series = 'none' group by 1 order by 1"
    ) == [("low_confidence", 1), ("no_level", 1), ("scope_group", 1)]


def test_a_sum_over_regions_equals_the_truth(warehouse: Warehouse) -> None:
    _, truth = random_reports(random.Random(11))
    sums = warehouse.rows(
        "select period_start, period_end, sum(value) from mart_series"
        " where indicator_code = 'SD.SURG.OPS' and plan_actual = 'actual' group by 1, 2"
    )
    assert {(start, end): total for start, end, total in sums} == truth
    assert len(truth) == RANDOM_FIXTURES
