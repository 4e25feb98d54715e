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

_PAID = frozenset({*CURRENCIES, "KZT_per_person", "KZT_per_month"})


@dataclass(frozen=True, slots=True)
class _Rule:
    """A figure of this `nature` with these words in its `clause` and in its `sentence` is of this `kind`."""

    nature: Nature
    kind: PeriodKind
    clause: str
    sentence: str | None = None


@cache
def _table() -> tuple[Mapping[str, re.Pattern[str]], tuple[_Rule, ...]]:
    content: dict[str, Any] = data_of("undated")
    words = {name: whole_words(text) for name, text in content["words"].items()}
    rules = tuple(_Rule(**rule | {"kind": PeriodKind(rule["kind"])}) for rule in content["rules"])
    return words, rules


def is_act(folded: str, start: int, end: int) -> bool:
    """Whether a stretch of text tells what was done once («вручили», «тапсырылды»)."""
    return _table()[0]["act"].search(folded, start, end) is not None


def undated(context: FigureContext, folded: str, published: date | None) -> PeriodReading:
    """The period of a done flow without an expression of time."""
    words, rules = _table()
    if context.unit in _PAID or context.measure not in ("level", "share"):
        return PeriodReading(PeriodKind.UNSPECIFIED)
    for rule in rules:
        if (
            rule.nature == context.nature
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
