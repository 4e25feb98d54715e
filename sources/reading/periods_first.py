"""Which characters a pattern can begin with, so that a word is tried against the patterns of its first letter only.

Holds the analysis of the plain regular expressions of the data files (groups, classes, look-around, quantifiers). It may
name too many characters, never too few.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = frozenset("0123456789")
_SPACES = frozenset(" \n")
_OPTIONAL = re.compile(r"[?*]|\{0?,\d*\}|\{0\}")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})\??")
_GROUP = re.compile(r"\((?:\?(?::|P<\w+>))?")
_LOOK_AROUND = re.compile(r"\(\?<?[=!]")


class _First(NamedTuple):
    """The first characters of a part of a pattern, whether it can match nothing, and where it ends."""

    characters: frozenset[str]
    empty: bool
    end: int


def first_characters(pattern: str) -> frozenset[str]:
    """The characters with which a match of `pattern` can begin."""
    first = _alternatives(pattern, 0)
    if first.empty or first.end != len(pattern):
        raise ValueError(f"{pattern!r} can match nothing or is not closed; give it a first word and check its brackets")
    return first.characters


def _alternatives(pattern: str, at: int) -> _First:
    found: frozenset[str] = frozenset()
    empty = False
    while True:
        sequence = _sequence(pattern, at)
        found, empty, at = found | sequence.characters, empty or sequence.empty, sequence.end
        if pattern[at : at + 1] != "|":
            return _First(found, empty, at)
        at += 1


def _sequence(pattern: str, at: int) -> _First:
    found: frozenset[str] = frozenset()
    empty = True
    while at < len(pattern) and pattern[at] not in "|)":
        part = _part(pattern, at)
        at = part.end
        optional = part.empty
        if quantifier := _QUANTIFIER.match(pattern, at):
            optional = optional or _OPTIONAL.match(pattern, at) is not None
            at = quantifier.end()
        if empty:
            found |= part.characters
            empty = optional
    return _First(found, empty, at)


def _part(pattern: str, at: int) -> _First:
    if look := _LOOK_AROUND.match(pattern, at):
        return _First(frozenset(), True, _alternatives(pattern, look.end()).end + 1)
    if group := _GROUP.match(pattern, at):
        inner = _alternatives(pattern, group.end())
        return _First(inner.characters, inner.empty, inner.end + 1)
    if pattern[at] == "[":
        end = pattern.index("]", at + 2)
        return _First(_members(pattern[at + 1 : end]), False, end + 1)
    if pattern[at] == "\\":
        return _First(_escaped(pattern[at + 1]), False, at + 2)
    if pattern[at] in "$^":
        return _First(frozenset(), True, at + 1)
    return _First(frozenset(pattern[at]), False, at + 1)


def _members(body: str) -> frozenset[str]:
    """The characters of a class; a negated class is not supported."""
    if body.startswith("^"):
        return frozenset()
    found: set[str] = set()
    at = 0
    while at < len(body):
        if body[at] == "\\":
            found |= _escaped(body[at + 1])
            at += 2
        elif body[at + 1 : at + 2] == "-" and at + 2 < len(body):
            found.update(map(chr, range(ord(body[at]), ord(body[at + 2]) + 1)))
            at += 3
        else:
            found.add(body[at])
            at += 1
    return frozenset(found)


def _escaped(letter: str) -> frozenset[str]:
    return {"d": _DIGITS, "s": _SPACES, "n": frozenset("\n")}.get(letter, frozenset(letter))
