"""Whether a row makes sense by itself: indicator, unit, region, period, range, sign.

Holds one entry per rule in `_observation_rules` and `_figure_rules`: an expression that is true for a row
that breaks it. Source of the rules: the contract of figures, observations and facts.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from checks.reference import codes, units_by_indicator
from checks.tables.reasons import Reason
from checks.tables.units import CURRENCIES
from checks.verdict import findings


@dataclass(frozen=True, slots=True)
class RowRule:
    """`breaks` is true for a row that breaks `check`, null counts as kept; `shown` goes into the sample."""

    check: str
    breaks: pl.Expr
    shown: tuple[str, ...]


def _unknown(column: str, reference_list: str) -> pl.Expr:
    return pl.col(column).is_not_null() & ~pl.col(column).is_in(sorted(codes(reference_list)))


def _no_number() -> pl.Expr:
    """Whether a value or its upper bound is not finite: nothing that a report can print."""
    return ~pl.col("value").is_finite() | ~pl.col("value_high").is_finite()


def _unit_is_wrong() -> pl.Expr:
    """A level is counted in the indicator's own units, money in any currency; shares and changes in units of
    their own.

    `units` is the list of the indicator's units and null for an unknown indicator, which is another rule's
    finding.
    """
    unit, measure = pl.col("unit"), pl.col("measure")
    money = pl.col("units").list.contains("KZT") & unit.is_in([str(one) for one in CURRENCIES])
    own = pl.col("units").list.contains(unit) | money
    right = (
        pl.when(measure.is_in(["share", "change_pct"]))
        .then(unit == "percent")
        .when(measure == "change_ratio")
        .then(unit.is_in(["times", "ratio"]))
        .when(measure == "change_abs")
        .then(own | (unit == "percentage_point"))
        .otherwise(own)
    )
    return pl.col("units").is_not_null() & ~right


def _sign_against_direction() -> pl.Expr:
    direction = pl.col("dimensions").str.json_path_match("$.direction")
    value = pl.col("value")
    neutral = pl.when(pl.col("measure") == "change_ratio").then(1.0).otherwise(0.0)
    against = ((direction == "down") & (value > neutral)) | ((direction == "up") & (value < neutral))
    return pl.col("measure").str.starts_with("change") & against


def _observation_rules() -> tuple[RowRule, ...]:
    value, high, measure = pl.col("value"), pl.col("value_high"), pl.col("measure")
    dated = pl.col("period_start").is_not_null() | pl.col("period_end").is_not_null()
    between = pl.col("comparator") == "between"
    return (
        RowRule("value_is_number", _no_number(), ("value", "value_high", "quote")),
        RowRule("known_indicator", pl.col("indicator_area").is_null(), ("indicator_code", "quote")),
        RowRule(
            "subject_area",
            pl.col("indicator_area") != pl.col("subject_area"),
            ("indicator_code", "subject_area"),
        ),
        RowRule("known_region", _unknown("region_code", "regions"), ("region_code", "quote")),
        RowRule("known_region", _unknown("patient_origin_code", "regions"), ("patient_origin_code", "quote")),
        RowRule("known_unit", _unknown("unit", "units"), ("unit", "quote")),
        RowRule("known_programme", _unknown("programme_code", "programmes"), ("programme_code", "quote")),
        RowRule("unit_of_indicator", _unit_is_wrong(), ("indicator_code", "unit", "measure", "quote")),
        RowRule(
            "period_order",
            (pl.col("period_start") > pl.col("period_end"))
            | (pl.col("compared_with_start") > pl.col("compared_with_end")),
            ("period_start", "period_end", "period_as_stated"),
        ),
        RowRule(
            "unresolved_period",
            (pl.col("period_basis") == "unresolved") & dated,
            ("period_start", "period_end", "period_as_stated"),
        ),
        RowRule(
            "range_order",
            (between & (high.is_null() | (high < value))) | (~between & high.is_not_null()),
            ("comparator", "value", "value_high", "quote"),
        ),
        RowRule(
            "sign",
            measure.is_in(["level", "share", "change_ratio"]) & (value < 0),
            ("measure", "value", "quote"),
        ),
        RowRule("sign_of_change", _sign_against_direction(), ("measure", "value", "dimensions")),
        RowRule("share_bounds", (measure == "share") & ~value.is_between(0, 100), ("value", "quote")),
        RowRule(
            "group_has_role",
            pl.col("group_id").is_null() != pl.col("group_role").is_null(),
            ("group_id", "group_role", "quote"),
        ),
    )


def _figure_rules() -> tuple[RowRule, ...]:
    booked = pl.col("disposition") == "observation"
    return (
        RowRule(
            "reason_or_observation",
            booked == pl.col("reason").is_not_null(),
            ("disposition", "reason", "quote"),
        ),
        RowRule(
            "fault_has_rule",
            (pl.col("reason").fill_null("") == Reason.READING_FAULT) != pl.col("fault_rule").is_not_null(),
            ("reason", "fault_rule", "quote"),
        ),
        RowRule("value_is_number", _no_number(), ("value", "value_high", "quote")),
        RowRule("value_of_figure", booked & pl.col("value").is_null(), ("quote",)),
        RowRule("known_unit", _unknown("unit", "units"), ("unit", "quote")),
    )


def meaning_findings(figures: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """Rows of figures and observations that break a rule of their own, as findings."""
    with_units = _with_units(observations)
    found = [
        findings(frame.filter(rule.breaks), table, rule.check, *rule.shown)
        for table, frame, rules in (
            ("observations", with_units, _observation_rules()),
            ("figures", figures, _figure_rules()),
        )
        for rule in rules
    ]
    return pl.concat(found)


def _with_units(observations: pl.DataFrame) -> pl.DataFrame:
    return observations.join(units_by_indicator(), on="indicator_code", how="left")
