select
  unit,
  name_ru,
  name_kk,
  name_en,
  additive
from {{ ref("units") }}
