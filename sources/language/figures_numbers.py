"""Digits and number words joined into numbers: «3 млрд 494 млн», «двадцати двух», «140 мыңнан», «1,5 тысячи».

Holds the joining, and which words are no numbers where they stand (он, один, тоқсан). Units and ranges come later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from sources.language.figures_digits import Printed, printed_numbers
from sources.language.figures_lexicon import lexicon
from sources.language.numerals import SCALES, Numeral, Sum, add_up, vocabulary

_WORD = re.compile(r"[а-яәғқңөұүһіa-z]{2,}")
_SPACES = re.compile(r"[ \u00a0\u2002-\u200a\u202f\u205f]{1,2}")
_BEFORE = re.compile(r"[^\W_]+|[^\w\s]")
_FOLLOWING = re.compile(r" {0,2}([^\W\d_]+|[^\w\s])?")
_KAZAKH_LETTER = re.compile(r"[әғқңөұүһі]")
_STANDALONE = {"vague", "multiple", "occasion"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, without its unit.

    form: number, or what the characters tell (the forms of Printed), or vague, multiple, occasion for such words.
    scale: the scale the number ends with (1 if none), which a range shares («3,5–7 млн»). digits: length of one
    ungrouped run of digits, else 0. signed: +1 or -1 for a sign that is part of it.
    """

    start: int
    end: int
    value: float | None
    high: float | None = None
    form: str = "number"
    digits: int = 0
    signed: int = 0
    in_words: bool = False
    scaled: bool = False
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class _Atom:
    """One run of digits or one number word."""

    start: int
    end: int
    numeral: Numeral
    printed: Printed | None = None


def numbers(text: str, folded: str, start: int, end: int) -> Iterator[Number]:
    """Yield the numbers of `text[start:end]` in order, without overlaps."""
    run: list[_Atom] = []
    for atom in merge(
        _digits(text, start, end), _words(text, folded, start, end), key=lambda item: item.start
    ):
        if run and not _joined(text, folded, run[-1], atom):
            yield from _read_run(folded, run, start, end)
            run.clear()
        if atom.printed and atom.printed.form != "number":
            yield _as_printed(atom.printed)
        elif not run or atom.start >= run[-1].end:
            run.append(atom)
    yield from _read_run(folded, run, start, end)


def _digits(text: str, start: int, end: int) -> Iterator[_Atom]:
    for item in printed_numbers(text, start, end):
        yield _Atom(item.start, item.end, Numeral(item.value or 0.0, "digits"), item)


def _dotted(text: str, at: int, scale: float) -> bool:
    """Whether the full stop after an abbreviated scale is its own: «тыс.» always, «млрд.» unless a sentence ends there."""
    if text[at : at + 1] != ".":
        return False
    following = text[at + 1 : at + 4].lstrip(" \u00a0")[:1]
    return scale == 1000 or (
        bool(following) and (following.islower() or following in ",;)" or following.isdigit())
    )


def _words(text: str, folded: str, start: int, end: int) -> Iterator[_Atom]:
    known = vocabulary()
    for match in _WORD.finditer(folded, start, end):
        numeral = known.get(match.group())
        if numeral is not None:
            last = match.end()
            if numeral.kind == "abbreviation" and _dotted(text, last, numeral.value):
                last += 1
            yield _Atom(match.start(), last, numeral)


def _joined(text: str, folded: str, left: _Atom, right: _Atom) -> bool:
    """Whether only a space (or nothing) parts two atoms of a number; a tab or line break never joins."""
    if right.printed and right.printed.form != "number":
        return False
    between = text[left.end : right.start]
    if not between:
        return left.printed is not None or folded[left.end - 1] == "."
    if left.numeral.language == "en" and between in ("-", " and "):
        return True
    return _SPACES.fullmatch(between) is not None


def _as_printed(item: Printed) -> Number:
    return Number(item.start, item.end, item.value, item.high, item.form, item.digits, item.signed)


def _read_run(folded: str, run: list[_Atom], start: int, end: int) -> Iterator[Number]:
    """Cut a run of atoms into numbers, the longest first at every place."""
    position = 0
    while position < len(run):
        atom = run[position]
        if atom.numeral.kind in _STANDALONE or (atom.numeral.kind == "plural_scale" and not atom.printed):
            yield from _standalone(folded, run, position, start)
            position += 1
            while (
                position < len(run) and run[position].numeral.kind in SCALES and atom.numeral.kind == "vague"
            ):
                position += 1
            continue
        total = add_up([item.numeral for item in run[position:]])
        if total is None:
            position += 1
            continue
        number = _number(run[position : position + total.words], total)
        if number.form == "number" and (atom.printed or _counts(folded, run, position, total, start, end)):
            yield number
        position += total.words


def _number(atoms: list[_Atom], total: Sum) -> Number:
    first, printed = atoms[0], atoms[0].printed
    scaled = any(atom.numeral.kind in SCALES for atom in atoms)
    sole = printed is not None and len(atoms) == 1
    return Number(
        first.start,
        atoms[-1].end,
        total.value,
        digits=printed.digits if printed and sole else 0,
        signed=printed.signed if printed else 0,
        in_words=printed is None,
        scaled=scaled,
        scale=total.scale,
    )


