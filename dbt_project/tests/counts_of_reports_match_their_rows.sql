-- Figures found = ledger rows, and so for observations and figures to review: nothing was dropped on the way.
with ledger as (
  select
    report_id,
    count(*) as figures,
    sum(case when disposition = 'review' then 1 else 0 end) as reviews
  from {{ looked_at(ref("figure_ledger")) }}
  group by report_id
),

facts as (
  select
    report_id,
    count(*) as observations
  from {{ looked_at(ref("fct_observations")) }}
  group by report_id
)

select
  reports.report_id,
  reports.report_file,
  reports.figures_count,
  ledger.figures,
  reports.observations_count,
  facts.observations,
  reports.review_count,
  ledger.reviews
from {{ looked_at(ref("dim_report")) }} as reports
left join ledger on reports.report_id = ledger.report_id
left join facts on reports.report_id = facts.report_id
where
  reports.figures_count <> coalesce(ledger.figures, 0)
  or reports.observations_count <> coalesce(facts.observations, 0)
  or reports.review_count <> coalesce(ledger.reviews, 0)
