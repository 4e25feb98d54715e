-- depends_on: {{ ref("int_touched") }}
with facilities as (
  select
    facility_id,
    region_code,
    facility,
    count(distinct facility_type) as facility_types,
    min(facility_type) as one_facility_type,
    count(*) as observations_count
  from {{ ref("fct_observations") }} as observations
  where facility_id is not null and {{ touched("observations", ["facility_id"]) }}
  group by facility_id, region_code, facility
)

select
  facility_id,
  region_code,
  facility,
  case when facility_types = 1 then one_facility_type end as facility_type,
  observations_count
from facilities
