-- Everything that is filled report by report or key by key comes first; a test sees to it that nothing is missing here.
-- depends_on: {{ ref("figure_ledger") }}
-- depends_on: {{ ref("report_text") }}
-- depends_on: {{ ref("work_list") }}
-- depends_on: {{ ref("intake_ledger") }}
-- depends_on: {{ ref("dim_facility") }}
-- depends_on: {{ ref("dim_period") }}
-- depends_on: {{ ref("mart_series_breakdown") }}
-- depends_on: {{ ref("mart_latest_by_region") }}
-- depends_on: {{ ref("mart_plan_actual") }}
-- depends_on: {{ ref("mart_derived") }}
-- depends_on: {{ ref("mart_rivals") }}
-- depends_on: {{ ref("mart_facilities") }}
-- depends_on: {{ ref("mart_reporting_calendar") }}
select
  report_id,
  batch_id
from {{ ref("int_changed_reports") }}
where stands
