{#-
  Incremental strategy: every report that is read anew, or that leaves, loses its rows, then the new rows come in, in one
  transaction.

  dbt's own delete+insert deletes only the reports that have new rows. A report whose second reading finds nothing in it
  would keep the rows of the first. A report that was never here has no rows to lose, and a delete would search the whole
  table for them: hence `may_stand`.
-#}
{% macro get_incremental_replace_reports_sql(arguments) -%}
  {%- set columns = get_quoted_csv(arguments["dest_columns"] | map(attribute="name")) -%}
  delete from {{ arguments["target_relation"] }}
  where report_id in (select report_id from {{ of_this_build("int_changed_reports") }} where may_stand);

  insert into {{ arguments["target_relation"] }} ({{ columns }})
  select {{ columns }} from {{ arguments["temp_relation"] }}
{%- endmacro %}
