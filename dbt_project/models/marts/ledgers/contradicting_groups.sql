-- The same rule as group_findings in checks/reconciliation.py, over what was accepted.
with addable as (
  select *
  from {{ ref("int_observations") }}
  where group_id is not null and comparator = 'eq' and measure = 'level'
),

groups as (
  select
    report_id,
    report_file,
    group_id,
    min(indicator_code) as indicator_code,
    min(unit) as unit,
    sum(case when group_role = 'total' then 1 else 0 end) as totals,
    sum(case when group_role = 'component' then 1 else 0 end) as components,
    sum(case when group_role = 'total' then value else 0 end) as total,
    sum(case when group_role = 'component' then value else 0 end) as components_sum,
    max(case when group_role = 'partial' then value end) as largest_part,
    count(distinct indicator_code) as indicators,
    count(distinct unit) as units,
    count(distinct plan_actual) as plans,
    count(distinct period_id) as periods
  from addable
  group by report_id, report_file, group_id
)

select
  report_id,
  report_file,
  group_id,
  indicator_code,
  unit,
  total,
  case when components > 0 then components_sum end as components_sum,
  largest_part
from groups
where
  totals = 1
  and indicators = 1
  and units = 1
  and plans = 1
  and periods = 1
  and (
    (components > 0 and abs(total - components_sum) > abs(total) * {{ var("tolerance_exact") }})
    or largest_part > total + abs(total) * {{ var("tolerance_exact") }}
  )
