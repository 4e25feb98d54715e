-- Whatever else was said of an observation (profile, method, country …): the object `dimensions` of the facts, a row
-- for each of its names, so that a tool can join it.
with told as (
  select
    observation_id,
    report_id,
    indicator_code,
    dimensions,
    unnest(json_keys(dimensions)) as dimension
  from {{ ref("fct_observations") }}
  where dimensions is not null and dimensions <> '{}'
)

select
  observation_id,
  report_id,
  indicator_code,
  dimension,
  json_extract_string(dimensions, '$."' || dimension || '"') as dimension_value
from told
