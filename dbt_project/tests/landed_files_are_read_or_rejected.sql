-- A warning: a landed file may wait for its region's run, but not for ever.
{{ config(severity="warn") }}
select
  intake.report_file,
  intake.report_id,
  intake.seen_at
from {{ ref("intake_ledger") }} as intake
left join {{ ref("dim_report") }} as reports on intake.report_id = reports.report_id
left join {{ ref("rejected_reports") }} as rejections on intake.report_id = rejections.report_id
left join {{ ref("samples") }} as samples on intake.report_id = samples.report_id
where
  intake.outcome = 'landed'
  and reports.report_id is null
  and rejections.report_id is null
  and samples.report_id is null
