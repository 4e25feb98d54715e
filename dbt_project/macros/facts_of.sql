{#-
  The rows of one subject area, in the column order of the contract. A full build takes every report, an incremental one
  those that are new (see replace_reports).
-#}
{% macro facts_of(subject_area) -%}
select
  observation_id,
  figure_id,
  report_id,
  indicator_code,
  subject_area,
  region_code,
  region_basis,
  value,
  value_high,
  unit,
  comparator,
  measure,
  plan_actual,
  period_kind,
  period_start,
  period_end,
  period_basis,
  period_as_stated,
  compared_with_start,
  compared_with_end,
  age_group,
  patient_origin_code,
  residence,
  staff_category,
  facility_type,
  funding,
  equipment_kind,
  dimensions,
  facility,
  place,
  programme_code,
  group_id,
  group_role,
  sentence,
  sentence_start,
  confidence,
  rule_id,
  extractor_version,
  flags,
  review_state,
  batch_id,
  quote,
  char_start,
  char_end,
  report_file,
  published_on,
  recorded_at,
  period_id,
  facility_id
from {{ ref("int_observations") }}
where
  subject_area = '{{ subject_area }}'
  {% if is_incremental() -%}
  and is_new
  {%- endif %}
{%- endmacro %}
