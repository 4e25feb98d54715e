"""The first page: one indicator over all regions, what is new, who is silent, what waits for a person."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.explorer.database import Row, Snapshot
from orchestration.explorer.numbers import period
from orchestration.explorer.visit import Answer, Visit

REPUBLIC = "KZ"
SHADES = 5
NEW_REPORTS = 8
_TILES = Path(__file__).parents[1] / "tiles.csv"
LATEST = "latest"


@cache
def tiles() -> tuple[Mapping[str, str], ...]:
    """Where each region lies: region_code, row, column (from 1), a short name per language."""
    with _TILES.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def page(visit: Visit) -> Answer:
    """`indicator` and `period` (`latest`, or kind:start:end) stand in the address."""
    told = visit.snapshot.rows(
        "select indicator_code, subject_area, count(*) filter (where region_code <> 'KZ') as regions"
        " from mart_latest_by_region group by all order by subject_area, indicator_code"
    )
    most = max(told, key=lambda row: row["regions"], default=None)
    asked = visit.asked("indicator")
    indicator = asked if asked in {row["indicator_code"] for row in told} else most and most["indicator_code"]
    periods = _periods(visit, indicator) if indicator else []
    chosen = visit.asked("period")
    chosen = chosen if chosen in {key for key, _ in periods} else LATEST
    rows = _rows(visit.snapshot, indicator, chosen) if indicator else []
    return Answer(
        "overview.html",
        {
            "told": told,
            "indicator": indicator,
            "periods": periods,
            "chosen": chosen,
            "rows": rows,
            "tiles": [_tile(visit, tile, rows) for tile in tiles()],
            "bounds": _bounds(rows),
            "republic": next((row for row in rows if row["region_code"] == REPUBLIC), None),
            "new": _new(visit.snapshot),
            "silent": silent(visit.snapshot),
            "waiting": visit.snapshot.rows(
                "select work_kind, count(*) as questions from work_list group by 1 order by 2 desc, 1"
            ),
            "totals": visit.snapshot.one(
                "select count(*) as reports, coalesce(sum(figures_count), 0) as figures,"
                " coalesce(sum(observations_count), 0) as observations, max(recorded_at) as recorded_at,"
                " bool_or(is_sample) as samples from dim_report"
            ),
        },
    )


def _periods(visit: Visit, indicator: str) -> list[tuple[str, str]]:
    found = visit.snapshot.rows(
        "select period_kind, period_start, period_end, count(distinct region_code) as regions"
        " from mart_series where indicator_code = ? and plan_actual = 'actual'"
        " group by period_kind, period_start, period_end"
        " order by coalesce(period_end, period_start) desc nulls last, regions desc limit 60",
        [indicator],
    )
    return [
        (
            _key(row),
            f"{_written(visit, row)} · {visit.words.label('period_kind', row['period_kind'])}"
            f" ({row['regions']})",
        )
        for row in found
    ]


def _written(visit: Visit, row: Row) -> str:
    return period(row["period_kind"], row["period_start"], row["period_end"], visit.language, visit.words)


def _key(row: Row) -> str:
    return f"{row['period_kind']}:{row['period_start'] or ''}:{row['period_end'] or ''}"


def _rows(snapshot: Snapshot, indicator: str, chosen: str) -> list[dict[str, Any]]:
    if chosen == LATEST:
        return snapshot.rows(
            "select * from mart_latest_by_region where indicator_code = ? order by value desc, region_code",
            [indicator],
        )
    kind, start, end = chosen.split(":")
    return snapshot.rows(
        "select series.*, null as change, null as value_before,"
        " coalesce(series.period_end, series.period_start) as as_of from mart_series as series"
        " inner join dim_indicator as indicators using (indicator_code)"
        " where indicator_code = $1 and plan_actual = 'actual' and period_kind = $2"
        " and period_start is not distinct from try_cast($3 as date)"
        " and period_end is not distinct from try_cast($4 as date)"
        " and unit = split_part(indicators.units, '|', 1) order by value desc, region_code",
        [indicator, kind, start, end],
    )


def _bounds(rows: Sequence[Row]) -> list[float]:
    """The upper bounds of the shades: regions in as equal parts as ties allow."""
    values = sorted(row["value"] for row in rows if row["region_code"] != REPUBLIC)
    if not values:
        return []
    return [values[max(0, -(-len(values) * part // SHADES) - 1)] for part in range(1, SHADES + 1)]


def _tile(visit: Visit, tile: Mapping[str, str], rows: Sequence[Row]) -> dict[str, Any]:
    row = next((one for one in rows if one["region_code"] == tile["region_code"]), None)
    bounds = _bounds(rows)
    shade = 0 if row is None else 1 + next(i for i, bound in enumerate(bounds) if row["value"] <= bound)
    return {**tile, "short": tile[visit.language], "shade": shade, "told": row}


def _new(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The reports of the latest batch: what the last reading brought."""
    return snapshot.rows(
        "select *, count(*) over () as together from dim_report"
        " where batch_id = (select max(batch_id) from dim_report)"
        f" order by received_at desc, published_on desc nulls last, report_file limit {NEW_REPORTS}"
    )


def silent(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Regions that are late now: with the day of the last report, and how many days late; then those that
    never reported.
    """
    return snapshot.rows(
        "with reported as (select region_code, max(published_on) as last_on from dim_report group by 1),"
        " late as (select calendar.region_code, max(late_by_days) as late_by_days"
        "  from mart_reporting_calendar as calendar inner join reported using (region_code)"
        "  where late_by_days > 0 and month > last_on group by 1)"
        " select regions.region_code, last_on, late_by_days from dim_region as regions"
        " left join reported using (region_code) left join late using (region_code)"
        " where regions.region_code <> 'KZ' and (late_by_days > 0 or last_on is null)"
        " order by last_on is null, late_by_days desc, regions.region_code"
    )
