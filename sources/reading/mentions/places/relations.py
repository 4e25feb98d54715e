"""How a place stands in its sentence: where something is, whence, whither, whose, or only in somebody's name.

Holds the reading of prepositions, cases and the words before a name. What follows for a figure is decided
elsewhere.
"""

from __future__ import annotations

import re
from typing import Literal, cast

from sources.reading.mentions.places.cues import (
    anywhere,
    at_end,
    at_start,
    near_end,
    openings_at_end,
    which_at_end,
)
from sources.reading.mentions.places.words import place_words

Relation = Literal[
    "scope",  # в Астане, по Атырауской области, Маңғыстау облысында
    "subject",  # Атырауская область — 148
    "of",  # больницам Атырауской области
    "residents",  # жители Атырауской области, астаналықтар
    "source",  # из Алматы
    "destination",  # в Караганду
    "companion",  # вместе с Атырауской областью
    "comparison",  # чем в Астане, по сравнению с Алматы
    "seat",  # НИИ кардиологии, г. Алматы
    "authority",  # аким Атырауской области
    "attributive",  # шымкентские врачи
]

_LINE, _WORDS_BEFORE, _LONGEST_WORD = 80, 50, 25
_BY_CUE: dict[str, Relation] = {
    "comparison": "comparison", "companion": "companion", "residents": "residents", "authority": "authority",
    "school": "source", "institution": "of",
}  # fmt: skip
_UNCOUNTED = re.compile(r"^[\W\d]+")
_COUNT = re.compile(r" \d[\d ]*")
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*$")
_KAZAKH: dict[str, Relation] = {
    "l": "scope", "t": "of", "g": "of", "d": "destination", "o": "source", "c": "comparison",
    "r": "attributive", "p": "residents", "a": "subject", "i": "subject", "n": "subject",
}  # fmt: skip


def relation_of(low: str, start: int, end: int, cases: str, attributive: bool, kazakh: bool) -> Relation:
    """How the place at `[start, end)` of the folded text stands, by its cases and the words around it.

    `cases` are letters as in `places_gazetteer.Form`; `kazakh` says that the name is written in Kazakh.
    """
    words = place_words()
    line = low[max(0, start - _LINE, low.rfind("\n", max(0, start - _LINE), start) + 1) : start]
    if cases != "l" and anywhere("partners_after").search(low[end : end + _WORDS_BEFORE].split(".")[0]):
        return "companion"
    if attributive or cases == "attributive":
        if "i" in cases.removesuffix("attributive") and words.ends_with.search(line):
            return "companion"
        return "residents" if at_start("residents").match(low, end) else "attributive"
    if cases == "people":
        return "scope" if low.startswith(words.among, max(0, start - 2)) else "residents"
    if at_start("authority_after").match(low, end):
        return "authority"
    if kazakh or (len(cases) == 1 and cases in "otcrp"):
        return _kazakh(low, end, cases)
    if _is_a_partner(line):
        return "companion"
    beside = at_end("neighbour").search(line)
    line = line[: beside.start()] if beside else line
    last = _LAST_WORD.search(line, max(0, len(line) - _LONGEST_WORD))
    word = last.group(1) if last else ""
    kind = _kind_of_cue(line) if word[:2] in openings_at_end(*_BY_CUE) else ""
    if kind in ("comparison", "companion"):
        return _BY_CUE[kind]
    if word in words.into:
        return _inside(line + low[end : end + 40].split(".")[0], cases)
    if word in words.with_ and "i" in cases and "g" not in cases:
        return "companion"
    if word in words.prepositions:
        whose = word == "of" and at_end("residents").search(line[: -len(word) - 1])
        return "residents" if whose else cast("Relation", words.prepositions[word])
    if kind in ("residents", "authority"):
        return _BY_CUE[kind]
    return _without_preposition(low, line, start, end, cases, kind)


def names_staff(low: str, end: int) -> bool:
    """Whether an attributive name that ends at `end` is that of staff: «астаналық 11 маман»."""
    counted = _COUNT.match(low, end)
    return at_start("staff").match(low, counted.end() if counted else end) is not None


def _is_a_partner(line: str) -> bool:
    """Whether one works with the place before which `line` ends, or its hospital: «с клиникой Астаны»."""
    seat = place_words().ends_in.search(line)
    if seat is None:
        together = near_end("together_with").search(line)
        if together is not None and at_end("authority").search(line) is None:
            return True
    hospital = at_end("hospital").search(line[: seat.start()] if seat else line)
    return (
        hospital is not None and place_words().ends_with_somebody.search(line[: hospital.start()]) is not None
    )


def _kind_of_cue(line: str) -> str:
    cue = which_at_end(*_BY_CUE).search(line[-_WORDS_BEFORE:])
    return (cue and cue.lastgroup) or ""


def _without_preposition(low: str, line: str, start: int, end: int, cases: str, cue: str) -> Relation:
    if low.startswith(place_words().seat, start) or (line.endswith("(") and low.startswith(")", end)):
        return "seat"
    if low.startswith(place_words().over, end) or cases == "l":
        return "scope"
    if cases == "i":
        return "companion"
    if cue in ("school", "institution"):
        return _BY_CUE[cue]
    return "subject" if "n" in cases or not cases else "of"


def _inside(around: str, cases: str) -> Relation:
    if "l" in cases and "a" not in cases:
        return "scope"
    if "l" in cases:
        return "destination" if anywhere("motion").search(around) else "scope"
    return "destination"


def _is_lower_end(clause: str) -> bool:
    """Whether a Kazakh ablative measures: «Атыраудан да жоғары», but not «Атыраудан да науқастар көп»."""
    also = at_start("also").match(clause)
    if also:
        return at_start("higher").match(clause, also.end()) is not None
    return anywhere("higher").search(clause) is not None


def _kazakh(low: str, end: int, cases: str) -> Relation:
    if low.startswith(place_words().over, end):
        return "scope"
    case = cases[:1] or "n"
    clause = low[end : end + 50].split(".")[0]
    if case == "g" and anywhere("residents_after").search(clause):
        return "residents"
    if case == "r" and at_start("residents_after").match(_UNCOUNTED.sub("", clause)):
        return "residents"
    if case == "o" and _is_lower_end(clause):
        return "comparison"
    if case in "di" and anywhere("compared_after").search(clause):
        return "comparison"
    return _KAZAKH[case]
