"""Whether a common noun speaks of a place where it stands: «в области», «по республике», «у соседей».

Holds the nouns by which a report calls its own region, regions that it does not name, and the country. Names
stand in `places_names`.
"""

from __future__ import annotations

import re

from sources.reading.mentions.places.cues import at_start
from sources.reading.mentions.places.gazetteer import Form, Gazetteer
from sources.reading.mentions.places.naming import STANDS_ALONE, Naming, WordBefore

_THROUGHOUT = re.compile(r" (?:бойынша|көлемінде|аумағында)(?: орташа)?( деңгейден| көрсеткіштен)?")
_FROM = ("дан", "ден", "тан", "тен", "нан", "нен")
_TO = ("ға", "ге", "қа", "ке")
_INSIDE = ("по", "в", "во", "across", "the")


def noun_at(
    low: str, start: int, end: int, edge: int, form: Form, before: WordBefore, known: Gazetteer
) -> Naming | None:
    """The reading of a common noun at `[start, end)`, null when it speaks of no place there.

    `edge` is where the mention before ends: «областная» right after «Костанайская» belongs to that name.
    """
    if form.kind == "own_region":
        return _own_region(low, start, end, edge, form, before, known)
    if form.kind == "elsewhere":
        return _elsewhere(low, start, end, form, before, known)
    return _republic(low, start, end, form, before)


def _own_region(
    low: str, start: int, end: int, edge: int, form: Form, before: WordBefore, known: Gazetteer
) -> Naming | None:
    if before.word.startswith(known.points_elsewhere) or (low[start:end] == "нас" and before.word != "у"):
        return None
    part_of_name = form.place == "область" and edge > 0 and not low[edge:start].strip(" -")
    counted = low[max(0, start - 3) : start].rstrip()[-1:].isdigit()
    field = form.place == "область" and at_start("field").match(low, end)
    return None if part_of_name or counted or field else Naming(form, start, end, "l")


def _elsewhere(
    low: str, start: int, end: int, form: Form, before: WordBefore, known: Gazetteer
) -> Naming | None:
    word = low[start:end]
    cases = "o" if word.endswith(_FROM) else "d" if word.endswith(_TO) else "l"
    if form.cases == "l":
        return Naming(form, start, end, cases)
    if form.cases == "n":
        return Naming(form, start, end, "l") if before.word in _INSIDE else None
    return Naming(form, before.start, end, cases) if before.word.startswith(known.unnamed) else None


def _republic(low: str, start: int, end: int, form: Form, before: WordBefore) -> Naming | None:
    throughout = _THROUGHOUT.match(low, end)
    if throughout is not None:
        return Naming(form, start, throughout.end(), "o" if throughout.group(1) else "l")
    if form.cases == "n" and not STANDS_ALONE.match(low, end):
        return None
    if form.cases:
        return Naming(form, start, end, form.cases)
    return Naming(form, start, end, "l") if before.word in _INSIDE else None
