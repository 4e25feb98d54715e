"""From the rule chosen for a figure of a table to its reading: unit, measure, and what cannot be booked.

Holds the making of readings of levels and of changes. Which rule is chosen is decided in `tables` and
`table_meaning`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checks.tables.reasons import Reason
from checks.tables.units import PERCENT, PERCENTAGE_POINT, Unit
from checks.tables.vocabulary import Disposition
from sources.catalogue.rules import Rule
from sources.language.figures import Figure
from sources.reading.measurement.figure_reading import BOOK, FigureReading, level_or_share, level_unit
from sources.reading.measurement.indicators import Choice
from sources.reading.measurement.proximity import Proximity
from sources.reading.tables.changes import Told, change_of_cell
from sources.reading.tables.words import rate_unit, table_words


def cell_reading_by_choice(
    choice: Choice | None, figure: Figure, form: str, words: str, around: Proximity, source: int | None
) -> FigureReading:
    """The reading of a level; without a rule that is sure enough it goes to review."""
    if choice is None or choice.rule.code is None or choice.score < BOOK:
        reason = choice.rule.reason if choice and choice.rule.reason else Reason.NO_INDICATOR
        return FigureReading(figure, -1, form, Disposition.REVIEW, reason, around=around)
    return FigureReading(
        figure,
        -1,
        form,
        Disposition.OBSERVATION,
        None,
        code=choice.rule.code,
        unit=_unit(form, words, choice.rule, around),
        rule=choice.rule,
        measure=level_or_share(form, choice.rule),
        around=around,
        source=source,
        link="apart" if source is None else "partitive",
        score=choice.score,
        rival=choice.rival,
    )


def cell_reading_of_change(
    told: Told,
    figure: Figure,
    form: str,
    choice: Choice | None,
    around: Proximity,
    words: str,
    texts: Sequence[str],
) -> FigureReading:
    """The reading of a cell of changes in what `choice` counts in this `form`; `texts` are the cell's own and
    those of its labels and heads.
    """
    if choice is None or choice.rule.code is None or choice.score < BOOK or told == "index":
        reason = Reason.AMBIGUOUS if told == "index" else Reason.NO_INDICATOR
        return FigureReading(figure, -1, form, Disposition.REVIEW, reason)
    unit = _unit(form, words, choice.rule, around)
    if told == "abs" and figure.unit == PERCENT and unit != PERCENT:
        told = "pct"
    if told == "pct":
        unit = PERCENT
    elif told == "points" or unit == PERCENT:
        unit = PERCENTAGE_POINT
    change = change_of_cell(told, texts[0], figure.value, texts[1:])
    return FigureReading(
        figure,
        -1,
        form,
        Disposition.OBSERVATION,
        None,
        code=choice.rule.code,
        unit=unit,
        rule=choice.rule,
        measure=change.measure,
        change=change,
        around=around,
        score=choice.score,
        rival=choice.rival,
    )


def as_amount(figure: Figure, form: str, text: str) -> Figure | None:
    """A sum of ten and more digits in a cell of money, which in prose would be the number of something."""
    digits = text.strip()
    if figure.shape != "code" or form != "money" or not digits.isdecimal() or digits.startswith("0"):
        return None
    return replace(figure, value=float(digits), shape="cardinal")


def may_be_a_fraction(reading: FigureReading) -> bool:
    """Whether only a label says per cent and the cell looks like a share of one: 0,925 under «%»."""
    value = reading.figure.value
    by_label = reading.unit == PERCENT and reading.figure.unit != PERCENT
    return by_label and value is not None and 0 < abs(value) < 1 and round(value, 2) != value


def _unit(form: str, words: str, rule: Rule, around: Proximity) -> Unit | None:
    if form == "rate":
        return rate_unit(words)
    counted = form == "percent" or table_words().cases.search(words)
    return level_unit(form, rule, around) if counted else rule.unit
