"""Numbers in rare writing: powers of ten, fractions, and digits with letters or odd marks among them.

Holds what the characters themselves tell of such numbers. What is unclear is never a value to count with.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from sources.catalogue.letters import letters

_S = "[ \u00a0\u2002-\u200a\u202f\u205f]"
_APART = "`\u00b4\u2018\u02bc_~\u00b7\u2022\u2219"  # neither thousands nor decimals are parted so
_TIMES = letters().times
_VULGAR = "\u00bc-\u00be\u2150-\u215e"
_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_ALIKE = letters().for_digits
_ALIKE_CAPITALS = letters().capitals_for_digits

_POWER = re.compile(
    rf"(?:(?P<factor>[0-9]+(?:[.,][0-9]+)?){_S}?[{_TIMES}]{_S}?)?"
    rf"10(?:(?P<raised>\u207b?[{_RAISED}]+)|\^\(?(?P<caret>[-\u2212]?[0-9]{{1,2}})\)?)(?![\w.,]?[0-9])"
)
_EXPONENT = re.compile(
    r"(?P<factor>[0-9]+(?:[.,][0-9]+)?)(?:(?<=[.,][0-9])[Ee\u0415]|(?<=[.,][0-9]{2})[Ee\u0415]"
    r"|(?<=[.,][0-9]{3})[Ee\u0415]|[Ee\u0415](?=[-+]))(?P<power>[-+]?[0-9]{1,2})(?![\w.,]?\w)"
)
_FRACTION = re.compile(
    rf"(?:(?P<whole>[0-9]+){_S}?(?=[{_VULGAR}])|(?P<some>[1-9][0-9]?){_S}(?=[1-9]/))?"
    rf"(?:(?P<vulgar>[{_VULGAR}])|(?P<above>[1-9][0-9]?)(?:[\u2044\u2215]|(?<={_S}[0-9])/)(?P<below>[1-9][0-9]?))"
    r"(?![0-9/])"
)
_BROKEN = re.compile(
    rf"[0-9]{{1,3}}(?:{_S}?[{_APART}]{_S}?[0-9]+)+(?:[.,][0-9]+)?(?!\w)"
    rf"|[0-9]+(?:[{_ALIKE}]+[0-9]+)+[{_ALIKE_CAPITALS}]*(?!\w)"
    rf"|[0-9]+[{_ALIKE_CAPITALS}]{{1,3}}(?![\w-])"
)
# What follows a number when it may be one of these; a number is looked at again only then.
_SIGNS_APART = re.compile(rf"[{_APART}{_TIMES}{_VULGAR}]|[1-9]/[2-9]")
_SPACES = frozenset("".join(map(chr, (0x20, 0xA0, *range(0x2002, 0x200B), 0x202F, 0x205F))))
_SIGNS = frozenset(
    char
    for char in map(chr, range(0x21, 0x2300))
    if re.match(rf"[{_APART}{_TIMES}{_ALIKE}{_VULGAR}{_RAISED}\u207b\u2044\u2215^Ee\u0415]", char)
)
_GREATEST = {"2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "8": 7, "10": 9}
_RAISED_DIGITS = {"\u207b": "-"} | {
    char: str(unicodedata.digit(char))
    for char in "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
}


class Rare(NamedTuple):
    """A number in rare writing: the offset after it, its value (null when it has none) and its form, `number`
    or `unclear`.
    """

    end: int
    value: float | None
    form: str


def rare_number(text: str, first: int, last: int, end: int) -> Rare | None:
    """The number in rare writing that begins with the plain one at `text[first:last]`; null when what follows
    does not make it one.
    """
    if text[last] in _SPACES:
        if not _SIGNS_APART.match(text, last + 1, end):
            return None
    elif text[last] not in _SIGNS:
        return None
    if text[first - 1 : first].isalnum():
        return None
    if fraction := _FRACTION.match(text, first, end):
        value = _of_fraction(fraction)
        return None if value is None else Rare(fraction.end(), value, "number")
    for pattern in (_POWER, _EXPONENT):
        if power := pattern.match(text, first, end):
            return Rare(power.end(), _of_power(power), "unclear")
    broken = _BROKEN.match(text, first, end)
    return Rare(broken.end(), None, "unclear") if broken else None


def _of_fraction(found: re.Match[str]) -> float | None:
    """«2⅛», «1 1/2», «1⁄2»; null for two numbers with a stroke that are no part of one thing."""
    whole = float(found["whole"] or found["some"] or 0)
    if found["vulgar"]:
        return round(whole + unicodedata.numeric(found["vulgar"]), 6)
    above, below = int(found["above"]), found["below"]
    if above > _GREATEST.get(below, 0):
        return None
    return round(whole + above / int(below), 6)


def _of_power(found: re.Match[str]) -> float:
    """«1,2·10⁴», «1.2E+05»: rounded by who wrote it so, which is why nobody should count with it unasked."""
    factor = float((found["factor"] or "1").replace(",", "."))
    groups = found.groupdict()
    power = groups.get("power") or groups.get("caret") or ""
    if raised := groups.get("raised"):
        power = "".join(_RAISED_DIGITS[char] for char in raised)
    exponent = int(power.replace("\u2212", "-"))
    return float(f"{factor}e{exponent}")
