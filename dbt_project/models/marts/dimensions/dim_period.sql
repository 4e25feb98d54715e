-- depends_on: {{ ref("int_touched") }}
with told as (
  select distinct
    period_id,
    period_kind,
    period_start,
    period_end
  from {{ ref("fct_observations") }} as observations
  where {{ touched("observations", ["period_id"]) }}
),

periods as (
  select
    *,
    {{ period_form() }} as form
  from told
)

select
  periods.period_id,
  periods.period_kind,
  periods.period_start,
  periods.period_end,
  cast(extract(year from coalesce(periods.period_end, periods.period_start)) as bigint) as period_year,
  -- only where the period lies within one: half a year is of no quarter
  case
    when date_trunc('quarter', periods.period_start) = date_trunc('quarter', periods.period_end)
      then cast(extract(quarter from periods.period_end) as bigint)
  end as period_quarter,
  case
    when date_trunc('month', periods.period_start) = date_trunc('month', periods.period_end)
      then cast(extract(month from periods.period_end) as bigint)
  end as period_month,
  {{ filled_label("labels.label_ru", {"month": "name_ru", "month_of": "genitive_ru"}) }} as label_ru,
  {{ filled_label("labels.label_kk", {"month": "name_kk", "month_to": "dative_kk", "month_from": "ablative_kk"}) }}
    as label_kk,
  {{ filled_label("labels.label_en", {"month": "name_en"}) }} as label_en
from periods
inner join {{ ref("period_labels") }} as labels on periods.form = labels.form
left join {{ ref("months") }} as start_months on extract(month from periods.period_start) = start_months.month
left join {{ ref("months") }} as end_months on extract(month from periods.period_end) = end_months.month
