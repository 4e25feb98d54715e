"""Plan, fact or need of each figure among its neighbours: what a whole, a list and a project hand on.

Holds the handing on only. What a figure's own words tell is decided in `status`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from checks.tables.vocabulary import PlanActual
from sources.catalogue.grammar import load_grammar
from sources.reading import status
from sources.reading.claim import Claim
from sources.reading.page import Page, Sentence
from sources.reading.surroundings import Surroundings

_PAIRED_AFTER = re.compile(r" ?[/(] ?\d")
_PAIRED_BEFORE = re.compile(r"\d ?[/(] ?$")
_PAIR_REACH = 4
_DONE_ELSEWHERE = 0.95
_PRICED = frozenset({"стоит", "тұрады", "costs"})
_PROJECT = frozenset({"IN.BED.N", "IN.OUT.CAP", "IN.FAC.COMM", "IN.FAC.BUILD", "IN.FAC.READY"})


def plan_among(index: int, claims: Sequence[Claim], plans: Sequence[PlanActual], page: Page) -> PlanActual:
    """Return `actual`, `planned` or `needed` for the claim at `index`; `plans` are those before it.

    A part of a planned total is planned unless its own words say that it is done; the items of a list share
    the plan or need of its lead; what a project costs is planned as the project is.
    """
    claim = claims[index]
    sentence = page.sentences[claim.sentence]
    if (paired := _of_pair(claim, sentence, page.folded)) is not None:
        return paired
    own = status.plan_actual(claim, sentence)
    if own != "actual" or claim.around is None or claim.code is None:
        return own
    handed = _handed_on(index, claim, claim.around, claims, plans, page)
    return own if handed == own or status.came_true(claim, sentence) else handed


def plan_comes_first(sentence: Sentence, folded: str) -> bool | None:
    """Whether a label of two names the plan before the fact («План/факт: 12/14»); null without such one."""
    label = _label_of_two().search(folded, sentence.start, sentence.end)
    return None if label is None else label["plan_first"] is not None


def _of_pair(claim: Claim, sentence: Sentence, folded: str) -> PlanActual | None:
    """`planned` or `actual` for a figure of such a pair, null for any other."""
    figure = claim.figure
    first = _PAIRED_AFTER.match(folded, figure.end, sentence.end)
    second = _PAIRED_BEFORE.search(folded, max(sentence.start, figure.start - _PAIR_REACH), figure.start)
    if not first and not second:
        return None
    plan_first = plan_comes_first(sentence, folded)
    if plan_first is None:
        return None
    return PlanActual.PLANNED if plan_first == (first is not None) else PlanActual.ACTUAL


@cache
def _label_of_two() -> re.Pattern[str]:
    words = load_grammar().plan_and_fact
    plan, fact = (f"(?<![^\\W_])(?:{'|'.join(words[name])})" for name in ("plan", "fact"))
    joint = r" ?[/(-] ?"
    return re.compile(rf"(?P<plan_first>{plan}{joint}{fact})|{fact}{joint}{plan}")


def _handed_on(
    index: int,
    claim: Claim,
    around: Surroundings,
    claims: Sequence[Claim],
    plans: Sequence[PlanActual],
    page: Page,
) -> PlanActual:
    """What the whole, the list or the project of a claim hands on to it, `actual` when there is none."""
    if claim.source is not None and claim.source < len(plans) and claims[claim.source].code == claim.code:
        return plans[claim.source] if around.cost("done") > _DONE_ELSEWHERE else PlanActual.ACTUAL
    lead = _lead(index, claims, page)
    if lead is not None and plans[lead] != "actual":
        return plans[lead]
    if lead is None and _list_of_plans(claim, page.sentences[claim.sentence]):
        return PlanActual.PLANNED
    if claim.code != "IN.CONSTR.COST":
        return PlanActual.ACTUAL
    priced = any(token.form in _PRICED for token in page.sentences[claim.sentence].tokens)
    project = None if priced else _project(index, claims, page)
    return PlanActual.ACTUAL if project is None else plans[project]


def _lead(index: int, claims: Sequence[Claim], page: Page) -> int | None:
    """The last claim before the colon that opens the list a claim stands in: in its sentence or in the lead
    of its lines.
    """
    claim = claims[index]
    sentence = page.sentences[claim.sentence]
    colon = next((at for at, mark in sentence.marks if mark == ":" and at < claim.figure.start), None)
    opening = page.leads.get(claim.sentence, ())[:1]
    for before in range(index - 1, -1, -1):
        other = claims[before]
        if other.code is None:
            continue
        if other.sentence == claim.sentence and colon is not None and other.figure.end <= colon:
            return before
        if other.sentence in opening:
            lead = page.sentences[other.sentence]
            return before if page.folded[lead.start : lead.end].rstrip().endswith(":") else None
        if other.sentence < claim.sentence and not (opening and other.sentence > opening[0]):
            return None
    return None


def _list_of_plans(claim: Claim, sentence: Sentence) -> bool:
    """Whether a figure stands in a list whose lead says that it tells plans («планы на 2026 год: …»)."""
    colon = next((at for at, mark in sentence.marks if mark == ":" and at < claim.figure.start), None)
    return colon is not None and any(
        mention.concept == "planned" and mention.end <= colon for mention in sentence.mentions
    )


def _project(index: int, claims: Sequence[Claim], page: Page) -> int | None:
    """The building told of right before a cost, in its paragraph."""
    claim = claims[index]
    line = page.sentences[claim.sentence].line
    for before in range(index - 1, -1, -1):
        other = claims[before]
        if page.sentences[other.sentence].line != line or other.sentence < claim.sentence - 1:
            return None
        if other.code in _PROJECT:
            return before
    return None
