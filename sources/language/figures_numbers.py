"""Digits and number words joined into numbers: «3 млрд 494 млн», «двадцати двух», «140 мыңнан», «1,5 тысячи».

Holds the joining of atoms: runs of digits and single number words. Units and ranges come later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from sources.catalogue.function_words import any_of
from sources.catalogue.letters import letters
from sources.language.figures_context import words_before
from sources.language.figures_digits import Printed, printed_numbers
from sources.language.figures_homographs import is_number, is_roman
from sources.language.figures_lexicon import figure_words, lexicon
from sources.language.numerals import SCALES, Numeral, Sum, add_up, vocabulary
from sources.records import record

_WORD = re.compile(r"[^\W\d_]{2,}")
_SPACES = re.compile(r"[ \u00a0\u2002-\u200a\u202f\u205f]{1,2}")
_LONGEST = 16  # words of one number: «девятьсот девяносто девять миллиардов …»
_WORD_JOINTS = ("-", "/", "\u2011")
_STANDALONE = frozenset(("vague", "multiple", "occasion", "fraction"))


@record(frozen=True, slots=True)
class Number:
    """A number as printed, without its unit.

    form: number, or what the characters tell (the forms of Printed), or vague, multiple, occasion for such
    words. scale: the scale the number ends with (1 if none), which a range shares («3,5–7 млн»). digits:
    length of one ungrouped run of digits, else 0. signed: +1 or -1 for a sign that is part of it. otherwise:
    see Printed.
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
    otherwise: float | None = None


@record(frozen=True, slots=True)
class _Atom:
    """One run of digits or one number word."""

    start: int
    end: int
    numeral: Numeral
    printed: Printed | None = None


class _Joints(NamedTuple):
    """The section `joints` of figure_words.toml, compiled."""

    halves: Mapping[str, Numeral]
    with_half: str
    count_ending: re.Pattern[str]
    some_more: str
    names: frozenset[str]
    rated_by: str
    level_from: tuple[str, ...]
    bound_scale: str
    vague_scales: tuple[str, ...]


@cache
def _joints() -> _Joints:
    words = figure_words()["joints"]
    return _Joints(
        {form: Numeral(value, "plus_half", "ru") for form, value in words["halves"].items()},
        words["with_half"],
        re.compile(f"-?{any_of(words['count_endings'])} "),  # «12-ти тысяч»
        words["some_more"],
        frozenset(words["names"]),
        words["rated_by"],
        tuple(words["level_from"]),
        words["bound_scale"],
        tuple(words["vague_scales"]),
    )


def numbers(text: str, folded: str, start: int, end: int) -> Iterator[Number]:
    """Yield the numbers of `text[start:end]` in order, without overlaps."""
    run: list[_Atom] = []
    atoms = [*_digits(text, start, end), *_words(text, folded, start, end)]
    for atom in sorted(atoms, key=attrgetter("start")):
        if run and not _joined(text, folded, run[-1], atom):
            yield from _read_run(folded, run, start, end)
            run.clear()
        if atom.printed and atom.printed.form != "number":
            if atom.printed.form != "roman" or is_roman(folded, atom.start, atom.end, start, end):
                yield _as_printed(atom.printed)
        elif not run or atom.start >= run[-1].end:
            run.append(atom)
    yield from _read_run(folded, run, start, end)


def _digits(text: str, start: int, end: int) -> Iterator[_Atom]:
    for item in printed_numbers(text, start, end):
        yield _Atom(item.start, item.end, Numeral(item.value or 0.0, "digits"), item)
        scale = letters().scale_letters.get(text[item.end : item.end + 1])
        if scale and item.form == "number" and _ends_number(text, item, end):
            yield _Atom(item.end, item.end + 1, Numeral(scale, "abbreviation"))


def _ends_number(text: str, item: Printed, end: int) -> bool:
    """«100К», «1.2М»: the letter glued to a number is its scale, unless it goes on or is a name («3М»)."""
    after = text[item.end + 1 : item.end + 2] if item.end + 1 < end else ""
    return (
        not (after.isalnum() or after in _WORD_JOINTS)
        and text[item.start : item.end + 1] not in _joints().names
    )


def _dotted(text: str, at: int, scale: float) -> bool:
    """Whether the full stop after an abbreviated scale is its own.

    «тыс.» always, «млрд.» unless a sentence ends there.
    """
    if text[at : at + 1] != ".":
        return False
    following = text[at + 1 : at + 4].lstrip(" \u00a0")[:1]
    return scale == 1000 or (
        bool(following) and (following.islower() or following in ",;)" or following.isdigit())
    )


def _words(text: str, folded: str, start: int, end: int) -> Iterator[_Atom]:
    known = vocabulary()
    if known.keys().isdisjoint(_WORD.findall(folded, start, end)):
        return
    for match in _WORD.finditer(folded, start, end):
        numeral = known.get(match.group())
        if numeral is not None:
            first, last = match.span()
            if numeral.kind == "fraction" and folded[max(start, first - 3) : first] == _joints().with_half:
                first, numeral = first - 2, _joints().halves.get(match.group(), numeral)
            if numeral.kind == "abbreviation" and _dotted(text, last, numeral.value):
                last += 1
            yield _Atom(first, last, numeral)


