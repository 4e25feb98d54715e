-- Which region reported in which month, and how late one is that used to. A region that never reported is not late: it
-- is not expected before its first report.
with reports as (
  select
    region_code,
    report_id,
    published_on,
    cast(recorded_at as date) as received_on,
    cast(date_trunc('month', published_on) as date) as month
  from {{ ref("dim_report") }}
  where region_code is not null and published_on is not null
),

bounds as (
  select
    cast(min(month) as date) as first_month,
    cast(max(month) as date) as last_month,
    max(greatest(published_on, received_on)) as known_until
  from reports
),

months as (
  select cast(unnest(generate_series(first_month, last_month, interval 1 month)) as date) as month
  from bounds
  where first_month is not null
),

first_reports as (
  select
    region_code,
    min(month) as since
  from reports
  group by region_code
),

told as (
  select
    reports.region_code,
    reports.month,
    count(*) as reports_count,
    min(reports.received_on) as first_received_on,
    min(reports.published_on) as first_published_on,
    min(covered.covers_from) as covers_from,
    max(covered.covers_to) as covers_to
  from reports
  left join {{ ref("int_report_coverage") }} as covered on reports.report_id = covered.report_id
  group by reports.region_code, reports.month
),

calendar as (
  select
    regions.region_code,
    regions.name_ru as region_name_ru,
    months.month,
    coalesce(months.month > first_reports.since, false) as is_expected,
    cast(months.month + interval 1 month as date) as due_on,
    coalesce(told.reports_count, 0) as reports_count,
    told.first_received_on,
    told.first_published_on,
    told.covers_from,
    told.covers_to,
    bounds.known_until,
    min(told.first_published_on) over (
      partition by regions.region_code order by months.month rows between current row and unbounded following
    ) as next_published_on
  from {{ ref("dim_region") }} as regions
  cross join months
  cross join bounds
  left join first_reports on regions.region_code = first_reports.region_code
  left join told on regions.region_code = told.region_code and months.month = told.month
)

select
  region_code,
  region_name_ru,
  month,
  is_expected,
  due_on,
  reports_count,
  first_received_on,
  first_published_on,
  covers_from,
  covers_to,
  case
    when is_expected and reports_count = 0
      then greatest(0, coalesce(next_published_on, known_until) - due_on)
    when is_expected then 0
  end as late_by_days
from calendar
