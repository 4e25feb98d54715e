{#-
  A stable identifier from column values, as MD5 in hex.

  Every value stands behind its length, so that no two rows of values are written alike: null is '-', '-' is '1:-',
  ('a|b', 'c') is '3:a|b1:c' and ('a', 'b|c') is '1:a3:b|c'.
-#}
{% macro identifier(columns) -%}
  {%- set parts = [] -%}
  {%- for column in columns -%}
    {%- set value = "cast(" ~ column ~ " as varchar)" -%}
    {%- do parts.append(
      "coalesce(" ~ dbt.concat(["cast(" ~ dbt.length(value) ~ " as varchar)", "':'", value]) ~ ", '-')"
    ) -%}
  {%- endfor -%}
  {{ dbt.hash(dbt.concat(parts)) }}
{%- endmacro %}