def _standalone(folded: str, run: list[_Atom], position: int, start: int) -> Iterator[Number]:
    """Words that are a figure by themselves: «вдвое», «дважды», «десятки тысяч», «более тысячи»."""
    atom = run[position]
    if atom.numeral.kind in ("multiple", "occasion"):
        yield Number(atom.start, atom.end, atom.numeral.value, form=atom.numeral.kind, in_words=True)
    elif atom.numeral.kind == "vague":
        last = position
        while last + 1 < len(run) and run[last + 1].numeral.kind in SCALES:
            last += 1
        yield Number(atom.start, run[last].end, None, form="vague", in_words=True, scaled=last > position)
    else:
        yield from _lone_scale(folded, atom, start)


def _lone_scale(folded: str, atom: _Atom, start: int) -> Iterator[Number]:
    """«более тысячи» is 1000; «тысячи людей» and «несколько тысяч» have no size; «в тысячах тенге» is no figure."""
    before = words_before(folded, atom.start, start)
    word = folded[atom.start : atom.end]
    if before and before[-1] in lexicon().before["indefinite"]:
        yield Number(atom.start, atom.end, None, form="vague", in_words=True, scaled=True)
    elif (
        word.endswith("тысячи")
        and before
        and any(tuple(before[-n:]) in lexicon().comparator_before for n in (1, 2, 3))
    ):
        value = atom.numeral.value
        yield Number(atom.start, atom.end, value, in_words=True, scaled=True, scale=value)
    elif word.endswith(("тысячи", "миллионы", "миллиарды")):
        yield Number(atom.start, atom.end, None, form="vague", in_words=True, scaled=True)


def words_before(folded: str, at: int, start: int, count: int = 5) -> list[str]:
    """The last words and marks before an offset, on the same line."""
    window = folded[max(start, at - 56) : at]
    return _BEFORE.findall(window[window.rfind("\n") + 1 :])[-count:]


def _counts(folded: str, run: list[_Atom], position: int, total: Sum, start: int, end: int) -> bool:
    """Whether a numeral in words is a number here, and no pronoun, article or quarter of a year."""
    atom = run[position]
    if total.words > 1:
        return True
    word = folded[atom.start : atom.end]
    if atom.numeral.kind == "one":
        return _is_counted_one(folded, atom, start, end)
    if word == "он":
        return _is_kazakh_ten(folded, atom, start, end)
    if word.startswith("тоқсан"):
        before = words_before(folded, atom.start, start, 1)
        return word == "тоқсан" and not (before and (before[-1].isdigit() or before[-1].endswith(_NO_NINETY)))
    if word == "бес" and atom.numeral.language == "kk":
        return bool(_KAZAKH_LETTER.search(folded, max(start, atom.start - 80), min(end, atom.end + 80)))
    return True


_NO_NINETY = (
    "інші",
    "ыншы",
    "ші",
    "шы",
    "осы",
    "әр",
    "соңғы",
    "өткен",
    "ағымдағы",
    "бір",
    "i",
    "v",
    "і",
    "тоқсан",
)


def _is_kazakh_ten(folded: str, atom: _Atom, start: int, end: int) -> bool:
    """«он» is he in Russian: it is ten only between Kazakh words."""
    after = folded[atom.end : min(end, atom.end + 40)].split("\n")[0]
    before = folded[max(start, atom.start - 40) : atom.start].split("\n")[-1]
    if after[:1] != " ":
        return False
    following = after.split()[:2]
    near = " ".join(following) + " " + " ".join(before.split()[-2:])
    return bool(_KAZAKH_LETTER.search(near))


def _is_counted_one(folded: str, atom: _Atom, start: int, end: int) -> bool:
    """один, бір and one are numbers only beside words that count, or beside another number of the same list."""
    look = lexicon()
    before = words_before(folded, atom.start, start, 3)
    following = _FOLLOWING.match(folded, atom.end, end)
    after = following.group(1) or "" if following else ""
    if after in look.article["not_before"]:
        return False
    word = folded[atom.start : atom.end]
    if word.startswith("біреуі"):
        return True
    previous = before[-1] if before else ""
    if previous in look.article["before"]:
        return True
    if previous in look.article["not_after"]:
        return False
    if look.participle.search(previous):
        return True
    return _NUMBER_IN_LIST_AFTER.match(folded, atom.end, end) is not None or (
        bool(before)
        and previous in ("и", "және", "and")
        and _NUMBER_IN_LIST_BEFORE.search(folded[max(start, atom.start - 48) : atom.start]) is not None
    )


_NUMBER_IN_LIST_AFTER = re.compile(r"(?: [^\W\d_]+){1,4}(?:,| и| және| мен| пен| and) [0-9]+ [^\W\d_]")
_NUMBER_IN_LIST_BEFORE = re.compile(r"[0-9] (?:[^\W\d_]+ ?){1,4}(?:и|және|and) $")
