"""Every number of a text, in digits or words, with its exact place and the form it has.

Holds how numerals, scales, units and ranges are put together into figures. What a figure counts, where and
when, is decided in sources.reading; words stand in sources/catalogue/language.

Shapes (the form of a figure, never its meaning in a report):

- cardinal: a plain number, its counted noun decides the unit («6 504 больных», «четверо»)
- money, percent, points, ratio, duration, temperature: with their unit («23,4 млрд. тенге», «2,5» раза)
- fraction: a share in words, its value in per cent («на треть»)
- age («16+», «старше 65 лет»), rate (of exchange)
- day, date, time, year, year_range, academic_year: parts of the calendar («12» июня, «2019 – 2021»)
- ordinal («6»-й), roman («II»), compound (the 200 of «200-местная»): the value is the number
- mark (of a note or of a point of a list: the 1 of «12 480[1]»)
- document_number («№ 5»), phone, score («2:1»), code («24/7»), name (COVID-«19»)
- vague («сотни»), repetition (the word of «5 (пять)»)
- unclear: no one number as it stands («12`480», «2З10», «1,2·10⁴»), or one of two that only marks part
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from checks.tables.vocabulary import Comparator
from sources.catalogue.letters import letters
from sources.language.figures_adjacent import ONLY_MARKS, are_listed
from sources.language.figures_bounds import Bound, bound
from sources.language.figures_context import words_before
from sources.language.figures_lexicon import figure_words, lexicon
from sources.language.figures_numbers import numbers
from sources.language.figures_quantities import Quantity
from sources.language.figures_ranges import quantities
from sources.language.figures_shapes import late_unit, of_them, shape
from sources.language.fold import fold
from sources.records import record

_MEASURED = frozenset(
    (
        "cardinal",
        "money",
        "percent",
        "points",
        "ratio",
        "duration",
        "age",
        "compound",
        "temperature",
        "fraction",
    )
)
_SIZELESS = frozenset(("mark", "date", "time", "score", "phone", "code", "name", "vague", "repetition"))
_BREAKABLE = frozenset(("cardinal", "unclear"))
_BROKEN_OFF = frozenset(("cardinal", "unclear", "money", "percent", "points", "ratio", "duration", "code"))
_LEAST_GROUPED = 1000
_WIDEST_BREAK = 4  # a mark and spaces
_WRAP = re.compile(r"(?<![\r\n])(?:\r\n|\n)(?![\r\n])")
_MONEY_FROM = 1e6  # «5 тыс.» of nothing may be anything, «5 млн» after money is money
_ALWAYS_MONEY = 1e9
_SENTENCE_END = re.compile(rf"[.!?…]\s+[\"«(]*[A-Z{letters().capitals}]|\n")
_NOTHING_COUNTED = re.compile(r"\s*(?:[.,;:)»–—-]|$)|[ \u00a0]*[\r\n\t|]")


@record(frozen=True, slots=True)
class Figure:
    """One number of a text.

    `text[start:end]` is the figure as printed with its scale, percent sign and currency, without comparator
    words, counted noun and hyphenated endings. value and value_high are in base units (`23,4 млрд. тенге` →
    23400000000); both None where a number has no size (dates, telephones, «сотни»). unit: a currency code,
    percent, percentage_point, times, per_1000, minute, hour, day, week, month, quarter, year or None when
    the counted noun decides. comparator: eq gt ge lt le approx between. signed: +1 or -1 for a printed sign
    that is no dash. noun_start: where the counted noun begins; lead_start: where the comparator or
    preposition of a range begins. otherwise: the value if the one dot or comma before three digits parts the
    other thing (`12.480` is 12480 or 12.48), null where that is certain.
    """

    start: int
    end: int
    value: float | None
    value_high: float | None
    unit: str | None
    comparator: Comparator
    shape: str
    in_words: bool
    scaled: bool
    signed: int
    noun_start: int
    lead_start: int
    otherwise: float | None = None


def find_figures(
    text: str, folded: str | None = None, start: int = 0, end: int | None = None
) -> list[Figure]:
    """Return the figures of `text[start:end]` in order, never overlapping, with offsets of the whole text.

    `folded` is fold(text). A line break parts figures, unless the caller names a paragraph by its `end`: a
    single break inside is where an editor wrapped it.
    """
    stop = len(text) if end is None else end
    low = fold(text) if folded is None else folded
    wrapped = end is not None and text.find("\n", start, stop) >= 0
    if not wrapped and text.find("\t", start, stop) < 0:
        return _read(text, low, start, stop)
    part, part_low = text[start:stop], low[start:stop]
    if wrapped:
        part, part_low = _unwrapped(part), _unwrapped(part_low)
    return [_moved(figure, start) for figure in _read(part, _with_cells(part, part_low))]


def _with_cells(text: str, folded: str) -> str:
    """Folded text in which a tab, which parts cells and folds to a space, parts figures like a line break."""
    return "".join("\n" if char == "\t" else low for char, low in zip(text, folded, strict=True))


def _unwrapped(paragraph: str) -> str:
    """A paragraph with a space for every single line break, as long as before."""
    return _WRAP.sub(lambda found: " " * len(found.group()), paragraph)


def _moved(figure: Figure, by: int) -> Figure:
    return replace(
        figure,
        start=figure.start + by,
        end=figure.end + by,
        noun_start=figure.noun_start + by,
        lead_start=figure.lead_start + by,
    )


def _read(text: str, folded: str, start: int = 0, end: int | None = None) -> list[Figure]:
    stop = len(text) if end is None else end
    found = quantities(text, folded, list(numbers(text, folded, start, stop)), start, stop)
    figures = [_figure(text, folded, item, start, stop) for item in found]
    told = money_by_ellipsis(text, folded, levels_of_one_measure(folded, figures, start), start)
    return without_broken(text, folded, told, start)


def _figure(text: str, folded: str, quantity: Quantity, start: int, end: int) -> Figure:
    form = shape(text, folded, quantity, start, end)
    limits = (
        bound(text, folded, quantity, start, end)
        if form.name in _MEASURED
        else Bound(Comparator.EQ, quantity.lead, quantity.suffix_end)
    )
    unit, name = form.unit, form.name
    noun = limits.noun if form.noun is None else form.noun
    if name == "cardinal" and noun > quantity.suffix_end and quantity.suffix not in of_them():
        unit, name, noun = late_unit(folded, noun, end)
    sized = name not in _SIZELESS
    return Figure(
        start=quantity.start,
        end=quantity.end,
        value=quantity.value if sized else None,
        value_high=quantity.high if sized else None,
        unit=unit,
        comparator=limits.comparator,
        shape=name,
        in_words=quantity.number.in_words,
        scaled=quantity.number.scaled,
        signed=quantity.number.signed,
        noun_start=noun,
        lead_start=limits.lead,
        otherwise=quantity.number.otherwise if sized and not quantity.ranged else None,
    )


def levels_of_one_measure(folded: str, found: list[Figure], start: int) -> list[Figure]:
    """Give the first of two levels the unit of the second: «сократилась с 10,4 до 9,1 дня»."""
    read, words = list(found), figure_words()["bounds"]
    for position, (low, high) in enumerate(pairwise(found)):
        if low.shape != "cardinal" or low.unit or high.shape not in ("duration", "ratio"):
            continue
        if folded[low.noun_start : high.start].strip() not in (words["to"], words["against"]):
            continue
        if "".join(words_before(folded, low.start, start, 1)) in words["level_from"]:
            read[position] = replace(low, unit=high.unit, shape=high.shape)
    return read


def money_by_ellipsis(text: str, folded: str, found: list[Figure], start: int) -> list[Figure]:
    """Make money of «1,74 млрд» when nothing is counted after it and money is spoken of in the sentence."""
    read: list[Figure] = []
    last_money: Figure | None = None
    for figure in found:
        if figure.shape == "cardinal" and figure.scaled and (figure.value or 0.0) >= _MONEY_FROM:
            unit = _unsaid_currency(text, folded, figure, last_money, start)
            figure = replace(figure, unit=unit, shape="money") if unit else figure
        if figure.shape == "money":
            last_money = figure
        read.append(figure)
    return read


def _unsaid_currency(
    text: str, folded: str, figure: Figure, last_money: Figure | None, start: int
) -> str | None:
    if not (_NOTHING_COUNTED.match(text, figure.end) or lexicon().uncounted_after.match(folded, figure.end)):
        return None
    if last_money and not _SENTENCE_END.search(text, last_money.end, figure.start):
        return last_money.unit
    before = words_before(folded, figure.lead_start, start, 4)
    spoken_of = any(word in lexicon().money_before for word in before)
    return "KZT" if spoken_of or (figure.value or 0.0) >= _ALWAYS_MONEY else None


def without_broken(text: str, folded: str, found: list[Figure], start: int) -> list[Figure]:
    """Make two figures unclear between which there are nothing but marks: «1 2480», «2, 3 млрд», «92 ,5%».

    Dates, years, telephones and numbers of documents have their own shapes; a list goes on («5, 7 и 9»).
    """
    read = list(found)
    for place, (one, other) in enumerate(pairwise(found)):
        if not _can_be_one(one, other) or not ONLY_MARKS.fullmatch(text, one.end, other.start):
            continue
        if not are_listed(text, folded, [(figure.start, figure.end) for figure in found], place, start):
            read[place] = replace(one, shape="unclear", otherwise=None)
            read[place + 1] = replace(other, shape="unclear", otherwise=None)
    return read


def _can_be_one(one: Figure, other: Figure) -> bool:
    """Whether two figures could be the halves of one number: bare digits, and digits close behind them."""
    if other.start - one.end > _WIDEST_BREAK or one.in_words or other.in_words:
        return False
    if one.shape not in _BREAKABLE or one.unit or one.scaled or one.value_high is not None:
        return False
    # «10 870, 10 мың тұрғынға»: thousands have no decimal part of millions
    return other.shape in _BROKEN_OFF and not (other.scaled and (one.value or 0) >= _LEAST_GROUPED)
