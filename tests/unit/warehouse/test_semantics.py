"""Metrics for a semantic layer: each adds only what may be added. dbt validates their form when it parses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.unit.warehouse.test_additive_sum import (
    ASTANA,
    COLUMNS,
    DAY,
    DAY_BEFORE,
    HALF,
    JAN,
    RATE,
    STOCK,
    YEAR_BEFORE,
    row,
)

SEMANTICS = Path(__file__).resolve().parents[3] / "dbt_project" / "models" / "semantics" / "series.yml"
DECLARED = yaml.safe_load(SEMANTICS.read_text(encoding="utf-8"))
(SERIES,) = DECLARED["semantic_models"]
MEASURES = {measure["name"]: measure for measure in SERIES["measures"]}
METRICS = {metric["name"]: metric for metric in DECLARED["metrics"]}
DIMENSIONS = {
    dimension["name"]: dimension.get("expr", dimension["name"]) for dimension in SERIES["dimensions"]
}
ENTITIES = {entity["name"]: entity["expr"] for entity in SERIES["entities"]}

ROWS = [
    row(70, period_kind="year"),
    row(80, YEAR_BEFORE, period_kind="year"),
    row(60, period_kind="year", **ASTANA),
    row(900, period_kind="year", region_code="KZ"),
    row(99, period_kind="year", plan_actual="planned"),
    row(9, JAN, period_kind="ytd"),
    row(30, HALF, period_kind="ytd"),
    row(100, DAY, period_kind="point", **STOCK),
    row(90, DAY_BEFORE, period_kind="point", **STOCK),
    row(50, DAY_BEFORE, period_kind="point", **STOCK, **ASTANA),
    row(7, DAY, period_kind="point", **STOCK | {"plan_actual": "needed"}),
    row(31, DAY, period_kind="point", **RATE),
    row(40, DAY, period_kind="point", **RATE, **ASTANA),
]
WANTED = {
    "yearly_flow": 210,
    "flow_to_date": 30,
    "planned_yearly_flow": 99,
    "latest_stock": 150,
    "latest_need": 7,
    "lowest_value": 9,  # a need is no value of what there is
    "highest_value": 900,
}


def compiled(metric: Mapping[str, Any]) -> str:
    """The SQL that a semantic layer makes of a simple metric, on the table `series`."""
    measure = MEASURES[metric["type_params"]["measure"]]
    condition = re.sub(
        r"\{\{ Dimension\('total__(\w+)'\) }}", lambda found: f"({DIMENSIONS[found[1]]})", metric["filter"]
    )
    rows = f"select *, {DIMENSIONS['period_end']} as time from series where {condition}"
    last = measure.get("non_additive_dimension")
    if last:
        by = ", ".join(ENTITIES[name] for name in last["window_groupings"])
        rows += f" qualify time = {last['window_choice']}(time) over (partition by {by})"
    return f"select {measure['agg']}({measure['expr']}) from ({rows})"


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_adds_only_what_may_be_added(name: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"create table series ({COLUMNS}, period_kind varchar)")
        for one in ROWS:
            marks = ", ".join("?" for _ in one)
            connection.execute(f"insert into series ({', '.join(one)}) values ({marks})", list(one.values()))
        answer = connection.execute(compiled(METRICS[name])).fetchall()
    assert answer == [(WANTED[name],)]


def test_every_metric_holds_one_status() -> None:
    for metric in METRICS.values():
        assert len(re.findall(r"total__plan_actual'\) }} = '\w+'", metric["filter"])) == 1


def test_no_measure_sums_ratios_and_stocks_are_taken_at_one_time() -> None:
    for measure in MEASURES.values():
        if measure["agg"] == "sum":
            assert "additivity = '" in measure["expr"]
            assert "none" not in measure["expr"]
        if "= 'regions' " in measure["expr"]:
            assert measure["non_additive_dimension"]["window_choice"] == "max"
