select
  report_id,
  min(period_start) as covers_from,
  max(period_end) as covers_to
from {{ ref("int_observations") }}
where plan_actual = 'actual'
group by report_id