def _joined(text: str, folded: str, left: _Atom, right: _Atom) -> bool:
    """Whether only a space (or nothing) parts two atoms of a number; a tab or line break never joins."""
    if right.printed and (left.printed or right.printed.form != "number"):
        return False
    between = text[left.end : right.start]
    if not between:
        return left.printed is not None or folded[left.end - 1] == "."
    if left.numeral.language == "en" and between in ("-", " and "):
        return True
    if left.printed and right.numeral.kind in SCALES and _joints().count_ending.fullmatch(between):
        return True
    if between.endswith(_joints().some_more) and right.numeral.kind in SCALES:
        return True
    return _SPACES.fullmatch(between) is not None


def _as_printed(item: Printed) -> Number:
    return Number(
        item.start,
        item.end,
        item.value,
        item.high,
        item.form,
        item.digits,
        item.signed,
        otherwise=item.otherwise,
    )


def _read_run(folded: str, run: list[_Atom], start: int, end: int) -> Iterator[Number]:
    """Cut a run of atoms into numbers, the longest first at every place."""
    if len(run) == 1 and run[0].printed:
        yield _as_printed(run[0].printed)
        return
    position = 0
    while position < len(run):
        atom = run[position]
        if atom.numeral.kind in _STANDALONE or (atom.numeral.kind == "plural_scale" and not atom.printed):
            yield from _standalone(folded, run, position, start, end)
            position += 1
            while (
                position < len(run) and run[position].numeral.kind in SCALES and atom.numeral.kind == "vague"
            ):
                position += 1
            continue
        total = add_up(_with_remainder(folded, run[position : position + _LONGEST], start))
        if total is None:
            position += 1
            continue
        atoms = run[position : position + total.words]
        position += total.words
        if position < len(run) and run[position].numeral.kind == "fraction" and 1 < total.value < 4:
            parts = run[position]
            yield Number(atom.start, parts.end, _parts(total, parts), form="fraction", in_words=True)
            position += 1
        elif atom.printed or is_number(
            folded, atom.start, atoms[-1].end, [item.numeral for item in atoms], start, end
        ):
            yield _number(atoms, total)


def _with_remainder(folded: str, run: Sequence[_Atom], start: int) -> list[Numeral]:
    """The numerals of a run; «345» of «12 тысяч 345» is marked as the rest, but not in «на 10 тыс. 24»."""
    numerals = [atom.numeral for atom in run]
    for place in range(2, len(run)):
        printed, before = run[place].printed, numerals[place - 1]
        if printed and 0 < printed.digits <= 3 and before.kind in SCALES and before.value == 1000:
            joints = _joints()
            rate = numerals[place - 2].value in (1, 10, 100) and words_before(
                folded, run[0].start, start, 1
            ) == [joints.rated_by]
            if not rate and not folded[run[place - 1].start : run[place - 1].end].endswith(joints.level_from):
                numerals[place] = Numeral(printed.value or 0.0, "remainder")
    return numerals


def _parts(total: Sum, fraction: _Atom) -> float:
    """«две трети» in per cent."""
    return round(total.value * fraction.numeral.value, 6)


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


def _standalone(folded: str, run: list[_Atom], position: int, start: int, end: int) -> Iterator[Number]:
    """Words that are a figure by themselves: «вдвое», «дважды», «десятки тысяч», «более тысячи»."""
    atom = run[position]
    if atom.numeral.kind in ("multiple", "occasion"):
        yield Number(atom.start, atom.end, atom.numeral.value, form=atom.numeral.kind, in_words=True)
    elif atom.numeral.kind == "fraction":
        if is_number(folded, atom.start, atom.end, [atom.numeral], start, end):
            value = round(atom.numeral.value, 6)
            yield Number(atom.start, atom.end, value, form="fraction", in_words=True)
    elif atom.numeral.kind == "vague":
        last = position
        while last + 1 < len(run) and run[last + 1].numeral.kind in SCALES:
            last += 1
        yield Number(atom.start, run[last].end, None, form="vague", in_words=True, scaled=last > position)
    else:
        yield from _lone_scale(folded, atom, start)


def _lone_scale(folded: str, atom: _Atom, start: int) -> Iterator[Number]:
    """«более тысячи» is 1000.

    «тысячи людей» and «несколько тысяч» have no size; «в тысячах тенге» is no figure.
    """
    before = words_before(folded, atom.start, start)
    word = folded[atom.start : atom.end]
    if before and before[-1] in lexicon().before["indefinite"]:
        yield Number(atom.start, atom.end, None, form="vague", in_words=True, scaled=True)
    elif (
        word.endswith(_joints().bound_scale)
        and before
        and any(tuple(before[-n:]) in lexicon().comparator_before for n in (1, 2, 3))
    ):
        value = atom.numeral.value
        yield Number(atom.start, atom.end, value, in_words=True, scaled=True, scale=value)
    elif word.endswith(_joints().vague_scales):
        yield Number(atom.start, atom.end, None, form="vague", in_words=True, scaled=True)
