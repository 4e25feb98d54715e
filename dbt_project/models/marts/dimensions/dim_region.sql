select
  region_code,
  kato_code,
  name_ru,
  name_kk,
  name_en,
  centre,
  valid_from,
  valid_to,
  predecessor_code,
  code_before_2022,
  note
from {{ ref("regions") }}
