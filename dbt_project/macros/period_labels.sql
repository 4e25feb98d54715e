{#-
  The form of a period (a row of the seed period_labels) from its kind, `period_start` and `period_end`.

  It is told by the days more than by the kind: a year to date that ends with a month is a row of months. What is said of
  a stock on one day («на 1 января») differs from what happened on it.
-#}
{% macro period_form() -%}
  {%- set whole_months -%}
    extract(day from period_start) = 1 and extract(day from period_end + 1) = 1
  {%- endset -%}
  {%- set same_year = "extract(year from period_start) = extract(year from period_end)" -%}
  {%- set same_month = same_year ~ " and extract(month from period_start) = extract(month from period_end)" -%}
  {%- set starts_year = "extract(month from period_start) = 1 and extract(day from period_start) = 1" -%}
  {%- set ends_year = "extract(month from period_end) = 12 and extract(day from period_end) = 31" -%}
  case
    when period_start is null and period_end is null
      then case
        when period_kind = 'since_start' then 'undated_since_start'
        when period_kind = 'typical_year' then 'undated_typical_year'
        else 'undated'
      end
    when period_end is null
      then case when {{ starts_year }} then 'since_year' else 'since' end
    when period_start is null
      then case
        when period_kind = 'point' then 'as_of'
        when period_kind = 'since_start' then 'since_start'
        when {{ ends_year }} then 'by_year_end'
        else 'until'
      end
    when period_start = period_end
      then case when period_kind = 'point' then 'as_of' else 'day' end
    when period_kind = 'academic_year'
      and extract(year from period_end) = extract(year from period_start) + 1 then 'academic_year'
    when {{ starts_year }} and {{ ends_year }}
      then case
        when not ({{ same_year }}) then 'years'
        when period_kind = 'typical_year' then 'typical_year'
        when period_kind in ('ytd', 'span') then 'months'
        else 'year'
      end
    when {{ whole_months }}
      then case
        when {{ same_month }} then 'month'
        when period_kind = 'quarter' and {{ same_year }}
          then 'quarter_' || cast(extract(quarter from period_end) as varchar)
        when period_kind = 'half_year' and {{ same_year }}
          then case when extract(month from period_end) = 6 then 'half_year_1' else 'half_year_2' end
        when {{ same_year }} then 'months'
        else 'months_of_years'
      end
    when {{ same_month }} then 'days_of_month'
    when {{ same_year }} then 'days_of_year'
    else 'days_of_years'
  end
{%- endmacro %}

{#- A label with its places filled; `names` are the columns of the seed months that its language declines by. -#}
{% macro filled_label(label, names) -%}
  {%- set filled = namespace(text=label) -%}
  {%- for edge in ["start", "end"] -%}
    {%- for part in ["year", "day"] -%}
      {%- set value = "coalesce(cast(extract(" ~ part ~ " from period_" ~ edge ~ ") as varchar), '')" -%}
      {%- set filled.text = "replace(" ~ filled.text ~ ", '{" ~ edge ~ "_" ~ part ~ "}', " ~ value ~ ")" -%}
    {%- endfor -%}
    {%- for place, column in names.items() -%}
      {%- set value = "coalesce(" ~ edge ~ "_months." ~ column ~ ", '')" -%}
      {%- set filled.text = "replace(" ~ filled.text ~ ", '{" ~ edge ~ "_" ~ place ~ "}', " ~ value ~ ")" -%}
    {%- endfor -%}
  {%- endfor -%}
  {{ filled.text }}
{%- endmacro %}
