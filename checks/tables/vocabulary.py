"""The closed lists of the contract: every value a coded column may take.

Source: the contract of figures, observations and facts. Open lists (indicators, units, regions, programmes)
are reference data in `sources/catalogue/reference/` and do not belong here.
"""

from __future__ import annotations

INTAKE_OUTCOMES = ("landed", "duplicate", "rejected")
REJECTION_STAGES = ("landing", "reading", "validation", "row")
DISPOSITIONS = ("observation", "review", "context", "boilerplate")
SUBJECT_AREAS = ("treatments", "staffing", "investments")
LANGUAGES = ("ru", "kk", "en", "mixed")
REGION_BASES = ("stated", "source", "inferred")
PUBLISHED_BASES = ("sidecar", "metadata", "dateline")
COMPARATORS = ("eq", "gt", "ge", "lt", "le", "approx", "between")
MEASURES = ("level", "share", "change_abs", "change_pct", "change_ratio")
PLAN_ACTUAL = ("actual", "planned", "needed")
PERIOD_KINDS = (
    "point",
    "month",
    "quarter",
    "half_year",
    "year",
    "ytd",
    "since_start",
    "multi_year",
    "academic_year",
    "event",
    "typical_year",
    "horizon",
    "span",
    "unspecified",
)
PERIOD_BASES = ("stated", "resolved", "inferred", "unresolved")
AGE_GROUPS = ("children", "adults", "newborns", "elderly")
RESIDENCES = ("urban", "rural")
STAFF_CATEGORIES = (
    "doctor",
    "mid_level",
    "junior",
    "gp",
    "resident",
    "intern",
    "bachelor",
    "young_specialist",
    "specialist",
)
FACILITY_TYPES = (
    "FAP",
    "MP",
    "VA",
    "POLY",
    "FHC",
    "HOSP",
    "MOB",
    "PERI",
    "STROKE",
    "ONCO",
    "CARDIO",
    "EMS",
    "REHAB",
    "OUTPATIENT",
    "LAB",
    "OTHER",
)
FUNDINGS = ("republican", "local", "insurance", "special_fund", "ppp", "sponsor")
EQUIPMENT_KINDS = (
    "ct",
    "mri",
    "angiograph",
    "linac",
    "xray",
    "ultrasound",
    "mammograph",
    "ambulance",
    "mobile_unit",
    "other",
)
# Units of money. Where an indicator is told in tenge, any of them is right: a sum keeps the unit it states.
CURRENCIES = ("KZT", "USD", "EUR", "RUB", "MCI")
GROUP_ROLES = ("total", "component", "partial")
REVIEW_STATES = ("auto", "confirmed", "corrected")

SHA256 = "[0-9a-f]{64}"
STABLE_ID = "[0-9a-f]{16,64}"
REGION_CODE = "KZ(-[0-9]{2})?"
BATCH_ID = "[0-9]{8}T[0-9]{12}Z"
INDICATOR_CODE = r"(SD|HR|IN)(\.[A-Z0-9]+)+"
