-- depends_on: {{ ref("int_touched") }}
{{ facts_of("staffing") }}
