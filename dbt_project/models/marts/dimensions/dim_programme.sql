select
  programme_code,
  name_ru,
  name_kk,
  name_en,
  year_from,
  year_to,
  source
from {{ ref("programmes") }}
