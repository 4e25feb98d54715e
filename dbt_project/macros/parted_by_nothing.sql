{#-
  Whether a row of `statements` is a total but for its place: every dimension it tells is one that its indicator implies
  by itself, as a row of `implied` (indicator_code, dimension, value) says.
-#}
{% macro parted_by_nothing() -%}
  statements.facility is null
  and statements.residence is null
  {%- for dimension in ["age_group", "staff_category", "facility_type", "funding", "equipment_kind"] %}
  and (
    statements.{{ dimension }} is null
    or exists (
      select 1 from implied
      where
        implied.indicator_code = statements.indicator_code
        and implied.dimension = '{{ dimension }}'
        and implied.value = statements.{{ dimension }}
    )
  )
  {%- endfor -%}
{%- endmacro %}
