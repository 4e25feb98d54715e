{#-
  Readings that every model holds already: report_id, batch_id.

  The table is written by the model `loaded_reports` when all others are done, and read here by name: as a ref it would
  close a circle. Nothing is loaded yet in a new database and in a full refresh.
-#}
{% macro loaded_readings() -%}
  {%- set loaded = none -%}
  {%- if execute and not flags.FULL_REFRESH -%}
    {%- set loaded = adapter.get_relation(database=target.database, schema="bookkeeping", identifier="loaded_reports") -%}
  {%- endif -%}
  {%- if loaded -%}
    select report_id, batch_id from {{ loaded }}
  {%- else -%}
    select cast(null as varchar) as report_id, cast(null as varchar) as batch_id where 1 = 0
  {%- endif -%}
{%- endmacro %}
