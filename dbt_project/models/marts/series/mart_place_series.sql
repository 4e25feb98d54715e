-- What was said of districts and cities, with the region that reported it and the one the place lies in today. Places
-- do not add up to their region: not all of them are told of.
with divided as (
  select distinct region_code from {{ ref("dim_region_break") }}
  where break_kind = 'divided'
),

homes as (
  select
    place,
    region_code,
    min(place_kind) as place_kind,
    min(region_code_today) as region_code_today,
    count(distinct region_code_today) as homes_count,
    min(kato_code) as kato_code,
    min(name_kk) as place_name_kk,
    min(name_en) as place_name_en
  from {{ ref("dim_place") }}
  group by place, region_code
),

told as (
  select
    statements.*,
    homes.place_kind,
    homes.kato_code,
    homes.place_name_kk,
    homes.place_name_en,
    case
      when homes.homes_count = 1 then homes.region_code_today
      -- a village that no list knows has stayed where no reform has been
      when homes.place is null and divided.region_code is null then statements.region_code
    end as region_code_today
  from {{ ref("mart_series_breakdown") }} as statements
  left join homes on statements.place = homes.place and statements.region_code = homes.region_code
  left join divided on statements.region_code = divided.region_code
  where statements.place is not null and statements.scope = 'place' and statements.facility is null
)

select
  told.place,
  told.place_name_kk,
  told.place_name_en,
  told.place_kind,
  told.kato_code,
  told.region_code_today as region_code,
  regions.name_ru as region_name_ru,
  told.region_code as region_code_as_reported,
  told.region_name_ru as region_name_as_reported_ru,
  case
    when told.region_code_today is null then 'unknown_place'
    when told.region_code_today <> told.region_code then 'moved'
    else 'unchanged'
  end as recast,
  told.age_group,
  told.residence,
  told.staff_category,
  told.facility_type,
  told.funding,
  told.equipment_kind,
  {{ recast_columns("told") }}
from told
left join {{ ref("dim_region") }} as regions on told.region_code_today = regions.region_code
