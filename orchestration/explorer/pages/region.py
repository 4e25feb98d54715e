"""A region: the latest of every indicator, its reports, what contradicts itself, what it was before."""

from __future__ import annotations

from orchestration.explorer.visit import Answer, Missing, Visit

REPORTS = 30
RIVALS = 30


def page(visit: Visit, region_code: str) -> Answer:
    """Raises Missing for a code that is no region's."""
    region = visit.snapshot.one("select * from dim_region where region_code = ?", [region_code])
    if region is None:
        raise Missing(region_code)
    return Answer(
        "region.html",
        {
            "region": region,
            "successors": visit.snapshot.rows(
                "select region_code, valid_from from dim_region where predecessor_code = ? order by 1",
                [region_code],
            ),
            "latest": visit.snapshot.rows(
                "select * from mart_latest_by_region where region_code = ?"
                " order by subject_area, indicator_code",
                [region_code],
            ),
            "reports": visit.snapshot.rows(
                "select * from dim_report where region_code = ?"
                f" order by published_on desc nulls last, report_file limit {REPORTS}",
                [region_code],
            ),
            "rivals": visit.snapshot.rows(
                "select * from mart_rivals where region_code = ?"
                f" order by severity, indicator_code limit {RIVALS}",
                [region_code],
            ),
            "calendar": visit.snapshot.rows(
                "select * from mart_reporting_calendar where region_code = ? order by month desc limit 12",
                [region_code],
            )[::-1],
        },
    )
