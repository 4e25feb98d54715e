-- Which series a statement belongs to, or why it stands in none. A total is a level of a whole region or of the
-- republic, dated, no part of another figure and not broken down by anything its indicator does not imply.
with statements as (
  select
    observations.*,
    reports.source,
    coalesce(observations.dimensions, '{}') as further
  from {{ ref("int_observations") }} as observations
  inner join {{ ref("int_reports") }} as reports on observations.report_id = reports.report_id
),

implied as (
  select
    indicator_code,
    max(case when dimension = 'age_group' then value end) as age_group,
    max(case when dimension = 'staff_category' then value end) as staff_category,
    max(case when dimension = 'facility_type' then value end) as facility_type,
    max(case when dimension = 'funding' then value end) as funding,
    max(case when dimension = 'equipment_kind' then value end) as equipment_kind
  from {{ ref("implied_dimensions") }}
  group by indicator_code
),

judged as (
  select
    statements.*,
    statements.region_code is null as without_region,
    statements.measure <> 'level' as no_level,
    statements.period_start is null and statements.period_end is null as undated,
    statements.confidence < {{ var("series_confidence") }} as doubtful,
    statements.patient_origin_code is not null
    or statements.group_role in ('component', 'partial')
    or statements.programme_code is not null as part_of_total,
    statements.residence is not null
    or ({{ is_breakdown("age_group") }})
    or ({{ is_breakdown("staff_category") }})
    or ({{ is_breakdown("facility_type") }})
    or ({{ is_breakdown("funding") }})
    or ({{ is_breakdown("equipment_kind") }}) as broken_down,
    statements.further not in ('{}', '{"direction": "up"}', '{"direction": "down"}') as broken_down_further,
    coalesce(statements.scope, 'unknown') as whose
  from statements
  left join implied on statements.indicator_code = implied.indicator_code
),

placed as (
  select
    *,
    case
      when without_region then 'no_region'
      when no_level then 'no_level'
      when undated then 'no_period'
      when doubtful then 'low_confidence'
      when whose not in ('region', 'republic', 'place', 'facility') then 'scope_' || whose
      when part_of_total then 'part_of_total'
      when broken_down_further then 'further_dimension'
    end as left_out
  from judged
),

standing as (
  select
    *,
    case
      when left_out is not null then 'none'
      when broken_down or whose in ('place', 'facility') or facility is not null or place is not null then 'breakdown'
      else 'total'
    end as series,
    -- cells of a row are parted by tabs
    strpos(sentence, chr(9)) > 0 as in_table
  from placed
),

-- Rows of one table that give one total different values are of its parts, whose names were not understood; only a row
-- that is the sum of the others is the total.
contested as (
  select
    *,
    series = 'total'
    and in_table
    and min(sentence) over rivals <> max(sentence) over rivals
    and max(value) over rivals > min(value) over rivals * (1 + {{ var("tolerance_rounded") }})
    and not (
      value = max(value) over rivals
      and abs(sum(value) over rivals - 2 * value) <= value * {{ var("tolerance_exact") }}
    ) as is_contested
  from standing
  window rivals as (partition by report_id, {{ series_keys() | join(", ") }}, series, in_table)
)

select
  observation_id,
  report_id,
  case when is_contested then 'none' else series end as series,
  case when is_contested then 'rows_of_a_table' else left_out end as left_out,
  region_code,
  indicator_code,
  unit,
  plan_actual,
  period_kind,
  period_start,
  period_end,
  period_id,
  whose as scope,
  place,
  facility,
  age_group,
  residence,
  staff_category,
  facility_type,
  funding,
  equipment_kind,
  value,
  value_high,
  comparator,
  published_on,
  cast(case when source like 'feed:%' then 1 else 0 end as bigint) as outlet_rank,
  cast(case when comparator = 'eq' then 0 when comparator in ('approx', 'between') then 1 else 2 end as bigint)
    as precision_rank,
  cast(
    case when period_basis = 'stated' then 0 else 1 end
    + case when region_basis = 'stated' then 0 else 1 end as bigint
  ) as inference_rank,
  confidence,
  quote,
  sentence
from contested
