-- Sums that cannot lie, for any DuckDB client: run this file once in a session, then write additive_sum
-- instead of sum over mart_series, and additive_sum_of_parts over mart_series_breakdown. A sum
-- that must not be taken ends the query with the reason and what to do; sum_refusal(value) only tells it.
-- Written from dbt_project/macros/additive_sum.sql; do not edit.
create or replace temp macro sum_refusal(value) as (
  case
    when count(*) <= 1 or sum(value) is null then null
    when count(distinct indicator_code) > 1 then 'several indicators: group by indicator_code'
    when count(distinct unit) > 1 then 'several units: group by unit'
    when count(distinct plan_actual) > 1 then 'plans or needs with results: group by plan_actual'
    when bool_or(additivity = 'none') then 'a ratio, share or price has no sum: show the values'
    when bool_or(region_code = 'KZ') and bool_or(region_code <> 'KZ')
      then 'the republic with its regions: leave KZ out'
    when count(*) > count(distinct row(region_code, period_start, period_end))
      then 'a region twice in one period: a total with its parts, or one fact told twice'
    when bool_or(additivity = 'regions') and count(distinct row(period_start, period_end)) > 1
      then 'a stock at several times: take one period, or the latest'
    when not regexp_full_match(
      regexp_replace(
        array_to_string(
          list_sort(
            list_concat(
              list(distinct concat_ws('b', coalesce(cast(period_start as varchar), '0000'), coalesce(cast(period_end as varchar), '9999'))),
              list(distinct concat_ws('e', coalesce(cast(period_end as varchar), '9999'), coalesce(cast(period_start as varchar), '0000')))
            )
          ),
          ''
        ),
        '[^be]', '', 'g'
      ),
      '(be)*'
    )
      then 'periods that contain each other, as a year to date its months: take one period_kind'
  end
);

create or replace temp macro sum_refusal_of_parts(value) as (
  case
    when count(*) <= 1 or sum(value) is null then null
    when count(distinct indicator_code) > 1 then 'several indicators: group by indicator_code'
    when count(distinct unit) > 1 then 'several units: group by unit'
    when count(distinct plan_actual) > 1 then 'plans or needs with results: group by plan_actual'
    when bool_or(additivity = 'none') then 'a ratio, share or price has no sum: show the values'
    when bool_or(region_code = 'KZ') and bool_or(region_code <> 'KZ')
      then 'the republic with its regions: leave KZ out'
    when count(distinct row(scope, place, facility, age_group, residence, staff_category, facility_type, funding, equipment_kind)) > 1
      then 'different parts, or a total with its parts: group by what parts them'
    when count(*) > count(distinct row(region_code, period_start, period_end))
      then 'a region twice in one period: a total with its parts, or one fact told twice'
    when bool_or(additivity = 'regions') and count(distinct row(period_start, period_end)) > 1
      then 'a stock at several times: take one period, or the latest'
    when not regexp_full_match(
      regexp_replace(
        array_to_string(
          list_sort(
            list_concat(
              list(distinct concat_ws('b', coalesce(cast(period_start as varchar), '0000'), coalesce(cast(period_end as varchar), '9999'))),
              list(distinct concat_ws('e', coalesce(cast(period_end as varchar), '9999'), coalesce(cast(period_start as varchar), '0000')))
            )
          ),
          ''
        ),
        '[^be]', '', 'g'
      ),
      '(be)*'
    )
      then 'periods that contain each other, as a year to date its months: take one period_kind'
  end
);

create or replace temp macro additive_sum(value) as (
  case when sum_refusal(value) is null then sum(value) else error('No sum over ' || sum_refusal(value)) end
);

create or replace temp macro additive_sum_of_parts(value) as (
  case
    when sum_refusal_of_parts(value) is null then sum(value)
    else error('No sum over ' || sum_refusal_of_parts(value))
  end
);
