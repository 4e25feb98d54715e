-- Files seen = landed + duplicates + rejected, and whatever is no fact says why.
select
  'intake' as ledger,
  intake_id as id
from {{ ref("intake_ledger") }}
where
  (outcome <> 'landed' and (reason is null or reason = ''))
  or (outcome = 'landed' and (reason is not null or report_id is null))
union all
select
  'figures' as ledger,
  figure_id as id
from {{ looked_at(ref("figure_ledger")) }}
where (disposition <> 'observation' and reason is null) or (disposition = 'observation' and reason is not null)
