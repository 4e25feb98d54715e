with source as (
  select * from {{ source("accepted", "observations") }}
),

renamed as (
  select
    observation_id,
    figure_id,
    report_id,
    indicator_code,
    subject_area,
    region_code,
    region_basis,
    value,
    value_high,
    unit,
    comparator,
    measure,
    plan_actual,
    period_kind,
    period_start,
    period_end,
    period_basis,
    period_as_stated,
    compared_with_start,
    compared_with_end,
    age_group,
    patient_origin_code,
    residence,
    staff_category,
    facility_type,
    funding,
    equipment_kind,
    dimensions,
    facility,
    place,
    programme_code,
    group_id,
    group_role,
    sentence,
    sentence_start,
    confidence,
    rule_id,
    extractor_version,
    flags,
    review_state,
    batch_id,
    quote,
    char_start,
    char_end
  from source
)

select * from renamed
