"""Whether a figure happened, is planned or is needed, as its own words, its clause and its list tell it.

Rules 5, 11 and 13 of the contract: one sentence can hold a fact and a plan; money allotted is a decision
taken; what is lacking is needed. The rules are data (`catalogue/status/rules.yml`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from checks.tables.vocabulary import PlanActual
from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.reading.attributes.scope.engine import (
    Cue,
    Decision,
    ScopeRule,
    Target,
    decide,
    rules_from,
)
from sources.reading.attributes.status.cues import PageCues, cues_of_noun, noun_of
from sources.reading.layout.page import Page
from sources.reading.measurement.figure_reading import FigureReading

RULES = CATALOGUE / "status" / "rules.yml"
TRAITS = CATALOGUE / "status" / "traits.yml"
_LACK, _DUE, _ARRIVED = "lack", "due", "arrived"
_FIXED = frozenset({_DUE, _ARRIVED})  # whatever is said of them


@dataclass(frozen=True, slots=True)
class _Rules:
    told: tuple[ScopeRule, ...]
    lacks: tuple[ScopeRule, ...]
    firm: frozenset[str]
    as_its_building: frozenset[str]


def decision_for(reading: FigureReading, page: Page, cues: PageCues) -> Decision | None:
    """What decides the status of a reading, null where nothing in reach tells of it."""
    traits = traits_of(reading)
    if reading.around is None or not _FIXED.isdisjoint(traits):
        return None
    number = reading.sentence
    sentence = page.sentences[number]
    start, end = noun_of(reading, sentence)
    target = Target(number, reading.figure.start, reading.figure.end, start, end, traits)
    above = page.leads.get(number, ())
    within: dict[int, Sequence[Cue]] = {one: cues.of(one) for one in above}
    within[number] = [*cues.of(number), *cues_of_noun(reading, sentence, number)]
    rules = _rules().lacks if _LACK in traits else _rules().told
    return decide(target, rules, within, page)


def by_nature(reading: FigureReading) -> PlanActual | None:
    """The status an indicator has by its own name: what is lacking is needed, those due are planned."""
    traits = traits_of(reading)
    if _LACK in traits:
        return PlanActual.NEEDED
    if _DUE in traits:
        return PlanActual.PLANNED
    return PlanActual.ACTUAL if _ARRIVED in traits else None


def is_firm(decision: Decision) -> bool:
    """Whether a decision holds whatever date the figure has: its own clause tells it as done."""
    return decision.rule in _rules().firm


def is_as_its_building(decision: Decision) -> bool:
    """Whether a decision yields to what was told of the building right before."""
    return decision.rule in _rules().as_its_building


def traits_of(reading: FigureReading) -> frozenset[str]:
    """What is true of a reading: what its indicator can be, whether it is money, the form of its number."""
    by_code, by_unit = _traits()
    return (
        by_code.get(reading.code or "", frozenset())
        | by_unit.get(reading.unit or "", frozenset())
        | {reading.form}
    )


@cache
def _rules() -> _Rules:
    data = read_yaml(RULES)
    return _Rules(
        rules_from(data["rules"]),
        rules_from(data["lacks"]),
        frozenset(data["firm"]),
        frozenset(data["as_its_building"]),
    )


@cache
def _traits() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    data = read_yaml(TRAITS)
    return _turned(data["indicators"]), _turned(data["units"])


def _turned(named: Mapping[str, Sequence[str]]) -> Mapping[str, frozenset[str]]:
    keys = {key for members in named.values() for key in members}
    return {key: frozenset(name for name, members in named.items() if key in members) for key in keys}
