"""Numbers written in words, Russian, Kazakh and English, and what they add up to.

Holds the vocabulary (from the data files) and the arithmetic of a numeral phrase. Where in a text such
phrases stand, and what they count, belongs to figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

SCALES = frozenset(("scale", "plural_scale", "abbreviation"))
FREE = 10_000  # no place of a three-digit group is taken yet


class Numeral(NamedTuple):
    """One word of a numeral: its value, the part it plays (see numerals.tsv) and its language.

    Digits take part in a phrase too («3 млрд 494 млн») as words of kind `digits`, and as `remainder` where
    they may be the last three of a number whose thousands are named («12 тысяч 345»).
    """

    value: float
    kind: str
    language: str = ""
    last: bool = False  # a declined Kazakh word, after which nothing belongs to the number


class Sum(NamedTuple):
    """What a run of numerals adds up to: value, number of words used, the last scale (1 if none)."""

    value: float
    words: int
    scale: float


def _rows(name: str) -> Iterator[list[str]]:
    for line in (
        files("sources.catalogue").joinpath("language", name).read_text(encoding="utf-8").splitlines()
    ):
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def vocabulary() -> Mapping[str, Numeral]:
    """Return every numeral word in its folded spelling with what it means. Read once from numerals.tsv."""
    endings = {name: tuple(row.split()) for name, row in _rows("numeral_suffixes.tsv")}
    homographs = {form for form, _ in _rows("numeral_homographs.tsv")}
    words: dict[str, Numeral] = {}
    for language, kind, value, forms in _rows("numerals.tsv"):
        for form, declined in _declined(forms.split(), endings):
            if form not in homographs:
                words.setdefault(form, Numeral(float(value), kind, language, declined))
    return words


def _declined(forms: Iterable[str], endings: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, bool]]:
    for form in forms:
        stem, _, declension = form.partition("/")
        yield stem, False
        yield from ((stem + ending, True) for ending in endings.get(declension, ()))


def add_up(numerals: Sequence[Numeral]) -> Sum | None:
    """Add up the longest numeral at the beginning of `numerals`; None when the first word starts no number.

    «двадцать» «два» → 22; «3» «млрд» «494» «млн» → 3 494 000 000; «екі» «жүз» «мың» → 200 000. Parts must
    fall (hundreds, tens, units; billions, millions, thousands), so two numbers side by side stay two.
    """
    total, group, place = 0.0, None, FREE
    last_scale, used = float("inf"), 0
    best: Sum | None = None
    for position, numeral in enumerate(numerals):
        value, kind = numeral.value, numeral.kind
        if kind in SCALES:
            if value >= last_scale or (kind != "scale" and group is None):
                break
            total += (1.0 if group is None else group) * value
            group, place, last_scale = None, FREE, value
        elif kind == "hundredfold":
            if group is not None and not 0 < group < 10:
                break
            group, place = (1.0 if group is None else group) * value, 100
        elif kind in ("group", "vague") and group is not None:
            if not 1 < group < 10 or not value:
                break
            group, place = group * value, 0  # «два десятка», «три сотни»
        elif kind == "plus_half":
            if group is None or group != int(group):
                break
            group, place = group + value, 0
        elif kind == "remainder":
            if last_scale != 1000 or group is not None or total != int(total):
                break
            group, place = value, 0
        else:
            width = _place(numeral)
            if (
                width is None
                or not _fits(width, kind, place)
                or not _continues(numerals, position, last_scale)
            ):
                break
            group, place = (group or 0.0) + value, 0 if kind in ("digits", "half", "group", "zero") else width
        used = position + 1
        scale = 1.0 if last_scale == float("inf") else last_scale
        best = Sum(_exact(total + (group or 0.0)), used, scale if group is None or scale == 1.0 else 1.0)
        if numeral.last:
            break
    return best


def _place(numeral: Numeral) -> int | None:
    """The decimal place a word takes in its three-digit group."""
    match numeral.kind:
        case "unit" | "one" | "collective" | "pair":
            return 1
        case "teen":
            return 9
        case "ten":
            return 10
        case "hundred":
            return 100
        case "digits" | "half" | "group" | "zero":
            return FREE // 2
    return None


def _fits(width: int, kind: str, place: int) -> bool:
    if kind == "teen":
        return place > 10
    if kind == "collective" and place < FREE:
        return place >= 10
    return width < place


def _continues(numerals: Sequence[Numeral], position: int, last_scale: float) -> bool:
    """Digits after a scale belong to the number only if a lower scale follows («3 млрд 494 млн»)."""
    if numerals[position].kind != "digits" or last_scale == float("inf"):
        return True
    if position + 1 >= len(numerals):
        return False
    following = numerals[position + 1]
    return following.kind in SCALES and following.value < last_scale


def _exact(value: float) -> float:
    """Drop what binary fractions add («131,86 млрд» is 131 860 000 000, not 131 860 000 000.00002)."""
    return float(f"{value:.14g}")
