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
from typing import Any

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.reading.attributes.facility_coreference import (
    FacilityCoreference,
    FocusWords,
    facility_coreference,
)
from sources.reading.layout.page import Page
from sources.reading.measurement.figure_reading import FigureReading

_BESIDE = 2.0
_HEADING_TOKENS = 4
_POINTS_AFTER = 12
DIMENSIONS = CATALOGUE / "dimensions.yml"
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
def _data() -> Mapping[str, Any]:
    return read_yaml(DIMENSIONS)


@cache
def load_dimensions() -> tuple[Dimension, ...]:
    """Load the dimensions in the order of the data file."""
    names = ("age_group", "staff_category", "facility_type", "funding", "equipment_kind", "residence")
    return tuple(
        Dimension(
            name,
            {value: tuple(concepts) for value, concepts in _data()[name]["values"].items()},
            _data()[name]["reach"],
            frozenset(_data()[name].get("wide", {}).get("codes", [])),
            _data()[name].get("wide", {}).get("reach", 0.0),
            frozenset(_data()[name]["codes"]) if "codes" in _data()[name] else None,
            _data()[name].get("only"),
            tuple(_data()[name].get("barred", [])),
            _data()[name].get("beside", {}),
            _data()[name].get("only_for", {}),
            _by_concept(_data()[name]["values"]),
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
    return _data()["further"]


def of_strangers() -> Mapping[str, str]:
    """Which indicator a figure is of when its patients come from another region, by its usual one."""
    return _data()["of_strangers"]


def patients_from_elsewhere() -> frozenset[str]:
    """Concepts of those who may be patients from another region."""
    return frozenset(_data()["strangers"])


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
    for index, reading in enumerate(readings):
        if reading.code is None or reading.around is None:
            result.append({})
            owned.append({})
            continue
        own = _own(reading)
        if focus is not None and "facility_type" in own:
            own |= {"facility_type": _meant(reading, own["facility_type"], page, focus)}
            own = {name: value for name, value in own.items() if value}
        owned.append(own)
        implied = dict(_data()["implied"].get(reading.code, {}))
        if (
            focus is not None
            and focus.subject is not None
            and focus.at(reading.figure.start) == focus.subject
        ):
            implied.pop("facility_type", None)
        pointed = _headed(reading, page) | _pointed(index, readings, page, result) if focus else {}
        always = _data()["always"].get(reading.code, {})
        merged = implied | pointed | _inherited(reading, result, owned) | own | always
        if "facility_type" not in merged and focus is not None:
            start = _start_of_telling(page, reading.sentence)
            if index in told and result[index - 1].get("facility_type") is not None:
                start = told[index]
            counts = reading.unit in _data()["focus"]["counts_facilities"]
            facility = None if counts else _in_focus(reading.code, reading.figure.start, focus, start)
            if facility is not None:
                merged["facility_type"] = facility
            told |= {index + 1: start} if _goes_on(readings, index, page) else {}
        result.append(merged)
    return result


def _perhaps_of_strangers(reading: FigureReading) -> FigureReading:
    """A figure that still has no indicator as one of patients from elsewhere: its place may make it one."""
    if reading.code is not None or reading.disposition != "review":
        return reading
    return replace(reading, code=of_strangers()["SD.INP.TREATED"])


def _own(reading: FigureReading) -> dict[str, str]:
    """What the words around a figure say of it."""
    assert reading.code is not None
    own = {
        dimension.name: value
        for dimension in load_dimensions()
        if dimension.asked_of(reading.code) and (value := _nearest(dimension, reading)) is not None
    }
    instead = _data()["instead"].get(reading.code, {})
    own = {name: instead.get(name, {}).get(value, value) for name, value in own.items()}
    if _unfit(reading.code, own.get("facility_type")):
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
        codes = tuple(_data()["headed"].get(dimension.name, ()))
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
    pointing = _data()["pointing"]
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
    return re.compile(_data()["pointing"]["words"])


def _meant(reading: FigureReading, value: str, page: Page, focus: FacilityCoreference) -> str:
    """The facility that the nearest bare noun of the sentence means («больница» after «детская больница»);
    empty where it is only a room of one.
    """
    said = _data()["focus"]
    if value in said["rooms"]:
        starts = {mention.start for mention in page.sentences[reading.sentence].mentions}
        return "" if focus.rooms & starts else value
    if value not in said["vague"]:
        return value
    nouns = set(_data()["focus"]["bare"]) & set(_data()["facility_type"]["values"][value])
    offsets = [
        mention.start
        for mention in page.sentences[reading.sentence].mentions
        if mention.concept in nouns and mention.start in focus.meant
    ]
    nearest = min(offsets, key=lambda start: abs(start - reading.figure.start), default=None)
    return value if nearest is None else focus.meant[nearest]


def _start_of_telling(page: Page, number: int) -> int:
    """Where the sentence before begins, when it stands in the same paragraph; else this one."""
    same = number > 0 and page.sentences[number - 1].line == page.sentences[number].line
    return page.sentences[number - same].start


def _goes_on(readings: Sequence[FigureReading], index: int, page: Page) -> bool:
    """Whether the next figure goes on telling of the same in this sentence or the next of the paragraph."""
    if index + 1 >= len(readings):
        return False
    this, other = readings[index], readings[index + 1]
    nearby = tuple(_data()["focus"]["nearby"])
    same_line = page.sentences[this.sentence].line == page.sentences[other.sentence].line
    both = all(one.code is not None and one.code.startswith(nearby) for one in (this, other))
    return both and same_line and other.sentence - this.sentence <= 1


def _in_focus(code: str, offset: int, focus: FacilityCoreference, told_from: int) -> str | None:
    """The facility the text speaks of where a figure of this indicator stands."""
    said = _data()["focus"]
    facility = focus.at(offset)
    only = next((value for start, value in said["only"].items() if code.startswith(start)), facility)
    nearby = code.startswith(tuple(said["nearby"])) and focus.is_stated(told_from, offset)
    asked = code.startswith(tuple(said["codes"])) or (
        (facility == focus.subject or nearby) and code.startswith(tuple(said["of_subject"]))
    )
    return facility if asked and facility == only and not _unfit(code, facility) else None


def _unfit(code: str, facility: str | None) -> bool:
    """Whether a figure of this indicator cannot be of this type of facility."""
    return any(
        facility in types for start, types in _data()["focus"]["unfit"].items() if code.startswith(start)
    )


def types_of_facilities() -> Mapping[str, Sequence[str]]:
    """The concepts that name each facility type."""
    return _data()["facility_type"]["values"]


def facility_in_focus(page: Page) -> FacilityCoreference:
    """The facility a page speaks of, by the words of the data file."""
    return facility_coreference(page, _focus_words())


@cache
def _focus_words() -> FocusWords:
    focus = _data()["focus"]
    return FocusWords(
        types=_data()["facility_type"]["values"],
        widening=frozenset(focus["widening"]),
        returning=frozenset(focus["returning"]),
        widening_forms=re.compile(focus["widening_forms"]),
        plural=re.compile(focus["plural"]),
        many=re.compile(focus["many"]),
        described=re.compile(focus["described"]),
        bare=focus["bare"],
        common=frozenset(focus["common"]),
        sized=re.compile(focus["sized"]),
        rooms=frozenset(focus["rooms"]),
        unnamed=focus["unnamed"],
        region=re.compile(focus["region"]),
        returning_kinds=focus["returning_kinds"],
        acting=frozenset(focus["acting"]),
        heads=re.compile(focus["heads"]),
    )


def _nearest(dimension: Dimension, reading: FigureReading) -> str | None:
    assert reading.around is not None
    assert reading.code is not None
    around = reading.around
    present = dimension.concepts.keys() & around.costs.keys()
    if not present:
        return None
    told: dict[str, tuple[float, int]] = {}
    reach = dimension.reach_for(reading.code)
    tied = _data()["tied"]
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
    for value, others in _data()["yielding"].get(reading.code, {}).items():
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
