"""The macros of sums as SQL for any DuckDB client: what docs/additive_sum.sql holds. Writes it when run.

`python -m tests.unit.warehouse.additive_helper` after a change of dbt_project/macros/additive_sum.sql.
"""

from __future__ import annotations

from pathlib import Path

import jinja2

PROJECT = Path(__file__).resolve().parents[3]
MACROS = PROJECT / "dbt_project" / "macros"
HELPER = PROJECT / "docs" / "additive_sum.sql"
TEMPLATE = """\
-- Sums that cannot lie, for any DuckDB client: run this file once in a session, then write additive_sum
-- instead of sum over mart_series, and additive_sum_of_parts over mart_series_breakdown. A sum
-- that must not be taken ends the query with the reason and what to do; sum_refusal(value) only tells it.
-- Written from dbt_project/macros/additive_sum.sql; do not edit.
create or replace temp macro sum_refusal(value) as (
  {{ sum_refusal() }}
);

create or replace temp macro sum_refusal_of_parts(value) as (
  {{ sum_refusal(parts=breakdown_keys()) }}
);

create or replace temp macro additive_sum(value) as (
  case when sum_refusal(value) is null then sum(value) else error('No sum over ' || sum_refusal(value)) end
);

create or replace temp macro additive_sum_of_parts(value) as (
  case
    when sum_refusal_of_parts(value) is null then sum(value)
    else error('No sum over ' || sum_refusal_of_parts(value))
  end
);
"""


def helper() -> str:
    """The helper, rendered from the macros of the project."""
    macros = (MACROS / "additive_sum.sql").read_text(encoding="utf-8")
    keys = (MACROS / "series_keys.sql").read_text(encoding="utf-8")
    environment = jinja2.Environment(keep_trailing_newline=True)
    breakdown_keys: list[str] = []
    environment.from_string(keys + "{{ breakdown_keys() }}").render({"return": breakdown_keys.extend})
    return environment.from_string(macros + TEMPLATE).render(breakdown_keys=lambda: breakdown_keys).lstrip()


if __name__ == "__main__":
    HELPER.write_text(helper(), encoding="utf-8")
