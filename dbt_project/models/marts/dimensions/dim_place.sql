-- Districts, cities and villages with the region they belonged to, from when to when, and the one they belong to today.
-- A place moves with a region that was divided: its new home has the old one as predecessor.
with memberships as (
  select * from {{ ref("place_memberships") }}
  where kind in ('district', 'city')
),

moved as (
  select
    former.place,
    former.kind,
    former.region_code,
    former.valid_from,
    former.valid_to,
    coalesce(later.region_code, former.region_code) as region_code_today
  from memberships as former
  left join {{ ref("dim_region") }} as regions
    on former.region_code = regions.predecessor_code and former.valid_to = regions.valid_from - 1
  left join memberships as later
    on
      former.place = later.place
      and former.kind = later.kind
      and regions.region_code = later.region_code
      and later.valid_from = former.valid_to + 1
  where former.valid_to is null or later.region_code is not null or regions.region_code is null
)

select
  {{ identifier(["moved.place", "moved.kind", "moved.region_code", "moved.valid_from"]) }} as place_id,
  moved.place,
  -- every city has a row of names; of villages only those stand in the list whose name tells the region
  case when moved.kind = 'city' and names.place is null then 'village' else moved.kind end as place_kind,
  moved.region_code,
  moved.valid_from,
  moved.valid_to,
  moved.region_code_today,
  names.kato_code,
  moved.place as name_ru,
  names.name_kk,
  names.name_en,
  coalesce(names.kato_code = regions.kato_code, false) as is_whole_region
from moved
inner join {{ ref("dim_region") }} as regions on moved.region_code_today = regions.region_code
left join {{ ref("place_names") }} as names
  on
    moved.place = names.place
    and moved.kind = names.kind
    and moved.region_code_today = names.region_code
