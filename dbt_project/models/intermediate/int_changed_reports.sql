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
),

begun as (
  {{ unfinished("int_changed_reports", ["report_id"]) }}
),

own as (
  select count(*) as reports
  from (
    select report_id from readings
    union all
    select report_id from loaded
  ) as known
  where not exists (select 1 from {{ ref("samples") }} as samples where samples.report_id = known.report_id)
),

coming as (
  select
    readings.report_id,
    readings.report_file,
    readings.published_on,
    readings.recorded_at,
    readings.batch_id,
    samples.report_id is not null as is_sample,
    true as stands,
    loaded.report_id is not null or begun.report_id is not null as may_stand
  from readings
  left join loaded on readings.report_id = loaded.report_id
  left join begun on readings.report_id = begun.report_id
  left join {{ ref("samples") }} as samples on readings.report_id = samples.report_id
  where
    readings.recency = 1
    -- an older reading that is accepted late replaces nothing
    and (loaded.batch_id is null or loaded.batch_id < readings.batch_id)
    and (samples.report_id is null or (select own.reports from own) = 0)
),

leaving as (
  select report_id from loaded
  where
    (select own.reports from own) > 0
    and report_id in (select samples.report_id from {{ ref("samples") }} as samples)
  union distinct
  -- what a build that was killed has brought in, and nobody wants any more
  select report_id from begun
  where
    report_id not in (select coming.report_id from coming)
    and report_id not in (select loaded.report_id from loaded)
)

select
  *,
  '{{ build_id() }}' as build_id
from coming
union all
select
  report_id,
  cast(null as varchar) as report_file,
  cast(null as date) as published_on,
  cast(null as timestamp) as recorded_at,
  cast(null as varchar) as batch_id,
  cast(null as boolean) as is_sample,
  false as stands,
  true as may_stand,
  '{{ build_id() }}' as build_id
from leaving
