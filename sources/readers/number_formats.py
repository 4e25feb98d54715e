"""Number formats of spreadsheet programs: what a typed cell shows, as text and as a number.

Holds the grammar of format codes (ECMA-376, 18.8.31) and how one is applied to a number. The value is the
cell's own, at full precision; the format gives scale, unit, rounding and sign. What is shown is written in
one spelling wherever the workbook was made: a comma before decimals, no-break spaces between thousands. Dates
are in `number_format_dates`.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from sources.readers.number_format_dates import DATE_PARTS, shown_date
from sources.records import record

Kind = Literal["general", "number", "fraction", "date", "text", "empty"]
GROUP = "\u00a0"
GENERAL = "General"
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd.mm.yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-";@',
    42: '#,##0;-#,##0;"-";@', 43: '#,##0.00;-#,##0.00;"-";@', 44: '#,##0.00;-#,##0.00;"-";@', 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Codes that files name by number only; money formats (37–44) leave the currency to the reader's machine."""

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
  | \\(?P<escaped>.)
  | _(?P<gap>.)
  | \*(?P<fill>.)
  | \[(?P<bracket>[^\]]*)\]
  | (?P<general>general)
  | (?P<noon>am/pm|a/p)
  | (?P<exponent>e[+-])
  | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?|b{2,4}|e+|g+)
  | (?P<digit>[0#?])
  | (?P<point>\.)
  | (?P<comma>,)
  | (?P<slash>/)
  | (?P<percent>%)
  | (?P<text>@)
  | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION_END = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|(?P<end>;)|.', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)(-?\d+(?:[.,]\d+)?)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-([0-9A-Fa-f]+))?")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<>": operator.ne,
    "=": operator.eq, "<": operator.lt, ">": operator.gt,
}  # fmt: skip
_WHITE = frozenset({"white", "color2"})
_SIGNS = "-−–"
_DOUBLE = 15  # significant digits that spreadsheet programs keep
_DECIMAL_DIGITS = 27  # that `decimal` rounds to without an error


@record(frozen=True, slots=True)
class Shown:
    """What a cell shows: the text, and the number in it, in the units that the text names; None where the
    text is no number (a date, a word, a code parted by marks, nothing).
    """

    text: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One of the sections of a code, for numbers that meet `condition`.

    `before` and `after` are what stands around the number. `power` is what the value is multiplied with, as a
    power of ten: 2 for each per cent sign, -3 for each comma behind the last digit. `exponent_step` is the
    number of digits before the point of a format with an exponent, 0 for all others. `is_code` tells digits
    parted by marks, as in numbers of documents (`000-00-0`), and formats without a digit.
    """

    kind: Kind
    condition: tuple[str, float] | None
    tokens: tuple[tuple[str, str], ...]
    before: str = ""
    after: str = ""
    power: int = 0
    grouped: bool = False
    least_digits: int = 0
    decimals: int = 0
    least_decimals: int = 0
    exponent_step: int = 0
    is_code: bool = False
    language: str = ""
    invisible: bool = False


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A code read: the sections for numbers in their order, and the one for text."""

    numbers: tuple[Section, ...]
    text: Section | None
    conditional: bool = False

    def section_for(self, value: float) -> Section:
        """The section a number falls into: by conditions where they are written, else by its sign."""
        sections = self.numbers
        if len(sections) == 1:
            return sections[0]
        if self.conditional:
            for place, section in enumerate(sections[:2]):
                if section.condition and _COMPARED[section.condition[0]](value, section.condition[1]):
                    return section
                if not section.condition and place == 1 and (len(sections) == 2 or value < 0):
                    return section
            return sections[-1]
        place = 0 if value > 0 else 1 if value < 0 else 2
        return sections[place] if place < len(sections) else sections[0]


def shown_number(value: float, code: str, *, from_1904: bool = False) -> Shown:
    """What a cell of this value and format shows; `from_1904` where the workbook counts its days from 1904.

    Ties are rounded away from zero, on the 15 digits that spreadsheet programs keep. A negative number keeps
    its sign whether the format writes a minus, brackets or a colour.
    """
    if code == GENERAL:
        return _as_stored(value)
    section = number_format(code).section_for(value)
    if section.kind == "empty" or section.invisible:
        return Shown("")
    if section.kind == "date":
        dated = shown_date(value, section.tokens, section.language, from_1904=from_1904)
        return Shown(_plain(value), value) if dated is None else Shown(dated)
    if section.kind == "text":
        return Shown(_plain(value), value)
    if section.is_code:
        return Shown(_laid_out(_rounded(_decimal(value).scaleb(section.power), section), section.tokens))
    if section.kind == "number":
        whole, decimals = _rounded_digits(value, section)
    else:
        whole, decimals = _digits(_decimal(value))
    below = value < 0 and (whole != "0" or decimals.strip("0") != "")
    number = float(f"{'-' if below else ''}{whole}.{decimals or 0}")
    written = whole.rjust(section.least_digits, "0")
    if section.grouped and not written.startswith("0"):
        written = f"{int(written):,}".replace(",", GROUP)
    sign, mark = "-" if below else "", "," if decimals else ""
    return Shown(f"{section.before}{sign}{written}{mark}{decimals}{section.after}".strip(), number)


def shown_text(value: str, code: str) -> str:
    """What a cell of text shows: `@" чел."` adds words, `;;;` hides it."""
    section = number_format(code).text
    if section is None:
        return value
    if section.invisible:
        return ""
    return "".join(value if name == "text" else said for name, said in section.tokens)


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """Read a format code. A code that is none shows numbers as they are."""
    sections = [_section(part) for part in _parts(code)[:4]]
    text = sections.pop() if len(sections) == 4 or (sections and sections[-1].kind == "text") else None
    if not sections:
        return NumberFormat((_section(GENERAL),), text)
    return NumberFormat(tuple(sections), text, any(section.condition for section in sections[:2]))


def _parts(code: str) -> list[str]:
    parts, begin = [], 0
    for match in _SECTION_END.finditer(code):
        if match.group("end"):
            parts.append(code[begin : match.start()])
            begin = match.end()
    return [*parts, code[begin:]]


def _section(code: str) -> Section:
    condition: tuple[str, float] | None = None
    language, invisible = "", False
    tokens: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(code):
        name, said = match.lastgroup or "literal", match.group(match.lastgroup or 0)
        if name == "bracket":
            if found := _CONDITION.fullmatch(said):
                condition = found[1], float(found[2].replace(",", "."))
            elif found := _CURRENCY.fullmatch(said):
                language = (found[2] or "").upper()
                tokens.append(("literal", found[1]))
            elif _ELAPSED.fullmatch(said):
                tokens.append(("elapsed", said.lower()))
            elif said.lower() == "q":  # OpenDocument's quarter, which no code of Excel has
                tokens.append(("quarter", "q"))
            else:
                invisible = invisible or said.lower() in _WHITE
        elif name in ("quoted", "escaped"):
            tokens.append(("literal", said))
        elif name == "gap":
            tokens.append(("literal", " "))
        elif name != "fill":
            tokens.append((name, said))
    kind = _kind(tokens)
    if kind == "date":
        tokens = [(name, said.lower() if name == "date" else said) for name, said in tokens]
    section = Section(kind, condition, tuple(tokens), language=language, invisible=invisible)
    return section if kind in ("date", "text", "empty") else _numeric(section)


def _kind(tokens: Sequence[tuple[str, str]]) -> Kind:
    names = {name for name, _ in tokens}
    if "text" in names:
        return "text"
    if names & {"general"}:
        return "general"
    if "digit" in names:
        first = next(index for index, (name, _) in enumerate(tokens) if name == "digit")
        fraction = any(name == "slash" for name, _ in tokens[first:])
        return "fraction" if fraction else "number"
    if names & DATE_PARTS:
        return "date"
    return "number" if any(said.strip() for _, said in tokens) else "empty"


def _numeric(section: Section) -> Section:
    """Complete a section for numbers: its digits, and what is written before and after them."""
    tokens = section.tokens
    places = [index for index, (name, _) in enumerate(tokens) if name in ("digit", "general")]
    power = 2 * sum(name == "percent" for name, _ in tokens)
    if not places:
        return Section("number", section.condition, tokens, _said(tokens), power=power, is_code=True)
    first, last = places[0], places[-1]
    stop = last + 1
    while stop < len(tokens) and tokens[stop][0] == "comma":
        stop, power = stop + 1, power - 3
    point = next((at for at in range(first, stop) if tokens[at][0] == "point"), stop)
    if first and tokens[first - 1][0] == "point":  # «.00»
        first, point = first - 1, first - 1
    whole = [said for name, said in tokens[first:point] if name == "digit"]
    exponent = next((at for at, (name, _) in enumerate(tokens) if name == "exponent"), None)
    parts = [said for name, said in tokens[point : exponent or stop] if name == "digit"]
    inside = tokens[first:point]
    commas = any(name == "comma" for name, _ in tokens[first : min(point, last)])
    spaces = any(name == "literal" and said.isspace() for name, said in inside)
    return Section(
        section.kind,
        section.condition,
        tokens,
        before=_unsigned(_said(tokens[:first])),
        after=_unbracketed(_said(tokens[stop:]), _said(tokens[:first])),
        power=power,
        grouped=commas or (spaces and section.kind == "number"),
        least_digits=whole.count("0"),
        decimals=len(parts),
        least_decimals=0
        if exponent
        else max((n for n, said in enumerate(parts, 1) if said == "0"), default=0),
        exponent_step=max(len(whole), 1) if exponent else 0,
        is_code=exponent is None
        and any(name == "literal" and said.strip() for name, said in tokens[first:last]),
        invisible=section.invisible,
    )


def _said(tokens: Sequence[tuple[str, str]]) -> str:
    return "".join(said for name, said in tokens if name not in ("digit", "general", "exponent", "elapsed"))


def _unsigned(before: str) -> str:
    """What stands before a number without a sign or bracket of the format's own: the sign is the value's."""
    bare = before.rstrip()
    return bare[:-1] if bare[-1:] in tuple(_SIGNS) or bare.endswith("(") else before


def _unbracketed(after: str, before: str) -> str:
    return after.replace(")", "", 1) if before.rstrip().endswith("(") else after


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.{_DOUBLE}g}")


