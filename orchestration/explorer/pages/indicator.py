"""An indicator over the regions, and the list of all indicators."""

from __future__ import annotations

from orchestration.explorer.visit import Answer, Missing, Visit


def listing(visit: Visit) -> Answer:
    """Every indicator of the catalogue, with how many regions told it."""
    return Answer(
        "indicators.html",
        {
            "indicators": visit.snapshot.rows(
                "select indicators.*, coalesce(told.regions, 0) as regions, coalesce(told.statements, 0) as"
                " statements from dim_indicator as indicators left join (select indicator_code,"
                " count(distinct region_code) as regions, count(*) as statements from mart_statements"
                " group by 1) as told using (indicator_code) order by subject_area, indicator_code"
            )
        },
    )


def page(visit: Visit, indicator_code: str) -> Answer:
    """Raises Missing for a code that is no indicator's."""
    indicator = visit.snapshot.one("select * from dim_indicator where indicator_code = ?", [indicator_code])
    if indicator is None:
        raise Missing(indicator_code)
    latest = visit.snapshot.rows(
        "select * from mart_latest_by_region where indicator_code = ?"
        " order by region_code = 'KZ', value desc",
        [indicator_code],
    )
    largest = max((abs(row["value"]) for row in latest if row["region_code"] != "KZ"), default=0)
    return Answer(
        "indicator.html",
        {
            "indicator": indicator,
            "latest": latest,
            "largest": largest,
            "plans": visit.snapshot.rows(
                "select * from mart_plan_actual where indicator_code = ?"
                " order by period_end desc, region_code limit 60",
                [indicator_code],
            ),
            "left_out": visit.snapshot.rows(
                "select coalesce(left_out, series) as place, series, count(*) as statements"
                " from mart_statements"
                " where indicator_code = ? group by all order by 3 desc",
                [indicator_code],
            ),
        },
    )
