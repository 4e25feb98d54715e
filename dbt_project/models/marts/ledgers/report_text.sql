select
  reports.report_id,
  reports.text
from {{ ref("stg_reports") }} as reports
inner join {{ ref("int_current_reports") }} as current_reports
  on reports.report_id = current_reports.report_id and reports.batch_id = current_reports.batch_id
{% if is_incremental() -%}
where current_reports.is_new
{%- endif %}
