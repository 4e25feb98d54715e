{#-
  The rows of a zone that this build reads: the parts of the directories in `arrived_batches`, named one by one. A glob
  would open every part of the zone, and would see a batch in one model that it did not see in another.

  `parts` is the source, a glob over the zone; it is what stands here while nothing runs.
-#}
{% macro arrived(parts, zone, file_name) -%}
  {%- set listed = none -%}
  {%- if execute -%}
    {%- set listed = adapter.get_relation(database=target.database, schema="bookkeeping", identifier="arrived_batches") -%}
  {%- endif -%}
  {%- if listed -%}
    {%- set query -%}
      select directory from {{ listed }} where zone = '{{ zone }}' order by directory
    {%- endset -%}
    {%- set files = [] -%}
    {%- for directory in run_query(query).columns[0].values() -%}
      {%- do files.append("'" ~ (var("data_root") | replace("'", "''")) ~ "/" ~ zone ~ "/" ~ directory ~ "/" ~ file_name ~ "'") -%}
    {%- endfor -%}
    read_parquet([{{ files | join(", ") }}], union_by_name = true)
  {%- else -%}
    {{ parts }}
  {%- endif -%}
{%- endmacro %}
