"""Plan, fact or need of each figure among its neighbours: what a whole, a list and a project hand on.

Holds the handing on only. What a figure's own words and its clause tell is decided in `choice`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.tables.vocabulary import PlanActual
from sources.reading.attributes.scope.engine import Decision
from sources.reading.attributes.status.choice import by_nature, decision_for, is_as_its_building, traits_of
from sources.reading.attributes.status.cues import PageCues
from sources.reading.layout.page import Page, Sentence
from sources.reading.measurement.figure_reading import FigureReading
from sources.reading.measurement.plan_and_fact import plan_comes_first

_PAIRED_AFTER = re.compile(r" ?[/(] ?\d")
_PAIRED_BEFORE = re.compile(r"\d ?[/(] ?$")
_PAIR_REACH = 4
_PROJECT = "project"
_CAPACITY = "capacity"
_HOUSE_BEFORE, _HOUSE_BEHIND = 5, 3  # sentences in which a house is still spoken of
_FINISHED = frozenset({"done"})
_BEGUN = frozenset({"planned", "future", "intention", "under_way", "site", "progressive"})
_BUILDS = frozenset({"build", "commissioned"})
_OF_PROJECTS = frozenset({"cost", "capacity"})  # told of a project, planned as it is


def plan_among(
    index: int, readings: Sequence[FigureReading], plans: Sequence[PlanActual], page: Page, cues: PageCues
) -> Decision:
    """Decide `actual`, `planned` or `needed` for the reading at `index`; `plans` are those before it.

    A part of a planned total is planned unless its own words say that it is done; the items of a list share
    the plan or need of its lead; what a project costs is planned as the project is.
    """
    reading = readings[index]
    if reading.code is None:
        return _by(PlanActual.ACTUAL, reading, "untold")
    sentence = page.sentences[reading.sentence]
    if (paired := _of_pair(reading, sentence, page.folded)) is not None:
        return _by(paired, reading, "pair")
    decision = decision_for(reading, page, cues)
    if decision is not None:
        building = _project(index, readings, page) if is_as_its_building(decision) else None
        if building is not None and plans[building] is PlanActual.PLANNED:
            return _by(plans[building], readings[building], "project")
        return decision
    own = by_nature(reading)
    if own is not None:
        return _by(own, reading, "indicator")
    if reading.around is None:
        return _by(PlanActual.ACTUAL, reading, "untold")
    handing, path = _handing_on(index, reading, readings, plans, page)
    if handing is None and (begun := _told_of_its_house(reading, page, cues)) is not None:
        return begun
    return _by(PlanActual.ACTUAL if handing is None else plans[handing], readings[handing or index], path)


def _by(value: PlanActual, reading: FigureReading, path: str) -> Decision:
    """A decision that no cue made: taken from another figure or from what the indicator is."""
    return Decision(value, reading.figure.start, reading.figure.end, path, path)


def _of_pair(reading: FigureReading, sentence: Sentence, folded: str) -> PlanActual | None:
    """`planned` or `actual` for a figure of such a pair, null for any other."""
    figure = reading.figure
    first = _PAIRED_AFTER.match(folded, figure.end, sentence.end)
    second = _PAIRED_BEFORE.search(folded, max(sentence.start, figure.start - _PAIR_REACH), figure.start)
    if not first and not second:
        return None
    plan_first = plan_comes_first(sentence, folded)
    if plan_first is None:
        return None
    return PlanActual.PLANNED if plan_first == (first is not None) else PlanActual.ACTUAL


def _handing_on(
    index: int,
    reading: FigureReading,
    readings: Sequence[FigureReading],
    plans: Sequence[PlanActual],
    page: Page,
) -> tuple[int | None, str]:
    """The reading whose status one takes over, and how: its whole, the lead of its list, its project."""
    source = reading.source
    if source is not None and source < len(plans) and readings[source].code == reading.code:
        return source, "whole"
    lead = _lead(index, readings, page)
    if lead is not None:
        return lead, "lead"
    if _OF_PROJECTS.isdisjoint(traits_of(reading)):
        return None, "untold"
    return _project(index, readings, page), "project"


def _told_of_its_house(reading: FigureReading, page: Page, cues: PageCues) -> Decision | None:
    """Planned, where the sentences around a capacity tell of its house as one that is still being built.

    «В городе строят роддом. Он рассчитан на 80 коек»: the nearest sentence that tells of building decides,
    the next one only where none before does; one that tells of it as done, or of work in the house, ends it.
    """
    if _CAPACITY not in traits_of(reading):
        return None
    here = reading.sentence
    for number in (*range(here - 1, here - _HOUSE_BEFORE, -1), *range(here + 1, here + _HOUSE_BEHIND)):
        if not 0 <= number < len(page.sentences):
            continue
        found = cues.of(number)
        kinds = {cue.kind for cue in found}
        if not kinds.isdisjoint(_FINISHED):
            return None
        begun = next((cue for cue in found if cue.kind in _BEGUN), None)
        if begun is not None and _builds(page.sentences[number]):
            return Decision(PlanActual.PLANNED, begun.start, begun.end, "house", "house-to-come")
    return None


def _builds(sentence: Sentence) -> bool:
    return any(mention.concept in _BUILDS for mention in sentence.mentions)


def _lead(index: int, readings: Sequence[FigureReading], page: Page) -> int | None:
    """The last reading before the colon that opens the list a reading stands in: in its sentence or in the
    lead of its lines.
    """
    reading = readings[index]
    sentence = page.sentences[reading.sentence]
    colon = next((at for at, mark in sentence.marks if mark == ":" and at < reading.figure.start), None)
    opening = page.leads.get(reading.sentence, ())[:1]
    for before in range(index - 1, -1, -1):
        other = readings[before]
        if other.code is None:
            continue
        if other.sentence == reading.sentence and colon is not None and other.figure.end <= colon:
            return before
        if other.sentence in opening:
            lead = page.sentences[other.sentence]
            return before if page.folded[lead.start : lead.end].rstrip().endswith(":") else None
        if other.sentence < reading.sentence and not (opening and other.sentence > opening[0]):
            return None
    return None


def _project(index: int, readings: Sequence[FigureReading], page: Page) -> int | None:
    """The building told of right before a cost, in its paragraph."""
    reading = readings[index]
    line = page.sentences[reading.sentence].line
    for before in range(index - 1, -1, -1):
        other = readings[before]
        if page.sentences[other.sentence].line != line or other.sentence < reading.sentence - 1:
            return None
        if _PROJECT in traits_of(other):
            return before
    return None
