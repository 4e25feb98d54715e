with readings as (
  select
    report_id,
    report_file,
    published_on,
    recorded_at,
    batch_id,
    row_number() over (partition by report_id order by batch_id desc) as recency
  from {{ ref("stg_reports") }}
),

loaded as (
  {{ loaded_readings() }}
)

select
  readings.report_id,
  readings.report_file,
  readings.published_on,
  readings.recorded_at,
  readings.batch_id,
  loaded.report_id is null as is_new
from readings
left join loaded
  on readings.report_id = loaded.report_id and readings.batch_id = loaded.batch_id
where readings.recency = 1
