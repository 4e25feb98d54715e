"""A figure of a table with everything the table says about it.

Holds the value only; it is made in `tables`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checks.tables.vocabulary import PlanActual
from sources.reading.attributes.period.choice import PeriodReading
from sources.reading.attributes.place.choice import FigurePlace
from sources.reading.measurement.figure_reading import FigureReading


@dataclass(frozen=True, slots=True)
class CellReading:
    """A reading with the address of its cell, the offsets of its row, and place, period and status.

    `table`, `row`, `column` count from 0; `total_row`, `total_column` say that a label or head means «всего».
    `who` is whom its row, column or block counts, by dimension («Женщины», «сельская местность»).
    """

    reading: FigureReading
    locator: str
    row_start: int
    row_end: int
    place: FigurePlace
    period: PeriodReading
    plan_actual: PlanActual
    table: int
    row: int
    column: int
    total_row: bool
    total_column: bool
    who: Mapping[str, str] = field(default_factory=dict)
