"""Numbers printed in digits, as they stand: separators, dates, times, telephones, scores, Roman numerals.

Holds what the characters alone tell. Scales, units, ranges and the words around belong to other modules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from sources.catalogue.function_words import any_of
from sources.catalogue.letters import letters
from sources.language.figures_lexicon import figure_words
from sources.language.figures_marks import (
    after_number_sign,
    in_english,
    is_note,
    is_pair,
    part_of_name,
    sign,
)
from sources.language.figures_rare import rare_number
from sources.records import record

SPACE = "[ \u00a0\u2002-\u200a\u202f\u205f]"
_S = SPACE
_D = "[-\u2010-\u2015\u2212]"
_P = f"(?:{_S}|{_D})"
_ROMAN_CAPITALS = "".join(letters().roman)
_VULGAR = "\u00bc-\u00be\u2150-\u215e"

_FORMS = re.compile(
    rf"""
    (?P<domain>[0-9][\w-]{{0,40}}\.(?:kz|ru|com|org|net|tv|info)\b)
  | (?P<phone>(?<![\w.,])(?:
        \+{_S}?[0-9](?:(?:{_P}|[()]){{0,2}}[0-9]){{9,12}}
      | [78]{_P}?\([0-9]{{3,5}}(?:{_S}[0-9]{{1,2}})?\){_S}?[0-9](?:{_P}?[0-9]){{4,6}}
      | \([0-9]{{3,5}}\){_S}?[0-9]{{1,3}}(?:{_P}[0-9]{{2}}){{2}}
      | 8{_P}?[78][0-9]{{2}}{_P}?[0-9]{{3}}{_P}?[0-9]{{2}}{_P}?[0-9]{{2}}
      | 8{_P}[0-9]{{3,5}}{_P}[0-9]{{1,3}}(?:{_P}[0-9]{{2}}){{2}}
      | [0-9]{{1,3}}{_D}[0-9]{{2}}{_D}[0-9]{{2}}
      )(?!{_D}?[0-9]))
  | (?P<date>(?<![0-9.])(?:
        [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
      | [0-9]{{1,2}}\.[0-9]{{1,2}}\.(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9])
      | [0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}
      | (?<![^\n])[0-9]{{2}}\.[0-9]{{2}}\.(?=[ \t]*(?:[\r\n]|$))))
  | (?P<time>(?<![0-9:,.])(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9](?::[0-5][0-9])?(?![0-9:])|-00(?![-0-9])))
  | (?P<score>(?<![0-9:,.])[0-9]{{1,3}}:[0-9]{{1,3}}(?![0-9:]))
  | (?P<years>(?<![\w.,])
        (?:19|20)[0-9]{{2}}{_S}?(?:{_D}|/){_S}?(?:19|20)?[0-9]{{2}}(?![0-9]|[.,:][0-9]))
  | (?P<number>(?:
        [1-9][0-9]{{0,2}}(?:{_S}[0-9]{{3}}(?![0-9]))+(?:[.,][0-9]+)?
      | [1-9][0-9]{{0,2}}(?:['\u2019][0-9]{{3}}(?![0-9]))+(?:[.,][0-9]+)?
      | [1-9][0-9]{{0,2}}(?:\.[0-9]{{3}},[0-9]{{1,2}}|,[0-9]{{3}}\.[0-9]{{1,2}})(?![0-9])
      | [1-9][0-9]{{0,2}}(?:\.[0-9]{{3}}(?![0-9])){{2,}}(?:,[0-9]+)?
      | [1-9][0-9]{{0,2}}(?:,[0-9]{{3}}(?![0-9])){{2,}}(?:\.[0-9]+)?
      | [0-9]+(?:\.[0-9]+){{2,}}
      | [0-9]+/[0-9]+(?:/[0-9]+)*
      | [0-9]+(?:[.,][0-9]+)?
      | [{_VULGAR}]))
  | (?P<roman>(?<![^\W_])(?:[{_ROMAN_CAPITALS}]+)(?![^\W_]))
    """,
    re.VERBOSE,
)
_CANDIDATE = re.compile(f"[0-9+({_VULGAR}{_ROMAN_CAPITALS}]")
_LINK = re.compile(r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
_GROUPING = re.compile(rf"{SPACE}|['\u2019]")
# one mark before three digits parts thousands or decimals
_ONE_MARK = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_KEYCAP = "\u20e3"
_PLAIN_AFTER = frozenset(("", ".", ":", "%", "\n", "\r", "\t", "\u00bb"))
_AFTER_NOTE = frozenset("],;)\u2013-")
_ALIKE_THREE = letters().for_three
_LONGEST = 24  # more characters than this are a code, no number
_DIGITS = re.compile(r"[0-9]+")
_ROMAN = letters().roman


@record(frozen=True, slots=True)
class Printed:
    """Digits (or a Roman numeral) as printed.

    form: number, unclear (no one number: 12`480, 2З10), mark (of a note or of a point: [1], 1⃣), name (part of
    a name or an address: COVID-19), code (4.2.1, 24/7), date, time, score, phone, years, roman. digits: how
    many, when they are one ungrouped run, else 0. signed: +1 or -1 when a sign is part of it. otherwise: the
    value if the one mark before three digits parts the other thing (12.480 is 12480 or 12,48); null where
    that is certain.
    """

    start: int
    end: int
    value: float | None
    high: float | None
    form: str
    digits: int = 0
    signed: int = 0
    otherwise: float | None = None


def printed_numbers(text: str, start: int, end: int) -> Iterator[Printed]:
    """Yield every number in digits and every Roman numeral of `text[start:end]` in order."""
    links = _links(text, start, end)
    position = start
    while candidate := _CANDIDATE.search(text, position, end):
        at = candidate.start()
        if links and (link := next((span for span in links if span[0] <= at < span[1]), None)):
            yield from _runs(text, at, link[1])
            position = link[1]
            continue
        match = _FORMS.match(text, at, end)
        position = at + 1
        if match:
            for printed in _read(text, match, start, end):
                yield printed
                position = printed.end
            position = match.end() if match.lastgroup == "domain" else position


def _links(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The offsets of the addresses in `text[start:end]`."""
    if all(text.find(sign, start, end) < 0 for sign in ("@", "://", "www.")):
        return []
    return [match.span() for match in _LINK.finditer(text, start, end)]


def _runs(text: str, first: int, last: int) -> Iterator[Printed]:
    """The digits of an address: parts of a name."""
    for digits in _DIGITS.finditer(text, first, last):
        yield Printed(digits.start(), digits.end(), None, None, "name")


def _read(text: str, match: re.Match[str], start: int, end: int) -> Iterator[Printed]:
    form, first, last = match.lastgroup or "", match.start(), match.end()
    if form == "domain":
        yield from _runs(text, first, last)
    elif form == "roman":
        value = roman_value(match.group())
        if value is not None:
            yield Printed(first, last, value, None, "roman")
    elif form == "years":
        yield from _years(match)
    elif form == "date" and not _is_date(match.group()):
        yield Printed(first, last, None, None, "code")
    elif form == "number":
        yield _number(text, match, start, end)
    else:
        yield Printed(first, last, None, None, form)


def _is_date(quote: str) -> bool:
    parts = [int(part) for part in re.split(r"[.\-/]", quote.rstrip("."))]
    day, month = (parts[2], parts[1]) if parts[0] > 31 else (parts[0], parts[1])
    return 1 <= day <= 31 and 1 <= month <= 12


def _years(match: re.Match[str]) -> Iterator[Printed]:
    """«2019 – 2021», «2023/24»: one stretch of years; otherwise two numbers that a dash keeps apart."""
    runs = list(re.finditer(r"[0-9]+", match.group()))
    first, second = int(runs[0].group()), int(runs[1].group())
    full = second if second > 99 else first // 100 * 100 + second
    if first < full <= first + 60:
        yield Printed(match.start(), match.end(), float(first), float(full), "years")
        return
    for run in runs:
        offset = match.start()
        yield Printed(
            offset + run.start(), offset + run.end(), float(run.group()), None, "number", len(run.group())
        )


def _number(text: str, match: re.Match[str], start: int, end: int) -> Printed:
    first, last, quote = match.start(), match.end(), match.group()
    before = text[first - 1] if first > start else "\n"
    if len(quote) > _LONGEST:
        return Printed(first, last, None, None, "code")
    after = text[last : last + 1]
    if after not in _PLAIN_AFTER:
        if rare := rare_number(text, first, last, end):
            return Printed(first, rare.end, rare.value, None, rare.form)
        if after == _KEYCAP or (after in _AFTER_NOTE and is_note(text, first, last, start, end)):
            return Printed(first, last, None, None, "mark")
    if quote.isdecimal() and before in " \u00a0(\n\t":
        return Printed(first, last, float(quote), None, "number", last - first)
    if before == _ALIKE_THREE and last - first > 1 and not text[max(start, first - 2) : first - 1].isalnum():
        return Printed(first - 1, last, None, None, "unclear")
    name = part_of_name(text, first, start)
    if (name or after_number_sign(text, first, start, quote)) and (cut := re.match(r"[0-9]+(?=\s)", quote)):
        last = first + cut.end()
        quote = cut.group()
    if name:
        return Printed(first, last, None, None, "name")
    if is_pair(text, first, last, start):
        quote = quote.partition("/")[0]
        last = first + len(quote)
    elif "/" in quote or (
        quote.count(".") > 1 and not re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?", quote)
    ):
        return Printed(first, last, None, None, "code")
    return _as_number(text, first, last, start, end)


@cache
def _decimal_by_unit() -> re.Pattern[str]:
    """«2.315 млрд» has a decimal point, «2.315 коек» a thousands one."""
    units = figure_words()["decimals"]
    stems = any_of(units["stems"]).replace(r"\ ", r"\s")
    return re.compile(rf"(?<=[.,][0-9]{{3}}){SPACE}?(?:[%‰]|{stems}|{any_of(units['words'])}\b)")


def _as_number(text: str, first: int, last: int, start: int, end: int) -> Printed:
    quote = text[first:last]
    english = in_english(text, first, last, start, end)
    by_unit = _decimal_by_unit().match(text, last, end) is not None
    value = number_value(quote, latin=english or (by_unit and "." in quote))
    otherwise = None
    if not english and not by_unit and _ONE_MARK.fullmatch(quote):
        otherwise = value / 1000 if "." in quote else value * 1000
    digits = len(quote) if quote.isdecimal() else 0
    signed = sign(text, first, last, start, end)
    if signed:
        first, value = first - 1, signed * value
        otherwise = None if otherwise is None else signed * otherwise
    return Printed(first, last, value, None, "number", digits, signed, otherwise and round(otherwise, 6))


def number_value(quote: str, latin: bool = False) -> float:
    """Read grouped digits and decimals: `1 234,5`, `8.140` (a thousands dot), `81,460` (in English text),
    `1.250,5` and `1,250.5` (the last mark parts the decimals), `½`.
    """
    if not quote[-1].isdecimal():
        return unicodedata.numeric(quote)
    plain = _GROUPING.sub("", quote)
    if plain.isdecimal():
        return float(plain)
    point = "." if latin else ","
    comma = "," if latin else "."
    if "." in plain and "," in plain:
        comma = min(".,", key=plain.rfind)
        plain = plain.replace(comma, "")
    elif plain.count(comma) > 1 or re.fullmatch(rf"[1-9][0-9]{{0,2}}\{comma}[0-9]{{3}}", plain):
        plain = plain.replace(comma, "")
    elif plain.count(point) > 1:
        plain = plain.replace(point, "")
    return float(plain.replace(",", "."))


def roman_value(quote: str) -> float | None:
    """Value of a Roman numeral in Latin or look-alike Cyrillic capitals; None when it is none (IIV)."""
    digits = [_ROMAN[char] for char in quote]
    total = sum(-d if i + 1 < len(digits) and d < digits[i + 1] else d for i, d in enumerate(digits))
    if _to_roman(total) != "".join("I" if d == 1 else "V" if d == 5 else "X" for d in digits):
        return None
    return float(total)


def _to_roman(number: int) -> str:
    written = ""
    for value, numeral in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, number = divmod(number, value)
        written += numeral * count
    return written
