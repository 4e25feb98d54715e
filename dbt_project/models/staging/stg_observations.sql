-- depends_on: {{ ref("arrived_batches") }}
with source as (
  select * from {{ arrived(source("accepted", "observations"), "accepted", "observations.parquet") }}
),

renamed as (
  select
    {{ observation_columns() }}
  from source
)

select * from renamed
