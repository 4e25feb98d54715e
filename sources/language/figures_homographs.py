"""Number words that are something else where they stand: он (he), один (an article), тоқсан (a quarter).

Holds the decision by the words around; the lists of words stand in catalogue/language/figure_words.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sources.catalogue.function_words import any_of, function_words
from sources.catalogue.letters import letters
from sources.language.figures_context import word_after, words_before
from sources.language.figures_lexicon import LETTER, figure_words, lexicon
from sources.language.numerals import Numeral, vocabulary

_AND = any_of(function_words().conjoining)
_AND_OR = any_of(function_words().conjunctions)
_KAZAKH_LETTER = re.compile(f"[{letters().kazakh}]")
_LIST_AFTER = re.compile(rf"(?: [^\W\d_]+(?:-[^\W\d_]+)*){{1,4}}(?:,| {_AND}) ([^\W_]+) [^\W\d_]")
_DASH = " - "
_WIDEST_ITEM = 90
_DASHED_AFTER = re.compile(r" - [^.;:\n]{1,80}?,(?: [^\W_]{1,3})? ([^\W_]+) - ")
_DASHED_BEFORE = re.compile(r"(?<![^\W_])([^\W_]+) - [^.;:\n]{1,80},(?: [^\W_]{1,3})? $")
_LIST_JOINT = re.compile(rf",? {_AND}$")
_ROMAN = letters().small_roman
_ROMAN_AFTER = re.compile(rf"(?: ?-|,| {_AND_OR}) ?[{_ROMAN}]{{2,4}}(?![^\W_])")
_ROMAN_BEFORE = re.compile(rf"(?<![^\W_])[{_ROMAN}]{{1,4}}(?: ?-|,| {_AND_OR}) ?$")
_ROMAN_WORD = re.compile(rf" [{letters().cyrillic}]{{4,}}")
_ROUND = frozenset(("ten", "hundredfold", "hundred", "scale"))


class _Homographs(NamedTuple):
    """The section `homograph` of figure_words.toml, compiled."""

    ten: str
    ninety: str
    hundred: str
    one_of_them: str
    never: frozenset[str]
    no_ninety_after: re.Pattern[str]
    no_hundred_after: frozenset[str]
    ordinal_next: re.Pattern[str]
    kazakh_ordinal_next: re.Pattern[str]
    one_part: str
    part_endings: tuple[str, ...]
    by_how_much: frozenset[str]
    ablative: tuple[str, ...]


@cache
def _homographs() -> _Homographs:
    data = figure_words()["homograph"]
    return _Homographs(
        data["ten"],
        data["ninety"],
        data["hundred"],
        data["one_of_them"],
        frozenset(data["never"]),
        re.compile(rf"(?:{'|'.join(data['no_ninety_after'])}|\d|[ivі]+)$"),
        frozenset(data["no_hundred_after"]),
        re.compile(f" {any_of(data['ordinal_stems'])}{any_of(data['ordinal_endings'])} "),
        re.compile(rf" {LETTER}+{any_of(data['kazakh_ordinal_endings'])}(?![^\W_])"),
        data["one_part"],
        tuple(data["part_endings"]),
        frozenset(data["by_how_much"]),
        function_words().cases["ablative"],
    )


def is_number(folded: str, first: int, last: int, numerals: Sequence[Numeral], start: int, end: int) -> bool:
    """Whether the number words at `folded[first:last]` are a number here."""
    look, numeral = _homographs(), numerals[0]
    word = folded[first:last].partition(" ")[0]
    if word == look.ten:
        return _is_ten(folded, first, last, numerals, start, end)
    if look.ordinal_next.match(folded, last, end):
        return False
    if numerals[-1].kind in _ROUND and look.kazakh_ordinal_next.match(folded, last, end):
        return False
    if len(numerals) > 1:
        return True
    if numeral.kind == "one":
        return _is_counted_one(folded, first, last, start, end)
    if numeral.kind == "pair":
        return folded[last : last + 1] == " " and lexicon().no_pair_before.match(folded, last, end) is None
    if numeral.kind == "fraction":
        return _is_share(folded, first, last, start, end)
    before = words_before(folded, first, start, 1)
    previous = before[0] if before else ""
    if word.startswith(look.ninety):
        return word == look.ninety and not look.no_ninety_after.search(previous)
    if word == look.hundred:
        return previous not in look.no_hundred_after
    if _is_part(folded, last, end, word, previous):
        return False
    if numeral.last and _is_kazakh_fraction(word, previous, word_after(folded, last, end)):
        return False
    # «жарты жыл» is a time («жарты миллион» has two words), «семью» the family
    return word not in look.never


def _is_part(folded: str, last: int, end: int, word: str, previous: str) -> bool:
    """«төрттен үш бөлігі»: two numbers that have no figure of their own."""
    ablative = _homographs().ablative
    if word.endswith(ablative):
        following = word_after(folded, last, end)
        behind = last + 1 + len(following)
        return following in vocabulary() and lexicon().parts_after.match(folded, behind, end) is not None
    part = previous in vocabulary() and previous.endswith(ablative)
    return part and lexicon().parts_after.match(folded, last, end) is not None


def _is_kazakh_fraction(word: str, previous: str, following: str) -> bool:
    """«үштен бірі», «төрттен үші»: parts of a whole, which have no figure of their own."""
    look = _homographs()
    if word.endswith(look.ablative):
        return following == look.one_part or (
            following in vocabulary() and following.endswith(look.part_endings)
        )
    return word.endswith(look.part_endings) and previous in vocabulary() and previous.endswith(look.ablative)


def is_roman(folded: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether Roman letters are a number: a lone I, V or X only in a place where things are numbered so.

    Such places: before a noun («I квартал»), in «I–II стадии», at the head of a line («V. Кадры»).
    """
    if last - first > 1 or lexicon().roman_after.match(folded, last, end):
        return True
    if _ROMAN_AFTER.match(folded, last, end) or _ROMAN_BEFORE.search(folded, max(start, first - 8), first):
        return True
    if folded[first] in "iі" and _ROMAN_WORD.match(folded, last, end):
        return True
    line = max(start, folded.rfind("\n", start, first) + 1)
    return folded[last : last + 1] in (".", ")") and not folded[line:first].strip()


