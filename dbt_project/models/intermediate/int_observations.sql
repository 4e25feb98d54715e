with observations as (
  select
    *,
    {{ identifier(["period_kind", "period_start", "period_end"]) }} as period_id,
    case when facility is not null then {{ identifier(["region_code", "facility"]) }} end as facility_id
  from {{ ref("stg_observations") }}
)

select
  observations.*,
  reports.report_file,
  reports.published_on,
  reports.recorded_at,
  reports.is_sample
from observations
inner join {{ ref("int_changed_reports") }} as reports
  on observations.report_id = reports.report_id and observations.batch_id = reports.batch_id
where reports.stands
