"""One indicator of one region over time: plan beside fact, breakdowns, rivals, changes."""

from __future__ import annotations

from orchestration.explorer.charts import Chart, Point, chart_of
from orchestration.explorer.database import Row
from orchestration.explorer.visit import Answer, Missing, Visit

OF_SERIES = " where region_code = $1 and indicator_code = $2"
BROKEN_DOWN_BY = (
    "scope",
    "place",
    "facility",
    "age_group",
    "residence",
    "staff_category",
    "facility_type",
    "funding",
    "equipment_kind",
)


def page(visit: Visit, region_code: str, indicator_code: str) -> Answer:
    """Raises Missing when one of the codes is unknown."""
    keys = [region_code, indicator_code]
    region = visit.snapshot.one("select * from dim_region where region_code = ?", [region_code])
    indicator = visit.snapshot.one("select * from dim_indicator where indicator_code = ?", [indicator_code])
    if region is None or indicator is None:
        raise Missing("/".join(keys))
    order = " order by coalesce(period_end, period_start) desc nulls last, period_kind"
    told = visit.snapshot.rows(f"select * from mart_series{OF_SERIES}{order}", keys)
    breakdowns = visit.snapshot.rows(f"select * from mart_series_breakdown{OF_SERIES}{order} limit 200", keys)
    return Answer(
        "series.html",
        {
            "region": region,
            "indicator": indicator,
            "charts": _charts(told),
            "told": told,
            "breakdowns": [{**row, "part": _part(visit, row)} for row in breakdowns],
            "rivals": visit.snapshot.rows(f"select * from mart_rivals{OF_SERIES}", keys),
            "changes": visit.snapshot.rows(
                f"select * from mart_change{OF_SERIES} order by period_end desc", keys
            ),
            "plans": visit.snapshot.rows(
                f"select * from mart_plan_actual{OF_SERIES} order by period_end desc", keys
            ),
        },
    )


def _charts(told: list[dict[str, object]]) -> list[Chart]:
    """A chart per unit and kind of period: a month never stands on one line with a year."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in told:
        groups.setdefault((str(row["unit"]), str(row["period_kind"])), []).append(row)
    charts = [chart_of(unit, kind, [_point(row) for row in rows]) for (unit, kind), rows in groups.items()]
    return sorted((one for one in charts if one is not None), key=lambda chart: -len(chart.marks))


def _point(row: Row) -> Point:
    return Point(
        row["period_end"] or row["period_start"], row["value"], row["plan_actual"], row["observation_id"], row
    )


def _part(visit: Visit, row: Row) -> str:
    """What part of the region a row of the breakdown tells of."""
    named = [(column, row.get(column)) for column in BROKEN_DOWN_BY]
    return ", ".join(
        visit.words.label(column, str(value))
        for column, value in named
        if value is not None and not (column == "scope" and value == "region")
    )
