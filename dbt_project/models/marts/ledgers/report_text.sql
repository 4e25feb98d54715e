select
  report_id,
  text
from {{ ref("int_reports") }}
