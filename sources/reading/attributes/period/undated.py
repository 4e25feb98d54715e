"""The period of a figure that nothing dates: its nature and the verb of its clause say the kind.

Holds the reading of the table sources/catalogue/periods/undated.yml; where a figure is dated after all is
said in choice.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from checks.tables.units import CURRENCIES
from checks.tables.vocabulary import PeriodBasis, PeriodKind
from sources.reading.attributes.nature import Nature
from sources.reading.attributes.period.context import FigureContext, PeriodReading
from sources.reading.mentions.periods.lexicon import data_of, whole_words

_ACTS = ("act", "handed")
_PAID = frozenset({*CURRENCIES, "KZT_per_person", "KZT_per_month"})


@dataclass(frozen=True, slots=True)
class _Rule:
    """A figure of this `nature` with these words in its `clause` and in its `sentence` is of this `kind`;
    `handed_over` limits the rule to things that change hands."""

    nature: Nature
    kind: PeriodKind
    clause: str
    sentence: str | None = None
    handed_over: bool = False


@cache
def _table() -> tuple[Mapping[str, re.Pattern[str]], tuple[_Rule, ...]]:
    content: dict[str, Any] = data_of("undated")
    words = {name: whole_words(text) for name, text in content["words"].items()}
    rules = tuple(_Rule(**rule | {"kind": PeriodKind(rule["kind"])}) for rule in content["rules"])
    return words, rules


def is_act(context: FigureContext, folded: str) -> bool:
    """Whether the clause of a figure tells what was done once («вручили», «тапсырылды»), of things also that
    they were handed over («получили 9 машин»)."""
    words, rules = _table()
    return any(
        words[rule.clause].search(folded, context.clause_start, context.clause_end)
        for rule in rules
        if rule.kind == PeriodKind.EVENT
        and rule.clause in _ACTS
        and (context.handed_over or not rule.handed_over)
    )


def undated(context: FigureContext, folded: str, published: date | None) -> PeriodReading:
    """The period of a done flow without an expression of time."""
    words, rules = _table()
    if context.unit in _PAID or context.measure not in ("level", "share"):
        return PeriodReading(PeriodKind.UNSPECIFIED)
    for rule in rules:
        if (
            rule.nature == context.nature
            and (context.handed_over or not rule.handed_over)
            and words[rule.clause].search(folded, context.clause_start, context.clause_end)
            and (
                rule.sentence is None
                or words[rule.sentence].search(folded, context.sentence_start, context.sentence_end)
            )
        ):
            return _of_kind(rule.kind, published)
    return PeriodReading(PeriodKind.UNSPECIFIED)


def _of_kind(kind: PeriodKind, published: date | None) -> PeriodReading:
    if kind != "since_start":
        return PeriodReading(kind, basis=PeriodBasis.UNRESOLVED)
    basis = PeriodBasis.INFERRED if published else PeriodBasis.UNRESOLVED
    return PeriodReading(kind, None, published, basis)
