-- Every day that a report can tell of. A fixed calendar: it does not change with what has been loaded.
with days as (
  select cast(unnest(generate_series(date '1950-01-01', date '2060-12-31', interval 1 day)) as date) as date_day
)

select
  days.date_day,
  cast(extract(year from days.date_day) as bigint) as year,
  cast(case when extract(month from days.date_day) <= 6 then 1 else 2 end as bigint) as half_year,
  cast(extract(quarter from days.date_day) as bigint) as quarter,
  cast(extract(month from days.date_day) as bigint) as month_of_year,
  cast(extract(day from days.date_day) as bigint) as day_of_month,
  cast(extract(isodow from days.date_day) as bigint) as day_of_week,
  cast(date_trunc('month', days.date_day) as date) as month,
  months.name_ru as month_name_ru,
  months.name_kk as month_name_kk,
  months.name_en as month_name_en,
  cast(extract(day from days.date_day) as varchar) || ' ' || months.genitive_ru || ' '
  || cast(extract(year from days.date_day) as varchar) || ' года' as label_ru,
  cast(extract(year from days.date_day) as varchar) || ' жылғы '
  || cast(extract(day from days.date_day) as varchar) || ' ' || months.name_kk as label_kk,
  cast(extract(day from days.date_day) as varchar) || ' ' || months.name_en || ' '
  || cast(extract(year from days.date_day) as varchar) as label_en
from days
inner join {{ ref("months") }} as months on extract(month from days.date_day) = months.month