def _is_ten(folded: str, first: int, last: int, numerals: Sequence[Numeral], start: int, end: int) -> bool:
    """«он» is he in Russian: ten only with a Kazakh unit or between Kazakh words."""
    if len(numerals) > 1 and numerals[1].language == "kk" and numerals[1].kind in ("unit", "one"):
        return True
    return folded[last : last + 1] == " " and _among_kazakh_words(folded, first, last, start, end)


def _among_kazakh_words(folded: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether a letter that Russian lacks stands in the two words before or after."""
    before = words_before(folded, first, start, 2)
    after = folded[last : min(end, last + 40)].partition("\n")[0].split()[:2]
    return bool(_KAZAKH_LETTER.search(" ".join(before + after)))


def _is_counted_one(folded: str, first: int, last: int, start: int, end: int) -> bool:
    """один, бір and one are numbers only beside words that count or in a list of numbers."""
    article = lexicon().article
    word, after = folded[first:last], word_after(folded, last, end)
    if after in article["not_before"]:
        return False
    if word.startswith(_homographs().one_of_them):
        return True
    before = words_before(folded, first, start, 1)
    previous = before[0] if before else ""
    if previous in article["before"]:
        return True
    if previous in article["not_after"]:
        return False
    return bool(lexicon().participle.search(previous)) or _in_list(folded, first, last, start, end)


def _in_list(folded: str, first: int, last: int, start: int, end: int) -> bool:
    """«один томограф и 3 аппарата», «два травматолога и один невролог», «один — в городе, два — в селе»."""
    if folded.startswith(_DASH, last):
        return _in_dashed_list(folded, first, last, start, end)
    following = _LIST_AFTER.match(folded, last, end)
    if following and _counts(following.group(1)):
        return True
    earlier = folded[max(start, first - 72) : first].rstrip(" ")
    joint = _LIST_JOINT.search(earlier)
    if not joint:
        return False
    phrase = re.split(r"[,.;:\n()]", earlier[: joint.start()])[-1]
    return any(_counts(word) for word in phrase.split()[-6:-1])


def _in_dashed_list(folded: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether the item before or after in the sentence is a number with a dash too."""
    following = _DASHED_AFTER.match(folded, last, end)
    earlier = _DASHED_BEFORE.search(folded, max(start, first - _WIDEST_ITEM), first)
    return any(item is not None and _counts(item.group(1)) for item in (following, earlier))


def _counts(word: str) -> bool:
    numeral = vocabulary().get(word)
    return word.isdigit() or (
        numeral is not None and numeral.kind in ("unit", "teen", "ten", "hundred", "one", "collective")
    )


def _is_share(folded: str, first: int, last: int, start: int, end: int) -> bool:
    """«на треть больше» is a share; «больше половины» is too vague, «первая половина года» a time."""
    before = words_before(folded, first, start, 2)
    measures = _homographs().by_how_much
    measured = bool(before) and (before[-1] in measures or " ".join(before) in measures)
    return measured and lexicon().fraction_not_before.match(folded, last, end) is None
