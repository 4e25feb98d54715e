"""The closed lists of the contract: every value a coded column may take, each an enumeration.

Source: the contract of figures, observations and facts. The reasons of the ledger stand in `reasons`, units
in `units`. Open lists (indicators, regions, programmes) are reference data in `sources/catalogue/reference/`
and do not belong here.
"""

from __future__ import annotations

from enum import StrEnum


class IntakeOutcome(StrEnum):
    """What became of a file that was seen."""

    LANDED = "landed"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


class RejectionStage(StrEnum):
    """The step that turned a report, or a row of a tidy table, away."""

    LANDING = "landing"
    READING = "reading"
    VALIDATION = "validation"
    ROW = "row"


class Disposition(StrEnum):
    """What became of a figure."""

    OBSERVATION = "observation"
    REVIEW = "review"
    CONTEXT = "context"
    BOILERPLATE = "boilerplate"


class SubjectArea(StrEnum):
    """The fact table of an indicator."""

    TREATMENTS = "treatments"
    STAFFING = "staffing"
    INVESTMENTS = "investments"


class Language(StrEnum):
    """The language of a report."""

    RU = "ru"
    KK = "kk"
    EN = "en"
    MIXED = "mixed"


class RegionBasis(StrEnum):
    """How the region is known: the text states it, folder, sidecar or source say it, or it is inferred."""

    STATED = "stated"
    SOURCE = "source"
    INFERRED = "inferred"


class PublishedBasis(StrEnum):
    """Where a publication date comes from."""

    SIDECAR = "sidecar"
    METADATA = "metadata"
    DATELINE = "dateline"


class Comparator(StrEnum):
    """How a value bounds what was counted."""

    EQ = "eq"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    APPROX = "approx"
    BETWEEN = "between"


class Measure(StrEnum):
    """Level, share of a total, or change: absolute, in per cent, or new over old."""

    LEVEL = "level"
    SHARE = "share"
    CHANGE_ABS = "change_abs"
    CHANGE_PCT = "change_pct"
    CHANGE_RATIO = "change_ratio"


CHANGES = frozenset({Measure.CHANGE_ABS, Measure.CHANGE_PCT, Measure.CHANGE_RATIO})
"""The measures that are signed."""


class PlanActual(StrEnum):
    """Whether something happened, is planned or is needed."""

    ACTUAL = "actual"
    PLANNED = "planned"
    NEEDED = "needed"


class PeriodKind(StrEnum):
    """The kind of a period."""

    POINT = "point"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    YTD = "ytd"
    SINCE_START = "since_start"
    MULTI_YEAR = "multi_year"
    ACADEMIC_YEAR = "academic_year"
    EVENT = "event"
    TYPICAL_YEAR = "typical_year"
    HORIZON = "horizon"
    SPAN = "span"
    UNSPECIFIED = "unspecified"


class PeriodBasis(StrEnum):
    """How the dates of a period are known."""

    STATED = "stated"
    RESOLVED = "resolved"
    INFERRED = "inferred"
    UNRESOLVED = "unresolved"


class AgeGroup(StrEnum):
    """The age group counted."""

    CHILDREN = "children"
    ADULTS = "adults"
    NEWBORNS = "newborns"
    ELDERLY = "elderly"


class Residence(StrEnum):
    """Town or village."""

    URBAN = "urban"
    RURAL = "rural"


class StaffCategory(StrEnum):
    """The category of staff."""

    DOCTOR = "doctor"
    MID_LEVEL = "mid_level"
    JUNIOR = "junior"
    GP = "gp"
    RESIDENT = "resident"
    INTERN = "intern"
    BACHELOR = "bachelor"
    YOUNG_SPECIALIST = "young_specialist"
    SPECIALIST = "specialist"


class FacilityType(StrEnum):
    """The type of facility."""

    FAP = "FAP"
    MP = "MP"
    VA = "VA"
    POLY = "POLY"
    FHC = "FHC"
    HOSP = "HOSP"
    MOB = "MOB"
    PERI = "PERI"
    STROKE = "STROKE"
    ONCO = "ONCO"
    CARDIO = "CARDIO"
    EMS = "EMS"
    REHAB = "REHAB"
    OUTPATIENT = "OUTPATIENT"
    LAB = "LAB"
    OTHER = "OTHER"


class Funding(StrEnum):
    """The source of money."""

    REPUBLICAN = "republican"
    LOCAL = "local"
    INSURANCE = "insurance"
    SPECIAL_FUND = "special_fund"
    PPP = "ppp"
    SPONSOR = "sponsor"


class EquipmentKind(StrEnum):
    """The kind of equipment."""

    CT = "ct"
    MRI = "mri"
    ANGIOGRAPH = "angiograph"
    LINAC = "linac"
    XRAY = "xray"
    ULTRASOUND = "ultrasound"
    MAMMOGRAPH = "mammograph"
    AMBULANCE = "ambulance"
    MOBILE_UNIT = "mobile_unit"
    OTHER = "other"


class Scope(StrEnum):
    """Whom a figure describes: all of the region, the republic, one place, one facility, some of several."""

    REGION = "region"
    REPUBLIC = "republic"
    PLACE = "place"
    FACILITY = "facility"
    GROUP = "group"
    UNKNOWN = "unknown"


class GroupRole(StrEnum):
    """The part a figure plays in its group: components add up to the total, partial ones need not."""

    TOTAL = "total"
    COMPONENT = "component"
    PARTIAL = "partial"


class ReviewState(StrEnum):
    """Whether a person has looked at an observation."""

    AUTO = "auto"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


SHA256 = "[0-9a-f]{64}"
STABLE_ID = "[0-9a-f]{16,64}"
REGION_CODE = "KZ(-[0-9]{2})?"
BATCH_ID = "[0-9]{8}T[0-9]{12}Z"
INDICATOR_CODE = r"(SD|HR|IN)(\.[A-Z0-9]+)+"
