"""The texts of reports: the one place that knows where they lie."""

from __future__ import annotations

from orchestration.explorer.database import Snapshot


def report_text(snapshot: Snapshot, report_id: str) -> str | None:
    """The stored text of a report; None where there is no such report."""
    found = snapshot.one("select text from report_text where report_id = ?", [report_id])
    return None if found is None else str(found["text"])
