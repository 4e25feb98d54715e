"""The form of a figure as far as indicators care, and the forms that only qualify others.

Holds the map from the shapes of language to the forms of the catalogue and to the reasons of the ledger.
"""

from __future__ import annotations

from checks.tables.reasons import Reason
from checks.tables.units import CURRENCIES, Unit
from sources.language.figures import Figure
from sources.reading.layout.page import Sentence
from sources.reading.measurement.proximity import Proximity
from sources.reading.measurement.words import measurement_words

# Shapes that never count anything, with the reason under which the ledger keeps them.
CONTEXT_REASONS = {
    "date": Reason.DATE,
    "time": Reason.TIME,
    "day": Reason.DATE,
    "year": Reason.PERIOD,
    "year_range": Reason.PERIOD,
    "academic_year": Reason.PERIOD,
    "ordinal": Reason.ORDINAL,
    "roman": Reason.ORDINAL,
    "mark": Reason.ORDINAL,
    "document_number": Reason.DOCUMENT_NUMBER,
    "phone": Reason.PHONE,
    "score": Reason.SCORE,
    "code": Reason.CODE,
    "name": Reason.NAME,
    "vague": Reason.VAGUE,
    "repetition": Reason.REPETITION,
    "temperature": Reason.WEATHER,
    "rate": Reason.EXCHANGE_RATE,
    "age": Reason.AGE,
}
_UNITS = {str(unit): unit for unit in Unit}
_DURATIONS = {"minute": "minutes", "day": "days", "month": "months", "year": "years"}
_SHORT = frozenset({"hour", "week", "quarter"})
_PAYING = frozenset({"spent", "cost", "allocated", "valued"})
_PAID_FOR = frozenset({"commissioned", "build", "repair", "purchased"})
_OWN_CLAUSE = 0.6


def context_reason(figure: Figure) -> Reason | None:
    """Reason why the figure only qualifies others, or null when it may count something."""
    if figure.shape in CONTEXT_REASONS:
        return CONTEXT_REASONS[figure.shape]
    if figure.unit in _SHORT:
        return Reason.DURATION
    return Reason.VAGUE if figure.value is None else None


def unit_of_figure(figure: Figure) -> Unit | None:
    """The unit a figure states itself; null where it states none, or one that no list of ours has (yuan)."""
    return _UNITS.get(figure.unit or "")


def is_norm_of_share(figure: Figure, sentence: Sentence) -> bool:
    """Whether a figure of minutes is the norm by which a share in its clause is measured («за 15 минут
    приехали в 92% случаев»).
    """
    if figure.unit != "minute":
        return False
    shares = (other for other in sentence.figures if other.unit == "percent")
    return any(
        not any(min(figure.end, share.end) <= at < max(figure.start, share.start) for at, _ in sentence.marks)
        for share in shares
    )


def form_of(figure: Figure, is_rate: bool, as_money: bool) -> str:
    """Form of a counting figure: count, percent, points, ratio, money, rate, minutes, days, months
    or years.

    `as_money` says that the words around speak of money: a scaled number is a sum then («71,3 млрд тенге, в
    том числе по ОСМС 42,1 млрд», «истратив 172 млн»).
    """
    if is_rate:
        return "rate"
    if figure.shape == "money" or figure.unit in CURRENCIES:
        return "money"
    if figure.unit == "percent":
        return "percent"
    if figure.unit == "percentage_point":
        return "points"
    if figure.unit == "times":
        return "ratio"
    if figure.unit in _DURATIONS:
        return _DURATIONS[figure.unit]
    if as_money and figure.scaled and figure.value is not None and figure.value >= 1_000_000:
        return "money"
    return "count"


def paid(around: Proximity) -> bool:
    """Whether the words of the clause pay the number («ушло 95 млн», «построили за 180 млн»)."""
    if any(around.cost(concept) <= _OWN_CLAUSE for concept in _PAYING):
        return True
    return around.word_before == measurement_words().paid and any(
        around.cost(concept) <= _OWN_CLAUSE for concept in _PAID_FOR
    )
