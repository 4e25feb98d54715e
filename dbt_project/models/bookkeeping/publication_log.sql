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
    '{{ build_id() }}' as era,
    cast(1 as bigint) as build_number
  {%- endif %}
),

begun as (
  select
    'build' as change_kind,
    cast(null as varchar) as report_id,
    cast(null as varchar) as batch_id,
    cast(null as varchar) as region_code,
    cast(null as varchar) as indicator_code,
    cast(null as varchar) as facility_id,
    cast(null as varchar) as period_id
),

changes as (
  select * from begun
  {% if is_incremental() -%}
  union all by name
  select
    report_id,
    batch_id,
    case when may_stand then 'report' else 'new_report' end as change_kind
  from {{ ref("int_changed_reports") }}
  union all by name
  select
    region_code,
    indicator_code,
    facility_id,
    period_id,
    'touched' as change_kind
  from {{ ref("int_touched") }}
  union all by name
  select distinct
    batch_id,
    'intake' as change_kind
  from {{ ref("stg_intake") }}
  {%- endif %}
)

select
  build.era,
  build.build_number,
  changes.change_kind,
  changes.report_id,
  changes.batch_id,
  changes.region_code,
  changes.indicator_code,
  changes.facility_id,
  changes.period_id
from build
cross join changes
