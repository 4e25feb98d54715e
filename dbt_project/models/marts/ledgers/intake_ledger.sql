select
  -- columns of intake
  intake_id,
  report_file,
  source,
  source_path,
  seen_at,
  bytes,
  outcome,
  reason,
  report_id,
  batch_id
  -- end of columns
from {{ ref("stg_intake") }}
{% if is_incremental() -%}
where batch_id not in (select known.batch_id from {{ this }} as known)
{%- endif %}
