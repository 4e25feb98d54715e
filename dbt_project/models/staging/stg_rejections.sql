with source as (
  select * from {{ source("rejected", "rejections") }}
),

renamed as (
  select
    -- columns of rejections cast
    report_id,
    report_file,
    stage,
    reason,
    detail,
    remedy,
    cast(rejected_at as timestamp) as rejected_at,
    extractor_version,
    batch_id,
    reader_version,
    sidecar_batch_id,
    catalogue_version
    -- end of columns
  from source
)

select * from renamed
