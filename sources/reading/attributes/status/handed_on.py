"""Plan, fact or need of each figure among its neighbours: what a whole, a list and a project hand on.

Holds the handing on only. What a figure's own words tell is decided in `status`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.tables.vocabulary import PlanActual
from sources.reading.attributes.status import own_words as status
from sources.reading.layout.page import Page, Sentence
from sources.reading.measurement.figure_reading import FigureReading
from sources.reading.measurement.plan_and_fact import plan_comes_first
from sources.reading.measurement.proximity import Proximity

_PAIRED_AFTER = re.compile(r" ?[/(] ?\d")
_PAIRED_BEFORE = re.compile(r"\d ?[/(] ?$")
_PAIR_REACH = 4
_DONE_ELSEWHERE = 0.95
_PRICED = frozenset({"стоит", "тұрады", "costs"})
_PROJECT = frozenset({"IN.BED.N", "IN.OUT.CAP", "IN.FAC.COMM", "IN.FAC.BUILD", "IN.FAC.READY"})


def plan_among(
    index: int, readings: Sequence[FigureReading], plans: Sequence[PlanActual], page: Page
) -> PlanActual:
    """Return `actual`, `planned` or `needed` for the reading at `index`; `plans` are those before it.

    A part of a planned total is planned unless its own words say that it is done; the items of a list share
    the plan or need of its lead; what a project costs is planned as the project is.
    """
    reading = readings[index]
    sentence = page.sentences[reading.sentence]
    if (paired := _of_pair(reading, sentence, page.folded)) is not None:
        return paired
    own = status.plan_actual(reading, sentence)
    if own != "actual" or reading.around is None or reading.code is None:
        return own
    handed = _handed_on(index, reading, reading.around, readings, plans, page)
    return own if handed == own or status.came_true(reading, sentence) else handed


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


def _handed_on(
    index: int,
    reading: FigureReading,
    around: Proximity,
    readings: Sequence[FigureReading],
    plans: Sequence[PlanActual],
    page: Page,
) -> PlanActual:
    """What the whole, the list or the project of a reading hands on to it, `actual` when there is none."""
    if (
        reading.source is not None
        and reading.source < len(plans)
        and readings[reading.source].code == reading.code
    ):
        return plans[reading.source] if around.cost("done") > _DONE_ELSEWHERE else PlanActual.ACTUAL
    lead = _lead(index, readings, page)
    if lead is not None and plans[lead] != "actual":
        return plans[lead]
    if lead is None and _list_of_plans(reading, page.sentences[reading.sentence]):
        return PlanActual.PLANNED
    if reading.code != "IN.CONSTR.COST":
        return PlanActual.ACTUAL
    priced = any(token.form in _PRICED for token in page.sentences[reading.sentence].tokens)
    project = None if priced else _project(index, readings, page)
    return PlanActual.ACTUAL if project is None else plans[project]


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


def _list_of_plans(reading: FigureReading, sentence: Sentence) -> bool:
    """Whether a figure stands in a list whose lead says that it tells plans («планы на 2026 год: …»)."""
    colon = next((at for at, mark in sentence.marks if mark == ":" and at < reading.figure.start), None)
    return colon is not None and any(
        mention.concept == "planned" and mention.end <= colon for mention in sentence.mentions
    )


def _project(index: int, readings: Sequence[FigureReading], page: Page) -> int | None:
    """The building told of right before a cost, in its paragraph."""
    reading = readings[index]
    line = page.sentences[reading.sentence].line
    for before in range(index - 1, -1, -1):
        other = readings[before]
        if page.sentences[other.sentence].line != line or other.sentence < reading.sentence - 1:
            return None
        if other.code in _PROJECT:
            return before
    return None
