-- A period does not end before it starts.
select
  observation_id,
  period_start,
  period_end
from {{ looked_at(ref("fct_observations")) }}
where period_start > period_end or compared_with_start > compared_with_end
