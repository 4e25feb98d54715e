"""A report: its text as received, every figure coloured by what became of it, and what each was read as."""

from __future__ import annotations

from orchestration.explorer.marked_text import pieces
from orchestration.explorer.texts import report_text
from orchestration.explorer.visit import Answer, Missing, Visit

LONGEST_TEXT = 300_000
"""Characters shown; a browser stumbles over more."""


def page(visit: Visit, report_id: str) -> Answer:
    """Raises Missing for a report that is not among the current ones."""
    report = visit.snapshot.one("select * from dim_report where report_id = ?", [report_id])
    if report is None:
        raise Missing(report_id)
    text = report_text(visit.snapshot, report_id) or ""
    figures = visit.snapshot.rows(
        "select * from figure_ledger where report_id = ? order by char_start", [report_id]
    )
    observations: dict[str, list[dict[str, object]]] = {}
    for row in visit.snapshot.rows(
        "select * from fct_observations where report_id = ? order by char_start, observation_id", [report_id]
    ):
        observations.setdefault(row["figure_id"], []).append(row)
    counts: dict[str, int] = {}
    for figure in figures:
        counts[figure["disposition"]] = counts.get(figure["disposition"], 0) + 1
    shown = [figure for figure in figures if figure["char_end"] <= LONGEST_TEXT]
    return Answer(
        "report.html",
        {
            "report": report,
            "pieces": list(pieces(text[:LONGEST_TEXT], shown)),
            "cut": max(0, len(text) - LONGEST_TEXT),
            "figures": shown,
            "observations": observations,
            "counts": counts,
        },
    )


def listing(visit: Visit) -> Answer:
    """The latest reports."""
    where = "where region_code = $1" if visit.asked("region") else ""
    return Answer(
        "reports.html",
        {
            "reports": visit.snapshot.rows(
                f"select * from dim_report {where}"
                " order by published_on desc nulls last, report_file limit 200",
                [visit.asked("region")] if where else (),
            ),
            "region": visit.asked("region"),
        },
    )
