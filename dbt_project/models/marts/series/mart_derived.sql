-- depends_on: {{ ref("int_touched") }}
-- What can be worked out of a total, apart from what was said: for each 10,000 inhabitants, in US dollars, in the
-- prices of the latest year known. Null where what it is divided by is missing, where the period is of more than one
-- year, and where the population of the year is of other borders than the total.
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
),

-- Population was re-counted for the new borders some time before the reform: from the first year on in which the new
-- region has one, the old one's is of what was left.
recounted as (
  select
    breaks.region_code,
    breaks.broken_on,
    min(population.year) as since_year
  from {{ ref("dim_region_break") }} as breaks
  inner join {{ ref("population") }} as population on breaks.other_region_code = population.region_code
  where breaks.break_kind = 'divided'
  group by breaks.region_code, breaks.broken_on
),

-- one year has one population, one rate and one level of prices
totals as (
  select
    *,
    case
      when period_kind = 'point' then period_year
      when extract(year from period_start) = extract(year from period_end) then period_year
    end as year_of_all,
    unit in ('KZT', 'KZT_per_month', 'KZT_per_person') as is_money
  from {{ ref("mart_series") }}
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
    when series.aggregation in ('flow', 'stock') and units.additive <> 'no' and not series.is_money
      then 10000.0 * series.value / population.population
  end as per_10000_inhabitants,
  cast(population.population as bigint) as population,
  population.vintage as population_vintage,
  case when series.is_money then series.value / prices.kzt_per_usd end as us_dollars,
  case when series.is_money then prices.kzt_per_usd end as kzt_per_usd,
  case
    when series.is_money
      then series.value * latest.consumer_prices_2010 / prices.consumer_prices_2010
  end as constant_prices_kzt,
  case
    when series.is_money and prices.year is not null then cast(latest.year as bigint)
  end as prices_of_year,
  case when series.is_money then prices.source end as prices_vintage,
  series.confidence,
  series.observation_id,
  series.report_id
from totals as series
inner join {{ ref("dim_unit") }} as units on series.unit = units.unit
left join recounted
  on
    series.region_code = recounted.region_code
    and coalesce(series.period_start, series.period_end) < recounted.broken_on
    and series.year_of_all >= recounted.since_year
left join population
  on
    series.region_code = population.region_code
    and series.year_of_all = population.year
    and population.recency = 1
    and recounted.region_code is null
left join {{ ref("prices") }} as prices on series.year_of_all = prices.year
left join {{ ref("prices") }} as latest on latest.year = (select latest_prices.year from latest_prices)
where {{ touched_series("series") }}
