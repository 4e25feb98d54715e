select figures.*
from {{ ref("stg_figures") }} as figures
inner join {{ ref("int_changed_reports") }} as reports
  on figures.report_id = reports.report_id and figures.batch_id = reports.batch_id
where reports.stands
