select
  figures.figure_id,
  figures.report_id,
  figures.report_file,
  figures.char_start,
  figures.char_end,
  figures.quote,
  figures.locator,
  figures.disposition,
  figures.reason,
  figures.fault_rule,
  figures.value,
  figures.value_high,
  figures.unit,
  figures.batch_id,
  figures.extractor_version
from {{ ref("stg_figures") }} as figures
inner join {{ ref("int_current_reports") }} as current_reports
  on figures.report_id = current_reports.report_id and figures.batch_id = current_reports.batch_id
{% if is_incremental() -%}
where current_reports.is_new
{%- endif %}
