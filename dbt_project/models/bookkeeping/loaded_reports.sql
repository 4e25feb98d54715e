-- depends_on: {{ ref("dim_report") }}
-- depends_on: {{ ref("report_text") }}
-- depends_on: {{ ref("figure_ledger") }}
-- depends_on: {{ ref("fct_observations") }}
select
  report_id,
  batch_id
from {{ ref("int_current_reports") }}
{% if is_incremental() -%}
where is_new
{%- endif %}
