"""How exactly a figure is meant: the words before and after it that make it a bound or an estimate.

Holds comparators only («более», «до», «не менее», «астам», «жуық»); the words stand in
catalogue/language/figure_words.toml.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from checks.tables.vocabulary import Comparator
from sources.catalogue.function_words import any_of
from sources.catalogue.letters import letters
from sources.language.figures_lexicon import figure_words, lexicon
from sources.language.figures_quantities import Quantity, ends_with

_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
_WINDOW = 60
_SKIPPED = 3  # prepositions between comparator and number: «более чем на 6%»
_CLAUSE_END = re.compile(rf"\n|;\s|[.!?…][\"»)]*\s+[\"«(—–-]*\s*[A-Z{letters().capitals}]")


class _Bounds(NamedTuple):
    """The section `bounds` of figure_words.toml, compiled."""

    to: str
    at_least: str
    kazakh_to: str
    inside: str
    like_member: re.Pattern[str]
    from_level: re.Pattern[str]


@cache
def _bounds() -> _Bounds:
    words = figure_words()["bounds"]
    first, *_ = from_level = words["level_from"]
    return _Bounds(
        words["to"],
        words["at_least"],
        words["kazakh_to"],
        words["inside"],
        # «доведена до 512 тыс. у врачей, у медсестёр — до 287 тыс.»
        re.compile(rf"(?<![^\W_]){words['to']} (?:[^\W\d_]+ )?\d|(?<![^\W_]){first} \d[^,]*$"),
        re.compile(rf"(?<![^\W_]){any_of(from_level)} (?:[^\W\d_]+ )?\d[^;]*$"),  # «с 67 до 71,5%»
    )


class Bound(NamedTuple):
    """The comparator, where its words begin, and where the counted noun begins after it."""

    comparator: Comparator
    lead: int
    noun: int


def bound(text: str, folded: str, quantity: Quantity, start: int, end: int) -> Bound:
    """Read the comparator of a quantity from the words around it; eq when there is none."""
    noun, after = _after(folded, quantity, end)
    name, lead = _before(text, folded, quantity, start)
    if quantity.ranged:
        return Bound(Comparator.BETWEEN, min(quantity.lead, lead), noun)
    if after or _bounds().inside in folded[quantity.start : quantity.end]:
        return Bound(after or Comparator.GT, lead, noun)
    if name:
        return Bound(name, lead, noun)
    return Bound(Comparator.EQ, quantity.lead, noun)


def _before(text: str, folded: str, quantity: Quantity, start: int) -> tuple[Comparator | None, int]:
    """The comparator before a quantity and where it begins; (null, its lead) when there is none."""
    look, words, at = lexicon(), _bounds(), quantity.lead
    first = max(start, at - _WINDOW, folded.rfind("\n", max(start, at - _WINDOW), at) + 1)
    tokens = _TOKEN.findall(folded, first, at)[-7:]
    for skipped in range(_SKIPPED):
        if not tokens:
            break
        if tokens[-1] in look.comparator_ends:
            shortest = 1 if not skipped or tokens[-1] not in look.changing else 2
            for length in range(min(4, len(tokens)), shortest - 1, -1):
                if name := look.comparator_before.get(tuple(tokens[-length:])):
                    return name, _start_of(folded, length + skipped, first, at)
        if tokens[-1] == words.to:
            return _until(text, folded, _start_of(folded, skipped + 1, first, at), start)
        if tokens[-1] == words.at_least and quantity.unit is not None:
            return Comparator.GE, _start_of(folded, skipped + 1, first, at)
        if tokens[-1] not in look.between:
            break
        tokens.pop()
    return (Comparator.APPROX, at) if look.estimate.search(folded, first, at) else (None, at)


def _until(text: str, folded: str, at: int, start: int) -> tuple[Comparator | None, int]:
    """«до N» is a bound unless a verb of the clause says that it was reached («доведено до 10 видов»)."""
    first = max(start, at - 200)
    ends = [match.end() for match in _CLAUSE_END.finditer(text, first, at)]
    verbs = [
        verb.end() for verb in lexicon().reached_before.finditer(folded, ends[-1] - 1 if ends else first, at)
    ]
    if _bounds().from_level.search(folded, max(first, at - 48), at):
        return Comparator.EQ, at
    return (Comparator.EQ if verbs and _governs(folded[verbs[-1] : at]) else Comparator.LE), at


def _governs(between: str) -> bool:
    """Whether a verb reaches over the words between it and «до»: in its clause, or to a like member."""
    clause = between.rstrip(" ,-")
    return ", " not in clause or _bounds().like_member.search(between) is not None


def _start_of(folded: str, count: int, first: int, at: int) -> int:
    """Where the `count` words and marks before an offset begin."""
    return list(_TOKEN.finditer(folded, first, at))[-count].start()


def _after(folded: str, quantity: Quantity, end: int) -> tuple[int, Comparator | None]:
    """Where the noun begins, and the comparator after the figure, if any («астам», «-ға жуық»)."""
    look = lexicon()
    at = quantity.suffix_end
    match = look.comparator_after.match(folded, at, end)
    if match is None:
        far = look.comparator_far.match(folded, at, end)
        about = Comparator.APPROX if ends_with(folded, quantity, "similative") else None
        return _skip(folded, at, end), _named(folded, far.group("phrase"), far.end(), end) if far else about
    phrase = match.group().strip()
    ablative, dative = phrase in look.after_ablative, phrase in look.after_dative
    if ablative and not ends_with(folded, quantity, "ablative"):
        return _skip(folded, at, end), None
    if dative and not ends_with(folded, quantity, "dative"):
        return _skip(folded, at, end), None
    return _skip(folded, match.end(), end), _named(folded, phrase, match.end(), end)


def _named(folded: str, phrase: str, at: int, end: int) -> Comparator:
    """The comparator that a phrase means; «дейін» before «өсті» names a level reached."""
    if phrase == _bounds().kazakh_to and lexicon().reached_after.match(folded, at, end):
        return Comparator.EQ
    return lexicon().comparator_names[phrase]


def _skip(folded: str, at: int, end: int) -> int:
    while at < end and folded[at] == " ":
        at += 1
    return at
