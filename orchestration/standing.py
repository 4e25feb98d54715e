"""What stands open in the published warehouse and waits for a person, whichever run brought it.

Holds the counting, by the tables that people read. What counts as a question is decided in the dbt models.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from checks.reference import codes

SHOWN_REPORTS = 3
"""Reports named in a summary; the tables hold them all."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Questions of the work list by kind, files and reports that stand rejected, rows of tidy tables that
    do, the latest reports whose text and folder (or sidecar) name different regions (file, region, other
    region), and how many of the reports are bundled samples.
    """

    questions: dict[str, int]
    rejected: int
    rejected_rows: int
    conflicts: tuple[tuple[str, str, str], ...]
    samples: int


def standing(published: Path) -> Standing:
    """Ask the published file, as its readers would."""
    with duckdb.connect(str(published), read_only=True) as warehouse:
        questions = warehouse.execute(
            "select work_kind, count(*) from work_list group by work_kind order by work_kind"
        ).fetchall()
        rejected, rejected_rows = warehouse.execute(
            "select count(distinct coalesce(report_id, detail, report_file)) filter (where stage <> 'row'),"
            " count(*) filter (where stage = 'row') from rejected_reports"
        ).fetchall()[0]
        conflicts = warehouse.execute(
            "select report_file, region_code, region_conflict from dim_report where report_id in"
            " (select report_id from work_list where work_kind = 'region_conflict')"
            " order by recorded_at desc, report_file limit ?",
            [SHOWN_REPORTS],
        ).fetchall()
    return Standing(
        questions={str(kind): int(count) for kind, count in questions},
        rejected=int(rejected),
        rejected_rows=int(rejected_rows),
        conflicts=tuple((str(file), str(region), str(other)) for file, region, other in conflicts),
        samples=samples_shown(published),
    )


def samples_shown(published: Path) -> int:
    """How many bundled samples the published file holds, of whichever release it is; none where there is no
    file that can be read.
    """
    try:
        with duckdb.connect(str(published), read_only=True) as warehouse:
            found = warehouse.execute(
                "select count(*) from dim_report where list_contains($1, report_id)",
                [sorted(codes("samples"))],
            ).fetchall()
    except duckdb.Error:
        # No file yet, or a damaged one, which the next publication replaces.
        return 0
    return int(found[0][0])
