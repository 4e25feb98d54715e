-- depends_on: {{ ref("int_touched") }}
-- Plan beside result. A plan for a year is fulfilled by what was counted in that year, up to the day it was told for; a
-- plan «until a day» by what had been reached when that day came.
with plans as (
  select
    *,
    coalesce(period_start, date_trunc('year', period_end)) as covers_from
  from {{ ref("mart_series") }} as series
  where plan_actual = 'planned' and period_end is not null and {{ touched_series("series") }}
),

results as (
  select
    *,
    coalesce(period_end, period_start) as as_of
  from {{ ref("mart_series") }} as series
  where plan_actual = 'actual' and {{ touched_series("series") }}
),

paired as (
  select
    plans.observation_id as plan_observation_id,
    results.observation_id as result_observation_id,
    results.value as result,
    results.as_of as result_as_of,
    results.period_kind as result_period_kind,
    results.sentence as result_sentence,
    row_number() over (
      partition by plans.observation_id
      order by results.as_of desc, results.period_start, results.observation_id
    ) as standing
  from plans
  inner join results
    on
      plans.region_code = results.region_code
      and plans.indicator_code = results.indicator_code
      and plans.unit = results.unit
      and results.as_of between plans.covers_from and plans.period_end
      -- a stock is reached on a day, a flow is counted from the beginning of its plan
      and (results.aggregation <> 'flow' or plans.covers_from = results.period_start)
)

select
  plans.region_code,
  plans.region_name_ru,
  plans.region_name_kk,
  plans.region_name_en,
  plans.indicator_code,
  plans.indicator_name_ru,
  plans.indicator_name_kk,
  plans.indicator_name_en,
  plans.subject_area,
  plans.unit,
  plans.unit_name_ru,
  plans.period_kind,
  plans.period_start,
  plans.period_end,
  plans.period_year,
  plans.period_label_ru,
  plans.value as plan,
  paired.result,
  paired.result_as_of,
  paired.result_period_kind,
  case when plans.value > 0 then round(100.0 * paired.result / plans.value, 6) end as fulfilment_percent,
  plans.confidence,
  plans.observation_id,
  plans.report_id,
  plans.sentence,
  paired.result_observation_id,
  paired.result_sentence
from plans
left join paired
  on plans.observation_id = paired.plan_observation_id and paired.standing = 1
