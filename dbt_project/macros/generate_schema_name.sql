{#- Layers are schemas of their own name, not of a name glued to the target's. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ custom_schema_name or target.schema }}
{%- endmacro %}
