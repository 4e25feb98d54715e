"""What a figure leaves out because the one before it said it: the scale of a sum («в село – 10 миллионов,
в город – пять»), the verb of a change («выросла на 7%, медсестёр – на 5%»).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sources.catalogue.grammar import load_grammar
from sources.language.figures import Figure
from sources.reading.measurement.changes import Change
from sources.reading.measurement.figure_reading import FigureReading
from sources.reading.measurement.links import Gap, Link
from sources.reading.measurement.proximity import Proximity

_EACH = frozenset({"KZT_per_month", "KZT_per_person"})
_SCALES = (1_000_000.0, 1_000.0)
_ALIKE = 10.0


def with_scale(
    figure: Figure, form: str, around: Proximity, gap: Gap, readings: Sequence[FigureReading], first: int
) -> tuple[Figure, str]:
    """Return a figure and its form, with the scale of the sum before it where it goes on with that sum.

    Only what one person gets goes on so, after a dash and with a number of like size: «выделено 10 миллионов,
    врачей – пять» counts doctors.
    """
    if len(readings) <= first or form != "count" or figure.scaled or not around.bare or not around.label:
        return figure, form
    before = readings[-1]
    size, value = before.figure.value, figure.value
    if before.unit not in _EACH or gap.link == "apart" or not size or not value:
        return figure, form
    scale = next((scale for scale in _SCALES if before.figure.scaled and size >= scale), None)
    if scale is None or not 1 / _ALIKE <= value * scale / size <= _ALIKE:
        return figure, form
    return replace(figure, value=value * scale, scaled=True), "money"


def change_again(form: str, around: Proximity, link: Link, before: FigureReading) -> Change | None:
    """The change that a figure tells with the verb of the one before it («выросла на 7,4%, у медсестёр – на
    5,1%»), or null.
    """
    if before.change is None or before.form != form or link not in ("coordinate", "contrast"):
        return None
    again = around.bare and not around.verb and around.word_before in load_grammar().change_before
    return before.change if again else None
