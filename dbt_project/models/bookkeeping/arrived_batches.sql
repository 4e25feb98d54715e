-- The empty batch is always among them, so that no zone is without a part.
with directories as (
  select
    'accepted' as zone,
    regexp_extract(file, '([^/]+)/reports\.parquet$', 1) as directory
  from glob('{{ var("data_root") }}/accepted/*/reports.parquet')
  union all
  select
    'raw' as zone,
    regexp_extract(file, '([^/]+)/intake\.parquet$', 1) as directory
  from glob('{{ var("data_root") }}/raw/*/intake.parquet')
),

loaded as (
  {{ loaded_batches() }}
)

select
  directories.zone,
  directories.directory,
  '{{ build_id() }}' as build_id
from directories
left join loaded on directories.zone = loaded.zone and directories.directory = loaded.directory
where loaded.directory is null or directories.directory = '00000000T000000000000Z'
