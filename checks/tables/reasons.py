"""Why a figure is no observation: the closed list of reasons in the ledger of figures.

Source: the contract of figures, observations and facts. A reason says what the number is, or what keeps it
from being booked; which words lead to it is data of the catalogue and no matter of this module.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A short code, the reason why a figure is context, boilerplate or left for review."""

    # The number only qualifies others.
    AGE = "age"
    CODE = "code"
    DATE = "date"
    DENOMINATOR = "denominator"
    DOCUMENT_NUMBER = "document_number"
    DURATION = "duration"
    EXCHANGE_RATE = "exchange_rate"
    NAME = "name"
    ORDINAL = "ordinal"
    PERIOD = "period"
    PHONE = "phone"
    REPETITION = "repetition"
    SCORE = "score"
    TIME = "time"
    VAGUE = "vague"
    WEATHER = "weather"

    # It stands where a page, a table or a heading counts itself.
    CAPTION = "caption"
    COLUMN_NUMBER = "column_number"
    CONTACT = "contact"
    COUNTER = "counter"
    FURNITURE = "furniture"
    HEADER = "header"
    HIDDEN = "hidden"
    LABEL = "label"
    QUOTED_MAIL = "quoted_mail"
    ROW_NUMBER = "row_number"

    # It counts something that no report on health is read for.
    AWARD = "award"
    CEREMONY = "ceremony"
    NORM = "norm"
    NOT_HEALTH = "not_health"
    OTHER_BUDGET = "other_budget"
    OTHER_MEASURE = "other_measure"
    OTHER_SECTOR = "other_sector"
    POPULATION = "population"
    SEATS = "seats"

    # It counts something of health that the catalogue has no indicator for.
    APPLICATIONS = "applications"
    CAREER_TOTAL = "career_total"
    COVID_CASES = "covid_cases"
    DESIGN_CAPACITY = "design_capacity"
    IVF = "ivf"
    KINDS_OF_SERVICE = "kinds_of_service"
    LOAD_PER_PERSON = "load_per_person"
    MONEY_SAVED = "money_saved"
    NO_INDICATOR = "no_indicator"
    ON_LEAVE = "on_leave"
    OTHER_QUEUE = "other_queue"
    PATIENTS_CARRIED = "patients_carried"
    RATE_PER_DAY_OR_MONTH = "rate_per_day_or_month"
    SURVIVAL = "survival"
    TREATED_AT_HOME = "treated_at_home"

    # Its reading is not safe.
    AMBIGUOUS = "ambiguous"
    OTHER_CURRENCY = "other_currency"
    READING_FAULT = "reading_fault"
    TIDY_ROW = "tidy_row"
    UNREAD = "unread"
    UNSURE = "unsure"

    # Such figures have indicators now; what earlier releases read holds these until it is read again.
    CREWS = "crews"
    FLEET_STOCK = "fleet_stock"
    ON_REGISTER = "on_register"
    WAITING_LIST = "waiting_list"

    # Whose region it is cannot be told.
    REGION_AMONG_DISTRICTS = "region_among_districts"
    REGION_BEFORE_THE_DIVISION = "region_before_the_division"
    REGION_ELSEWHERE = "region_elsewhere"
    REGION_LEFT = "region_left"
    REGION_OF_COUNTRY = "region_of_country"
    REGION_OF_INSTITUTION = "region_of_institution"
    REGION_OF_PEOPLE = "region_of_people"
    REGION_OF_PURCHASE = "region_of_purchase"
    REGION_SEVERAL = "region_several"
    REGION_UNNAMED = "region_unnamed"
