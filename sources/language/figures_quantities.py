"""Numbers with their units, and two of them joined into a range: «23,4 млрд. тенге», «от 50 до 80%», «3,5–7 млн».

Holds units, endings after a hyphen and ranges. Comparators and shapes are decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sources.language.figures_lexicon import LETTER, lexicon
from sources.language.figures_numbers import Number, words_before

_SUFFIX = re.compile(rf"-({LETTER}+)")
_GLUED_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![^\W_])")
_DASH = re.compile(r" ?(?:-|…|\.\.\.?|÷) ?")
_CURRENCY_BEFORE = {"$": "USD", "€": "EUR", "₸": "KZT", "₽": "RUB", "¥": "CNY", "£": "GBP"}
_NO_RANGE_BEFORE = frozenset(
    ["№", "этап", "этапа", "группа", "группы", "стадия", "стадии", "поликлиника", "поликлиники", "больница", "школа", "дом", "тип", "блок", "этаж", "корпус"]
)
_FORMS_WITH_UNIT = frozenset(("number", "vague"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, or a range of two.

    end covers the unit that belongs to the quote (%, п.п., currency); suffix is the ending after a hyphen, which does
    not («-ға» in «75%-ға»), and suffix_end the offset after it. lead is the offset where the words of a range begin
    («от»), else start. ranged: joined of two.
    """

    number: Number
    start: int
    end: int
    value: float | None
    high: float | None
    unit: str | None
    suffix: str
    suffix_end: int
    lead: int
    ranged: bool = False


def quantities(text: str, folded: str, found: Sequence[Number], start: int, end: int) -> list[Quantity]:
    """Give every number its unit and join ranges."""
    joined: list[Quantity] = []
    for number in found:
        if joined and number.start < joined[-1].end:
            continue
        quantity = _with_unit(text, folded, number, start, end)
        if joined and (ranged := _range(folded, joined[-1], quantity, start, end)):
            joined[-1] = ranged
        else:
            joined.append(quantity)
    return joined


def _with_unit(text: str, folded: str, number: Number, start: int, end: int) -> Quantity:
    last, unit = number.end, None
    if number.form in _FORMS_WITH_UNIT and (match := lexicon().unit.match(folded, number.end, end)):
        if "\t" not in text[match.start() : match.end()]:
            last, unit = match.end(), match.lastgroup
    if unit is None and number.form == "number":
        unit = _CURRENCY_BEFORE.get(folded[max(start, number.start - 2) : number.start].strip()[-1:])
    suffix = _SUFFIX.match(folded, last, end) or _GLUED_ORDINAL.match(folded, last, end)
    form = suffix.group().lstrip("-") if suffix else ""
    value = number.value
    return Quantity(
        number,
        number.start,
        last,
        value,
        number.high,
        unit,
        form,
        suffix.end() if suffix else last,
        number.start,
    )


def _range(folded: str, low: Quantity, high: Quantity, start: int, end: int) -> Quantity | None:
    """Join two neighbours into a range when the words and marks between them say so and the first is the smaller."""
    if (
        low.ranged
        or low.value is None
        or high.value is None
        or high.number.form != "number"
        or low.number.form != "number"
    ):
        return None
    between = folded[low.suffix_end : high.start]
    if len(between) > 24 or "\n" in between:
        return None
    lead = low.start
    if _DASH.fullmatch(between):
        if low.suffix or not _dash_joins(folded, low, high, between, start):
            return None
    elif (
        between.strip() in ("до", "and", "to")
        and (opening := _opening(folded, low.start, between.strip(), start)) is not None
    ):
        lead = opening
    elif not (between.isspace() and _kazakh_bounds(folded, low, high, end)):
        return None
    return _joined(low, high, lead)


def _joined(low: Quantity, high: Quantity, lead: int) -> Quantity | None:
    """The two as one, the scale and unit of the second shared by the first; None unless the first is smaller."""
    if low.value is None or high.value is None or (low.unit and high.unit and low.unit != high.unit):
        return None
    value, scale = low.value, high.number.scale
    if not low.number.scaled and scale > 1 and value <= high.value / scale:
        value = round(value * scale, 6)
    if value >= high.value or (low.unit and not high.unit):
        return None
    number = replace(
        high.number, signed=low.number.signed, digits=high.number.digits, scaled=high.number.scaled
    )
    return replace(high, number=number, start=low.start, value=value, high=high.value, lead=lead, ranged=True)


def _dash_joins(folded: str, low: Quantity, high: Quantity, between: str, start: int) -> bool:
    if low.value is None or high.value is None or high.number.signed or low.number.signed:
        return False
    spaced = between[0] == " " or between[-1] == " "
    if spaced and between.strip() == between[:1]:
        return False
    before = words_before(folded, low.start, start, 1)
    if before and (before[0] in _NO_RANGE_BEFORE):
        return False
    if low.number.digits == 4 and 1900 <= low.value <= 2100 and not (high.number.digits == 4):
        return False
    if not spaced:
        return True
    if between[0] != " " or between[-1] != " ":
        return False
    bare = high.value / high.number.scale
    return (
        bool(high.unit or high.number.scale > 1 or (before and before[0].isalpha())) and bare <= 5 * low.value
    )


def _opening(folded: str, at: int, link: str, start: int) -> int | None:
    """Offset of «от» or «between» that opens a range; a comparator may stand between («от примерно 50 до 80»)."""
    opener = re.search(r"(?<![^\W_])(от|between|from)(?: [^\W\d_]+)? $", folded[max(start, at - 28) : at])
    if not opener or (link == "до") != (opener.group(1) == "от"):
        return None
    return max(start, at - 28) + opener.start()


def _kazakh_bounds(folded: str, low: Quantity, high: Quantity, end: int) -> bool:
    """«50-ден 80 пайызға дейін» is a range, «16-дан 19-ға дейін өсті» and «16-дан 19-ға жетті» are two levels."""
    if not ends_with(folded, low, ABLATIVE):
        return False
    match = re.compile(r"(?: [^\W\d_]+){0,2} дейін(?![^\W_])").match(folded, high.suffix_end, end)
    return match is not None and not lexicon().reached_after.match(folded, match.end(), end)


ABLATIVE = ("нан", "нен", "дан", "ден", "тан", "тен")
DATIVE = ("ға", "ге", "қа", "ке", "на", "не")


def ends_with(folded: str, quantity: Quantity, endings: tuple[str, ...]) -> bool:
    """Whether a quantity's hyphenated or glued ending is one of a Kazakh case."""
    if quantity.suffix:
        return quantity.suffix.endswith(endings)
    tail = folded[max(quantity.start, quantity.end - 4) : quantity.end]
    return tail[-1:].isalpha() and tail.endswith(endings)
