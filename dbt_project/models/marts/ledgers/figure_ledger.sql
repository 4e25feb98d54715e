select
  -- columns of figures from figures
  figures.figure_id,
  figures.report_id,
  figures.report_file,
  figures.char_start,
  figures.char_end,
  figures.quote,
  figures.locator,
  figures.disposition,
  figures.reason,
  figures.fault_rule,
  figures.value,
  figures.value_high,
  figures.unit,
  figures.batch_id,
  figures.extractor_version
  -- end of columns
from {{ ref("int_figures") }} as figures
