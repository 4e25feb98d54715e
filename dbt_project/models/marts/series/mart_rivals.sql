-- depends_on: {{ ref("int_touched") }}
-- Statements that cannot both be right, each pair with both evidences; what is only rounded is no rival.
with totals as (
  select statements.*
  from {{ ref("mart_statements") }} as statements
  where statements.series in ('total', 'breakdown') and {{ touched_series("statements") }}
),

same_series as (
  select
    case when best.report_id = other.report_id then 'within_report' else 'between_reports' end as rival_kind,
    best.region_code,
    best.indicator_code,
    best.unit,
    best.plan_actual,
    best.period_kind,
    best.period_start,
    best.period_end,
    best.value,
    best.observation_id,
    best.report_id,
    best.sentence,
    other.value as rival_value,
    other.observation_id as rival_observation_id,
    other.report_id as rival_report_id,
    other.sentence as rival_sentence
  from totals as best
  inner join totals as other
    on
      best.region_code = other.region_code
      and best.indicator_code = other.indicator_code
      and best.unit = other.unit
      and best.plan_actual = other.plan_actual
      and best.period_kind = other.period_kind
      and best.series = other.series
      and best.period_end is not distinct from other.period_end
      and best.period_start is not distinct from other.period_start
      -- a total may name what its indicator implies, or not
      and (
        best.series = 'total'
        or (
          {% for key in breakdown_keys() -%}
          best.{{ key }} is not distinct from other.{{ key }}
          {% if not loop.last %}and {% endif %}
          {%- endfor -%}
        )
      )
      and best.observation_id < other.observation_id
  where
    best.comparator in ('eq', 'approx')
    and other.comparator in ('eq', 'approx')
    and abs(best.value - other.value)
    > greatest(abs(best.value), abs(other.value))
    * case
      when best.comparator = 'eq' and other.comparator = 'eq' then {{ var("tolerance_exact") }}
      else {{ var("tolerance_rounded") }}
    end
),

against_parts as (
  select
    'total_against_parts' as rival_kind,
    totals.region_code,
    totals.indicator_code,
    totals.unit,
    totals.plan_actual,
    totals.period_kind,
    totals.period_start,
    totals.period_end,
    totals.value,
    totals.observation_id,
    totals.report_id,
    totals.sentence,
    coalesce(wrong.components_sum, wrong.largest_part) as rival_value,
    cast(null as varchar) as rival_observation_id,
    wrong.report_id as rival_report_id,
    cast(null as varchar) as rival_sentence
  from {{ ref("contradicting_groups") }} as wrong
  inner join {{ ref("fct_observations") }} as totals
    on wrong.report_id = totals.report_id and wrong.group_id = totals.group_id and totals.group_role = 'total'
  where {{ touched_series("totals") }}
),

against_bureau as (
  select
    'statistics_bureau' as rival_kind,
    series.region_code,
    series.indicator_code,
    series.unit,
    series.plan_actual,
    series.period_kind,
    series.period_start,
    series.period_end,
    series.value,
    series.observation_id,
    series.report_id,
    series.sentence,
    cast(bureau.value as double) as rival_value,
    cast(null as varchar) as rival_observation_id,
    cast(null as varchar) as rival_report_id,
    bureau.source as rival_sentence
  from {{ ref("mart_series") }} as series
  inner join {{ ref("bureau_levels") }} as bureau
    on
      series.region_code = bureau.region_code
      and series.indicator_code = bureau.indicator_code
      and bureau.facility_type is null
      -- the end of a year is known by whoever reports within the next half year
      and cast(series.period_end as date)
      between make_date(bureau.year_end, 12, 1) and make_date(bureau.year_end + 1, 6, 30)
  where
    series.plan_actual = 'actual'
    and series.comparator in ('eq', 'approx')
    and abs(series.value - bureau.value) > bureau.value * {{ var("tolerance_bureau") }}
    and {{ touched_series("series") }}
),

history as (
  select
    'own_history' as rival_kind,
    latest.region_code,
    latest.indicator_code,
    latest.unit,
    'actual' as plan_actual,
    latest.period_kind,
    latest.period_start,
    latest.period_end,
    latest.value,
    latest.observation_id,
    latest.report_id,
    latest.sentence,
    latest.value_before as rival_value,
    latest.observation_before as rival_observation_id,
    cast(null as varchar) as rival_report_id,
    cast(null as varchar) as rival_sentence
  from {{ ref("mart_latest_by_region") }} as latest
  where
    latest.value_before > 0
    and latest.value > 0
    and greatest(latest.value / latest.value_before, latest.value_before / latest.value) >= {{ var("magnitude") }}
    and {{ touched_series("latest") }}
),

percentages as (
  select
    'stated_change' as rival_kind,
    changes.region_code,
    changes.indicator_code,
    changes.unit,
    'actual' as plan_actual,
    changes.period_kind,
    changes.period_start,
    changes.period_end,
    changes.stated_percent as value,
    changes.stated_observation_id as observation_id,
    cast(null as varchar) as report_id,
    changes.stated_sentence as sentence,
    changes.computed_percent as rival_value,
    changes.observation_id as rival_observation_id,
    cast(null as varchar) as rival_report_id,
    cast(null as varchar) as rival_sentence
  from {{ ref("mart_change") }} as changes
  where
    abs(changes.stated_percent - changes.computed_percent) > {{ var("tolerance_points") }}
    and {{ touched_series("changes") }}
),

rivals as (
  select * from same_series
  union all
  select * from against_parts
  union all
  select * from against_bureau
  union all
  select * from history
  union all
  select * from percentages
)

select
  rivals.rival_kind,
  case
    when rivals.rival_kind in ('within_report', 'total_against_parts', 'own_history') then 'error'
    else 'warning'
  end as severity,
  rivals.region_code,
  regions.name_ru as region_name_ru,
  rivals.indicator_code,
  indicators.name_ru as indicator_name_ru,
  rivals.unit,
  rivals.plan_actual,
  rivals.period_kind,
  rivals.period_start,
  rivals.period_end,
  rivals.value,
  rivals.rival_value,
  rivals.observation_id,
  rivals.report_id,
  rivals.sentence,
  rivals.rival_observation_id,
  rivals.rival_report_id,
  rivals.rival_sentence
from rivals
left join {{ ref("dim_region") }} as regions on rivals.region_code = regions.region_code
inner join {{ ref("dim_indicator") }} as indicators on rivals.indicator_code = indicators.indicator_code
