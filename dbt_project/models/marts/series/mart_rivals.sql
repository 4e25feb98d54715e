-- depends_on: {{ ref("int_touched") }}
-- Statements that cannot both be right, each pair with both evidences; what is only rounded is no rival.
with statements as (
  select
    statements.*,
    -- a headline is a sentence of the title
    coalesce(strpos(lower(reports.title), lower(rtrim(statements.sentence, ' .!'))) > 0, false) as in_headline
  from {{ ref("mart_statements") }} as statements
  inner join {{ ref("dim_report") }} as reports on statements.report_id = reports.report_id
  where {{ touched_series("statements") }}
),

totals as (
  select * from statements
  where series in ('total', 'breakdown')
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
      and (best.report_id <> other.report_id or best.in_headline = other.in_headline)
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

-- A headline rarely says for when: it is at odds with its body when nothing that the body tells of the same agrees.
headlines as (
  select
    'headline_against_body' as rival_kind,
    headline.region_code,
    headline.indicator_code,
    headline.unit,
    headline.plan_actual,
    headline.period_kind,
    headline.period_start,
    headline.period_end,
    headline.value,
    headline.observation_id,
    headline.report_id,
    headline.sentence,
    body.value as rival_value,
    body.observation_id as rival_observation_id,
    body.report_id as rival_report_id,
    body.sentence as rival_sentence,
    row_number() over (
      partition by headline.observation_id
      order by abs(headline.value - body.value), body.observation_id
    ) as nearness
  from statements as headline
  inner join totals as body
    on
      headline.report_id = body.report_id
      and headline.region_code = body.region_code
      and headline.indicator_code = body.indicator_code
      and headline.unit = body.unit
      and headline.plan_actual = body.plan_actual
  where
    headline.in_headline
    and not body.in_headline
    and body.series = 'total'
    and (headline.series = 'total' or headline.left_out = 'no_period')
    and headline.comparator in ('eq', 'approx')
    and body.comparator in ('eq', 'approx')
),

against_body as (
  select
    rival_kind,
    region_code,
    indicator_code,
    unit,
    plan_actual,
    period_kind,
    period_start,
    period_end,
    value,
    observation_id,
    report_id,
    sentence,
    rival_value,
    rival_observation_id,
    rival_report_id,
    rival_sentence
  from headlines
  where
    nearness = 1
    and abs(value - rival_value) > greatest(abs(value), abs(rival_value)) * {{ var("tolerance_rounded") }}
),

parts as (
  select
    report_id,
    group_id,
    string_agg(distinct sentence, ' | ' order by sentence) as sentences
  from {{ ref("fct_observations") }}
  where group_role in ('component', 'partial')
  group by report_id, group_id
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
    parts.sentences as rival_sentence
  from {{ ref("contradicting_groups") }} as wrong
  inner join {{ ref("fct_observations") }} as totals
    on wrong.report_id = totals.report_id and wrong.group_id = totals.group_id and totals.group_role = 'total'
  left join parts on wrong.report_id = parts.report_id and wrong.group_id = parts.group_id
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

nearest as (
  select
    series.*,
    lag(series.value) over by_size as value_below,
    lag(series.observation_id) over by_size as observation_below,
    lag(series.report_id) over by_size as report_below,
    lag(series.sentence) over by_size as sentence_below,
    lead(series.value) over by_size as value_above,
    lead(series.observation_id) over by_size as observation_above,
    lead(series.report_id) over by_size as report_above,
    lead(series.sentence) over by_size as sentence_above,
    count(*) over (
      partition by series.region_code, series.indicator_code, series.unit, series.plan_actual, series.period_kind
    ) as told_times,
    row_number() over (
      partition by series.region_code, series.indicator_code, series.unit, series.plan_actual, series.period_kind
      order by series.period_end, series.period_start, series.observation_id
    ) as told_as
  from {{ ref("mart_series") }} as series
  where series.value > 0 and {{ touched_series("series") }}
  window by_size as (
    partition by series.region_code, series.indicator_code, series.unit, series.plan_actual, series.period_kind
    order by series.value, series.observation_id
  )
),

-- Out of magnitude with whatever the region ever told of the same; of two values alone, the later one is asked about.
history as (
  select
    'own_history' as rival_kind,
    region_code,
    indicator_code,
    unit,
    plan_actual,
    period_kind,
    period_start,
    period_end,
    value,
    observation_id,
    report_id,
    sentence,
    coalesce(value_below, value_above) as rival_value,
    coalesce(observation_below, observation_above) as rival_observation_id,
    coalesce(report_below, report_above) as rival_report_id,
    coalesce(sentence_below, sentence_above) as rival_sentence
  from nearest
  where
    told_times > 1
    and (told_times > 2 or told_as = 2)
    and coalesce(value / value_below >= {{ var("magnitude") }}, true)
    and coalesce(value_above / value >= {{ var("magnitude") }}, true)
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
    said.report_id,
    changes.stated_sentence as sentence,
    changes.computed_percent as rival_value,
    changes.observation_id as rival_observation_id,
    levels.report_id as rival_report_id,
    levels.sentence as rival_sentence
  from {{ ref("mart_change") }} as changes
  inner join statements as said on changes.stated_observation_id = said.observation_id
  inner join statements as levels on changes.observation_id = levels.observation_id
  where
    abs(changes.stated_percent - changes.computed_percent) > {{ var("tolerance_points") }}
    and {{ touched_series("changes") }}
),

rivals as (
  select * from same_series
  union all
  select * from against_body
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
    when rivals.rival_kind in ('within_report', 'headline_against_body', 'total_against_parts', 'own_history')
      then 'error'
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
