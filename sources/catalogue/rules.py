"""The indicator rules as data: which words near a figure make it a figure of which indicator.

Holds the loader and the value type; how a rule is weighed belongs to reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from checks.tables.reasons import Reason
from checks.tables.units import Unit
from checks.tables.vocabulary import Disposition
from sources.catalogue.data_file import read_yaml
from sources.catalogue.indicator_list import load_indicators
from sources.catalogue.lexicon import load_lexicon

RULES = Path(__file__).parent / "indicators"
Code = TypeVar("Code", bound=StrEnum)
DEFAULT_REACH = 1.25
FORMS = (
    "count",
    "percent",
    "points",
    "ratio",
    "money",
    "rate",
    "minutes",
    "days",
    "months",
    "years",
    "cases",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which words make an indicator, or keep a figure from being one.

    `code` is the indicator, null for figures that are none (`disposition` and `reason` say what becomes of
    them). `counted` are the concepts the figure may count, null for any; `bare` allows a figure without noun.
    Each group of `needs` must have a concept within `reach`; no concept of `bans` may be nearer than the
    rule's own words. `direct` asks that the figure counts the thing itself, not a place or a recipient («в 24
    больницах»), `labelled` that a label names it («больниц – 24»). `about` are concepts one of which the
    text must have spoken of, as far back as the sentence before («Врачей 58. Не хватает семи»). `least` and
    `most` are the smallest and greatest number that can be meant: twelve thousand «КТ» are studies.
    """

    id: str
    code: str | None
    forms: frozenset[str]
    counted: frozenset[str] | None
    needs: tuple[tuple[str, ...], ...]
    bans: tuple[str, ...]
    reach: float
    weight: float
    unit: Unit | None
    disposition: Disposition
    reason: Reason | None
    direct: bool
    labelled: bool
    about: frozenset[str] = frozenset()
    least: float = 0.0
    most: float = float("inf")

    def can_mean(self, size: float | None) -> bool:
        """Whether a number of this size can be meant; one that is not known can."""
        return size is None or self.least <= size <= self.most


@cache
def load_rules(folder: Path = RULES) -> tuple[Rule, ...]:
    """Load the rules of every file of the folder, in order.

    Raises ValueError for a concept the lexicon does not have, a form, key or code nobody knows, or an id used
    twice.
    """
    concepts = load_lexicon().concepts | {"bare"}
    rules: list[Rule] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.yml")):
        for entry in read_yaml(path):
            rule = rule_of(entry)
            named = (
                set(rule.counted or ())
                | {concept for group in rule.needs for concept in group}
                | set(rule.bans)
                | rule.about
            )
            if unknown := sorted(named - concepts):
                raise ValueError(
                    f"{path.name}: rule {rule.id!r} names {unknown}; add them to sources/catalogue/lexicon"
                )
            if rule.code is not None and rule.code not in load_indicators():
                raise ValueError(
                    f"{path.name}: rule {rule.id!r}: {rule.code} is no indicator; add it to"
                    " sources/catalogue/reference/indicators.csv"
                )
            if rule.id in seen:
                raise ValueError(
                    f"{path.name}: the rule id {rule.id!r} is used twice; give one of them another name"
                )
            seen.add(rule.id)
            rules.append(rule)
    return tuple(rules)


def rule_of(entry: dict[str, Any]) -> Rule:
    known = {
        "code",
        "id",
        "forms",
        "counted",
        "all",
        "none",
        "reach",
        "weight",
        "unit",
        "disposition",
        "reason",
        "direct",
        "labelled",
        "about",
        "least",
        "most",
    }
    if unknown := sorted(set(entry) - known):
        raise ValueError(
            f"rule {entry.get('id')!r} has the unknown keys {unknown}; known are {sorted(known)}"
        )
    forms = frozenset(entry.get("forms", ["count"]))
    if bad := sorted(forms - set(FORMS)):
        raise ValueError(f"rule {entry['id']!r} has the unknown forms {bad}; known are {FORMS}")
    counted = entry.get("counted", "any")
    return Rule(
        id=str(entry["id"]),
        code=str(entry["code"]) if "code" in entry else None,
        forms=forms,
        counted=None if counted == "any" else frozenset(counted),
        needs=tuple(tuple(group) if isinstance(group, list) else (group,) for group in entry.get("all", [])),
        bans=tuple(entry.get("none", [])),
        reach=float(entry.get("reach", DEFAULT_REACH)),
        weight=float(entry.get("weight", 0)),
        unit=_one_of(Unit, entry, "unit"),
        disposition=_one_of(Disposition, entry, "disposition") or Disposition.OBSERVATION,
        reason=_one_of(Reason, entry, "reason"),
        direct=bool(entry.get("direct", False)),
        labelled=bool(entry.get("labelled", False)),
        about=frozenset(entry.get("about", [])),
        least=float(entry.get("least", 0)),
        most=float(entry.get("most", "inf")),
    )


def _one_of(codes: type[Code], entry: Mapping[str, Any], key: str) -> Code | None:
    """The code that an entry gives under a key, null where it gives none."""
    if key not in entry:
        return None
    try:
        return codes(entry[key])
    except ValueError as error:
        raise ValueError(
            f"rule {entry.get('id')!r}: {entry[key]!r} is no {key}; take one of {', '.join(codes)},"
            " or declare it in checks/tables (a unit: in sources/catalogue/reference/units.csv)"
        ) from error
