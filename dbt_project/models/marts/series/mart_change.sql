-- depends_on: {{ ref("int_touched") }}
-- What reports say changed, beside what changed between two levels of the same series a year apart.
with levels as (
  select series.*
  from {{ ref("mart_series") }} as series
  where series.plan_actual = 'actual' and series.period_end is not null and {{ touched_series("series") }}
),

computed as (
  select
    levels.region_code,
    levels.indicator_code,
    levels.unit,
    levels.period_kind,
    levels.period_start,
    levels.period_end,
    levels.value,
    levels.observation_id,
    former.value as value_before,
    former.period_end as period_end_before,
    former.observation_id as observation_before,
    levels.value - former.value as computed_change,
    case when former.value > 0 then round(100.0 * (levels.value / former.value - 1), 6) end as computed_percent
  from levels
  inner join levels as former
    on
      levels.region_code = former.region_code
      and levels.indicator_code = former.indicator_code
      and levels.unit = former.unit
      and levels.period_kind = former.period_kind
      and former.period_end = cast(levels.period_end - interval 1 year as date)
      and (
        levels.period_start is null
        or former.period_start = cast(levels.period_start - interval 1 year as date)
        or levels.period_kind = 'point'
      )
  -- a region that was divided in between is not the same one
  left join {{ ref("dim_region_break") }} as breaks
    on
      levels.region_code = breaks.region_code
      and breaks.break_kind = 'divided'
      and coalesce(former.period_start, former.period_end) < breaks.broken_on
      and levels.period_end >= breaks.broken_on
  where breaks.region_code is null
),

stated as (
  select
    region_code,
    indicator_code,
    period_kind,
    period_start,
    period_end,
    max(case when measure = 'change_abs' then value end) as stated_change,
    max(case when measure = 'change_pct' then value end) as stated_percent,
    max(case when measure = 'change_ratio' then value end) as stated_ratio,
    -- the evidence is that of the percentage, where one is stated
    coalesce(max_by(observation_id, value) filter (where measure = 'change_pct'), min(observation_id))
      as stated_observation_id,
    coalesce(max_by(sentence, value) filter (where measure = 'change_pct'), min_by(sentence, observation_id))
      as stated_sentence
  from {{ ref("fct_observations") }} as observations
  where
    measure in ('change_abs', 'change_pct', 'change_ratio')
    and plan_actual = 'actual'
    and scope in ('region', 'republic')
    and confidence >= {{ var("series_confidence") }}
    and region_code is not null
    and period_end is not null
    and age_group is null
    and residence is null
    and dimensions in ('{"direction": "up"}', '{"direction": "down"}')
    and {{ touched_series("observations") }}
  group by region_code, indicator_code, period_kind, period_start, period_end
),

keys as (
  select
    region_code,
    indicator_code,
    period_kind,
    period_start,
    period_end
  from computed
  union distinct
  select
    region_code,
    indicator_code,
    period_kind,
    period_start,
    period_end
  from stated
)

select
  keys.region_code,
  regions.name_ru as region_name_ru,
  keys.indicator_code,
  indicators.name_ru as indicator_name_ru,
  keys.period_kind,
  keys.period_start,
  keys.period_end,
  computed.unit,
  computed.value,
  computed.value_before,
  computed.period_end_before,
  computed.computed_change,
  computed.computed_percent,
  stated.stated_change,
  stated.stated_percent,
  stated.stated_ratio,
  computed.observation_id,
  computed.observation_before,
  stated.stated_observation_id,
  stated.stated_sentence
from keys
inner join {{ ref("dim_region") }} as regions on keys.region_code = regions.region_code
inner join {{ ref("dim_indicator") }} as indicators on keys.indicator_code = indicators.indicator_code
left join computed
  on
    keys.region_code = computed.region_code
    and keys.indicator_code = computed.indicator_code
    and keys.period_kind = computed.period_kind
    and keys.period_end = computed.period_end
    and coalesce(keys.period_start, keys.period_end) = coalesce(computed.period_start, computed.period_end)
left join stated
  on
    keys.region_code = stated.region_code
    and keys.indicator_code = stated.indicator_code
    and keys.period_kind = stated.period_kind
    and keys.period_end = stated.period_end
    and coalesce(keys.period_start, keys.period_end) = coalesce(stated.period_start, stated.period_end)
