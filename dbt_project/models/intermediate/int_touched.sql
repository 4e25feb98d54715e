-- depends_on: {{ ref("int_changed_reports") }}
-- What stands of a report is looked up before its rows go; what a killed build has touched is touched until one ends.
with changed as (
  select distinct
    region_code,
    indicator_code,
    facility_id,
    period_id
  from {{ ref("int_observations") }}
  {% set standing = held("marts", "fct_observations") -%}
  {% if standing -%}
  union distinct
  select distinct
    region_code,
    indicator_code,
    facility_id,
    period_id
  from {{ standing }}
  where
    report_id in (
      select changed_reports.report_id from {{ ref("int_changed_reports") }} as changed_reports
      where changed_reports.may_stand
    )
  union distinct
  {{ unfinished("int_touched", ["region_code", "indicator_code", "facility_id", "period_id"]) }}
  {%- else -%}
  -- nothing is there that could be touched: the tables are made whole
  where 1 = 0
  {%- endif %}
)

select
  *,
  '{{ build_id() }}' as build_id
from changed
