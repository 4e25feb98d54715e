-- Every figure can be shown in its report. Offsets count code points from 0, substr from 1.
select
  ledger.figure_id,
  ledger.report_file,
  ledger.char_start,
  ledger.quote,
  substr(texts.text, cast(ledger.char_start as int) + 1, cast(ledger.char_end - ledger.char_start as int)) as found
from {{ looked_at(ref("figure_ledger")) }} as ledger
left join {{ ref("report_text") }} as texts on ledger.report_id = texts.report_id
where
  texts.text is null
  or ledger.quote
  <> substr(texts.text, cast(ledger.char_start as int) + 1, cast(ledger.char_end - ledger.char_start as int))
