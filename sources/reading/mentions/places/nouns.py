"""Whether a common noun speaks of a place where it stands: «в области», «по республике», «у соседей».

Holds the nouns by which a report calls its own region, regions that it does not name, and the country. Names
stand in `places_names`.
"""

from __future__ import annotations

from sources.catalogue.function_words import function_words
from sources.reading.mentions.places.cues import at_start
from sources.reading.mentions.places.gazetteer import OBLAST, Form, Gazetteer
from sources.reading.mentions.places.naming import Naming, WordBefore
from sources.reading.mentions.places.words import place_words


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
    our = place_words().our_own
    if before.word.startswith(known.points_elsewhere) or (
        low[start:end] == our["word"] and before.word != our["after"]
    ):
        return None
    part_of_name = form.place == OBLAST and edge > 0 and not low[edge:start].strip(" -")
    counted = low[max(0, start - 3) : start].rstrip()[-1:].isdigit()
    field = form.place == OBLAST and at_start("field").match(low, end)
    return None if part_of_name or counted or field else Naming(form, start, end, "l")


def _elsewhere(
    low: str, start: int, end: int, form: Form, before: WordBefore, known: Gazetteer
) -> Naming | None:
    word, kazakh = low[start:end], function_words().cases
    cases = "o" if word.endswith(kazakh["ablative"]) else "d" if word.endswith(kazakh["dative"]) else "l"
    if form.cases == "l":
        return Naming(form, start, end, cases)
    if form.cases == "n":
        return Naming(form, start, end, "l") if before.word in place_words().inside else None
    return Naming(form, before.start, end, cases) if before.word.startswith(known.unnamed) else None


def _republic(low: str, start: int, end: int, form: Form, before: WordBefore) -> Naming | None:
    throughout = place_words().throughout.match(low, end)
    if throughout is not None:
        return Naming(form, start, throughout.end(), "o" if throughout.group(1) else "l")
    if form.cases == "n" and not place_words().stands_alone.match(low, end):
        return None
    if form.cases:
        return Naming(form, start, end, form.cases)
    return Naming(form, start, end, "l") if before.word in place_words().inside else None
