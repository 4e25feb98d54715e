select * from {{ ref("fct_treatments") }}
union all
select * from {{ ref("fct_staffing") }}
union all
select * from {{ ref("fct_investments") }}
