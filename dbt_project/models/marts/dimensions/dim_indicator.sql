select
  indicator_code,
  subject_area,
  name_ru,
  name_kk,
  name_en,
  units,
  aggregation,
  breakdowns
from {{ ref("indicators") }}
