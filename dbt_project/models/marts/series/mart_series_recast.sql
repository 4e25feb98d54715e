-- Totals re-cast to today's regions, where that needs no guess: a region that was never divided, or only before the
-- period; a city that became a region as a whole. A total of a region that was divided later has no region of today: it
-- stands here without one, and says why.
with divisions as (
  select
    region_code,
    max(broken_on) as broken_on,
    max(note) as note
  from {{ ref("dim_region_break") }}
  where break_kind = 'divided'
  group by region_code
),

totals as (
  select
    series.*,
    case
      when coalesce(series.period_end, series.period_start) < divisions.broken_on then 'divided_later'
      when coalesce(series.period_start, series.period_end) < divisions.broken_on then 'divided_within'
      else 'unchanged'
    end as recast,
    divisions.broken_on,
    divisions.note as break_note
  from {{ ref("mart_series") }} as series
  left join divisions on series.region_code = divisions.region_code
),

implied as (
  select distinct
    indicator_code,
    dimension,
    value
  from {{ ref("implied_dimensions") }}
),

-- what was said of a city that is a region today: all of it, no part of it
moved as (
  select
    statements.*,
    places.region_code_today,
    regions.valid_from as broken_on,
    row_number() over (
      partition by
        places.region_code_today, statements.indicator_code, statements.unit, statements.plan_actual,
        statements.period_kind, statements.period_start, statements.period_end
      order by statements.published_on desc nulls last, statements.confidence desc, statements.observation_id
    ) as standing
  from {{ ref("mart_series_breakdown") }} as statements
  inner join {{ ref("dim_place") }} as places
    on statements.place = places.place and statements.region_code = places.region_code
  inner join {{ ref("dim_region") }} as regions on places.region_code_today = regions.region_code
  where
    places.is_whole_region
    and places.region_code <> places.region_code_today
    and coalesce(statements.period_end, statements.period_start) < regions.valid_from
    and {{ parted_by_nothing() }}
),

recast as (
  select
    case when recast = 'unchanged' then region_code end as region_code,
    region_code as region_code_as_reported,
    cast(null as varchar) as place,
    recast,
    broken_on,
    break_note,
    {{ recast_columns() }}
  from totals
  union all
  select
    moved.region_code_today as region_code,
    moved.region_code as region_code_as_reported,
    moved.place,
    'moved_whole' as recast,
    moved.broken_on,
    cast(null as varchar) as break_note,
    {{ recast_columns("moved") }}
  from moved
  left join totals
    on
      moved.region_code_today = totals.region_code
      and moved.indicator_code = totals.indicator_code
      and moved.unit = totals.unit
      and moved.plan_actual = totals.plan_actual
      and moved.period_kind = totals.period_kind
      and coalesce(moved.period_start, date '1900-01-01') = coalesce(totals.period_start, date '1900-01-01')
      and coalesce(moved.period_end, date '1900-01-01') = coalesce(totals.period_end, date '1900-01-01')
  -- a total told of the region itself counts before one of the city it was
  where moved.standing = 1 and totals.region_code is null
)

select
  recast.region_code,
  regions.name_ru as region_name_ru,
  recast.region_code_as_reported,
  reported.name_ru as region_name_as_reported_ru,
  recast.place,
  recast.recast,
  recast.broken_on,
  recast.break_note,
  {{ recast_columns("recast") }}
from recast
inner join {{ ref("dim_region") }} as reported on recast.region_code_as_reported = reported.region_code
left join {{ ref("dim_region") }} as regions on recast.region_code = regions.region_code
