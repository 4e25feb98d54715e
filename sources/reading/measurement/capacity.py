"""What the number in an adjective measures: «200-коечная больница», «250-местный стационар», «100 төсектік».

Holds how such a number is read only: it describes an institution and counts nobody in it.
"""

from __future__ import annotations

from dataclasses import replace

from sources.catalogue.grammar import load_grammar
from sources.language.figures import Figure
from sources.reading.measurement.indicators import Choice, choose
from sources.reading.measurement.proximity import Proximity

UNITS = frozenset({"bed", "visits_per_shift"})


def capacity_told(figure: Figure, form: str, around: Proximity, folded: str) -> Choice | None:
    """The indicator of a number in an adjective: a capacity by the kind of places it names, or none."""
    named = next(
        (
            concept
            for concept, stems in load_grammar().capacities.items()
            if folded.startswith(stems, figure.noun_start)
        ),
        None,
    )
    if named is not None:
        things = frozenset({named})
        around = replace(
            around, counted=things, head=things, costs={**around.costs, named: 0.0}, oblique=False
        )
    return choose(form, around, size=figure.value, units=UNITS)
