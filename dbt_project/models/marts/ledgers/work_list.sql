select
  'review_figure' as work_kind,
  ledger.report_id,
  ledger.report_file,
  ledger.figure_id,
  ledger.quote,
  ledger.char_start,
  ledger.reason
from {{ ref("int_figures") }} as ledger
where ledger.disposition = 'review'
union all
select
  'doubtful_observation' as work_kind,
  facts.report_id,
  facts.report_file,
  facts.figure_id,
  facts.quote,
  facts.char_start,
  coalesce(facts.doubts, facts.flags, 'low_confidence') as reason
from {{ ref("int_observations") }} as facts
where facts.confidence < 0.5 and facts.review_state = 'auto'
union all
select
  'contradicting_group' as work_kind,
  groups.report_id,
  groups.report_file,
  facts.figure_id,
  facts.quote,
  facts.char_start,
  'parts_against_total' as reason
from {{ ref("contradicting_groups") }} as groups
inner join {{ ref("int_observations") }} as facts
  on groups.report_id = facts.report_id and groups.group_id = facts.group_id and facts.group_role = 'total'
union all
select
  'undated_report' as work_kind,
  reports.report_id,
  reports.report_file,
  cast(null as varchar) as figure_id,
  cast(null as varchar) as quote,
  cast(null as bigint) as char_start,
  'no_publication_date' as reason
from {{ ref("int_reports") }} as reports
where reports.published_on is null
union all
select
  'report_without_region' as work_kind,
  reports.report_id,
  reports.report_file,
  cast(null as varchar) as figure_id,
  cast(null as varchar) as quote,
  cast(null as bigint) as char_start,
  'no_region' as reason
from {{ ref("int_reports") }} as reports
where reports.region_code is null
union all
select
  'region_conflict' as work_kind,
  reports.report_id,
  reports.report_file,
  cast(null as varchar) as figure_id,
  cast(null as varchar) as quote,
  cast(null as bigint) as char_start,
  case
    when reports.region_basis = 'source' then 'text_mentions_another_region'
    else 'folder_or_sidecar_names_another_region'
  end as reason
from {{ ref("int_reports") }} as reports
where
  reports.region_conflict is not null
  -- Settled when a person has confirmed or corrected all that was read in the report.
  and reports.report_id in (
    select open_facts.report_id from {{ ref("int_observations") }} as open_facts where open_facts.review_state = 'auto'
  )
