-- Codes of closed lists of the reading, and codes that the warehouse works out.
select
  column_name,
  code,
  name_ru,
  name_kk,
  name_en
from {{ ref("labels") }}
union all
select
  column_name,
  code,
  name_ru,
  name_kk,
  name_en
from {{ ref("mart_labels") }}
