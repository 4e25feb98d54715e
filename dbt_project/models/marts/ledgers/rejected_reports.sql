with rejections as (
  select * from {{ ref("stg_rejections") }}
),

intake as (
  select * from {{ ref("intake_ledger") }}
),

-- A file whose bytes could not be taken (a broken sidecar, no permission) has no report_id: its place and size tell
-- that it came through later.
came_through as (
  select distinct
    refused.batch_id,
    {{ dbt.concat(["refused.source", "': '", "refused.source_path"]) }} as place
  from intake as refused
  inner join intake as landed
    on
      refused.source = landed.source
      and refused.source_path = landed.source_path
      -- A corrected sidecar has other bytes than the broken one.
      and (refused.bytes = landed.bytes or lower(refused.report_file) like '%.meta.y%ml')
      and refused.batch_id < landed.batch_id
  where refused.outcome = 'rejected' and refused.report_id is null and landed.outcome <> 'rejected'
)

-- A rejection stands until a later reading of the same report was accepted. What was given another chance is not
-- in the zone any more: it waits to be read, is accepted, or was rejected anew.
select
  -- columns of rejections from rejections
  rejections.report_id,
  rejections.report_file,
  rejections.stage,
  rejections.reason,
  rejections.detail,
  rejections.remedy,
  rejections.rejected_at,
  rejections.extractor_version,
  rejections.batch_id,
  rejections.reader_version,
  rejections.sidecar_batch_id,
  rejections.catalogue_version
  -- end of columns
from rejections
left join {{ ref("dim_report") }} as current_reports
  on
    rejections.report_id = current_reports.report_id
    and rejections.batch_id < current_reports.batch_id
left join came_through
  on
    rejections.report_id is null
    and rejections.batch_id = came_through.batch_id
    and rejections.detail = came_through.place
left join {{ ref("samples") }} as samples on rejections.report_id = samples.report_id
where
  current_reports.report_id is null
  and came_through.place is null
  -- What was turned away of the bundled samples leaves with them.
  and (
    samples.report_id is null
    or not exists (select 1 from {{ ref("dim_report") }} as own where not own.is_sample)
  )
