"""Dimensions of an observation: for whom, by whom, in what kind of facility, with whose money.

Each dimension takes the nearest concept that names one of its values; what stands how near is told by the
surroundings, which concept means which value is data (`catalogue/dimensions.yml`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sources.reading.attributes.dimension_data import dimension_data
from sources.reading.attributes.dimensions_throughout import throughout
from sources.reading.attributes.facility_coreference import FacilityCoreference
from sources.reading.attributes.facility_type import (
    counts_several,
    facility_meant,
    goes_on_telling,
    is_unfit,
    of_several,
    start_of_telling,
    type_in_focus,
)
from sources.reading.layout.page import Page
from sources.reading.measurement.figure_reading import FigureReading

_BESIDE = 2.0
_HEADING_TOKENS = 4
_POINTS_AFTER = 12
_HANDED_ON = frozenset(
    {"staff_category", "facility_type", "funding", "residence", "age_group", "equipment_kind"}
)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: its values with their concepts, how far they may stand, for which indicators it is
    asked; `beside` are concepts that a concept needs beside it, `only_for` the indicators it speaks for,
    `concepts` the values that each concept names, with their rank.
    """

    name: str
    values: Mapping[str, tuple[str, ...]]
    reach: float
    wide_codes: frozenset[str]
    wide_reach: float
    codes: frozenset[str] | None
    area: str | None
    barred: tuple[str, ...]
    beside: Mapping[str, Sequence[str]]
    only_for: Mapping[str, Sequence[str]]
    concepts: Mapping[str, tuple[tuple[int, str], ...]]

    def reach_for(self, code: str) -> float:
        """How far a concept may stand from a figure of this indicator."""
        return self.wide_reach if code in self.wide_codes else self.reach

    def asked_of(self, code: str) -> bool:
        """Whether the dimension makes sense for this indicator."""
        return (
            (self.codes is None or code in self.codes)
            and (self.area is None or code.startswith(self.area))
            and not code.startswith(self.barred)
        )


@cache
def load_dimensions() -> tuple[Dimension, ...]:
    """Load the dimensions in the order of the data file."""
    names = ("age_group", "staff_category", "facility_type", "funding", "equipment_kind", "residence")
    return tuple(
        Dimension(
            name,
            {value: tuple(concepts) for value, concepts in dimension_data()[name]["values"].items()},
            dimension_data()[name]["reach"],
            frozenset(dimension_data()[name].get("wide", {}).get("codes", [])),
            dimension_data()[name].get("wide", {}).get("reach", 0.0),
            frozenset(dimension_data()[name]["codes"]) if "codes" in dimension_data()[name] else None,
            dimension_data()[name].get("only"),
            tuple(dimension_data()[name].get("barred", [])),
            dimension_data()[name].get("beside", {}),
            dimension_data()[name].get("only_for", {}),
            _by_concept(dimension_data()[name]["values"]),
        )
        for name in names
    )


