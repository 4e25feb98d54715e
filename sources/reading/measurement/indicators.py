"""Which indicator a figure is of: weighs the rules of the catalogue against the surroundings of the figure.

Holds the weighing only. Words and rules are data (`catalogue/lexicon`, `catalogue/indicators`); figures that
take their indicator from a figure before them are the matter of `ellipsis`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import cache

from sources.catalogue.grammar import load_grammar
from sources.catalogue.rules import Rule, load_rules
from sources.reading.measurement.links import counted_alike
from sources.reading.measurement.proximity import BEFORE, Proximity
from sources.records import record

BASE = 3.0
COUNTED = 1.0
COUNTED_BESIDE = 0.4
NEED = 2.0
COST = 1.2
BAN_REACH = 0.5
_ELSEWHERE = "other_sector"
_FAR = float("inf")


@record(frozen=True, slots=True)
class Choice:
    """The rule that fits a figure best, its score, and the score of the best rule for anything else."""

    rule: Rule
    score: float
    rival: float

    @property
    def margin(self) -> float:
        """How clearly the choice was made."""
        return self.score - self.rival


@cache
def _by_word() -> Mapping[str, Mapping[str, frozenset[int]]]:
    """For each form and concept, the numbers of the rules that cannot fit without it: by the first words they
    need, else by what they count.
    """
    grouped: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, rule in enumerate(load_rules()):
        keys = rule.needs[0] if rule.needs else tuple(rule.counted or ())
        for form in rule.forms:
            for concept in keys:
                grouped[form][concept].append(number)
    return {
        form: {concept: frozenset(numbers) for concept, numbers in words.items()}
        for form, words in grouped.items()
    }


@cache
def _by_topic() -> Mapping[str, tuple[int, ...]]:
    """For each concept, the numbers of the rules for an indicator that it can make the topic."""
    grouped: dict[str, list[int]] = defaultdict(list)
    for number, rule in enumerate(load_rules()):
        for concept in rule.needs[0] if rule.needs else rule.counted or ():
            if rule.code is not None or rule.reason == _ELSEWHERE:
                grouped[concept].append(number)
    return {concept: tuple(numbers) for concept, numbers in grouped.items()}


def _candidates(form: str, around: Proximity) -> Iterable[Rule]:
    """The rules of a form that some concept around the figure speaks for, each once."""
    words = _by_word().get(form, {})
    said = around.costs.keys() & words.keys()
    if around.bare and "bare" in words:
        said.add("bare")
    rules = load_rules()
    return [rules[number] for number in set().union(*map(words.__getitem__, said))]


def choose(
    form: str,
    around: Proximity,
    *,
    broken: bool = False,
    size: float | None = None,
    units: Container[str | None] | None = None,
) -> Choice | None:
    """Return the best rule for a figure of this form, or null when none fits.

    `broken` says that the figure is no whole number, which people and buildings are; `size` is its value;
    `units`, when given, are those an indicator may have.
    """
    whole = load_grammar().whole if broken else frozenset()
    scored = sorted(
        (
            (score, rule)
            for score, rule in _scores(form, around)
            if rule.unit not in whole
            and rule.can_mean(size)
            and (units is None or rule.code is None or rule.unit in units)
        ),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    if not scored:
        return None
    score, best = scored[0]
    rival = next(
        (other for other, rule in scored if (rule.code, rule.reason) != (best.code, best.reason)), 0.0
    )
    return Choice(best, score, rival)


def topic(around: Proximity) -> Choice | None:
    """Return the best rule for what is said around a figure, whatever its form: the base of «снизилась на
    5,2%».
    """
    candidates: dict[str, tuple[float, Rule]] = {}
    for number in sorted({number for concept in around.costs for number in _by_topic().get(concept, ())}):
        rule = load_rules()[number]
        if rule.counted and "bare" not in rule.counted and rule.counted.isdisjoint(around.costs):
            continue
        score = _needs(rule, around)
        if score is not None:
            named = min((around.cost(c) for c in rule.counted or ()), default=1.0)
            bonus = COUNTED - named if rule.counted and named < COUNTED else 0.0
            total = BASE + rule.weight + score + bonus
            if total > candidates.get(rule.id if rule.code is None else rule.code, (0.0, rule))[0]:
                candidates[rule.id if rule.code is None else rule.code] = (total, rule)
    ranked = sorted(candidates.values(), key=lambda pair: (-pair[0], pair[1].id))
    if not ranked:
        return None
    return Choice(ranked[0][1], ranked[0][0], ranked[1][0] if len(ranked) > 1 else 0.0)


def _scores(form: str, around: Proximity) -> Iterable[tuple[float, Rule]]:
    for rule in _candidates(form, around):
        counted = _counted(rule, around)
        if counted is None or (rule.direct and around.oblique) or (rule.labelled and not around.label):
            continue
        needs = _needs(rule, around)
        if needs is not None:
            yield BASE + rule.weight + counted + needs, rule


def _counted(rule: Rule, around: Proximity) -> float | None:
    """Points for the counted noun; null when the rule does not count such things."""
    if rule.counted is None:
        return 0.0
    if rule.counted & around.head or (rule.counted & around.counted and not around.head):
        return COUNTED
    if rule.counted & around.counted:
        return COUNTED_BESIDE
    if around.inverted and not counted_alike(around.head, rule.unit):
        return None
    if "bare" in rule.counted and around.bare:
        return 0.3 if around.label else 0.0
    return None


def _needs(rule: Rule, around: Proximity) -> float | None:
    """Points for the words a rule needs; null when one is missing or a banned word is nearer."""
    points = 0.0
    farthest = 0.0
    costs = around.costs
    if (
        rule.about
        and min((costs[concept] for concept in rule.about if concept in costs), default=_FAR) > BEFORE
    ):
        return None
    for group in rule.needs:
        cost = min([costs[concept] for concept in group if concept in costs], default=_FAR)
        if cost > rule.reach:
            return None
        points += NEED - COST * cost
        farthest = max(farthest, cost)
    limit = max(farthest, BAN_REACH)
    for concept in rule.bans:
        if costs.get(concept, _FAR) <= limit:
            return None
    return points
