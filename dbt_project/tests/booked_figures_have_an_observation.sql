-- A figure the ledger calls an observation is found among the facts, whatever their subject area.
select
  ledger.figure_id,
  ledger.report_file,
  ledger.quote
from {{ looked_at(ref("figure_ledger")) }} as ledger
left join {{ ref("fct_observations") }} as facts on ledger.figure_id = facts.figure_id
where ledger.disposition = 'observation' and facts.figure_id is null
