-- depends_on: {{ ref("publication_log") }}
{% for table_name, key_column in keys_of_marts() -%}
select
  '{{ table_name }}' as table_name,
  '{{ key_column }}' as key_column
union all
{% endfor -%}
select
  cast(null as varchar) as table_name,
  cast(null as varchar) as key_column
where 1 = 0
