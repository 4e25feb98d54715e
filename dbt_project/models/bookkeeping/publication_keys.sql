-- depends_on: {{ ref("publication_log") }}
-- By which columns a mart is brought up to date; one that does not stand here is copied whole.
{% set keyed = [] -%}
{% if execute -%}
  {% for node in graph.nodes.values() | selectattr("resource_type", "equalto", "model") | sort(attribute="name") -%}
    {% set strategy = node.config.get("incremental_strategy") -%}
    {% if node.config.schema == "marts" -%}
      {% if strategy == "replace_reports" -%}
        {% do keyed.append((node.name, ["report_id"])) -%}
      {% elif strategy == "replace_touched" -%}
        {% do keyed.append((node.name, node.config.unique_key)) -%}
      {% elif node.config.meta.get("replaced_by") -%}
        {% do keyed.append((node.name, node.config.meta["replaced_by"])) -%}
      {% endif -%}
    {% endif -%}
  {% endfor -%}
{% endif -%}
select
  cast(null as varchar) as table_name,
  cast(null as varchar) as key_column
where 1 = 0
{% for name, keys in keyed -%}
  {% for key in keys -%}
union all
select '{{ name }}', '{{ key }}'
  {% endfor -%}
{% endfor -%}
