"""Lists of cue words of the catalogue as compiled patterns over folded text.

Holds the compiling only; which cue means what is said in sources/catalogue/places/cues.yml and by who asks
for it.
"""

from __future__ import annotations

import re
from functools import cache

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.language.fold import fold

_FILE = CATALOGUE / "places" / "cues.yml"


@cache
def anywhere(name: str) -> re.Pattern[str]:
    """The cues `name` as whole words anywhere in a folded text."""
    return re.compile(rf"(?<!\w)(?:{alternatives(name)})")


@cache
def at_end(name: str) -> re.Pattern[str]:
    """The cues `name` as the last words of a folded text, with nothing but spaces and marks after them."""
    return re.compile(rf"(?<!\w)(?:{alternatives(name)})\W*$")


@cache
def which_at_end(*names: str) -> re.Pattern[str]:
    """Several lists of cues as the last words of a folded text; `lastgroup` names the list that matched."""
    lists = "|".join(f"(?P<{name}>{alternatives(name)})" for name in names)
    return re.compile(rf"(?<!\w)(?:{lists})\W*$")


@cache
def openings_at_end(*names: str) -> frozenset[str]:
    """The first two letters of the last word of each cue: a cheap look before `which_at_end`."""
    return frozenset(fold(phrase.split()[-1])[:2] for name in names for phrase in _cues()[name])


@cache
def near_end(name: str) -> re.Pattern[str]:
    """The cues `name` with at most two other words between them and the end of a folded text."""
    return re.compile(rf"(?<!\w)(?:{alternatives(name)})\W*(?:\w+\W+){{0,2}}$")


@cache
def at_start(name: str) -> re.Pattern[str]:
    """The cues `name` as the first words of a folded text."""
    return re.compile(rf"\W*(?:{alternatives(name)})")


@cache
def near_start(name: str) -> re.Pattern[str]:
    """The cues `name` with at most two other words between them and the start of a folded text."""
    return re.compile(rf"\W*(?:\w+\W+){{0,2}}(?:{alternatives(name)})")


@cache
def agency() -> re.Pattern[str]:
    """The names of agencies, without a mark at either end, to be set into another pattern."""
    return re.compile(rf"(?:{alternatives('agency')})(?:\.kz)?")


@cache
def _cues() -> dict[str, list[str]]:
    found: dict[str, list[str]] = read_yaml(_FILE)
    return found


def alternatives(name: str) -> str:
    """The cues `name` as alternatives of a pattern, the longest first."""
    phrases = sorted((fold(phrase) for phrase in _cues()[name]), key=len, reverse=True)
    return "|".join(_pattern(phrase) for phrase in phrases)


def _pattern(phrase: str) -> str:
    words = (re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
    return r"[\s-]+".join(words) + ("" if phrase.endswith("*") else r"(?!\w)")
