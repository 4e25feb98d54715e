{#- The rows of one subject area, in the column order of the contract, of the reports that this build loads. -#}
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
where subject_area = '{{ subject_area }}'
{%- endmacro %}
