select
  reports.report_id,
  reports.report_file,
  reports.source,
  reports.source_path,
  reports.source_url,
  reports.title,
  reports.region_code,
  reports.region_basis,
  reports.region_conflict,
  reports.language,
  reports.published_on,
  reports.published_basis,
  reports.media_type,
  reports.encoding,
  reports.byte_count,
  reports.char_count,
  reports.received_at,
  reports.recorded_at,
  reports.batch_id,
  reports.figures_count,
  reports.observations_count,
  reports.review_count,
  reports.extractor_version,
  reports.reader_version,
  reports.sidecar_batch_id,
  current_reports.is_sample
from {{ ref("stg_reports") }} as reports
inner join {{ ref("int_current_reports") }} as current_reports
  on reports.report_id = current_reports.report_id and reports.batch_id = current_reports.batch_id
{% if is_incremental() -%}
where current_reports.is_new
{%- endif %}
