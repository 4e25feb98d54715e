-- depends_on: {{ ref("int_touched") }}
-- What can be worked out of a total, apart from what was said: for each 10,000 inhabitants, in US dollars, in the
-- prices of the latest year known. Null where what it is divided by is missing.
with population as (
  select
    region_code,
    year,
    population,
    vintage,
    row_number() over (
      partition by region_code, year
      -- the latest vintage; one that was only worked out from others comes last
      order by regexp_extract(vintage, '[0-9]{4}-[0-9]{2}') desc, vintage
    ) as recency
  from {{ ref("population") }}
),

latest_prices as (
  select max(year) as year from {{ ref("prices") }}
)

select
  series.region_code,
  series.region_name_ru,
  series.indicator_code,
  series.indicator_name_ru,
  series.subject_area,
  series.plan_actual,
  series.period_kind,
  series.period_start,
  series.period_end,
  series.period_year,
  series.unit,
  series.value,
  case
    when series.aggregation in ('flow', 'stock') and units.additive <> 'no' and series.unit <> 'KZT'
      then 10000.0 * series.value / population.population
  end as per_10000_inhabitants,
  cast(population.population as bigint) as population,
  population.vintage as population_vintage,
  case when series.unit = 'KZT' then series.value / prices.kzt_per_usd end as us_dollars,
  case when series.unit = 'KZT' then prices.kzt_per_usd end as kzt_per_usd,
  case when series.unit = 'KZT' then series.value * latest.consumer_prices_2010 / prices.consumer_prices_2010
  end as constant_prices_kzt,
  case when series.unit = 'KZT' and prices.year is not null then cast(latest.year as bigint) end as prices_of_year,
  series.confidence,
  series.observation_id,
  series.report_id
from {{ ref("mart_series") }} as series
inner join {{ ref("dim_unit") }} as units on series.unit = units.unit
left join population
  on series.region_code = population.region_code and series.period_year = population.year and population.recency = 1
left join {{ ref("prices") }} as prices on series.period_year = prices.year
left join {{ ref("prices") }} as latest on latest.year = (select latest_prices.year from latest_prices)
where {{ touched_series("series") }}
