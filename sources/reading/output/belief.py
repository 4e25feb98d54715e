"""How far an observation can be believed: the probability that it is right in everything, and the attributes
that are least sure.

Holds the linear models, not their weights: these are data (`catalogue/belief.json`), learned from annotated
reports by `make train`. What speaks for and against stands in `evidence`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp

from sources.reading.output.evidence import Evidence
from sources.records import record

EVERYTHING = "everything"
ATTRIBUTES = ("indicator", "period", "region", "status", "dimensions")
_BIAS = "bias"
_LEAST, _CERTAIN = 0.01, 0.99


@record(frozen=True, slots=True)
class Model:
    """Weights by feature for each question (`everything` and every attribute), the value a feature has on
    average, the probability below which an attribute is a doubt, and the probability of being a fact below
    which a figure is left for review.
    """

    weights: Mapping[str, Mapping[str, float]]
    typical: Mapping[str, float]
    doubt_below: float
    book_from: float


@record(frozen=True, slots=True)
class Belief:
    """The confidence of an observation, how sure it is a fact (the indicator, value and unit it says), and
    its doubts, the least sure first.
    """

    confidence: float
    fact: float
    doubts: tuple[str, ...]


@record(frozen=True, slots=True)
class Grounds:
    """A feature, whether the observation has it, and what that adds to the log-odds of being right in
    everything, beside an observation that has it as much as the average.
    """

    feature: str
    has: bool
    points: float


@cache
def load_model() -> Model:
    """The model of the catalogue."""
    loaded = json.loads(files("sources.catalogue").joinpath("belief.json").read_text(encoding="utf-8"))
    return Model(loaded["weights"], loaded["typical"], loaded["doubt_below"], loaded["book_from"])


def belief_in(evidence: Evidence, model: Model | None = None) -> Belief:
    """How far an observation with this evidence can be believed."""
    model = load_model() if model is None else model
    sure = {name: probability(evidence, model.weights[name]) for name in ATTRIBUTES}
    doubtful = sorted((p, name) for name, p in sure.items() if p < model.doubt_below)
    confidence = probability(evidence, model.weights[EVERYTHING])
    return Belief(
        round(min(_CERTAIN, max(_LEAST, confidence)), 2),
        round(sure["indicator"], 3),
        tuple(name for _, name in doubtful),
    )


def grounds_for(evidence: Evidence, model: Model | None = None) -> list[Grounds]:
    """What speaks for an observation and against it, the strongest first."""
    model = load_model() if model is None else model
    found = [
        Grounds(name, name in evidence, weight * (evidence.get(name, 0.0) - model.typical.get(name, 0.0)))
        for name, weight in model.weights[EVERYTHING].items()
        if name != _BIAS
    ]
    return sorted((one for one in found if one.points), key=lambda one: (-abs(one.points), one.feature))


def probability(evidence: Evidence, weights: Mapping[str, float]) -> float:
    """The probability that linear weights give to evidence; features without a weight count for nothing."""
    points = weights[_BIAS]
    for name, value in evidence.items():
        if name in weights:
            points += weights[name] * value
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, points))))
