"""What a figure is read as: the value that reading passes from step to step.

Holds the value and how a reading is made from a rule. Which rule it is, is decided in `readings` and
`inheritance`.
"""

from __future__ import annotations

from dataclasses import replace

from checks.tables.reasons import Reason
from checks.tables.units import CASE, CURRENCIES, PERCENT, PERCENTAGE_POINT, RATIO, TENGE, TIMES, Unit
from checks.tables.vocabulary import Disposition, Measure
from sources.catalogue.grammar import load_grammar
from sources.catalogue.indicator_list import load_indicators
from sources.catalogue.rules import Rule
from sources.language.figures import Figure
from sources.reading.measurement.changes import Change
from sources.reading.measurement.forms import unit_of_figure
from sources.reading.measurement.indicators import Choice
from sources.reading.measurement.links import Link
from sources.reading.measurement.proximity import Proximity
from sources.records import record

BOOK = 4.0
DOUBT = 3.3
_UNITS_OF_MEASURE = {
    Measure.SHARE: frozenset({PERCENT}),
    Measure.CHANGE_PCT: frozenset({PERCENT}),
    Measure.CHANGE_RATIO: frozenset({TIMES, RATIO}),
}


@record(frozen=True, slots=True)
class Told:
    """A figure as its sentence tells it, before it is decided what it is.

    `sentence` is the number of the sentence, `form` what kind of number it is (count, percent, money, …),
    `around` the words it stands among, `link` how it goes on with the figure before it.
    """

    figure: Figure
    sentence: int
    form: str
    around: Proximity
    link: Link


@record(frozen=True, slots=True)
class FigureReading:
    """A figure and what it is read as.

    `disposition`, `reason` as in the ledger; `code` the indicator, `unit` its unit, `change` its sign where
    it is a change; `source` is the number of the reading whose indicator it took over, `link` how; `score`
    and `rival` say how sure.
    """

    figure: Figure
    sentence: int
    form: str
    disposition: Disposition
    reason: Reason | None
    code: str | None = None
    unit: Unit | None = None
    rule: Rule | None = None
    measure: Measure = Measure.LEVEL
    change: Change | None = None
    around: Proximity | None = None
    source: int | None = None
    link: Link = "apart"
    score: float = 0.0
    rival: float = 0.0


def own_reading(told: Told, own: Choice) -> FigureReading:
    """The reading a figure makes by its own words; below the thresholds it goes to review."""
    rule = own.rule
    disposition, reason = rule.disposition, rule.reason
    if rule.code is not None and own.score < BOOK:
        disposition, reason = Disposition.REVIEW, Reason.AMBIGUOUS if own.score < DOUBT else Reason.UNSURE
    return FigureReading(
        told.figure,
        told.sentence,
        told.form,
        disposition,
        reason,
        code=rule.code if disposition == "observation" else None,
        unit=rule.unit if _rate_left_open(told) else level_unit(told.form, rule, told.around),
        rule=rule,
        measure=level_or_share(told.form, rule),
        around=told.around,
        link=told.link,
        score=own.score,
        rival=own.rival,
    )


def _rate_left_open(told: Told) -> bool:
    """Whether a number without a denominator can only be a rate: nobody counts 6,4 deaths."""
    value = told.figure.value
    return told.form == "count" and value is not None and value != int(value) and not told.figure.scaled


def as_told(reading: FigureReading) -> FigureReading:
    """The reading, or the same left for review where its indicator is not told in its unit: «умерло 6 120» is
    no rate of mortality.
    """
    if reading.code is None or (
        reading.unit is not None and _is_told_in(reading.unit, reading.measure, reading.code)
    ):
        return reading
    return replace(reading, disposition=Disposition.REVIEW, reason=Reason.NO_INDICATOR, code=None)


def _is_told_in(unit: Unit, measure: Measure, code: str) -> bool:
    """Whether an indicator can be told in a unit: levels in its own, shares and changes in those of the
    measure. The gate asks the same (`unit_of_indicator`).
    """
    if measure in _UNITS_OF_MEASURE:
        return unit in _UNITS_OF_MEASURE[measure]
    own = load_indicators()[code].units
    if unit in own or (TENGE in own and unit in CURRENCIES):
        return True
    return measure is Measure.CHANGE_ABS and unit is PERCENTAGE_POINT


def level_unit(form: str, rule: Rule, around: Proximity) -> Unit | None:
    """Unit of a level: that of the rule, unless the figure itself says another."""
    if form == "percent":
        return PERCENT
    if form == "money":
        return rule.unit if rule.unit and rule.unit.startswith(TENGE) else TENGE
    if form == "count" and rule.unit in ("per_100k", "per_1000_births", "per_100k_births", "per_1000"):
        return CASE
    if rule.unit == "person" and "treated_case" in around.counted:
        return CASE
    return rule.unit


def level_or_share(form: str, rule: Rule) -> Measure:
    """A percentage is a level where the indicator is told in per cent, else the share of what it counts; a
    rule for percentages alone says by its unit that they are shares of counted things.
    """
    if form != "percent" or rule.code is None:
        return Measure.LEVEL
    if rule.forms == {"percent"} and rule.unit in load_grammar().whole:
        return Measure.SHARE
    return Measure.LEVEL if "percent" in load_indicators()[rule.code].units else Measure.SHARE


def in_its_currency(reading: FigureReading) -> FigureReading:
    """The reading in the unit its figure states: a sum in dollars, euro, roubles or monthly calculation
    indices is never one in tenge.

    There is no unit for such a sum a month or a person, nor for other currencies: these go to review, unless
    the indicator is told in it (a lump sum of 100 indices).
    """
    stated = reading.figure.unit
    if reading.form != "money" or reading.code is None or stated in (None, "KZT"):
        return reading
    unit = unit_of_figure(reading.figure) if stated in CURRENCIES else None
    told = reading.unit == TENGE or unit in load_indicators()[reading.code].units
    if told and unit is not None:
        return replace(reading, unit=unit)
    return replace(
        reading, disposition=Disposition.REVIEW, reason=Reason.OTHER_CURRENCY, code=None, unit=unit
    )


def with_whole_count(reading: FigureReading) -> FigureReading:
    """The reading, or one for review where people or things are told to be more or fewer by a broken number:
    nobody is a quarter of a patient (contract, rule 16). Cases are told as rates too, and may be broken.
    """
    counted = reading.form == "count" and reading.code is not None and reading.measure is Measure.CHANGE_ABS
    values = (reading.figure.value, reading.figure.value_high)
    if not counted or reading.unit == CASE or reading.unit not in load_grammar().whole:
        return reading
    if all(value is None or value == int(value) for value in values):
        return reading
    return replace(reading, disposition=Disposition.REVIEW, reason=Reason.AMBIGUOUS, code=None)
