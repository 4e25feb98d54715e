-- All rows of a report come from the reading that counts: no mixture of two readings.
with held as (
  select
    report_id,
    batch_id
  from {{ ref("dim_report") }}
  union all
  select
    report_id,
    batch_id
  from {{ ref("figure_ledger") }}
  union all
  select
    report_id,
    batch_id
  from {{ ref("fct_observations") }}
)

select distinct
  held.report_id,
  held.batch_id,
  current_reports.batch_id as expected_batch_id
from held
left join {{ ref("int_current_reports") }} as current_reports on held.report_id = current_reports.report_id
where current_reports.batch_id is null or held.batch_id <> current_reports.batch_id
