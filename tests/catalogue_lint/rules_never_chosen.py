"""Kind `rule_never_chosen`: a rule that cannot be the one a figure is read by, whatever the text says.

Two reasons are decided, both from the rules alone and by the weighing of `measurement.indicators`:

- it rules itself out: it asks for no word at all, bans all that it may count or all that one of its needs
  asks for, no number is between its `least` and its `most`, or no word is ever as near as its `reach`;
- another rule fits wherever it fits and always has more points.

Not decided: rules that several others together leave nothing, rules beaten only because of how words stand in
real sentences, and rules whose concepts never meet in one. Which rules ask for a concept
that no text at hand holds is told by `silent_concepts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sources.catalogue.rules import Rule
from sources.reading.measurement.indicators import COST, COUNTED, NEED
from tests.catalogue_lint.catalogue import Catalogue
from tests.catalogue_lint.finding import Finding
from tests.catalogue_lint.rule_concepts import BARE


def rules_never_chosen(catalogue: Catalogue) -> Iterator[Finding]:
    """Rules without effect, but for the doubt they can cast on a rule for another indicator."""
    for number, rule in enumerate(catalogue.rules):
        file = catalogue.rule_files[rule.id]
        contradiction = _contradiction(rule)
        if contradiction:
            yield Finding("rule_never_chosen", file, rule.id, "", contradiction)
            continue
        others = (
            other
            for position, other in enumerate(catalogue.rules)
            if position != number and _beats(other, rule, catalogue.whole, earlier=position < number)
        )
        winner = next(others, None)
        if winner is not None:
            yield Finding(
                "rule_never_chosen",
                file,
                rule.id,
                winner.id,
                f"{winner.id} fits wherever it fits and weighs more: take it out, let it weigh more, or ban "
                f"in {winner.id} what only it means",
            )


def _contradiction(rule: Rule) -> str:
    """How a rule rules itself out, and the remedy; empty where it does not."""
    bans = frozenset(rule.bans)
    if not rule.needs and not rule.counted:
        return "it asks for no word: name what it counts in `counted` or what stands near in `all`"
    if rule.counted is not None and rule.counted <= bans:
        return "it bans all that it may count: take these out of its `none`"
    for group in rule.needs:
        if bans.issuperset(group):
            return f"it needs and bans {' or '.join(group)}: take it out of its `none`"
    if rule.least > rule.most:
        return "its `least` is greater than its `most`: exchange them"
    if rule.needs and rule.reach < 0:
        return "its `reach` is negative: no word is as near as that"
    return ""


def _beats(winner: Rule, rule: Rule, whole: frozenset[str], *, earlier: bool) -> bool:
    """Whether one rule fits wherever another one does, and always has more points."""
    lead = _least_lead(winner, rule)
    return bool(
        lead is not None
        and (lead > 0 or (lead == 0 and earlier and winner.id < rule.id))
        and (winner.needs or winner.counted)
        and rule.forms <= winner.forms
        and _speaks_of(winner, rule)
        and _counts_as_much(winner, rule)
        and set(winner.bans) <= set(rule.bans)
        and (rule.direct or not winner.direct)
        and (rule.labelled or not winner.labelled)
        and (not winner.about or (bool(rule.about) and rule.about <= winner.about))
        and (winner.least <= rule.least and rule.most <= winner.most)
        and (winner.unit not in whole or rule.unit in whole)
    )


def _speaks_of(winner: Rule, rule: Rule) -> bool:
    """Whether the winner can also be the topic of a change in place of the other one («снизилась на 5%»):
    what is no indicator makes none.
    """
    return winner.code is not None or (rule.code is None and winner.reason == rule.reason)


def _counts_as_much(winner: Rule, rule: Rule) -> bool:
    """Whether the winner may count all that the other one may. Where a thing stands before its verb and the
    figure without noun, the units of rules are compared with it, so they have to be the same.
    """
    if winner.counted is None:
        return True
    return (
        rule.counted is not None
        and rule.counted <= winner.counted
        and (BARE not in rule.counted or winner.unit == rule.unit)
    )


def _least_lead(winner: Rule, rule: Rule) -> float | None:
    """By how many points the winner leads at the least where both fit; null where a need of its may be unmet.

    Each of its needs must be met by words that meet a need of the other one, whose reach is no longer. A need
    of the other one without a counterpart brings that one at most the points of the nearest words, a second
    need of the winner for the same words brings at least those of the farthest.
    """
    if rule.reach > winner.reach and winner.needs:
        return None
    left = list(rule.needs)
    lead = winner.weight - rule.weight
    if winner.counted is None and rule.counted is not None:
        lead -= COUNTED
    for group in sorted(winner.needs, key=len):
        stricter = _stricter(group, left)
        if stricter is not None:
            left.remove(stricter)
        elif _stricter(group, rule.needs) is not None:
            lead += NEED - COST * rule.reach
        else:
            return None
    return lead - NEED * len(left)


def _stricter(group: Sequence[str], needs: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """A need whose words all meet `group`."""
    return next((one for one in needs if set(one) <= set(group)), None)
