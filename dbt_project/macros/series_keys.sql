{#- What makes one series: whose figure, of what, in what unit, planned or not, for when. -#}
{% macro series_keys() -%}
  {{ return(["region_code", "indicator_code", "unit", "plan_actual", "period_kind", "period_start", "period_end"]) }}
{%- endmacro %}
{#- What a breakdown is told by besides. -#}
{% macro breakdown_keys() -%}
  {{
    return([
      "scope", "place", "facility", "age_group", "residence", "staff_category", "facility_type", "funding",
      "equipment_kind",
    ])
  }}
{%- endmacro %}
