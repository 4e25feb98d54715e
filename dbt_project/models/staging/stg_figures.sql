-- depends_on: {{ ref("arrived_batches") }}
with source as (
  select * from {{ arrived(source("accepted", "figures"), "accepted", "figures.parquet") }}
),

renamed as (
  select
    -- columns of figures cast
    figure_id,
    report_id,
    report_file,
    char_start,
    char_end,
    quote,
    locator,
    disposition,
    reason,
    fault_rule,
    value,
    value_high,
    unit,
    batch_id,
    extractor_version
    -- end of columns
  from source
)

select * from renamed
