"""What form a figure has: money, percent, a year, the number of a clinic, the day of a month, a telephone.

Holds the decision by form and by the words next to it; nothing here knows what is counted.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sources.catalogue.function_words import any_of, function_words
from sources.catalogue.letters import letters
from sources.language.figures_context import words_before
from sources.language.figures_lexicon import figure_words, lexicon
from sources.language.figures_quantities import Quantity

_UNIT_SHAPES = {
    "degree": "temperature",
    "percentage_point": "points",
    "percent": "percent",
    "per_1000": "cardinal",
}
_PRINTED = {"date", "time", "score", "phone", "code", "name", "vague", "repetition", "unclear"}
_IN_A_CLAUSE = frozenset(",;:(-")
_LONGEST_COUNT = 9  # digits of a count without separators
_SHORT_DATE = re.compile(r"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])")
_MARKER = re.compile(rf"[.)]\s+[«\"A-Z{letters().capitals}]|\)\s+[^\W_]")
_MARKER_BEFORE_NUMBER = re.compile(r"[ \u00a0]?([.\u2013\u2014-])[ \u00a0]+\w")
_LIST_REACH = 600
_GREATEST_CAPACITY = 2000
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\.(?:[0-5]\d)")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_YEAR_END = re.compile(r"\.?(?:$|\s)")
_NUMBER_SIGN = "№"


class _Shapes(NamedTuple):
    """What figure_words.toml says of the form of a number, as far as only this module asks."""

    listed: frozenset[str]
    numbered_list: re.Pattern[str]
    aged: re.Pattern[str]
    collective: re.Pattern[str]
    of_them: frozenset[str]
    hours: re.Pattern[str]
    clock_before: frozenset[str]
    times_after: frozenset[str]
    year_link: re.Pattern[str]
    sure_year: frozenset[str]
    compound_years: tuple[str, ...]
    compound_counts: frozenset[str]
    age_bounds: frozenset[str]


@cache
def _shapes() -> _Shapes:
    words, joined = figure_words(), any_of(function_words().conjoining)
    compound, clock = words["compound"], words["clock"]
    return _Shapes(
        frozenset((",", *function_words().conjoining)),
        re.compile(rf"№ ?\d+(?:(?:,| {joined}) ?№? ?\d+)*(?:,| {joined}) $"),
        re.compile(rf" {words['age']['alone']}(?=[.,;:!?)\n]|$)"),
        re.compile(
            f"{any_of(compound['collective'])}"
            f"(?:{any_of(words['homograph']['part_endings'])}[{letters().cyrillic}]{{0,4}})?"
        ),
        frozenset(compound["of_them"]),
        re.compile(rf"(?:-[^\W\d_]+)?,? ?{any_of(clock['hours'])}"),
        frozenset(clock["before"]),
        frozenset(clock["times_after"]),
        re.compile(rf" ?(?:[.,;:)\]|]|$|\n|-|{any_of(words['year']['link_after'])}|\d)"),
        frozenset(words["year"]["sure_before"]),
        tuple(compound["years"]),
        frozenset(compound["counts"]),
        frozenset(words["age"]["bounds"]),
    )


def of_them() -> frozenset[str]:
    """Endings with which a number tells how many of them («218-і»): its unit does not stand behind it."""
    return _shapes().of_them


class Shape(NamedTuple):
    """The shape, the unit it implies and where the counted noun begins if that moves (else None)."""

    name: str
    unit: str | None = None
    noun: int | None = None


def shape(text: str, folded: str, quantity: Quantity, start: int, end: int) -> Shape:
    """Decide the shape of a quantity from its own form and the words next to it."""
    number = quantity.number
    if number.form in _PRINTED:
        return Shape(number.form, quantity.unit if number.form in ("vague", "unclear") else None)
    if number.form in ("roman", "mark"):
        return Shape(number.form)
    if number.form == "years":
        academic = lexicon().academic.match(folded, quantity.suffix_end, end)
        return Shape("academic_year" if academic else "year_range")
    if number.form == "fraction":
        return Shape("fraction", "percent")
    if number.form in ("multiple", "occasion"):
        return Shape("ratio", "times") if number.form == "multiple" else Shape("cardinal")
    return _with_unit(folded, quantity, start) or _by_neighbours(text, folded, quantity, start, end)


def _with_unit(folded: str, quantity: Quantity, start: int) -> Shape | None:
    unit = quantity.unit
    if unit is None:
        return None
    if unit in _UNIT_SHAPES:
        return Shape(_UNIT_SHAPES[unit], None if unit == "degree" else unit)
    bare = quantity.end == quantity.number.end and not quantity.number.scaled
    if bare and unit != "KZT" and _is_rate(words_before(folded, quantity.start, start, 5)):
        return Shape("rate", "KZT")
    return Shape("money", unit)


def _is_rate(before: list[str]) -> bool:
    """Whether a bare number behind a sign of currency is a rate of exchange: one of a row of them, or named
    so; «направлено $500» is a sum.
    """
    if not before or before[-1] not in lexicon().before["rate"]:
        return False
    in_a_row = len(before) == 1 or not (before[-2].isalpha() or before[-2] in _IN_A_CLAUSE)
    return in_a_row or any(word in lexicon().rate_named for word in before)


def _by_neighbours(text: str, folded: str, quantity: Quantity, start: int, end: int) -> Shape:
    look = lexicon()
    before = words_before(folded, quantity.start, start, 4)
    previous = before[-1] if before else ""
    at = quantity.suffix_end
    if previous in look.before["rate"] and not quantity.number.scaled and not folded[at : at + 1].isalpha():
        return Shape("rate", "KZT")
    if _is_temperature(quantity, previous):
        return Shape("temperature")
    if quantity.suffix and previous == _NUMBER_SIGN and _is_number_of(folded, quantity, before, start):
        return Shape("document_number")
    if quantity.suffix and (special := _by_suffix(quantity)):
        return special
    if _is_list_marker(text, quantity, before, end):
        return Shape("ordinal")
    if _is_number_of(folded, quantity, before, start):
        return Shape("document_number")
    if _is_clock(folded, quantity, previous, end):
        return Shape("time")
    if _is_day(folded, quantity, before, end):
        return Shape("day")
    if _is_year(folded, quantity, before, end):
        return Shape("year")
    if _is_phone(folded, quantity, before, end):
        return Shape("phone")
    if _is_age(folded, quantity, before, end):
        # nobody is 75,9 years old: that is a length of life
        return Shape("age" if quantity.value == int(quantity.value or 0) else "duration", "year")
    if _is_code(folded, quantity):
        return Shape("code")
    if _is_short_date(folded, quantity, previous):
        return Shape("date")
    if match := look.times.match(folded, at, end):
        return Shape("ratio", "times", match.end())
    if (match := look.occasions.match(folded, at, end)) and previous in _shapes().times_after:
        return Shape("ratio", "times", match.end())
    if quantity.suffix not in of_them() and (match := look.duration.match(folded, at, end)):
        return Shape("duration", match.lastgroup)
    return Shape("cardinal")


def late_unit(folded: str, noun: int, end: int) -> tuple[str | None, str, int]:
    """Unit, shape and noun of a count whose unit stands behind words of comparison or an ending.

    «5 и более лет», «3 миллиардтан астам теңге», «20-дан астам пайыз»; such a unit is no part of the quote.
    """
    look = lexicon()
    if match := look.unit.match(folded, noun, end):
        name = _UNIT_SHAPES.get(match.lastgroup or "", "money")
        return None if name == "temperature" else match.lastgroup, name, match.end()
    if match := look.duration.match(folded, noun, end):
        return match.lastgroup, "duration", noun
    return None, "cardinal", noun


def _by_suffix(quantity: Quantity) -> Shape | None:
    """«6-й» and «2-ші» are ordinals, «200-местная» a compound; «5-ти», «64-і», «75-ке» stay counts."""
    look, suffix = lexicon(), quantity.suffix
    if quantity.number.in_words:
        return None
    if (
        quantity.number.digits == 4
        and 1900 <= (quantity.value or 0) <= 2100
        and suffix in look.ordinal_suffixes
    ):
        return Shape("year")
    if suffix in look.ordinal_suffixes and not (
        suffix in _shapes().compound_counts and quantity.value in (2, 3, 4)
    ):
        return Shape("ordinal")
    if (
        suffix in look.cardinal_suffixes
        or suffix in look.case_suffixes
        or suffix in _shapes().compound_counts
    ):
        return None
    if _shapes().collective.fullmatch(suffix):
        return None
    if not quantity.number.digits and (quantity.value or 0) >= _GREATEST_CAPACITY:
        return Shape("unclear")  # «5 200-местных больниц» are five
    if suffix.startswith(_shapes().compound_years):
        return Shape("compound", "year", quantity.suffix_end - len(suffix))
    return Shape("compound", None, quantity.suffix_end - len(suffix))


def _is_temperature(quantity: Quantity, previous: str) -> bool:
    """«температура 37», without a word or sign of degrees."""
    least, most = lexicon().temperatures
    return previous in lexicon().before["temperature"] and least <= (quantity.value or 0) <= most


def _is_list_marker(text: str, quantity: Quantity, before: list[str], end: int) -> bool:
    """«1. Расширить сеть», «2) Закупить»: the number of a point at the beginning of a line or sentence."""
    if not 0 < quantity.number.digits <= 2 or (before and before[-1] not in ".!?;:"):
        return False
    if _MARKER.match(text, quantity.end, end):
        return True
    mark = None if before else _MARKER_BEFORE_NUMBER.match(text, quantity.end, end)
    return mark is not None and _has_neighbour(text, quantity, mark.group(1))


def _has_neighbour(text: str, quantity: Quantity, mark: str) -> bool:
    """Whether a line begins with the number before or after this one and the same mark: «3. 5 амбулаторий» is
    the third point of a list only among others.
    """
    number = int(quantity.value or 0)
    beside = rf"(?:^|\n)[ \t]*(?:{number - 1}|{number + 1})[ \u00a0]?{re.escape(mark)}[ \u00a0\t]"
    around = text[max(0, quantity.start - _LIST_REACH) : quantity.start + _LIST_REACH]
    return re.search(beside, around) is not None


def _is_clock(folded: str, quantity: Quantity, previous: str, end: int) -> bool:
    """«с 9.00 до 18.00», «в 15.30 часов»: hours and minutes with a point."""
    if quantity.ranged or not _CLOCK.fullmatch(folded, quantity.start, quantity.end):
        return False
    if _shapes().hours.match(folded, quantity.suffix_end, end):
        return True
    return previous in _shapes().clock_before and folded.endswith(".00", quantity.start, quantity.end)


def _is_code(folded: str, quantity: Quantity) -> bool:
    """Registration and postal codes: more than nine digits in a run, or a run that begins with zero."""
    digits = quantity.number.digits
    return digits > _LONGEST_COUNT or (digits > 1 and folded[quantity.start] == "0" and not quantity.ranged)


def _is_short_date(folded: str, quantity: Quantity, previous: str) -> bool:
    """«от 15.03.»: day and month after a preposition and before a full stop."""
    match = _SHORT_DATE.fullmatch(folded, quantity.start, quantity.end)
    return bool(match) and folded.startswith(".", quantity.end) and previous in _shapes().clock_before


def _is_number_of(folded: str, quantity: Quantity, before: list[str], start: int) -> bool:
    """«поликлиника № 5», «ст. 45», «№№ 5, 7 и 12» (a number sign governs its list)."""
    look, at = lexicon(), quantity.start
    if not before:
        return False
    if before[-1] in look.before["document"]:
        return True
    if before[-1] == "." and len(before) > 1 and before[-2] in look.abbreviated:
        return quantity.number.digits > 0
    return (
        before[-1] in _shapes().listed
        and _shapes().numbered_list.search(folded, max(start, at - 48), at) is not None
    )


def _is_day(folded: str, quantity: Quantity, before: list[str], end: int) -> bool:
    look, number = lexicon(), quantity.number
    if not 0 < number.digits <= 2 or quantity.value is None or not 1 <= quantity.value <= 31:
        return False
    if look.month_after.match(folded, quantity.end, end) or look.days_after.match(folded, quantity.end, end):
        return True
    return bool(before) and before[-1].isascii() and before[-1] in look.months


def _is_year(folded: str, quantity: Quantity, before: list[str], end: int) -> bool:
    look, number = lexicon(), quantity.number
    if number.digits != 4 or quantity.value is None or not 1500 <= quantity.value <= 2100:
        return False
    if look.year_after.match(folded, quantity.suffix_end, end):
        return True
    if look.years_after.match(folded, quantity.suffix_end, end):
        return True
    if not 1900 <= quantity.value <= 2049 or not before:
        return False
    previous = before[-1]
    if previous in look.months or (
        previous == "," and len(before) > 2 and (before[-3] in look.months or before[-2] in look.months)
    ):
        return True
    if previous == "," and quantity.value >= 1990:
        return _YEAR_END.match(folded, quantity.suffix_end, end) is not None
    if previous == "-" and folded[quantity.end : quantity.end + 1] == '"':
        return True  # the year of a programme: «Дорожная карта занятости – 2020»
    if previous not in look.before["year"]:
        return False
    if _shapes().year_link.match(folded, quantity.suffix_end, end) or quantity.suffix_end >= end:
        return True
    return quantity.value % 50 != 0 and previous in _shapes().sure_year


def _is_phone(folded: str, quantity: Quantity, before: list[str], end: int) -> bool:
    """Short service numbers: «103», горячая линия 109, тел. 1414."""
    if not 3 <= quantity.number.digits <= 11 or (quantity.number.digits == 4 and quantity.value == 1000):
        return False
    quoted = (
        folded[quantity.start - 1 : quantity.start] == '"' and folded[quantity.end : quantity.end + 1] == '"'
    )
    words = [word for word in before if word.isalpha()]
    centred = len(words) > 1 and words[-1] in lexicon().centres and words[-2] in lexicon().call_centres
    before_name = lexicon().phone_after.match(folded, quantity.suffix_end, end) is not None
    if (centred or before_name) and folded[quantity.start : quantity.end] in lexicon().services:
        return True
    if (
        before
        and before[-1] in lexicon().service_on
        and folded[quantity.start : quantity.end] in lexicon().services
        and _names_a_service(folded, quantity.suffix_end, before, end)
    ):
        return True
    return (quoted and quantity.number.digits <= 4) or bool(
        words and words[-1] in lexicon().before["phone"] and before[-1] in (words[-1], ".", ":", '"')
    )


def _names_a_service(folded: str, position: int, before: list[str], end: int) -> bool:
    """Whether a number that may be a service is called, or nothing is counted behind it."""
    following = _NEXT_WORD.match(folded, position, end)
    if following is not None and following.group(1) in lexicon().service_then:
        return True
    return following is None and any(word in lexicon().calling for word in before)


def _is_age(folded: str, quantity: Quantity, before: list[str], end: int) -> bool:
    look = lexicon()
    if folded[quantity.end : quantity.end + 1] == "+" and quantity.value in (6, 12, 14, 16, 18, 21):
        return True
    if look.age_after.match(folded, quantity.suffix_end, end) or _shapes().aged.match(
        folded, quantity.suffix_end, end
    ):
        return True
    words = [word for word in before if word.isalpha() and word not in _shapes().age_bounds]
    if words and words[-1] in look.before["age"]:
        duration = look.duration.match(folded, quantity.suffix_end, end)
        return (duration is not None and duration.lastgroup in ("year", "month")) or words[-1] in (
            "aged",
            "age",
        )
    return False
