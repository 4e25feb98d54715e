{#-
  Incremental strategy of what is made of many reports: whatever this build touches, by the columns of `unique_key`, is
  worked out anew, in one transaction. The model itself keeps to the same keys, with `touched`.
-#}
{% macro get_incremental_replace_touched_sql(arguments) -%}
  {%- set columns = get_quoted_csv(arguments["dest_columns"] | map(attribute="name")) -%}
  {%- set keys = arguments["unique_key"] -%}
  delete from {{ arguments["target_relation"] }} as held
  using (select distinct {{ keys | join(", ") }} from {{ of_this_build("int_touched") }}) as touched
  where {% for key in keys %}held.{{ key }} is not distinct from touched.{{ key }}{{ " and " if not loop.last }}{% endfor %};

  insert into {{ arguments["target_relation"] }} ({{ columns }})
  select {{ columns }} from {{ arguments["temp_relation"] }}
{%- endmacro %}

{#- Whether a row belongs to what this build touches; a full build takes every row. -#}
{% macro touched(alias, keys) -%}
  {%- if is_incremental() -%}
    exists (
      select 1 from {{ ref("int_touched") }} as touched
      where {% for key in keys %}touched.{{ key }} is not distinct from {{ alias }}.{{ key }}{{ " and " if not loop.last }}{% endfor %}
    )
  {%- else -%}
    true
  {%- endif -%}
{%- endmacro %}

{#- The keys of all series of one region and indicator. -#}
{% macro touched_series(alias) -%}
  {{ touched(alias, ["region_code", "indicator_code"]) }}
{%- endmacro %}
