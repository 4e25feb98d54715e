-- depends_on: {{ ref("int_touched") }}
-- What is known of each facility that reports name.
with named as (
  select observations.*
  from {{ ref("fct_observations") }} as observations
  where observations.facility_id is not null and {{ touched("observations", ["facility_id"]) }}
)

select
  named.facility_id,
  min(named.facility) as facility,
  min(named.region_code) as region_code,
  min(named.facility_type) as facility_type,
  min(named.place) as place,
  count(*) as statements_count,
  count(distinct named.report_id) as reports_count,
  count(distinct named.indicator_code) as indicators_count,
  min(named.published_on) as first_told_on,
  max(named.published_on) as last_told_on,
  max(case when named.indicator_code = 'IN.BED.N' and named.plan_actual = 'actual' then named.value end) as beds,
  max(case when named.indicator_code = 'HR.DOC.N' and named.plan_actual = 'actual' then named.value end) as doctors
from named
group by named.facility_id
