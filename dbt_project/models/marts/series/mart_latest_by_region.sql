-- depends_on: {{ ref("int_touched") }}
-- The latest total of every region and indicator, beside the one before it: for the first chart that anybody draws.
with totals as (
  select
    series.*,
    coalesce(series.period_end, series.period_start) as as_of,
    coalesce(series.period_end - series.period_start, 0) as days,
    -- months and quarters do not stand beside years: they speak where nothing longer was said
    case when series.period_kind in ('month', 'quarter', 'event', 'span') then 1 else 0 end as is_short
  from {{ ref("mart_series") }} as series
  inner join {{ ref("dim_indicator") }} as indicators on series.indicator_code = indicators.indicator_code
  where
    series.plan_actual = 'actual'
    -- an indicator told in several units is compared in its first one
    and series.unit = split_part(indicators.units, '|', 1)
    and {{ touched_series("series") }}
),

ranked as (
  select
    *,
    row_number() over (
      partition by region_code, indicator_code
      order by is_short, as_of desc, days desc, period_kind, observation_id
    ) as recency
  from totals
),

latest as (
  select * from ranked
  where recency = 1
),

-- comparable: of the same kind and length, of the same part of its year, and of the same territory
earlier as (
  select
    latest.region_code,
    latest.indicator_code,
    totals.value,
    totals.as_of,
    totals.observation_id,
    row_number() over (
      partition by latest.region_code, latest.indicator_code
      order by totals.as_of desc, totals.observation_id
    ) as recency
  from latest
  inner join totals
    on
      latest.region_code = totals.region_code
      and latest.indicator_code = totals.indicator_code
      and latest.period_kind = totals.period_kind
      and latest.as_of > totals.as_of
      and abs(latest.days - totals.days) <= 3
  left join {{ ref("dim_region_break") }} as breaks
    on
      latest.region_code = breaks.region_code
      and breaks.break_kind = 'divided'
      and coalesce(totals.period_start, totals.as_of) < breaks.broken_on
      and latest.as_of >= breaks.broken_on
  where breaks.region_code is null
)

select
  latest.region_code,
  latest.region_name_ru,
  latest.region_name_kk,
  latest.region_name_en,
  latest.indicator_code,
  latest.indicator_name_ru,
  latest.indicator_name_kk,
  latest.indicator_name_en,
  latest.subject_area,
  latest.aggregation,
  latest.unit,
  latest.unit_name_ru,
  latest.additivity,
  latest.period_kind,
  latest.period_start,
  latest.period_end,
  latest.period_year,
  latest.period_label_ru,
  latest.as_of,
  latest.value,
  latest.value_high,
  latest.comparator,
  latest.confidence,
  earlier.value as value_before,
  earlier.as_of as as_of_before,
  earlier.observation_id as observation_before,
  latest.value - earlier.value as change,
  latest.published_on,
  latest.observation_id,
  latest.report_id,
  latest.quote,
  latest.sentence
from latest
left join earlier
  on
    latest.region_code = earlier.region_code
    and latest.indicator_code = earlier.indicator_code
    and earlier.recency = 1
