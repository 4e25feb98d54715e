"""With which characters a match of a pattern can begin, so that a word is tried against a handful of patterns
only.

Holds the analysis of the plain regular expressions of the data files: groups, classes, look-around,
quantifiers. It may name too many beginnings, never too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

LENGTH = 3
_QUANTIFIER = re.compile(r"([?*+]|\{(\d*),?\d*\})\??")
_GROUP = re.compile(r"\((?:\?(?::|P<\w+>))?")
_LOOK_AROUND = re.compile(r"\(\?<?[=!]")
_ESCAPES = {"d": "0123456789", "s": " \n", "n": "\n"}


class _Part(NamedTuple):
    """The beginnings of a part of a pattern, at most LENGTH long and shorter where it can end, and its
    end."""

    beginnings: frozenset[str]
    end: int


def prefixes(pattern: str) -> frozenset[str]:
    """The first LENGTH characters of whatever `pattern` can match.

    Raises ValueError for a pattern with unbalanced brackets or one that can match fewer characters.
    """
    whole = _alternatives(pattern, 0, LENGTH)
    if whole.end != len(pattern) or min(map(len, whole.beginnings)) < LENGTH:
        raise ValueError(
            f"{pattern!r} can match less than {LENGTH} characters; close its brackets, add a word to it"
        )
    return whole.beginnings


def _alternatives(pattern: str, at: int, wanted: int) -> _Part:
    found: frozenset[str] = frozenset()
    while True:
        sequence = _sequence(pattern, at, wanted)
        found, at = found | sequence.beginnings, sequence.end
        if pattern[at : at + 1] != "|":
            return _Part(found, at)
        at += 1


def _sequence(pattern: str, at: int, wanted: int) -> _Part:
    found = frozenset([""])
    while at < len(pattern) and pattern[at] not in "|)":
        missing = wanted - min(map(len, found))
        part = _atom(pattern, at, missing)
        at, beginnings = part.end, part.beginnings
        if quantifier := _QUANTIFIER.match(pattern, at):
            at = quantifier.end()
            beginnings = _repeated(beginnings, quantifier[1], quantifier[2], missing)
        found = _joined(found, beginnings, wanted)
    return _Part(found, at)


def _repeated(beginnings: frozenset[str], quantifier: str, least: str | None, wanted: int) -> frozenset[str]:
    repeated = beginnings
    if quantifier != "?":
        for _ in range(wanted - 1):
            repeated = repeated | _joined(repeated, beginnings, wanted)
    return repeated | {""} if quantifier in ("?", "*") or least in ("", "0") else repeated


def _joined(first: frozenset[str], then: frozenset[str], wanted: int) -> frozenset[str]:
    if min(map(len, first)) >= wanted:
        return first
    return frozenset((one + two)[:wanted] for one in first for two in then)


def _atom(pattern: str, at: int, wanted: int) -> _Part:
    """The beginnings of the group, class or character at `at`; only the empty one when none is wanted."""
    if look := _LOOK_AROUND.match(pattern, at):
        return _Part(frozenset([""]), _alternatives(pattern, look.end(), 0).end + 1)
    if group := _GROUP.match(pattern, at):
        inner = _alternatives(pattern, group.end(), wanted)
        return _Part(inner.beginnings, inner.end + 1)
    if pattern[at] == "[":
        end = pattern.index("]", at + 2)
        return _Part(_characters(_members(pattern[at + 1 : end]), wanted), end + 1)
    if pattern[at] == "\\":
        return _Part(_characters(_ESCAPES.get(pattern[at + 1], pattern[at + 1]), wanted), at + 2)
    if pattern[at] in "$^":
        return _Part(frozenset([""]), at + 1)
    return _Part(_characters(pattern[at], wanted), at + 1)


def _characters(characters: Iterable[str], wanted: int) -> frozenset[str]:
    return frozenset(characters) if wanted else frozenset([""])


def _members(body: str) -> Iterable[str]:
    """The characters of a class; a negated one («[^а-я]») cannot begin a pattern of the data files."""
    at = 0
    while at < len(body):
        if body[at] == "\\":
            yield from _ESCAPES.get(body[at + 1], body[at + 1])
            at += 2
        elif body[at + 1 : at + 2] == "-" and at + 2 < len(body):
            yield from map(chr, range(ord(body[at]), ord(body[at + 2]) + 1))
            at += 3
        else:
            yield body[at]
            at += 1
