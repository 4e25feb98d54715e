"""What the newest reports said, and which regions are silent: the last lines of a refresh.

Asks the published file, as its readers would. What a sentence says was decided by the reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from orchestration.punctuality import LATE_DAYS

SENTENCES = 3
WIDEST = 160
SAID = """
select distinct on (report.report_id)
  region.name_ru,
  report.report_file,
  fact.sentence,
  fact.confidence
from fct_observations as fact
join dim_report as report on fact.report_id = report.report_id
left join dim_region as region on report.region_code = region.region_code
where report.received_at >= $since and fact.sentence is not null
order by report.report_id, fact.confidence desc, fact.char_start
"""
SILENT = """
select region.name_ru, max(report.received_at)
from dim_region as region
left join dim_report as report on region.region_code = report.region_code and not report.is_sample
where region.region_code <> 'KZ'
group by all
having max(report.received_at) is null or max(report.received_at) < $late
order by all
"""


@dataclass(frozen=True, slots=True)
class News:
    """Sentences of new reports (region, sentence, file); regions that have been silent for LATE_DAYS, and
    those of which nothing has ever come.
    """

    said: tuple[tuple[str, str, str], ...]
    silent: tuple[str, ...]
    never: tuple[str, ...]


def news(published: Path, since: datetime, now: datetime) -> News:
    """What reports received `since` then said, surest first, one sentence each; moments are UTC."""
    with duckdb.connect(str(published), read_only=True) as warehouse:
        said = warehouse.execute(
            f"select name_ru, report_file, sentence from ({SAID})"
            f" order by confidence desc, report_file limit {SENTENCES}",
            {"since": since.replace(tzinfo=None)},
        ).fetchall()
        late = now.replace(tzinfo=None) - timedelta(days=LATE_DAYS)
        regions = warehouse.execute(SILENT, {"late": late}).fetchall()
    return News(
        said=tuple((region or "no region", _short(sentence), file) for region, file, sentence in said),
        silent=tuple(name for name, last in regions if last is not None),
        never=tuple(name for name, last in regions if last is None),
    )


def _short(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= WIDEST else words[: WIDEST - 1].rstrip() + "…"
