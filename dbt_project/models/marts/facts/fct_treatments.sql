-- depends_on: {{ ref("int_current_reports") }}
{{ facts_of("treatments") }}
