{#-
  What finished builds have loaded and what an unfinished one has begun.

  These tables are read here by name: as refs they would close a circle, since they are written when all others are done.
  In a new database and in a full refresh nothing is loaded yet and nothing begun.
-#}
{% macro held(schema, identifier) -%}
  {%- if execute and not flags.FULL_REFRESH -%}
    {{ return(adapter.get_relation(database=target.database, schema=schema, identifier=identifier)) }}
  {%- endif -%}
  {{ return(none) }}
{%- endmacro %}

{#- The readings that every model holds: report_id, batch_id. -#}
{% macro loaded_readings() -%}
  {%- set loaded = held("bookkeeping", "loaded_reports") -%}
  {%- if loaded -%}
    select report_id, batch_id from {{ loaded }}
  {%- else -%}
    select cast(null as varchar) as report_id, cast(null as varchar) as batch_id where 1 = 0
  {%- endif -%}
{%- endmacro %}

{#- The batch directories that finished builds have loaded: zone, directory. -#}
{% macro loaded_batches() -%}
  {%- set loaded = held("bookkeeping", "loaded_batches") -%}
  {%- if loaded -%}
    select distinct zone, directory from {{ loaded }}
  {%- else -%}
    select cast(null as varchar) as zone, cast(null as varchar) as directory where 1 = 0
  {%- endif -%}
{%- endmacro %}

{#- The rows of an intermediate table (columns are varchar) that builds have left behind which did not come to their end. -#}
{% macro unfinished(identifier, columns) -%}
  {%- set begun = held("intermediate", identifier) -%}
  {%- set loaded = held("bookkeeping", "loaded_batches") -%}
  {%- if begun -%}
    select {{ columns | join(", ") }} from {{ begun }}
    {%- if loaded %} where build_id not in (select build_id from {{ loaded }}){% endif -%}
  {%- else -%}
    select {% for column in columns %}cast(null as varchar) as {{ column }}{{ ", " if not loop.last }}{% endfor %} where 1 = 0
  {%- endif -%}
{%- endmacro %}

{#-
  An intermediate table that this build has made, for the strategies: a ref would ask each model that uses one to name the
  table in its SQL, which it reaches through others.
-#}
{% macro of_this_build(identifier) -%}
  {{ return(api.Relation.create(database=target.database, schema="intermediate", identifier=identifier)) }}
{%- endmacro %}

{#- What tells the builds apart: one invocation of dbt is one build. -#}
{% macro build_id() -%}
  {{ invocation_id }}
{%- endmacro %}

{#-
  Pairs of a mart and a column by which it follows what a build has changed: as its incremental strategy has it, or its
  meta `replaced_by`. A mart without any is published whole.
-#}
{% macro keys_of_marts() -%}
  {%- set pairs = [] -%}
  {%- if execute -%}
    {%- for node in graph.nodes.values() | selectattr("resource_type", "equalto", "model") | sort(attribute="name") -%}
      {%- if node.config.schema == "marts" -%}
        {%- set strategy = node.config.get("incremental_strategy") -%}
        {%- set keys = node.config.meta.get("replaced_by") or (
          ["report_id"] if strategy == "replace_reports" else node.config.unique_key
          if strategy == "replace_touched" else []
        ) -%}
        {%- for key in keys -%}{%- do pairs.append((node.name, key)) -%}{%- endfor -%}
      {%- endif -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(pairs) }}
{%- endmacro %}
