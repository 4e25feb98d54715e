-- An observation is a figure booked as one, at the same place, with the same quote.
select
  facts.observation_id,
  facts.figure_id,
  ledger.disposition
from {{ looked_at(ref("fct_observations")) }} as facts
left join {{ ref("figure_ledger") }} as ledger on facts.figure_id = ledger.figure_id
where
  ledger.figure_id is null
  or ledger.disposition <> 'observation'
  or ledger.report_id <> facts.report_id
  or ledger.char_start <> facts.char_start
  or ledger.char_end <> facts.char_end
  or ledger.quote <> facts.quote
