"""What a broken rule means: an error turns the report away, a warning asks a person to look.

An error that can be laid at one figure's door (`checks.tables.fault_rules`) has cost that figure before the
gate is asked; what the gate still finds turns the report away. Holds every rule's name, severity, meaning and
remedy. How a rule is tested stands in the modules that test it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """ERROR: the rows would mislead their readers. WARNING: they may be right, only a person can tell."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of landed data: `meaning` completes "it must hold that …", `remedy` says what to do."""

    name: str
    severity: Severity
    meaning: str
    remedy: str


_READING = "correct the reading rules and run the refresh again; the report is read anew from the raw zone"
_CATALOGUE = (
    "add the code to sources/catalogue/reference or correct the rule that wrote it, then refresh again"
)
_FAILED = "`make read FILE=…` shows the error and where it happened; correct it, then make reread"
_CORRECTION = (
    "look at the figure again, renew or remove the entry in sources/catalogue/corrections.yml,"
    " then make reread"
)
_LOOK = "open the sentence; if it was read wrongly, add a line to sources/catalogue/corrections.yml"

_RULES = (
    Rule("schema", Severity.ERROR, "every column has its declared type, values and range", _READING),
    Rule("unique_key", Severity.ERROR, "the key tells the rows apart", _READING),
    Rule("report_of_row", Severity.ERROR, "every row belongs to a report of its batch", _READING),
    Rule("quote_at_offsets", Severity.ERROR, "text[char_start:char_end] is the quote", _READING),
    Rule("sentence_at_offset", Severity.ERROR, "the sentence stands in the text where it says", _READING),
    Rule("figure_in_sentence", Severity.ERROR, "the figure stands inside its sentence", _READING),
    Rule(
        "observation_has_figure", Severity.ERROR, "an observation points to a figure booked as one", _READING
    ),
    Rule(
        "figure_has_observation", Severity.ERROR, "a figure booked as observation has at least one", _READING
    ),
    Rule("same_quote", Severity.ERROR, "an observation repeats quote and offsets of its figure", _READING),
    Rule("counts", Severity.ERROR, "the report's counts are the numbers of its rows", _READING),
    Rule("reason_or_observation", Severity.ERROR, "a figure is an observation or has a reason", _READING),
    Rule("overlapping_figures", Severity.ERROR, "no two figures share a character", _READING),
    Rule("value_of_figure", Severity.ERROR, "a figure booked as observation has a value", _READING),
    Rule("value_is_number", Severity.ERROR, "values are finite numbers", _READING),
    Rule("fault_has_rule", Severity.ERROR, "a fault of the reading names the rule it broke", _READING),
    Rule("reading_failed", Severity.ERROR, "a report is read without an error of the program", _FAILED),
    Rule("correction_outdated", Severity.ERROR, "a correction expects what the reading says", _CORRECTION),
    Rule("known_indicator", Severity.ERROR, "the indicator is in the catalogue", _CATALOGUE),
    Rule("known_region", Severity.ERROR, "regions are in the reference list", _CATALOGUE),
    Rule("known_unit", Severity.ERROR, "units are in the reference list", _CATALOGUE),
    Rule("known_programme", Severity.ERROR, "programmes are in the reference list", _CATALOGUE),
    Rule("subject_area", Severity.ERROR, "the subject area is the indicator's", _READING),
    Rule(
        "unit_of_indicator", Severity.ERROR, "the unit is one of the indicator's for this measure", _READING
    ),
    Rule("period_order", Severity.ERROR, "a period does not end before it starts", _READING),
    Rule("unresolved_period", Severity.ERROR, "an unresolved period has no dates", _READING),
    Rule("range_order", Severity.ERROR, "a range has an upper bound that is not below the lower", _READING),
    Rule("sign", Severity.ERROR, "levels, shares and ratios are not negative", _READING),
    Rule("sign_of_change", Severity.ERROR, "a change has the sign of its stated direction", _READING),
    Rule("share_bounds", Severity.ERROR, "a share lies between 0 and 100", _READING),
    Rule("group_has_role", Severity.ERROR, "group_id and group_role are given together", _READING),
    Rule("total_of_components", Severity.WARNING, "components add up to their total", _LOOK),
    Rule("partial_within_total", Severity.WARNING, "named parts are not more than their total", _LOOK),
)

RULES: dict[str, Rule] = {rule.name: rule for rule in _RULES}
