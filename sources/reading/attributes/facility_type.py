"""Of which type of facility a figure is, beyond the nearest word for one: what a bare noun means, several
types counted together, the facility that the text speaks of.

Holds the type only. Of which named facility a figure is, is asked in `facility`; who follows the facilities
of a page is `facility_coreference`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from sources.reading.attributes.dimension_data import dimension_data
from sources.reading.attributes.facility_coreference import (
    FacilityCoreference,
    FocusWords,
    facility_coreference,
)
from sources.reading.layout.page import Page
from sources.reading.measurement.figure_reading import FigureReading


def types_of_facilities() -> Mapping[str, Sequence[str]]:
    """The concepts that name each facility type."""
    return dimension_data()["facility_type"]["values"]


def facility_in_focus(page: Page) -> FacilityCoreference:
    """The facility a page speaks of, by the words of the data file."""
    return facility_coreference(page, _focus_words())


def facility_meant(reading: FigureReading, value: str, page: Page, focus: FacilityCoreference) -> str:
    """The facility that the nearest bare noun of the sentence means («больница» after «детская больница»);
    empty where it is only a room of one.
    """
    said = dimension_data()["focus"]
    if value in said["rooms"]:
        starts = {mention.start for mention in page.sentences[reading.sentence].mentions}
        return "" if focus.rooms & starts else value
    if value not in said["vague"]:
        return value
    nouns = set(dimension_data()["focus"]["bare"]) & set(dimension_data()["facility_type"]["values"][value])
    offsets = [
        mention.start
        for mention in page.sentences[reading.sentence].mentions
        if mention.concept in nouns and mention.start in focus.meant
    ]
    nearest = min(offsets, key=lambda start: abs(start - reading.figure.start), default=None)
    return value if nearest is None else focus.meant[nearest]


def counts_several(reading: FigureReading, page: Page) -> bool:
    """Whether facilities of several types are counted together («17 поликлиник и больниц»), or things whose
    types are listed («9 объектов: амбулатории и медпункты»).
    """
    around = reading.around
    if around is None or reading.unit not in dimension_data()["focus"]["counts_facilities"]:
        return False
    by_concept = types_by_concept()
    sentence = page.sentences[reading.sentence]
    start = reading.figure.start
    typed = [one for one in sentence.mentions if one.concept in by_concept and one.start >= start]
    if not any(one.start < around.noun_end for one in typed):  # mere objects, told what they are
        end = min((one.start for one in sentence.figures if one.start > start), default=sentence.end)
        if any(mark == ":" and start < at < end for at, mark in sentence.marks):
            end = sentence.end
        typed = [one for one in typed if one.start < end]
    else:
        last = max(one.end for one in typed if one.start < around.noun_end)
        plural = _focus_words().plural
        joined = {
            one.start
            for one in typed
            if is_joined(page.folded[last : one.start])
            and plural.fullmatch(sentence.tokens[one.last - 1].form)
        }
        typed = [one for one in typed if one.start < around.noun_end or one.start in joined]
    return any(
        one.end <= other.start and by_concept[one.concept].isdisjoint(by_concept[other.concept])
        for one in typed
        for other in typed
    )


def of_several(reading: FigureReading, value: str, page: Page) -> bool:
    """Whether the nearest word for this type is joined with one for another type, both in the plural
    («амбулаториям и медпунктам»), so that the figure is of neither.
    """
    by_concept, plural = types_by_concept(), _focus_words().plural
    sentence = page.sentences[reading.sentence]
    typed = [
        one
        for one in sentence.mentions
        if one.concept in by_concept and plural.fullmatch(sentence.tokens[one.last - 1].form)
    ]
    told = [one for one in typed if value in by_concept[one.concept]]
    if not told:
        return False
    nearest = min(told, key=lambda one: abs(one.start - reading.figure.start))
    return any(
        by_concept[one.concept].isdisjoint(by_concept[nearest.concept])
        and is_joined(page.folded[min(one.end, nearest.end) : max(one.start, nearest.start)])
        for one in typed
    )


def start_of_telling(page: Page, number: int) -> int:
    """Where the sentence before begins, when it stands in the same paragraph; else this one."""
    same = number > 0 and page.sentences[number - 1].line == page.sentences[number].line
    return page.sentences[number - same].start


def goes_on_telling(readings: Sequence[FigureReading], index: int, page: Page) -> bool:
    """Whether the next figure goes on telling of the same in this sentence or the next of the paragraph."""
    if index + 1 >= len(readings):
        return False
    this, other = readings[index], readings[index + 1]
    nearby = tuple(dimension_data()["focus"]["nearby"])
    same_line = page.sentences[this.sentence].line == page.sentences[other.sentence].line
    both = all(one.code is not None and one.code.startswith(nearby) for one in (this, other))
    return both and same_line and other.sentence - this.sentence <= 1


def type_in_focus(code: str, offset: int, focus: FacilityCoreference, told_from: int) -> str | None:
    """The facility the text speaks of where a figure of this indicator stands."""
    said = dimension_data()["focus"]
    facility = focus.at(offset)
    only = next((value for start, value in said["only"].items() if code.startswith(start)), facility)
    nearby = code.startswith(tuple(said["nearby"])) and focus.is_stated(told_from, offset)
    asked = code.startswith(tuple(said["codes"])) or (
        (facility == focus.subject or nearby) and code.startswith(tuple(said["of_subject"]))
    )
    return facility if asked and facility == only and not is_unfit(code, facility) else None


def is_unfit(code: str, facility: str | None) -> bool:
    """Whether a figure of this indicator cannot be of this type of facility."""
    return any(
        facility in types
        for start, types in dimension_data()["focus"]["unfit"].items()
        if code.startswith(start)
    )


def is_joined(between: str) -> bool:
    """Whether nothing but a word for «and» parts two nouns."""
    return between.strip() in dimension_data()["joins"]


@cache
def types_by_concept() -> Mapping[str, frozenset[str]]:
    """The types that each concept of the lexicon names."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    for value, concepts in types_of_facilities().items():
        for concept in concepts:
            said[concept].add(value)
    return {concept: frozenset(values) for concept, values in said.items()}


@cache
def _focus_words() -> FocusWords:
    focus = dimension_data()["focus"]
    return FocusWords(
        types={
            value: [concept for concept in concepts if concept not in focus["no_facility"]]
            for value, concepts in types_of_facilities().items()
        },
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
