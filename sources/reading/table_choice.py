"""From the rule chosen for a figure of a table to its claim: unit, measure, and what cannot be booked.

Holds the making of claims of levels and of changes. Which rule is chosen is decided in `tables` and
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
from sources.reading.claim import BOOK, Claim, level_or_share, level_unit
from sources.reading.indicators import Choice
from sources.reading.surroundings import Surroundings
from sources.reading.table_changes import Told, change_of_cell
from sources.reading.table_words import rate_unit, table_words


def claim_by_choice(
    choice: Choice | None, figure: Figure, form: str, words: str, around: Surroundings, source: int | None
) -> Claim:
    """The claim of a level; without a rule that is sure enough it goes to review."""
    if choice is None or choice.rule.code is None or choice.score < BOOK:
        reason = choice.rule.reason if choice and choice.rule.reason else Reason.NO_INDICATOR
        return Claim(figure, -1, form, Disposition.REVIEW, reason, around=around)
    return Claim(
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


def claim_of_change(
    told: Told,
    figure: Figure,
    form: str,
    choice: Choice | None,
    around: Surroundings,
    words: str,
    texts: Sequence[str],
) -> Claim:
    """The claim of a cell of changes in what `choice` counts in this `form`; `texts` are the cell's own and
    those of its labels and heads.
    """
    if choice is None or choice.rule.code is None or choice.score < BOOK or told == "index":
        reason = Reason.AMBIGUOUS if told == "index" else Reason.NO_INDICATOR
        return Claim(figure, -1, form, Disposition.REVIEW, reason)
    unit = _unit(form, words, choice.rule, around)
    if told == "abs" and figure.unit == PERCENT and unit != PERCENT:
        told = "pct"
    if told == "pct":
        unit = PERCENT
    elif told == "points" or unit == PERCENT:
        unit = PERCENTAGE_POINT
    change = change_of_cell(told, texts[0], figure.value, texts[1:])
    return Claim(
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


def may_be_a_fraction(claim: Claim) -> bool:
    """Whether only a label says per cent and the cell looks like a share of one: 0,925 under «%»."""
    value = claim.figure.value
    by_label = claim.unit == PERCENT and claim.figure.unit != PERCENT
    return by_label and value is not None and 0 < abs(value) < 1 and round(value, 2) != value


def _unit(form: str, words: str, rule: Rule, around: Surroundings) -> Unit | None:
    if form == "rate":
        return rate_unit(words)
    counted = form == "percent" or table_words().cases.search(words)
    return level_unit(form, rule, around) if counted else rule.unit
