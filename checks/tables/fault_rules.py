"""The rules that the reading of one figure can break: the closed list of `fault_rule` in the ledger.

Such a fault costs the figure, which is left for a person to decide, and never its report. What a rule asks
and what to do stands in `checks.severity`; rules that no single figure breaks (counts, strays) are not here.
"""

from __future__ import annotations

from enum import StrEnum


class FaultRule(StrEnum):
    """The rule that the reading of a figure broke."""

    # The figure in the text and in the ledger.
    QUOTE_AT_OFFSETS = "quote_at_offsets"
    OVERLAPPING_FIGURES = "overlapping_figures"
    UNIQUE_KEY = "unique_key"
    REASON_OR_OBSERVATION = "reason_or_observation"
    FIGURE_HAS_OBSERVATION = "figure_has_observation"
    OBSERVATION_HAS_FIGURE = "observation_has_figure"
    SAME_QUOTE = "same_quote"
    SENTENCE_AT_OFFSET = "sentence_at_offset"
    FIGURE_IN_SENTENCE = "figure_in_sentence"

    # What it is said to mean.
    SCHEMA = "schema"
    VALUE_OF_FIGURE = "value_of_figure"
    VALUE_IS_NUMBER = "value_is_number"
    KNOWN_INDICATOR = "known_indicator"
    KNOWN_REGION = "known_region"
    KNOWN_UNIT = "known_unit"
    KNOWN_PROGRAMME = "known_programme"
    SUBJECT_AREA = "subject_area"
    UNIT_OF_INDICATOR = "unit_of_indicator"
    PERIOD_ORDER = "period_order"
    UNRESOLVED_PERIOD = "unresolved_period"
    RANGE_ORDER = "range_order"
    SIGN = "sign"
    SIGN_OF_CHANGE = "sign_of_change"
    SHARE_BOUNDS = "share_bounds"
    GROUP_HAS_ROLE = "group_has_role"

    # The reading of its report, or the decision of a person about it.
    READING_FAILED = "reading_failed"
    CORRECTION_OUTDATED = "correction_outdated"
