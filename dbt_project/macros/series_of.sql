{#- The best statements of one kind of series with their names; `further` are the columns that tell them apart besides. -#}
{% macro series_of(series, further=[]) -%}
with statements as (
  select statements.*
  from {{ ref("mart_statements") }} as statements
  where statements.series = '{{ series }}' and {{ touched_series("statements") }}
),

ranked as (
  {{ best_statements("statements", series_keys() + further) }}
)

select
  ranked.region_code,
  regions.name_ru as region_name_ru,
  regions.name_kk as region_name_kk,
  regions.name_en as region_name_en,
  ranked.indicator_code,
  indicators.name_ru as indicator_name_ru,
  indicators.name_kk as indicator_name_kk,
  indicators.name_en as indicator_name_en,
  indicators.subject_area,
  indicators.aggregation,
  ranked.unit,
  units.name_ru as unit_name_ru,
  {{ additivity("indicators.aggregation", "units.additive") }} as additivity,
  ranked.plan_actual,
  ranked.period_kind,
  ranked.period_start,
  ranked.period_end,
  periods.period_year,
  periods.label_ru as period_label_ru,
  {% for key in further -%}
  ranked.{{ key }},
  {% endfor -%}
  ranked.value,
  ranked.value_high,
  ranked.comparator,
  ranked.statements_count,
  ranked.lowest,
  ranked.highest,
  ranked.confidence,
  ranked.published_on,
  ranked.observation_id,
  ranked.report_id,
  ranked.quote,
  ranked.sentence
from ranked
inner join {{ ref("dim_region") }} as regions on ranked.region_code = regions.region_code
inner join {{ ref("dim_indicator") }} as indicators on ranked.indicator_code = indicators.indicator_code
inner join {{ ref("dim_unit") }} as units on ranked.unit = units.unit
left join {{ ref("dim_period") }} as periods on ranked.period_id = periods.period_id
where ranked.standing = 1
{%- endmacro %}
