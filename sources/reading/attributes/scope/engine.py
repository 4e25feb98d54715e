"""Which cue governs a figure: rules of one form, tried in order, and the path from the cue to the figure.

Holds the reaching only: the same engine serves status, period, place and facility. Which words are cues, and
what they decide, is data of the attribute that asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from sources.language.morphology import Mood
from sources.reading.layout.clauses import Clause, clause_at
from sources.reading.layout.page import Page, Sentence
from sources.records import record

Reach = Literal["noun", "clause", "sentence", "lead", "heading"]
Direction = Literal["before", "behind", "either"]
_MARK = "mark"  # among `ends`: a comma, colon, bracket
_OWN_VERB = frozenset(
    {
        Mood.PAST,
        Mood.PRESENT,
        Mood.PROGRESSIVE,
        Mood.FUTURE,
        Mood.INTENTION,
        Mood.OBLIGATION,
    }
)


@record(frozen=True, slots=True)
class Cue:
    """A word or verb that may govern figures: its kind, half-open offsets and the number of its sentence."""

    kind: str
    start: int
    end: int
    sentence: int


@record(frozen=True, slots=True)
class Target:
    """A figure as the engine sees it: its sentence, its offsets, the stretch of its noun phrase with the
    words right before, and what is true of it (`traits`: what its indicator can be).
    """

    sentence: int
    start: int
    end: int
    noun_start: int
    noun_end: int
    traits: frozenset[str]


@record(frozen=True, slots=True)
class ScopeRule:
    """A rule: a cue of one of `cues` gives its `value` to a figure within `reach`.

    `direction` is where the cue stands to the figure; `of` and `not_of` are traits of which the figure must
    have one, or none. `unless` are kinds of cues that end the reach where they stand in the figure's own
    clause, `ends` kinds that end it where they stand between cue and figure. `alone` asks that the clause of
    the figure has no verb of its own.
    """

    id: str
    cues: frozenset[str]
    reach: Reach
    value: str
    direction: Direction = "either"
    of: frozenset[str] = frozenset()
    not_of: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    alone: bool = False

    def asks_of(self, traits: frozenset[str]) -> bool:
        """Whether the rule speaks of a figure with these traits."""
        return (not self.of or not self.of.isdisjoint(traits)) and self.not_of.isdisjoint(traits)


@record(frozen=True, slots=True)
class Decision:
    """What was decided and why: the value, the offsets of the cue, the path from it, the rule."""

    value: str
    cue_start: int
    cue_end: int
    path: str
    rule: str


def rules_from(data: Iterable[Mapping[str, Any]]) -> tuple[ScopeRule, ...]:
    """The rules of a data file, in their order."""
    return tuple(
        ScopeRule(
            id=rule["id"],
            cues=frozenset(rule["cues"]),
            reach=rule["reach"],
            value=rule["value"],
            direction=rule.get("direction", "either"),
            of=frozenset(rule.get("of", ())),
            not_of=frozenset(rule.get("not_of", ())),
            unless=frozenset(rule.get("unless", ())),
            ends=frozenset(rule.get("ends", ())),
            alone=rule.get("alone", False),
        )
        for rule in data
    )


def decide(
    target: Target, rules: Iterable[ScopeRule], cues: Mapping[int, Sequence[Cue]], page: Page
) -> Decision | None:
    """What the first rule with a cue in reach decides of a figure; null when no cue governs it.

    `cues` are those of each sentence that may govern the figure: its own, its lead and its headings.
    """
    sentence = page.sentences[target.sentence]
    clause = clause_at(sentence.clauses, target.start)
    own = cues.get(target.sentence, ())
    here = frozenset(cue.kind for cue in own if clause.start <= cue.start < clause.end)
    verbless = not any(predicate.mood in _OWN_VERB for predicate in clause.predicates)
    for rule in rules:
        if not rule.asks_of(target.traits) or not rule.unless.isdisjoint(here):
            continue
        if (rule.alone or rule.reach in ("lead", "heading")) and not verbless:
            continue
        reached = [
            cue
            for cue in _within(rule.reach, target, clause, cues, page)
            if cue.kind in rule.cues and _directed(rule.direction, cue, target)
        ]
        governing = [cue for cue in reached if not _ended(rule.ends, cue, target, own, sentence)]
        if governing:
            cue = min(governing, key=lambda one: _distance(one, target))
            return Decision(rule.value, cue.start, cue.end, rule.reach, rule.id)
    return None


def _within(
    reach: Reach, target: Target, clause: Clause, cues: Mapping[int, Sequence[Cue]], page: Page
) -> Iterator[Cue]:
    """The cues in reach of a figure."""
    own = cues.get(target.sentence, ())
    if reach == "noun":
        yield from (cue for cue in own if target.noun_start <= cue.start < target.noun_end)
    elif reach == "clause":
        yield from (cue for cue in own if clause.start <= cue.start < clause.end)
    elif reach == "sentence":
        yield from own
    else:
        yield from _from_above(reach, target, cues, page)


def _from_above(reach: Reach, target: Target, cues: Mapping[int, Sequence[Cue]], page: Page) -> Iterator[Cue]:
    """The cues of the lead or the heading of a list; nothing else is governed from outside its paragraph."""
    line = page.lines[page.sentences[target.sentence].line]
    if line.role != "list_item":
        return
    for number in page.leads.get(target.sentence, ()):
        above = page.sentences[number]
        heading = page.lines[above.line].role in ("heading", "title")
        if heading == (reach == "heading"):
            yield from cues.get(number, ())


def _directed(direction: Direction, cue: Cue, target: Target) -> bool:
    if direction == "either" or cue.sentence != target.sentence:
        return True
    return cue.end <= target.start if direction == "before" else cue.start >= target.end


def _ended(ends: frozenset[str], cue: Cue, target: Target, own: Sequence[Cue], sentence: Sentence) -> bool:
    """Whether another cue or a mark between a cue and the figure ends its reach."""
    if not ends or cue.sentence != target.sentence:
        return False
    low, high = sorted((cue.end, target.start)) if cue.end <= target.start else (target.end, cue.start)
    if _MARK in ends and any(low <= at < high for at, _ in sentence.marks):
        return True
    return any(one.kind in ends and low <= one.start < high for one in own if one is not cue)


def _distance(cue: Cue, target: Target) -> int:
    if cue.sentence != target.sentence:
        return 0
    return max(target.start - cue.end, cue.start - target.end, 0)
