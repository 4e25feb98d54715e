"""Rates: which figures are «per 10 000 inhabitants», and which figure is only the denominator.

Holds the grammar of denominators in Russian, Kazakh and English. The indicator of a rate is chosen elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from checks.tables.units import OF_BIRTHS, PER_10K, PER_100K, PER_1000, Unit
from sources.catalogue.grammar import load_grammar
from sources.language.figures import Figure
from sources.reading.measurement.words import rate_words
from sources.records import record

_PER = {1_000: PER_1000, 10_000: PER_10K, 100_000: PER_100K}
_END = re.compile(r"\s*(?:[.,;:)!?-]|$)")
_THING_OF_RATE = re.compile(
    r"(?:[^\W\d]+\s+){1,5}"
)  # «22,5 случая туберкулёза на 100 тыс.»: nothing but a rate is broken
_TRAILING_GAP = 16
_ONE_BEFORE = 40  # characters in which «1 случай из» stands


@record(frozen=True, slots=True)
class Denominator:
    """A figure that is the base of a rate: the unit it gives, and whether the rates stand after it."""

    figure: Figure
    unit: Unit
    leads: bool


def denominators(figures: Sequence[Figure], folded: str) -> tuple[Denominator, ...]:
    """Return the figures that are only «per so many», in reading order."""
    found, words = [], rate_words()
    for index, figure in enumerate(figures):
        if figure.value not in _PER or figure.unit is not None:
            continue
        after = folded[figure.end : figure.end + 70]
        noun = words.after.match(after)
        before = words.before.search(folded[max(0, figure.start - 20) : figure.start])
        dative = noun is not None and words.dative.match(after) is not None
        shared = words.kazakh_per.match(after) is not None
        rate_before = index > 0 and _close(figures[index - 1], figure, folded)
        closed = before is not None and rate_before and _END.match(after) is not None
        if not (shared or dative or closed or (before and noun)):
            continue
        unit = _PER[int(figure.value)]
        if words.births.search(after[: noun.end() + 12] if noun else after[:20]):
            unit = OF_BIRTHS.get(unit, unit)
        found.append(Denominator(figure, unit, leads=not rate_before))
    return tuple(found)


def out_of_how_many(figures: Sequence[Figure], folded: str) -> frozenset[int]:
    """The starts of the figures that are only the whole of which one is told («1 случай из 700 осмотренных»,
    «700 адамның бірі»).
    """
    words = rate_words()
    return frozenset(
        figure.start
        for figure in figures
        if figure.unit is None
        and (
            words.one_out_of.search(folded, max(0, figure.lead_start - _ONE_BEFORE), figure.lead_start)
            or words.one_of_them.match(folded, figure.end)
        )
    )


def rate_units(figures: Sequence[Figure], folded: str) -> Mapping[int, Unit]:
    """Unit of every rate of a sentence by the start of its figure.

    «с 8,9 до 7,1 на 1000 родившихся» makes two rates; in «1000 сәбиге шаққанда 7,8» and «на 10 тысяч жителей
    приходится 49,5 доктора» the rates follow.
    """
    bases = {base.figure.start: base for base in denominators(figures, folded)}
    units: dict[int, Unit] = {}
    for index, figure in enumerate(figures):
        base = bases.get(figure.start)
        if base is None:
            continue
        if base.leads:
            for other in figures[index + 1 :]:
                if other.start in bases:
                    break
                if _plain(other) and (
                    _alone(other, folded) or _broken(other) or _leads_cases(figure, other, folded)
                ):
                    units[other.start] = base.unit
            continue
        following = figure
        for other in reversed(figures[:index]):
            if other.start in bases or not _close(other, following, folded):
                break
            if following is not figure and "(" in folded[other.end : following.start]:
                break  # «3 240 коек (41,1 на 10 тыс. жителей)»: only what stands in the brackets is a rate
            units[other.start] = base.unit
            following = other
    for figure in figures:
        if _plain(figure) and rate_words().promille.match(folded[figure.end : figure.end + 12]):
            units[figure.start] = PER_1000
    for figure in figures:
        if (
            units
            and figure.start not in units
            and _plain(figure)
            and _broken(figure)
            and (_alone(figure, folded) or _of_cases(figure, folded))
        ):
            units[figure.start] = next(iter(units.values()))
    return units


def carried_rates(
    figures: Sequence[Figure], counting: Collection[int], folded: str, unit: Unit
) -> Mapping[int, Unit]:
    """Unit of the figures of a sentence that are told by the denominator of a sentence before, `unit`: broken
    numbers of cases or with no noun («на 100 тыс. населения – 38,2. … в Атырауской (44,1 случая)»).
    """
    return {
        figure.start: unit
        for figure in figures
        if figure.start in counting
        and _plain(figure)
        and _broken(figure)
        and (_alone(figure, folded) or _of_cases(figure, folded))
    }


def _of_cases(figure: Figure, folded: str) -> bool:
    """Whether a figure says nothing but that it counts cases («44,1 случая)»)."""
    words = load_grammar().cases_of_rates
    after = folded[figure.noun_start : figure.noun_start + 24].lstrip()
    noun = next((word for word in words if after.startswith(word)), None)
    return noun is not None and _END.match(after[len(noun) :]) is not None


def _leads_cases(base: Figure, figure: Figure, folded: str) -> bool:
    """Whether a figure behind its denominator counts cases in the same clause."""
    if "," in folded[base.end : figure.start] or ";" in folded[base.end : figure.start]:
        return False
    noun = folded[figure.noun_start : figure.noun_start + 24].split(maxsplit=1)[:1]
    return bool(noun) and noun[0].rstrip(".,;:") in load_grammar().cases_of_led_rates


def _close(figure: Figure, following: Figure, folded: str) -> bool:
    """Whether a figure stands so close before another that both belong to one rate: «8,9 до 7,1», «9,8 (на
    1000».
    """
    gap = folded[figure.noun_start : following.lead_start]
    if not _plain(figure):
        return False
    if len(gap) <= _TRAILING_GAP and rate_words().between.fullmatch(gap) is not None:
        return True
    return _broken(figure) and _THING_OF_RATE.fullmatch(gap) is not None


def _plain(figure: Figure) -> bool:
    return figure.unit is None and figure.shape in ("cardinal", "range")


def _broken(figure: Figure) -> bool:
    return figure.value is not None and figure.value != int(figure.value)


def _alone(figure: Figure, folded: str) -> bool:
    """Whether no noun follows the figure: it is a value of what was named before."""
    after = folded[figure.noun_start : figure.noun_start + 14]
    return rate_words().ends.match(after) is not None
