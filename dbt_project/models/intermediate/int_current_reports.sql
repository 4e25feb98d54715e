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

newest as (
  select
    readings.report_id,
    readings.report_file,
    readings.published_on,
    readings.recorded_at,
    readings.batch_id,
    samples.report_id is not null as is_sample,
    count(*) over () - count(samples.report_id) over () as own_reports
  from readings
  left join {{ ref("samples") }} as samples on readings.report_id = samples.report_id
  where readings.recency = 1
),

loaded as (
  {{ loaded_readings() }}
)

select
  newest.report_id,
  newest.report_file,
  newest.published_on,
  newest.recorded_at,
  newest.batch_id,
  newest.is_sample,
  loaded.report_id is null as is_new
from newest
left join loaded
  on newest.report_id = loaded.report_id and newest.batch_id = loaded.batch_id
where newest.own_reports = 0 or not newest.is_sample
