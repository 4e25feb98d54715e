-- depends_on: {{ ref("arrived_batches") }}
with source as (
  select * from {{ arrived(source("raw", "intake"), "raw", "intake.parquet") }}
),

renamed as (
  select
    -- columns of intake cast
    intake_id,
    report_file,
    source,
    source_path,
    cast(seen_at as timestamp) as seen_at,
    bytes,
    outcome,
    reason,
    report_id,
    batch_id
    -- end of columns
  from source
)

select * from renamed
