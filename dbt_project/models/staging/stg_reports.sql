-- depends_on: {{ ref("arrived_batches") }}
with source as (
  select * from {{ arrived(source("accepted", "reports"), "accepted", "reports.parquet") }}
),

renamed as (
  select
    -- columns of reports cast
    report_id,
    report_file,
    source,
    source_path,
    source_url,
    title,
    region_code,
    region_basis,
    region_conflict,
    language,
    published_on,
    published_basis,
    media_type,
    encoding,
    byte_count,
    char_count,
    cast(received_at as timestamp) as received_at,
    cast(recorded_at as timestamp) as recorded_at,
    batch_id,
    text,
    figures_count,
    observations_count,
    review_count,
    extractor_version,
    reader_version,
    sidecar_batch_id,
    catalogue_version
    -- end of columns
  from source
)

select * from renamed
