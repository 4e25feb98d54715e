-- All rows of a report come from the reading that counts: no mixture of two readings.
with held as (
  select
    report_id,
    batch_id
  from {{ looked_at(ref("figure_ledger")) }}
  union all
  select
    report_id,
    batch_id
  from {{ looked_at(ref("fct_observations")) }}
)

select distinct
  held.report_id,
  held.batch_id,
  reports.batch_id as expected_batch_id
from held
left join {{ ref("dim_report") }} as reports on held.report_id = reports.report_id
where reports.batch_id is null or held.batch_id <> reports.batch_id
