{#- Whether a dimension parts a total: it is told, and the indicator does not imply just this value by itself. -#}
{% macro is_breakdown(dimension) -%}
  statements.{{ dimension }} is not null
  and statements.{{ dimension }} <> coalesce(implied.{{ dimension }}, '')
{%- endmacro %}