def _rounded(amount: Decimal, section: Section) -> Decimal:
    places = -section.decimals
    if section.exponent_step and amount:
        places += amount.adjusted() // section.exponent_step * section.exponent_step
    if amount.adjusted() - places >= _DECIMAL_DIGITS:
        return amount
    return amount.quantize(Decimal(1).scaleb(places), ROUND_HALF_UP)


def _as_stored(value: float) -> Shown:
    """A number without a format, on the digits that programs keep."""
    written = f"{value:.{_DOUBLE}g}"
    if "e" in written:
        whole, decimals = _digits(Decimal(written))
        sign, mark = "-" if value < 0 else "", "," if decimals else ""
        return Shown(f"{sign}{whole}{mark}{decimals}", float(written))
    return Shown("0" if written == "-0" else written.replace(".", ","), float(written) + 0.0)


def _plain(value: float) -> str:
    return _as_stored(value).text


def _rounded_digits(value: float, section: Section) -> tuple[str, str]:
    """The digits before and after the point that a section shows, without a sign."""
    written = f"{abs(value):.{_DOUBLE}g}"
    whole, _, decimals = written.partition(".")
    if section.power or section.exponent_step or "e" in written or len(decimals) > section.decimals:
        whole, decimals = _digits(_rounded(_decimal(value).scaleb(section.power), section))
    return whole, decimals.ljust(section.least_decimals, "0")


def _digits(amount: Decimal) -> tuple[str, str]:
    whole, _, decimals = f"{abs(amount):f}".partition(".")
    return whole.lstrip("0") or "0", decimals.rstrip("0")


def _laid_out(amount: Decimal, tokens: Sequence[tuple[str, str]]) -> str:
    """Digits put into their places from the right, the marks of the format between them."""
    digits = list(f"{abs(amount):f}".partition(".")[0])
    places = [index for index, (name, _) in enumerate(tokens) if name == "digit"]
    written: list[str] = []
    for index in range(len(tokens) - 1, -1, -1):
        name, said = tokens[index]
        if name != "digit":
            written.append(said if name in ("literal", "percent", "slash") else "")
            continue
        rest = digits if index == places[0] else digits[-1:]
        written.append("".join(rest) or ("0" if said == "0" else ""))
        del digits[len(digits) - len(rest) :]
    return "".join(reversed(written)).strip()
