with source as (
  select * from {{ source("accepted", "observations") }}
),

renamed as (
  select
    {{ observation_columns() }}
  from source
)

select * from renamed
