{#-
  The rows of one subject area, in the column order of the contract. A full build takes every report, an incremental one
  those that are new (see replace_reports).
-#}
{% macro facts_of(subject_area) -%}
select
  {{ observation_columns() }},
  report_file,
  published_on,
  recorded_at,
  period_id,
  facility_id,
  is_sample
from {{ ref("int_observations") }}
where
  subject_area = '{{ subject_area }}'
  {% if is_incremental() -%}
  and is_new
  {%- endif %}
{%- endmacro %}
