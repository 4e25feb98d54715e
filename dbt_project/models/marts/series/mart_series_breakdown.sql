-- depends_on: {{ ref("int_touched") }}
-- Levels of a part of a region: of an age group, a staff category, a place, a facility. They never stand in
-- mart_series, and do not add up to it.
{{ series_of("breakdown", breakdown_keys()) }}
