"""Learning how far observations can be believed: from the annotated reports of the repository and from real
pages, so that it holds on real pages.

Reports of the repository are easier than pages nobody here wrote. They teach which evidence matters; how
often a reading is right is learned from the pages alone, by a feature that only reports of the repository
have and that no reading ever sees.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from pathlib import Path
from typing import Any

from sources.catalogue.data_file import CATALOGUE
from sources.reading.output.belief import ATTRIBUTES, EVERYTHING, probability
from tests.ranking.examples import Document, Example
from tests.ranking.regression import BIAS, fit

WEIGHTS = CATALOGUE / "belief.json"
QUESTIONS = (EVERYTHING, *ATTRIBUTES)
DOUBT_BELOW = 0.7
FALSE_FACTS = 1.5
"""False facts per 100 numbers that are none: at most so many are wanted on real pages."""
F1_LOST = 0.01
"""How much of the best F1 the threshold may cost to come nearer to that."""
KNOWN_LOST = 0.002
"""What share of the facts of the repository's own reports it may cost."""
_PAGE_WEIGHT = 2.0
_RIDGE = 5.0
_LEAST = 8
_OF_REPOSITORY = "~repository"
_EASIER = 10.0  # so strong that the ridge leaves its weight free
_DIGITS = 3
_SAID = "said"
_THRESHOLDS = tuple(step / 100 for step in range(0, 96, 5))

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Guess:
    """An example of a page with the probabilities of models that have not seen its portion."""

    document: Document
    example: Example
    sure: Mapping[str, float]
    false_fact: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What booking from one probability of being a fact leaves on the pages, and what share of the facts of
    the repository it costs.
    """

    threshold: float
    booked: int
    precision: float
    recall: float
    f1: float
    false_facts: float
    known_lost: float


def learn(
    own: Sequence[Document], pages: Sequence[Document], question: str, start: Weights | None = None
) -> dict[str, float]:
    """The weights for one question."""
    features: list[Mapping[str, float]] = []
    right: list[bool] = []
    weight: list[float] = []
    for documents, of_page in ((own, False), (pages, True)):
        for example in (one for document in documents for one in document.examples):
            if question not in example.right:
                continue
            features.append(example.evidence if of_page else {**example.evidence, _OF_REPOSITORY: _EASIER})
            right.append(example.right[question])
            weight.append(_PAGE_WEIGHT if of_page else 1.0)
    return fit(features, right, weight, ridge=_RIDGE, least=_LEAST, start=start)


def guesses(
    own: Sequence[Document], pages: Sequence[Document], learned: Mapping[str, Weights]
) -> list[Guess]:
    """Every example of the pages, judged by models that have learned without its portion."""
    found: list[Guess] = []
    for portion in sorted({one.portion for one in pages}):
        others = [one for one in pages if one.portion != portion]
        without = {name: learn(own, others, name, learned[name]) for name in QUESTIONS}
        found += [
            Guess(
                document,
                example,
                {name: probability(example.evidence, without[name]) for name in QUESTIONS},
                index in document.false_facts,
            )
            for document in pages
            if document.portion == portion
            for index, example in enumerate(document.examples)
        ]
    return found


def calibration(guessed: Sequence[Guess], question: str) -> tuple[float, float]:
    """Slope and shift of log-odds that make the guesses for a question come true as often as they say."""
    judged = [one for one in guessed if question in one.example.right]
    said = [{_SAID: log_odds(one.sure[question])} for one in judged]
    found = fit(
        said, [one.example.right[question] for one in judged], [1.0] * len(judged), ridge=0.01, least=1
    )
    return found[_SAID], found[BIAS]


def calibrated_guesses(
    guessed: Sequence[Guess], calibrations: Mapping[str, tuple[float, float]]
) -> list[Guess]:
    """The guesses as calibrated models make them."""
    return [
        replace(
            one,
            sure={
                name: 1.0 / (1.0 + exp(-slope * log_odds(one.sure[name]) - shift))
                for name, (slope, shift) in calibrations.items()
            },
        )
        for one in guessed
    ]


def calibrated(weights: Weights, slope: float, shift: float) -> dict[str, float]:
    """The weights of a calibrated model."""
    return {name: slope * value + (shift if name == BIAS else 0.0) for name, value in weights.items()}


def log_odds(probability: float) -> float:
    """The log-odds of a probability."""
    return log(probability / (1.0 - probability))


def curve(
    guessed: Sequence[Guess], pages: Sequence[Document], own: Sequence[Document], weights: Weights
) -> list[CurvePoint]:
    """Precision, recall and false facts on the pages over thresholds of the probability of being a fact, and
    what they cost of the repository's facts by these weights.
    """
    asked, others = sum(one.asked for one in pages), sum(one.others for one in pages)
    examples = [example for document in own for example in document.examples]
    known = [probability(one.evidence, weights) for one in examples if one.right["indicator"]]
    points = []
    for threshold in _THRESHOLDS:
        kept = [one for one in guessed if one.sure["indicator"] >= threshold]
        facts = sum(one.example.right["indicator"] for one in kept)
        precision, recall = facts / max(1, len(kept)), facts / max(1, asked)
        f1 = 2 * precision * recall / (precision + recall) if facts else 0.0
        false = 100 * sum(one.false_fact for one in kept) / max(1, others)
        lost = sum(one < threshold for one in known) / max(1, len(known))
        points.append(CurvePoint(threshold, len(kept), precision, recall, f1, false, lost))
    return points


def threshold_on(points: Sequence[CurvePoint]) -> float:
    """The least threshold with few enough false facts, among those that cost hardly any F1 and hardly any
    fact of the repository; if none has so few, the highest of these.
    """
    best = max(one.f1 for one in points)
    cheap = [one for one in points if one.f1 >= best - F1_LOST and one.known_lost <= KNOWN_LOST]
    return next((one.threshold for one in cheap if one.false_facts <= FALSE_FACTS), cheap[-1].threshold)


def typical(pages: Sequence[Document]) -> dict[str, float]:
    """The mean of every feature on the pages, for explanations."""
    examples = [example for document in pages for example in document.examples]
    total: dict[str, float] = defaultdict(float)
    for example in examples:
        for name, value in example.evidence.items():
            total[name] += value
    return {name: value / len(examples) for name, value in total.items()}


def write_weights(
    learned: Mapping[str, Weights],
    usual: Mapping[str, float],
    book_from: float,
    provenance: Mapping[str, Any],
    file: Path = WEIGHTS,
) -> None:
    """Write the model; the same examples give the same bytes."""
    weights = {
        name: {BIAS: round(of_question[BIAS], _DIGITS)}
        | {
            feature: round(value, _DIGITS)
            for feature, value in sorted(of_question.items())
            if round(value, _DIGITS) and feature not in (BIAS, _OF_REPOSITORY)
        }
        for name, of_question in learned.items()
    }
    model = {
        "written_by": "make train",
        "learned_from": provenance,
        "doubt_below": DOUBT_BELOW,
        "book_from": book_from,
        "typical": {
            name: round(usual[name], _DIGITS)
            for name in weights[EVERYTHING]
            if round(usual.get(name, 0.0), _DIGITS)
        },
        "weights": weights,
    }
    file.write_text(json.dumps(model, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
