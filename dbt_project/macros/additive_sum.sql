{#-
  Sums that cannot lie. Over rows of a series (mart_series, mart_series_breakdown): `sum_refusal` is an aggregate that says
  why the values of a group must not be added, null where they may; `additive_sum` adds them, or ends the query with that
  reason and its remedy. A group of one row is its own sum. `parts` are the columns that tell a part from another one.

  The columns of the series are read by name: region_code, indicator_code, unit, plan_actual, additivity, period_start,
  period_end. docs/additive_sum.sql is the same for any DuckDB client.
-#}
{% macro additivity(aggregation, unit_additive) -%}
  case
    when {{ unit_additive }} = 'no' then 'none'
    when {{ aggregation }} in ('flow', 'flow|ratio', 'plan') then 'regions_and_time'
    when {{ aggregation }} in ('stock', 'flow|stock', 'stock|flow') then 'regions'
    else 'none'
  end
{%- endmacro %}

{#- Why the values of a group must not be added: a reason with its remedy. -#}
{% macro sum_refusal(value="value", parts=[]) -%}
  case
    when count(*) <= 1 or sum({{ value }}) is null then null
    when count(distinct indicator_code) > 1 then 'several indicators: group by indicator_code'
    when count(distinct unit) > 1 then 'several units: group by unit'
    when count(distinct plan_actual) > 1 then 'plans or needs with results: group by plan_actual'
    when bool_or(additivity = 'none') then 'a ratio, share or price has no sum: show the values'
    when bool_or(region_code = 'KZ') and bool_or(region_code <> 'KZ')
      then 'the republic with its regions: leave KZ out'
    {% if parts -%}
    when count(distinct row({{ parts | join(", ") }})) > 1
      then 'different parts, or a total with its parts: group by what parts them'
    {% endif -%}
    when count(*) > count(distinct row(region_code, period_start, period_end))
      then 'a region twice in one period: a total with its parts, or one fact told twice'
    when bool_or(additivity = 'regions') and count(distinct row(period_start, period_end)) > 1
      then 'a stock at several times: take one period, or the latest'
    when {{ periods_overlap() }}
      then 'periods that contain each other, as a year to date its months: take one period_kind'
  end
{%- endmacro %}

{#-
  Whether two different periods of the group share a day. Sorted by day, disjoint periods begin (b) and end (e) in turn;
  on one day a beginning comes first, and an open end lies beyond all days.
-#}
{% macro periods_overlap() -%}
  {%- set start = "coalesce(cast(period_start as varchar), '0000')" -%}
  {%- set end = "coalesce(cast(period_end as varchar), '9999')" -%}
  not regexp_full_match(
      regexp_replace(
        array_to_string(
          list_sort(
            list_concat(
              list(distinct concat_ws('b', {{ start }}, {{ end }})),
              list(distinct concat_ws('e', {{ end }}, {{ start }}))
            )
          ),
          ''
        ),
        '[^be]', '', 'g'
      ),
      '(be)*'
    )
{%- endmacro %}

{#- The sum of a group, or an error with the reason why there is none. -#}
{% macro additive_sum(value="value", parts=[]) -%}
  case
    when {{ sum_refusal(value, parts) }} is null then sum({{ value }})
    else error('No sum over ' || {{ sum_refusal(value, parts) }})
  end
{%- endmacro %}
