"""Whom a figure describes: the whole region, the republic, one place or facility of it, or some of several.

Only figures of a region or of the republic may be compared between regions, so that what may be of a part is
not booked on the whole. Holds the choice; where a figure belongs and which facility is named is decided in
`place` and `facility`, the words are data (catalogue/scope.yml).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from checks.tables.vocabulary import Scope
from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.reading.attributes.facility import Facilities, clause_of
from sources.reading.attributes.facility_type import is_joined, types_by_concept
from sources.reading.attributes.place.choice import FigurePlace
from sources.reading.layout.page import Page
from sources.reading.measurement.figure_reading import FigureReading
from sources.reading.mentions.places.finding import CITY_REGIONS, REPUBLIC


def scope_of(
    index: int,
    readings: Sequence[FigureReading],
    place: FigurePlace,
    facility: str | None,
    dims: Mapping[str, str],
    facilities: Facilities,
) -> Scope:
    """The scope of the figure of the prose at `index`.

    `facility` is the name of the one it is of, `dims` its dimensions, `facilities` those its page speaks of.
    """
    reading, page = readings[index], facilities.page
    if place.region_code is None:
        return Scope.UNKNOWN
    if facility is not None:
        return Scope.FACILITY
    start, end = clause_of(page.sentences[reading.sentence], reading.figure.start)
    if _of_some(index, readings, page, start, end):
        return Scope.GROUP
    facility_type = dims.get("facility_type")
    if facility_type is not None and _of_one_facility(reading, facility_type, facilities, start, end):
        return Scope.FACILITY
    # «в городе — 5 млн, на селе — 7» tells whom, not where
    if (
        place.place is None
        and "residence" not in dims
        and _of_one_place(place.region_code, page.folded[start:end])
    ):
        return Scope.PLACE
    return scope_of_row(place.region_code, place.place, None)


def scope_of_row(region_code: str | None, place: str | None, facility: str | None) -> Scope:
    """The scope of a figure in a table: its row and its heads name the facility or the place, or neither."""
    if region_code is None:
        return Scope.UNKNOWN
    if facility is not None:
        return Scope.FACILITY
    if place is not None:
        return Scope.PLACE
    return Scope.REPUBLIC if region_code == REPUBLIC else Scope.REGION


def _of_one_place(region_code: str, clause: str) -> bool:
    """Whether a clause speaks of a district, a village or a town of the region without its name."""
    in_town = region_code not in CITY_REGIONS and _pattern("one_town").search(clause)
    return bool(in_town or _pattern("one_district").search(clause))


def _of_some(index: int, readings: Sequence[FigureReading], page: Page, start: int, end: int) -> bool:
    """Whether what the clause tells was done in some of several: counted («в 5 больницах»), not counted («в
    нескольких районах»), or of one kind («в сельских больницах»).
    """
    this = readings[index]
    if _pattern("some").search(page.folded, start, end):
        return True
    if this.unit in _data()["counting_units"]:
        return False
    if _pattern("kind").search(page.folded, start, end):
        return True
    grouped = frozenset(_data()["grouped"])
    return any(
        other is not this
        and other.around is not None
        and other.around.oblique
        and not grouped.isdisjoint(other.around.head)
        and start <= other.figure.start < this.figure.start
        and _word_before(page, other.figure.start) not in _data()["all"]
        for other in readings[max(0, index - 3) : index]
    )


def _word_before(page: Page, offset: int) -> str:
    words = page.folded[max(0, offset - 20) : offset].split()
    return words[-1] if words else ""


def _of_one_facility(
    reading: FigureReading, facility_type: str, facilities: Facilities, start: int, end: int
) -> bool:
    """Whether one facility of the type is named or pointed to: in the clause, else by what the text speaks
    of where the figure stands.
    """
    if reading.unit in _data()["counting_units"] or reading.code is None:
        return False
    if reading.code.startswith(tuple(_data()["never_of_a_facility"])):
        return False
    typed, focus, page = types_by_concept(), facilities.focus, facilities.page
    here = [
        mention
        for mention in page.sentences[reading.sentence].mentions
        if start <= mention.start < end and mention.concept in typed
    ]
    told = [mention for mention in here if facility_type in typed[mention.concept]]
    if told:
        nearest = min(told, key=lambda one: abs(one.start - reading.figure.start))
        joined = any(
            is_joined(page.folded[min(one.end, nearest.end) : max(one.start, nearest.start)]) for one in here
        )
        return nearest.start in focus.single and not joined
    if focus.at(reading.figure.start) != facility_type or not focus.is_single(reading.figure.start):
        return False
    return len(facilities.names_of(facility_type)) < 2


@cache
def _data() -> Mapping[str, Any]:
    return read_yaml(CATALOGUE / "scope.yml")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_data()[name])
