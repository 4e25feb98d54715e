{#- What a re-cast total or place keeps of the row it is made of, optionally of the table `of`. -#}
{% macro recast_columns(of="") -%}
  {%- set prefix = of ~ "." if of else "" -%}
  {%- for column in [
    "indicator_code", "indicator_name_ru", "subject_area", "aggregation", "unit", "unit_name_ru", "plan_actual",
    "period_kind", "period_start", "period_end", "period_year", "period_label_ru", "value", "value_high", "comparator",
    "confidence", "published_on", "observation_id", "report_id", "quote", "sentence",
  ] -%}
  {{ prefix }}{{ column }}{% if not loop.last %},
    {% endif %}
  {%- endfor -%}
{%- endmacro %}