def _by_concept(values: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """The values that each concept names, with their rank in the data file."""
    named: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for rank, (value, concepts) in enumerate(values.items()):
        for concept in dict.fromkeys(concepts):
            named[concept].append((rank, value))
    return {concept: tuple(ranked) for concept, ranked in named.items()}


def further() -> Mapping[str, Mapping[str, str]]:
    """What else is kept when it was said: name of the detail, concept, value."""
    return dimension_data()["further"]


def of_strangers() -> Mapping[str, str]:
    """Which indicator a figure is of when its patients come from another region, by its usual one."""
    return dimension_data()["of_strangers"]


def is_asked_of_origin(code: str) -> bool:
    """Whether a figure of this indicator can have patients who come from somewhere."""
    return code.startswith(tuple(dimension_data()["asked_of_origin"]))


def strangers_alone() -> str:
    """Which indicator a figure is of that has none else, when its patients come from another region."""
    return dimension_data()["strangers_alone"]


def patients_from_elsewhere() -> frozenset[str]:
    """Concepts of those who may be patients from another region."""
    return frozenset(dimension_data()["strangers"])


def dimensions_of(
    readings: Sequence[FigureReading], page: Page, focus: FacilityCoreference | None
) -> list[dict[str, str]]:
    """Return the dimensions of every reading, by position; numbers that only qualify others have none.

    In prose a figure may owe its facility to the sentences before it, which `focus` tells; in a table, where
    there is none, each cell speaks for itself.
    """
    readings = [_perhaps_of_strangers(reading) for reading in readings]
    result: list[dict[str, str]] = []
    owned: list[Mapping[str, str]] = []
    told: dict[int, int] = {}
    themes = throughout(page)
    for index, reading in enumerate(readings):
        if reading.code is None or reading.around is None:
            result.append({})
            owned.append({})
            continue
        own = _own(reading)
        if focus is not None and "facility_type" in own:
            meant = facility_meant(reading, own["facility_type"], page, focus)
            counts = reading.unit in dimension_data()["focus"]["counts_facilities"]
            if not meant or (not counts and of_several(reading, meant, page)):
                del own["facility_type"]
            else:
                own["facility_type"] = meant
        owned.append(own)
        implied = dict(dimension_data()["implied"].get(reading.code, {}))
        if (
            focus is not None
            and focus.subject is not None
            and focus.at(reading.figure.start) == focus.subject
        ):
            implied.pop("facility_type", None)
        pointed = _headed(reading, page) | _pointed(index, readings, page, result) if focus else {}
        always = dimension_data()["always"].get(reading.code, {})
        merged = implied | pointed | _inherited(reading, result, owned) | own | always
        if "facility_type" not in merged and focus is not None:
            start = start_of_telling(page, reading.sentence)
            if index in told and result[index - 1].get("facility_type") is not None:
                start = told[index]
            counts = reading.unit in dimension_data()["focus"]["counts_facilities"]
            facility = None if counts else type_in_focus(reading.code, reading.figure.start, focus, start)
            if facility is not None:
                merged["facility_type"] = facility
            told |= {index + 1: start} if goes_on_telling(readings, index, page) else {}
        if focus is not None:
            if counts_several(reading, page):
                merged.pop("facility_type", None)
            merged |= themes.values_for(reading.code, reading.sentence, merged)
        result.append(merged)
    return result


def _perhaps_of_strangers(reading: FigureReading) -> FigureReading:
    """A figure that still has no indicator as one of patients from elsewhere: its place may make it one."""
    if reading.code is not None or reading.disposition != "review":
        return reading
    return replace(reading, code=strangers_alone())


def _own(reading: FigureReading) -> dict[str, str]:
    """What the words around a figure say of it."""
    assert reading.code is not None
    own = {
        dimension.name: value
        for dimension in load_dimensions()
        if dimension.asked_of(reading.code) and (value := _nearest(dimension, reading)) is not None
    }
    instead = dimension_data()["instead"].get(reading.code, {})
    own = {name: instead.get(name, {}).get(value, value) for name, value in own.items()}
    if is_unfit(reading.code, own.get("facility_type")):
        del own["facility_type"]
    return own


def _headed(reading: FigureReading, page: Page) -> dict[str, str]:
    """What the first words of a paragraph say when they stand alone («Сельское здравоохранение.»)."""
    line = page.sentences[reading.sentence].line
    number = reading.sentence
    while number and page.sentences[number - 1].line == line:
        number -= 1
    first = page.sentences[number]
    if number == reading.sentence or first.figures or len(first.tokens) > _HEADING_TOKENS:
        return {}
    named = {mention.concept for mention in first.mentions}
    found: dict[str, str] = {}
    for dimension in load_dimensions():
        codes = tuple(dimension_data()["headed"].get(dimension.name, ()))
        if codes and reading.code and reading.code.startswith(codes):
            value = next((value for value, said in dimension.values.items() if named & set(said)), None)
            found |= {dimension.name: value} if value else {}
    return found


def _pointed(
    index: int, readings: Sequence[FigureReading], page: Page, done: Sequence[Mapping[str, str]]
) -> dict[str, str]:
    """What a word that points back («из них», «тағы») hands on from the figures before in the paragraph; a
    figure without a noun needs no such word in its own sentence.
    """
    reading = readings[index]
    sentence = page.sentences[reading.sentence]
    pointing = dimension_data()["pointing"]
    after = min(sentence.end, reading.figure.end + _POINTS_AFTER)
    points = _pointer().search(page.folded, sentence.start, after) is not None
    bare = reading.around is not None and reading.around.bare
    found: dict[str, str] = {}
    for name, families in pointing["families"].items():
        family = next(
            (tuple(one) for one in families if reading.code and reading.code.startswith(tuple(one))), ()
        )
        for before in range(index - 1, -1, -1):
            if not family or page.sentences[readings[before].sentence].line != sentence.line:
                break
            code = readings[before].code
            if code is not None and code.startswith(family):
                reaches = points or (bare and readings[before].sentence == reading.sentence)
                found |= {name: done[before][name]} if reaches and name in done[before] else {}
                break
    return found


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(dimension_data()["pointing"]["words"])


def _nearest(dimension: Dimension, reading: FigureReading) -> str | None:
    assert reading.around is not None
    assert reading.code is not None
    around = reading.around
    present = dimension.concepts.keys() & around.costs.keys()
    if not present:
        return None
    told: dict[str, tuple[float, int]] = {}
    reach = dimension.reach_for(reading.code)
    tied = dimension_data()["tied"]
    if dimension.name == tied["dimension"] and around.cost(tied["concept"]) <= 1.3:
        reach = tied["reach"]
    for concept in present:
        cost = around.costs[concept]
        if (
            cost > reach
            or not reading.code.startswith(tuple(dimension.only_for.get(concept, ("",))))
            or all(around.cost(other) > _BESIDE for other in dimension.beside.get(concept, (concept,)))
        ):
            continue
        for rank, value in dimension.concepts[concept]:
            told[value] = min(told.get(value, (cost, rank)), (cost, rank))
    vague = dimension_data()["vague"].get(dimension.name, {})
    for value, others in (*vague.items(), *dimension_data()["yielding"].get(reading.code, {}).items()):
        if value in told and told.keys() & set(others):
            del told[value]
    return min(told, key=lambda value: told[value], default=None)


def _inherited(
    reading: FigureReading, done: Sequence[Mapping[str, str]], owned: Sequence[Mapping[str, str]]
) -> dict[str, str]:
    """What a figure takes over with the indicator of the figure before it; a word of its own replaces it."""
    if reading.source is None or reading.source >= len(done):
        return {}
    given = {name: value for name, value in done[reading.source].items() if name in _HANDED_ON}
    of_part = (
        reading.link == "coordinate" and reading.measure == "level" and "age_group" in owned[reading.source]
    )
    if of_part or reading.measure.startswith("change"):
        given.pop("age_group", None)
    return given
