-- Where reports come from: `source` as it stands in dim_report and in the ledgers, its kind and what it brought.
with seen as (
  select
    source,
    count(*) as files_count,
    min(seen_at) as first_seen_at,
    max(seen_at) as last_seen_at
  from {{ ref("intake_ledger") }}
  group by source
),

brought as (
  select
    source,
    count(*) as reports_count
  from {{ ref("dim_report") }}
  group by source
)

select
  coalesce(seen.source, brought.source) as source,
  split_part(coalesce(seen.source, brought.source), ':', 1) as source_kind,
  nullif(split_part(coalesce(seen.source, brought.source), ':', 2), '') as source_name,
  coalesce(split_part(coalesce(seen.source, brought.source), ':', 1) = 'feed', false) as is_outlet,
  coalesce(seen.files_count, 0) as files_count,
  coalesce(brought.reports_count, 0) as reports_count,
  seen.first_seen_at,
  seen.last_seen_at
from seen
full outer join brought on seen.source = brought.source
