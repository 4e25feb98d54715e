"""Rates: which figures are «per 10 000 inhabitants», and which figure is only the denominator.

Holds the grammar of denominators in Russian, Kazakh and English. The indicator of a rate is chosen elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sources.language.figures import Figure

_PER = {1_000: "per_1000", 10_000: "per_10k", 100_000: "per_100k"}
_BEFORE = re.compile(r"(?:\bна|\bper|\bна каждые|\bв расчете на|\bиз расчета на)\s*$")
_AFTER = re.compile(
    r"\s*(?:(?:человек|тыс\w*|прикрепленн\w+|взросл\w+|детск\w+|соответствующ\w+|постоянн\w+|городск\w+|сельск\w+)\s+){0,2}"
    r"(?:населени\w+|жител\w+|человек\w*|родивш\w+|рожден\w+|живорожд\w+|новорожд\w+|родов|жив[ыо]\w+|"
    r"(?:тірі )?туылған\w*|(?:тірі )?туған\w*|тұрғын\w*|халыққа|халықтың|адамға|нәресте\w*|сәби\w*|"
    r"population|inhabitants|residents|people|live births|births)"
)
_BIRTHS = re.compile(r"род(?!ител)|рожд|туыл|туған|нәресте|сәби|birth")
_KAZAKH_PER = re.compile(r"[^.;]{0,40}?шаққан")


@dataclass(frozen=True, slots=True)
class Denominator:
    """A figure that is the base of a rate: the unit it gives, and whether the rates stand after it."""

    figure: Figure
    unit: str
    leads: bool


def denominators(figures: Sequence[Figure], folded: str) -> tuple[Denominator, ...]:
    """Return the figures that are only «per so many», in reading order."""
    found = []
    for figure in figures:
        if figure.value not in _PER or figure.unit is not None:
            continue
        after = folded[figure.end : figure.end + 70]
        noun = _AFTER.match(after)
        before = _BEFORE.search(folded[max(0, figure.start - 20) : figure.start])
        leads = _KAZAKH_PER.match(after) is not None
        if not leads and not (before and (noun or figure.value >= 10_000)):
            continue
        births = _BIRTHS.search(after[: noun.end() + 12] if noun else after[:40])
        unit = _PER[int(figure.value)] + ("_births" if births else "")
        if unit == "per_10k_births":
            unit = "per_10k"
        found.append(Denominator(figure, unit, leads))
    return tuple(found)


def rate_units(figures: Sequence[Figure], folded: str) -> Mapping[int, str]:
    """Unit of every rate of a sentence by the start of its figure: the bare figures right before «на 1000 …».

    «с 8,9 до 7,1 на 1000 родившихся» makes two rates; in «1000 сәбиге шаққанда 7,8» the rate follows.
    """
    bases = {base.figure.start: base for base in denominators(figures, folded)}
    units: dict[int, str] = {}
    for index, figure in enumerate(figures):
        base = bases.get(figure.start)
        if base is None:
            continue
        if base.leads:
            rest = [other for other in figures[index + 1 :] if _plain(other) and _alone(other, folded)]
            units.update({other.start: base.unit for other in rest[:1]})
            continue
        after = base.figure.start
        for other in reversed(figures[:index]):
            gap = folded[other.noun_start : after]
            if not _plain(other) or len(gap) > 12 or re.search(r"[.;]\s", gap):
                break
            units[other.start] = base.unit
            after = other.lead_start
    return units


def _plain(figure: Figure) -> bool:
    return figure.unit is None and figure.shape in ("cardinal", "range")


def _alone(figure: Figure, folded: str) -> bool:
    """Whether no noun follows the figure: it is a value of what was named before."""
    return re.match(r"\s*(?:[^\w\s]|$|болды|болып|құра|жетті|-)", folded[figure.noun_start : figure.noun_start + 12]) is not None
