-- depends_on: {{ ref("int_touched") }}
-- depends_on: {{ ref("int_changed_reports") }}
-- depends_on: {{ ref("stg_intake") }}
with build as (
  {% if is_incremental() -%}
  select
    min(era) as era,
    max(build_number) + 1 as build_number
  from {{ this }}
  {%- else -%}
  select
    '{{ invocation_id }}' as era,
    cast(1 as bigint) as build_number
  {%- endif %}
),

changes as (
  select
    cast(null as varchar) as report_id,
    cast(null as varchar) as batch_id,
    cast(null as varchar) as region_code,
    cast(null as varchar) as indicator_code,
    cast(null as varchar) as facility_id,
    cast(null as varchar) as period_id,
    'build' as change_kind
  {% if is_incremental() -%}
  union all
  select report_id, batch_id, null, null, null, null, case when may_stand then 'report' else 'new_report' end
  from {{ ref("int_changed_reports") }}
  union all
  select null, null, region_code, indicator_code, facility_id, period_id, 'touched' from {{ ref("int_touched") }}
  union all
  select distinct null, batch_id, null, null, null, null, 'intake' from {{ ref("stg_intake") }}
  {%- endif %}
)

select
  build.era,
  build.build_number,
  changes.*
from build
cross join changes
