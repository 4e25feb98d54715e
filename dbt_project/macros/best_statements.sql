{#-
  One row per `keys`: the best statement of each series, with how many there are and their lowest and highest value.

  The best is the latest published; then a directorate's before an outlet's, an exact one before an approximate one, a
  stated one before an inferred one, the surer one, and last the one whose identifier comes first.
-#}
{% macro best_statements(statements, keys) -%}
  select
    *,
    count(*) over (partition by {{ keys | join(", ") }}) as statements_count,
    min(value) over (partition by {{ keys | join(", ") }}) as lowest,
    max(value) over (partition by {{ keys | join(", ") }}) as highest,
    row_number() over (
      partition by {{ keys | join(", ") }}
      order by
        published_on desc nulls last,
        outlet_rank,
        precision_rank,
        inference_rank,
        confidence desc,
        observation_id
    ) as standing
  from {{ statements }}
{%- endmacro %}
