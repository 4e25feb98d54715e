{#-
  What a test looks at: every row, or with the variable `look_at` = new the rows of the batches that this build brought.
  A run for one report does the second, the nightly the first. DuckDB leaves the row groups of older batches out unread.

  A table without a batch is looked at whole; those grow with regions and indicators, not with reports.
-#}
{% macro looked_at(relation) -%}
  {%- set bound = none -%}
  {%- if execute and var("look_at", "all") == "new" -%}
    {%- for node in graph.nodes.values() if node.resource_type == "model" and node.name == relation.identifier -%}
      {%- if "batch_id" in node.columns and node.name != "intake_ledger" -%}
        {%- set query -%}
          select min(batch_id) from {{ of_this_build("int_changed_reports") }} where stands
        {%- endset -%}
        {#- nothing came: no batch is later than this -#}
        {%- set first = run_query(query).columns[0].values()[0] or "9" -%}
        {{ return("(select * from " ~ relation ~ " where batch_id >= '" ~ first ~ "')") }}
      {%- endif -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(relation) }}
{%- endmacro %}

{#- dbt asks this for what stands between `from` and the condition of a generic test. -#}
{% macro duckdb__get_where_subquery(relation) -%}
  {%- set rows = looked_at(relation) -%}
  {%- if config.get("where") -%}
    {{ return("(select * from " ~ rows ~ " where " ~ config.get("where") ~ ") dbt_subquery") }}
  {%- elif rows is string -%}
    {{ return(rows ~ " dbt_subquery") }}
  {%- endif -%}
  {{ return(relation) }}
{%- endmacro %}
