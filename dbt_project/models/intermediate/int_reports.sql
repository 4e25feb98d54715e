select
  readings.*,
  reports.is_sample
from {{ ref("stg_reports") }} as readings
inner join {{ ref("int_changed_reports") }} as reports
  on readings.report_id = reports.report_id and readings.batch_id = reports.batch_id
where reports.stands
