"""What one annotated figure is worth: whether it was found, booked, and right in each attribute.

Holds the definitions of right, figure by figure. Sums over figures stand in `measures`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.scoring.annotations import CONTRACT_DIMENSIONS, AnnotatedDocument, AnnotatedFigure
from tests.scoring.pairing import pair_by_order, pair_by_place
from tests.scoring.reading import ReadFigure

OTHER_THAN_FACTS = ("context", "boilerplate")
FULLY_ANNOTATED = ("txt", "csv")
"""Formats in which every number is annotated; of the others, the furniture of the page is not."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One annotated number, or one observation that no annotation speaks of (`annotated` is null).

    `expect` is the disposition annotated, `unannotated` for the latter. `attributes` says of a fact what is
    right, `dimensions_right` of `dimensions_asked` annotated ones are. `fault` names what is wrong.
    """

    expect: str
    annotated: AnnotatedFigure | None = None
    figure: ReadFigure | None = None
    observation: Mapping[str, Any] | None = None
    accountable: bool = False
    number: bool = False
    fact: bool = False
    attributes: Mapping[str, bool] | None = None
    dimensions_right: int = 0
    dimensions_asked: int = 0
    counts_as_booked: bool = False
    fault: str | None = None

    @property
    def full(self) -> bool:
        """Whether everything but the dimensions is right."""
        return self.fact and all((self.attributes or {}).values())

    @property
    def confidence(self) -> float:
        """The confidence of what was booked: of the observation judged, else the highest of its figure."""
        if self.observation is not None:
            return float(self.observation["confidence"])
        observations = self.figure.observations if self.figure else ()
        return max((float(one["confidence"]) for one in observations), default=0.0)


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """A report with its judgements; `accepted` is false when the ledger has no figure of it."""

    document: AnnotatedDocument
    judgements: tuple[Judgement, ...]
    accepted: bool


def judge(
    document: AnnotatedDocument, annotated: Sequence[AnnotatedFigure], figures: Sequence[ReadFigure]
) -> JudgedDocument:
    """Judge the figures of one report, given in reading order, by its annotations."""
    pair = pair_by_place if document.format == "txt" else pair_by_order
    paired = pair(annotated, figures)
    asked = {number for number, one in enumerate(annotated) if one.expect not in OTHER_THAN_FACTS}
    # «28,4 на 100 тыс.» may be one figure with a context inside
    claimed = {figure.id for number, figure in paired.items() if number in asked}
    judged = [_judge_one(document, one, paired.get(number), claimed) for number, one in enumerate(annotated)]
    if document.format in FULLY_ANNOTATED:
        known = {figure.id for figure in paired.values()}
        judged += [
            Judgement("unannotated", figure=figure, counts_as_booked=True, fault="spurious")
            for figure in figures
            if figure.booked and figure.id not in known
        ]
    return JudgedDocument(document, tuple(judged), bool(figures))


def _judge_one(
    document: AnnotatedDocument, one: AnnotatedFigure, figure: ReadFigure | None, claimed: set[str]
) -> Judgement:
    if one.expect in OTHER_THAN_FACTS:
        false = figure is not None and figure.booked and figure.id not in claimed
        return Judgement(
            one.expect,
            one,
            figure,
            accountable=document.format in FULLY_ANNOTATED,
            counts_as_booked=false,
            fault="false fact" if false else None,
        )
    if one.expect == "review":
        return Judgement(one.expect, one, figure, accountable=True)
    return _judge_fact(document, one, figure)


def _judge_fact(document: AnnotatedDocument, one: AnnotatedFigure, figure: ReadFigure | None) -> Judgement:
    if figure is None:
        return Judgement(one.expect, one, accountable=True, fault="unseen")
    observation = best_observation(figure, one.indicators)
    number = _number_is_right(one, observation or figure.row)
    if not figure.booked or observation is None:
        return Judgement(one.expect, one, figure, accountable=True, number=number, fault="missed")
    fact = number and observation["indicator_code"] in one.indicators
    attributes = right_attributes(one, observation, document.published) if fact else {}
    asked = [name for name in CONTRACT_DIMENSIONS if name in (one.dimensions or {})] if fact else []
    wrong = ",".join(name for name, right in attributes.items() if not right)
    return Judgement(
        one.expect,
        one,
        figure,
        observation,
        accountable=True,
        number=number,
        fact=fact,
        attributes=attributes,
        dimensions_asked=len(asked),
        dimensions_right=sum(observation[name] == (one.dimensions or {})[name] for name in asked),
        counts_as_booked=True,
        fault="wrong reading" if not fact else f"wrong {wrong}" if wrong else None,
    )


def best_observation(figure: ReadFigure, indicators: Sequence[str]) -> Mapping[str, Any] | None:
    """The observation of a figure with one of these indicators, else its first, else null."""
    right = (one for one in figure.observations if one["indicator_code"] in indicators)
    return next(right, figure.observations[0] if figure.observations else None)


def right_attributes(
    one: AnnotatedFigure, observation: Mapping[str, Any], published: str | None
) -> dict[str, bool]:
    """Which attributes of an observation are those annotated."""
    read = tuple(iso_date(observation[name]) for name in ("period_start", "period_end"))
    return {
        "region": observation["region_code"] == one.region,
        "period": same_period(one, (*read, observation["period_kind"]), published),
        "status": observation["plan_actual"] == one.plan_actual,
        "measure": observation["measure"] == one.measure,
        "comparator": observation["comparator"] == one.comparator,
    }


def same_period(
    one: AnnotatedFigure, read: tuple[str | None, str | None, str | None], published: str | None
) -> bool:
    """Whether the periods are equal, or the two honest readings of «в этом году» for what has happened: the
    year, or the year up to the publication.
    """
    if one.period == read:
        return True
    kinds, ends = {one.period[2], read[2]}, {one.period[1], read[1]}
    if one.plan_actual != "actual" or kinds != {"year", "ytd"} or one.period[0] != read[0]:
        return False
    return ends == {None} or (published is not None and ends <= {published, f"{published[:4]}-12-31"})


def same_number(first: float | None, second: float | None) -> bool:
    """Whether two values are equal but for the rounding of floats; null equals null only."""
    if first is None or second is None:
        return first is None and second is None
    return abs(float(first) - float(second)) <= 1e-6 * max(1.0, abs(float(first)))


def iso_date(day: object) -> str | None:
    """A date as its ISO text, null for null."""
    return None if day is None else str(day)


def _number_is_right(one: AnnotatedFigure, read: Mapping[str, Any]) -> bool:
    high = one.value_high is None or same_number(read["value_high"], one.value_high)
    return same_number(read["value"], one.value) and high and read["unit"] == one.unit
