select
  column_name,
  code,
  name_ru,
  name_kk,
  name_en
from {{ ref("labels") }}
