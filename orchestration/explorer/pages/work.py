"""What waits for a person, one figure after the other, with the buttons that decide it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from orchestration.explorer.decisions import FIELDS, can_withdraw, choices, decided
from orchestration.explorer.texts import report_text
from orchestration.explorer.visit import Answer, Visit

ITEMS = 25
AROUND = 220
"""Characters of the text before and after a figure that no observation gives a sentence to."""


def page(visit: Visit) -> Answer:
    """`kind` and `region` stand in the address. What was decided already waits for the next refresh."""
    made = decided(visit.decisions)
    pending = {(one["report_id"], one["char_start"]) for one in made if _later(one, visit)}
    kind, region = visit.asked("kind"), visit.asked("region")
    rows = visit.snapshot.rows(
        "select work.*, ledger.char_end, ledger.locator, reports.region_code, reports.published_on,"
        " reports.title"
        " from work_list as work left join figure_ledger as ledger using (figure_id)"
        " left join dim_report as reports on work.report_id = reports.report_id"
        " where ($1 = '' or work_kind = $1) and ($2 = '' or reports.region_code = $2)"
        " order by reports.published_on desc nulls last, work.report_file, work.char_start limit $3",
        [kind, region, ITEMS + len(pending)],
    )
    items = [row for row in rows if (row["report_id"], row["char_start"]) not in pending][:ITEMS]
    texts: dict[str, str] = {}
    return Answer(
        "work.html",
        {
            "items": [_item(visit, row, texts) for row in items],
            "kinds": visit.snapshot.rows(
                "select work_kind, count(*) as questions from work_list group by 1 order by 2 desc, 1"
            ),
            "kind": kind,
            "region": region,
            "pending": len(pending),
            "made": made[::-1][:20],
            "fields": FIELDS,
            "can_withdraw": can_withdraw(visit.snapshot),
            "choices": choices(visit.snapshot) if visit.decisions else {},
        },
    )


def _later(entry: Mapping[str, Any], visit: Visit) -> bool:
    """Whether a decision was made after the publication that is shown."""
    moment = entry.get("decided_at")
    return isinstance(moment, datetime) and moment.tzinfo is not None and moment > visit.snapshot.published_at


def _item(visit: Visit, row: Mapping[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    item = dict(row)
    item["observations"] = (
        visit.snapshot.rows("select * from fct_observations where figure_id = ?", [row["figure_id"]])
        if row["figure_id"]
        else []
    )
    if row["char_end"] is not None:
        report_id = row["report_id"]
        if report_id not in texts:
            texts[report_id] = report_text(visit.snapshot, report_id) or ""
        text, start, end = texts[report_id], row["char_start"], row["char_end"]
        item["before"] = text[max(0, start - AROUND) : start]
        item["after"] = text[end : end + AROUND]
    return item
