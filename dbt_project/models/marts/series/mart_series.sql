-- depends_on: {{ ref("int_touched") }}
-- Levels of whole regions and of the republic, one for each indicator, unit, period and status, whatever was said
-- twice.
{{ series_of("total") }}
