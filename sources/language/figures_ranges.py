"""Two numbers that belong together: ranges («от 50 до 80%») and shared units («14,9 и 11,2 млрд тенге»).

Holds the joining of neighbours only; what one number carries is read in figures_quantities.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from sources.catalogue.function_words import function_words
from sources.language.figures_context import words_before
from sources.language.figures_lexicon import figure_words, lexicon
from sources.language.figures_numbers import Number
from sources.language.figures_quantities import Quantity, ends_with, with_unit

_DASH = re.compile(r" ?(?:-|…|\.\.\.?|÷) ?")
_WIDEST_SPACED_RANGE = 5  # «12 – 40» is a range, «1 – 142» an entry and its count
_WIDEST_LIST = 30  # «14,9 и 11,2 млрд» share the scale, «2 и 600 млн» need not


class _Ranges(NamedTuple):
    """The words that join two numbers, compiled from the section `bounds` of figure_words.toml."""

    to: str
    at_least: str
    ends: frozenset[str]
    to_bound: re.Pattern[str]
    opening: re.Pattern[str]
    level_from: frozenset[str]
    level_to: frozenset[str]
    alternatives: frozenset[str]


@cache
def _ranges() -> _Ranges:
    words = figure_words()["bounds"]
    return _Ranges(
        words["to"],
        words["at_least"],
        frozenset((words["to"], *function_words().conjoining)),
        re.compile(rf"(?: [^\W\d_]+){{0,2}} {words['kazakh_to']}(?![^\W_])"),
        re.compile(rf"(?<![^\W_])({'|'.join((words['at_least'], *words['between']))})(?: [^\W\d_]+)? $"),
        frozenset((*words["level_from"], "from")),
        frozenset((words["to"], "to")),
        frozenset((*function_words().conjunctions, words["against"], ",")),
    )


def quantities(text: str, folded: str, found: Sequence[Number], start: int, end: int) -> list[Quantity]:
    """Give every number its unit, join ranges, let the first of a pair share the unit of the second."""
    joined: list[Quantity] = []
    for number in found:
        if joined and number.start < joined[-1].end:
            continue
        quantity = with_unit(text, folded, number, start, end)
        if joined and (repeated := _repetition(folded, joined[-1], quantity, end)):
            joined.pop()
            joined += repeated
            continue
        if joined and _are_numbers(joined[-1], quantity):
            ranged = None if joined[-1].ranged else _range(folded, joined[-1], quantity, start, end)
            if ranged:
                joined.pop()
                quantity = ranged
            if joined and (not ranged or _from_range(folded, joined[-1], quantity)):
                _share(folded, joined, quantity, start)
        joined.append(quantity)
    return joined


def _repetition(folded: str, first: Quantity, again: Quantity, end: int) -> tuple[Quantity, Quantity] | None:
    """«5 (пять) автомобилей»: the words repeat the digits, and what follows belongs to the digits."""
    if not again.number.in_words or first.value != again.value or first.number.in_words:
        return None
    opened = folded[first.suffix_end : again.start].strip() == "("
    if not opened or not folded.startswith(")", again.suffix_end):
        return None
    after = again.suffix_end + 1
    unit = lexicon().unit.match(folded, after, end)
    named = first.unit or again.unit or (unit.lastgroup if unit else None)
    whole = replace(first, unit=named, suffix="", suffix_end=unit.end() if unit else after)
    return whole, replace(again, number=replace(again.number, form="repetition"), unit=None)


def _are_numbers(low: Quantity, high: Quantity) -> bool:
    plain = low.number.form == high.number.form == "number"
    return plain and low.value is not None and high.value is not None


def _from_range(folded: str, low: Quantity, high: Quantity) -> bool:
    """«с 80–85 до 90–95%»: one range is where a change begins, the other what it has reached."""
    return low.ranged and folded[low.suffix_end : high.start].strip(" ") == _ranges().to


def _range(folded: str, low: Quantity, high: Quantity, start: int, end: int) -> Quantity | None:
    """Join two neighbours when the words and marks between them say so and the first is the smaller."""
    between = folded[low.suffix_end : high.start]
    if len(between) > 24 or "\n" in between:
        return None
    lead, words = low.start, _ranges()
    if _DASH.fullmatch(between):
        if low.suffix or not _dash_joins(folded, low, high, between, start):
            return None
    elif between.strip() in words.ends and (opening := _opening(folded, low.start, start)):
        if (between.strip() == words.to) != opening.group(1).startswith(words.at_least):
            return None
        lead = max(start, low.start - 28) + opening.start()
    elif not (between.isspace() and _kazakh_bounds(folded, low, high, end)):
        return None
    return _as_range(low, high, lead)


def _as_range(low: Quantity, high: Quantity, lead: int) -> Quantity | None:
    """The two as one, the first with the scale and unit of the second; None unless the first is smaller."""
    if low.value is None or high.value is None or (low.unit and low.unit != high.unit):
        return None
    bare = high.value / high.number.scale
    value = _scaled_like(low, high) if low.value <= bare else low.value
    if value >= high.value:
        return None
    number = replace(high.number, signed=low.number.signed)
    return replace(high, number=number, start=low.start, value=value, high=high.value, lead=lead, ranged=True)


def _scaled_like(low: Quantity, high: Quantity) -> float:
    """«3,5–7 млн»: the scale of the second is that of the first too."""
    return _scaled(low.value or 0.0, low, high)


def _scaled(value: float, low: Quantity, high: Quantity) -> float:
    scale = high.number.scale
    return value if low.number.scaled or scale == 1 else round(value * scale, 6)


def _dash_joins(folded: str, low: Quantity, high: Quantity, between: str, start: int) -> bool:
    """Whether a dash between two numbers means «to» and is no dash of a list («больных -891»)."""
    if low.value is None or high.value is None or high.number.signed or low.number.signed:
        return False
    before = words_before(folded, low.start, start, 1)
    if before and before[0] in lexicon().numbered:
        return False
    if low.number.digits == 4 and 1900 <= low.value <= 2100 and high.number.digits != 4:
        return False
    spaces = between.count(" ")
    if spaces == 0:
        return True
    if spaces == 1:
        return False
    bare = high.value / high.number.scale
    governed = bool(high.unit) or high.number.scale > 1 or (bool(before) and before[0].isalpha())
    return governed and bare <= _WIDEST_SPACED_RANGE * low.value


def _opening(folded: str, at: int, start: int) -> re.Match[str] | None:
    """«от» or «между» that opens a range; one more word may stand between («от примерно 50 до 80»)."""
    return _ranges().opening.search(folded[max(start, at - 28) : at])


def _kazakh_bounds(folded: str, low: Quantity, high: Quantity, end: int) -> bool:
    """«50-ден 80 пайызға дейін» is a range; «16-дан 19-ға жетті» and «… дейін өсті» are two levels."""
    if not ends_with(folded, low, "ablative"):
        return False
    match = _ranges().to_bound.match(folded, high.suffix_end, end)
    return match is not None and not lexicon().reached_after.match(folded, match.end(), end)


def _share(folded: str, joined: list[Quantity], last: Quantity, start: int) -> None:
    """Hand scale and unit of `last` back to the bare numbers before it («с 91 до 93%», «5, 10 и 15 млн»)."""
    if last.unit is None and last.number.scale == 1:
        return
    right = last
    for position in range(len(joined) - 1, -1, -1):
        left = joined[position]
        between = folded[left.suffix_end : right.start].strip(" ")
        if (between == "," and right is last) or (left.ranged and between != _ranges().to):
            return
        if not (_lacks_unit(left, last) and _in_one_breath(folded, left, right, between, start)):
            return
        high = None if left.high is None else _scaled(left.high, left, last)
        right = replace(left, value=_scaled_like(left, last), high=high, unit=last.unit)
        joined[position] = right


def _lacks_unit(left: Quantity, last: Quantity) -> bool:
    """Whether a number has no unit of its own and is of a size that the unit of `last` suits."""
    if left.unit or left.value is None or left.number.form != "number":
        return False
    if left.number.scaled:
        return bool(last.number.scaled and last.unit)
    if left.number.digits == 4 and 1900 <= left.value <= 2100:
        return False
    return _alike(left.value, (last.value or 0.0) / last.number.scale)


def _in_one_breath(folded: str, left: Quantity, right: Quantity, between: str, start: int) -> bool:
    """Whether the words between two numbers make the first a like member of the second."""
    before = words_before(folded, left.start, start, 1)
    previous = before[0] if before else ""
    if previous in lexicon().numbered:
        return False
    if between == "":
        return ends_with(folded, left, "ablative") and left.suffix_end < right.start
    words = _ranges()
    if between in words.level_to:
        return previous in words.level_from and not left.suffix
    return between in words.alternatives and not left.suffix


def _alike(left: float, right: float) -> bool:
    """Whether two bare numbers are near enough to stand in one list («14,9 и 11,2 млрд»)."""
    return 0 < left <= _WIDEST_LIST * right and right <= _WIDEST_LIST * left
