"""How right a reading is: shares and counts over judged figures.

Holds the definitions of the measures and which way is better. How they are printed stands in `rendering`.

- accounted: annotated figures that have a ledger row (context of pages with furniture is not asked for)
- number: health figures whose value and unit are right, whatever became of them
- fact_p, fact_r, fact_f1: precision and recall of facts, a fact being an observation with the right value,
  unit and indicator
- region, period, status, measure, comparator, dims: share of facts (of annotated dimensions) right in it
- full: share of all health figures that are right in everything above but dims
- false_facts: context and boilerplate booked as observations, per 100 of such numbers
- spurious: observations of numbers without annotation, in formats where every number has one
- wrong_region: facts booked on another region than the right one
- review_kept: share of the figures for review that stand there
- confident_fact, confident_full: of the observations at confidence 0.9 and above, the share that are facts,
  and that are right in everything; confident: the share of all observations that stand there
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.scoring.judging import OTHER_THAN_FACTS, JudgedDocument, Judgement

ATTRIBUTES = ("region", "period", "status", "measure", "comparator")
CONFIDENT = 0.9
LOWER_IS_BETTER = frozenset({"missing_reports", "false_facts", "spurious", "wrong_region"})
WITHOUT_DIRECTION = frozenset({"documents", "figures", "confident"})
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 0.99)

Measures = Mapping[str, float | None]
"""Measure to value, null where there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The observations at or above one confidence: how many, their precision, and the recall they leave."""

    threshold: float
    observations: int
    fact_precision: float | None
    full_precision: float | None
    fact_recall: float | None
    full_recall: float | None


def measure(documents: Sequence[JudgedDocument]) -> dict[str, float | None]:
    """The measures over judged documents."""
    judged = _judgements(documents)
    asked = [one for one in judged if one.expect == "observation"]
    others = [one for one in judged if one.expect in OTHER_THAN_FACTS]
    review = [one for one in judged if one.expect == "review"]
    facts = [one for one in asked if one.fact]
    accountable = [one for one in judged if one.accountable]
    booked = [one for one in judged if one.counts_as_booked]
    confident = [one for one in booked if one.confidence >= CONFIDENT]
    false_facts = count(one.counts_as_booked for one in others)
    precision, recall = ratio(len(facts), len(booked)), ratio(len(facts), len(asked))
    return {
        "documents": len(documents),
        "missing_reports": count(not one.accepted for one in documents),
        "figures": len(asked),
        "accounted": ratio(count(one.figure is not None for one in accountable), len(accountable)),
        "number": ratio(count(one.number for one in asked), len(asked)),
        "fact_p": precision,
        "fact_r": recall,
        "fact_f1": round(2 * precision * recall / (precision + recall), 4) if precision and recall else 0.0,
        **{
            name: ratio(count((one.attributes or {})[name] for one in facts), len(facts))
            for name in ATTRIBUTES
        },
        "dims": ratio(sum(one.dimensions_right for one in facts), sum(one.dimensions_asked for one in facts)),
        "full": ratio(count(one.full for one in asked), len(asked)),
        "false_facts": round(100 * false_facts / len(others), 2) if others else None,
        "spurious": count(one.expect == "unannotated" for one in judged),
        "wrong_region": count(_on_wrong_region(one) for one in facts),
        "review_kept": ratio(count(_kept_for_review(one) for one in review), len(review)),
        "confident_fact": ratio(count(one.fact for one in confident), len(confident)),
        "confident_full": ratio(count(one.full for one in confident), len(confident)),
        "confident": ratio(len(confident), len(booked)),
    }


def curve(documents: Sequence[JudgedDocument]) -> list[CurvePoint]:
    """Precision and recall over thresholds of confidence; recall is of all health figures."""
    judged = _judgements(documents)
    asked = count(one.expect == "observation" for one in judged)
    booked = [one for one in judged if one.counts_as_booked]
    points = []
    for threshold in THRESHOLDS:
        kept = [one for one in booked if one.confidence >= threshold]
        facts, full = count(one.fact for one in kept), count(one.full for one in kept)
        points.append(
            CurvePoint(
                threshold,
                len(kept),
                ratio(facts, len(kept)),
                ratio(full, len(kept)),
                ratio(facts, asked),
                ratio(full, asked),
            )
        )
    return points


def ratio(part: int, whole: int) -> float | None:
    """A share with four digits; null of nothing."""
    return round(part / whole, 4) if whole else None


def count(truths: Iterable[bool]) -> int:
    """How many are true."""
    return sum(map(bool, truths))


def _judgements(documents: Iterable[JudgedDocument]) -> list[Judgement]:
    return [judged for one in documents for judged in one.judgements]


def _on_wrong_region(one: Judgement) -> bool:
    assert one.observation is not None  # a fact has one
    return one.observation["region_code"] is not None and not (one.attributes or {})["region"]


def _kept_for_review(one: Judgement) -> bool:
    return one.figure is not None and bool(one.figure.row["disposition"] == "review")
