with rejections as (
  select * from {{ ref("stg_rejections") }}
),

-- A file that could not even be landed is known to the intake alone.
turned_away as (
  select
    intake.report_id,
    intake.report_file,
    'landing' as stage,
    intake.reason,
    cast(null as varchar) as detail,
    'put the repaired file into the inbox' as remedy,
    intake.seen_at as rejected_at,
    cast(null as varchar) as extractor_version,
    intake.batch_id
  from {{ ref("stg_intake") }} as intake
  left join rejections
    on
      intake.batch_id = rejections.batch_id
      and intake.report_file = rejections.report_file
      and rejections.stage = 'landing'
  where intake.outcome = 'rejected' and rejections.batch_id is null
),

every_rejection as (
  select
    report_id,
    report_file,
    stage,
    reason,
    detail,
    remedy,
    rejected_at,
    extractor_version,
    batch_id
  from rejections
  union all
  select * from turned_away
)

-- A rejection stands until a later reading of the same report was accepted.
select every_rejection.*
from every_rejection
left join {{ ref("int_current_reports") }} as current_reports
  on
    every_rejection.report_id = current_reports.report_id
    and every_rejection.batch_id < current_reports.batch_id
where current_reports.report_id is null
