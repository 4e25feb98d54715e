-- depends_on: {{ ref("arrived_batches") }}
with source as (
  select * from {{ arrived(source("raw", "intake"), "raw", "intake.parquet") }}
),

renamed as (
  select
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
  from source
)

select * from renamed
