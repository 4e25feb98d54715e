-- depends_on: {{ ref("publication_log") }}
-- depends_on: {{ ref("loaded_reports") }}
-- Written last of all: from here on the build has come to its end, and what it began is done.
select
  zone,
  directory,
  build_id
from {{ ref("arrived_batches") }}
