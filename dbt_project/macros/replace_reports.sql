{#-
  Incremental strategy: every report that was read anew, or that has left, loses its rows, then the new rows come in, in
  one transaction.

  dbt's own delete+insert deletes only the reports that have new rows. A report whose second reading finds nothing in it
  would keep the rows of the first. A report leaves when it stands no longer among the current ones, as the bundled samples
  do.
-#}
{% macro get_incremental_replace_reports_sql(arguments) -%}
  {%- set columns = get_quoted_csv(arguments["dest_columns"] | map(attribute="name")) -%}
  delete from {{ arguments["target_relation"] }}
  where
    report_id in (select report_id from {{ ref("int_current_reports") }} where is_new)
    or report_id not in (select report_id from {{ ref("int_current_reports") }});

  insert into {{ arguments["target_relation"] }} ({{ columns }})
  select {{ columns }} from {{ arguments["temp_relation"] }}
{%- endmacro %}
