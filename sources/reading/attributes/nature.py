"""What kind of quantity a figure is: a stock that holds at a moment, a flow, a ratio, an attribute.

The kind is the indicator's, from its line in the catalogue; words near a figure or its unit may tell another
(`natures.yml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.catalogue.indicator_list import load_indicators
from sources.reading.measurement.figure_reading import FigureReading

Nature = Literal["stock", "flow", "ratio", "attribute", "capacity"]
NATURES = CATALOGUE / "natures.yml"


@dataclass(frozen=True, slots=True)
class _Told:
    """What changes the kind of quantity of an indicator: one of `words` within this cost, or a form that the
    figure stands right `after`.
    """

    indicator: str
    words: tuple[str, ...]
    within: float
    nature: Nature
    after: tuple[str, ...] = ()


_OTHER = ("counted_from_january", "due_once_a_year", "handed_over")


@cache
def _natures() -> tuple[Mapping[str, Nature], tuple[_Told, ...]]:
    kinds = {code: indicator.aggregation for code, indicator in load_indicators().items()}
    known: dict[str, Nature] = {"stock": "stock", "flow": "flow", "ratio": "ratio", "attribute": "attribute"}
    found = {code: known.get(kind, "flow") for code, kind in kinds.items()}
    finer = read_yaml(NATURES)
    told = tuple(_Told(**entry) for entry in finer.pop("told"))
    for other in _OTHER:
        finer.pop(other)
    return found | {key: nature for nature, keys in finer.items() for key in keys}, told


@cache
def _other() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(read_yaml(NATURES)[name]) for name in _OTHER}


def nature_of(reading: FigureReading) -> Nature:
    """Kind of quantity of a reading: the indicator's, or that of the indicator in this unit, unless words
    near the figure tell another.
    """
    code, around = reading.code or "", reading.around
    natures, told = _natures()
    for rule in told:
        if (
            rule.indicator == code
            and around is not None
            and (min(map(around.cost, rule.words)) <= rule.within or around.word_before in rule.after)
        ):
            return rule.nature
    return natures.get(f"{code} {reading.unit}", natures.get(code, "flow"))


def is_dated_apart(code: str, unit: str) -> bool:
    """Whether an indicator is dated only by the words of its own clause, as amounts and capacities are."""
    natures, _ = _natures()
    return natures.get(f"{code} {unit}", natures.get(code, "flow")) in ("attribute", "capacity")


def is_counted_from_january(code: str | None) -> bool:
    """Whether an indicator told as of a day counts from the beginning of its year, as spent budgets do."""
    return code in _other()["counted_from_january"]


def is_due_once_a_year(code: str | None) -> bool:
    """Whether an indicator without a date is of the running year."""
    return code in _other()["due_once_a_year"]


def is_handed_over(code: str | None) -> bool:
    """Whether an indicator counts things that change hands on one day, such as cars."""
    return code in _other()["handed_over"]
