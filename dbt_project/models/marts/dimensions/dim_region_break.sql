-- Reforms that divided a region. Figures of it on both sides of the day are of different territories.
with founded as (
  select
    founded.valid_from as broken_on,
    founded.region_code as new_region_code,
    founded.name_ru as new_name_ru,
    divided.region_code as divided_region_code,
    divided.name_ru as divided_name_ru
  from {{ ref("dim_region") }} as founded
  inner join {{ ref("dim_region") }} as divided on founded.predecessor_code = divided.region_code
)

select
  divided_region_code as region_code,
  broken_on,
  'divided' as break_kind,
  new_region_code as other_region_code,
  divided_name_ru || ' разделена, отдельный регион: ' || new_name_ru as note
from founded
union all
select
  new_region_code as region_code,
  broken_on,
  'founded' as break_kind,
  divided_region_code as other_region_code,
  new_name_ru || ': прежде в составе региона ' || divided_name_ru as note
from founded
