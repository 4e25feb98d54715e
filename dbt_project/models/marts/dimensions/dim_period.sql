with periods as (
  select distinct
    period_id,
    period_kind,
    period_start,
    period_end
  from {{ ref("fct_observations") }}
)

select
  period_id,
  period_kind,
  period_start,
  period_end,
  cast(extract(year from coalesce(period_end, period_start)) as bigint) as period_year,
  case
    when period_start is null and period_end is null then 'без даты'
    when period_kind = 'year' then cast(extract(year from period_end) as varchar) || ' год'
    when period_start = period_end then cast(period_end as varchar)
    when period_start is null then 'до ' || cast(period_end as varchar)
    when period_end is null then 'с ' || cast(period_start as varchar)
    else cast(period_start as varchar) || ' – ' || cast(period_end as varchar)
  end as label_ru
from periods
