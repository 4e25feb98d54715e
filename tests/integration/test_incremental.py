"""What grows build by build is what one build of everything gives, whatever came when and was killed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from orchestration.publish import publish
from orchestration.settings import SAMPLES
from tests.integration.dbt_runs import Warehouse, failed
from tests.unit.checks.batches import (
    Booked,
    Told,
    build_batch,
    context,
    observed,
    review,
    start_zones,
    write_intake,
)

pytestmark = pytest.mark.integration

SAMPLE = Told(
    "zhambyl_undated.txt",
    (SAMPLES / "zhambyl_undated.txt").read_text(encoding="utf-8").replace("141 870", "[[141 870]]"),
    (observed("SD.INP.TREATED", 141_870, "person", scope="region"),),
    published_on=None,
)
INDICATORS = (("HR.DOC.N", "person"), ("SD.SURG.OPS", "operation"), ("IN.FAC.COMM", "facility"))
YEARS = (2024, 2025)
MORE: tuple[dict[str, object], ...] = (
    {},
    {},
    {"plan_actual": "planned"},
    {"age_group": "children"},
    {"scope": "facility", "facility": "Городская больница"},
    {"scope": "facility", "facility": "Областная больница", "facility_type": "hospital"},
    {"measure": "change_pct", "unit": "percent", "dimensions": '{"direction": "up"}'},
    {"group_id": "g", "group_role": "total"},
    {"group_id": "g", "group_role": "component"},
    {"region_code": None},
    {"confidence": 0.2},
)


def booked(chance: random.Random, region: str) -> Booked:
    """A figure, mostly a level of a region's year."""
    if chance.random() < 0.2:
        return chance.choice((context(), review(7)))
    code, unit = chance.choice(INDICATORS)
    year = chance.choice(YEARS)
    of_year = {
        "period_kind": "year",
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "scope": "region",
        "region_code": region,
    }
    given: dict[str, object] = {"unit": unit} | of_year | chance.choice(MORE)
    return observed(code, float(chance.choice((10, 11, 12, 900))), **given)  # type: ignore[arg-type]


def report(chance: random.Random, name: str) -> Told:
    """A report of one region with up to five figures."""
    region = chance.choice(("KZ-39", "KZ-71"))
    figures = tuple(booked(chance, region) for _ in range(chance.randint(0, 5)))
    marks = " ".join(f"[[{number}]]" for number in range(10, 10 + len(figures)))
    day = chance.choice((date(2026, 1, 3), date(2026, 3, 5), None))
    return Told(f"{name}.txt", f"{name}: {marks}", figures, chance.choice((region, None)), day)


def read_again(chance: random.Random, told: Told) -> Told:
    """The same report, its figures read otherwise."""
    return replace(told, booked=tuple(booked(chance, told.region_code or "KZ-39") for _ in told.booked))


def batches(chance: random.Random) -> Iterator[list[Told]]:
    """The bundled sample first, then new reports, with some of the earlier ones read again."""
    yield [SAMPLE]
    known: list[Told] = []
    for batch in range(4):
        new = [report(chance, f"report-{batch}-{number}") for number in range(5)]
        again = [read_again(chance, told) for told in chance.sample(known, min(3, len(known)))]
        known += new
        yield [*new, *again]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    data_root = tmp_path_factory.mktemp("incremental")
    start_zones(data_root)
    warehouse = Warehouse(data_root)
    assert warehouse.dbt("seed").success
    return warehouse


def rows_of(published: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every published mart."""
    with duckdb.connect(str(published), read_only=True) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where table_name <> 'publication'"
        ).fetchall()
        return {
            str(name): connection.execute(f"select * from {name} order by all").fetchall()
            for (name,) in tables
        }


def test_many_builds_some_of_them_killed_give_what_one_build_gives(warehouse: Warehouse) -> None:
    chance = random.Random(12)
    published = warehouse.data_root / "published" / "warehouse.duckdb"
    # what a killed build has left undone: the facts, the series, or nothing but the cursor
    undone = iter([None, "fct_staffing+", "mart_series+", "loaded_batches", None])
    for number, told in enumerate(batches(chance), 1):
        build_batch(f"2026020{number}T020000000000Z", *told).write(warehouse.accepted)
        write_intake(warehouse.data_root / "raw", f"2026020{number}T010000000000Z", told)
        left_out = next(undone)
        warehouse.run(*(("--exclude", left_out) if left_out else ()))
        if left_out is None:
            # the last one brings up to date what the killed builds and the one after them have changed
            assert publish(warehouse.database, published).updated == (number > 1)
    grown = warehouse.content()
    assert rows_of(published) == grown
    assert all(grown[table] for table in ("mart_series", "mart_rivals", "mart_change", "dim_facility"))
    warehouse.run("--full-refresh")
    assert warehouse.content() == grown
    # another database: nothing leads from the one to the other
    assert not publish(warehouse.database, published).updated
    assert rows_of(published) == grown


def test_a_build_without_news_reads_no_batch_but_the_empty_one(warehouse: Warehouse) -> None:
    warehouse.run()
    with warehouse.connected() as database:
        read = database.execute("select distinct directory from bookkeeping.arrived_batches").fetchall()
        assert read == [("00000000T000000000000Z",)]
        assert database.execute("select count(*) from intermediate.int_touched").fetchall() == [(0,)]


def test_tests_of_an_event_find_what_is_wrong_in_what_is_new(warehouse: Warehouse) -> None:
    wrong = build_batch("20260301T020000000000Z", Told("wrong.txt", "Врачей [[9]].", (context(),)))
    moved = wrong.figures.set_column(3, wrong.figures.schema.field(3), [[1]])
    replace(wrong, figures=moved).write(warehouse.accepted)
    of_event = Warehouse(warehouse.data_root, look_at="new")
    done = of_event.dbt("build", "--exclude-resource-type", "unit_test")
    assert set(failed(done)) == {"quote_stands_at_its_offsets"}
