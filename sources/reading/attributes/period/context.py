"""What the choice of a period needs to know of a figure, and what it says in return.

Holds values only. The choice is made in periods_figure.py.
"""

from __future__ import annotations

from datetime import date

from checks.tables.units import Unit
from checks.tables.vocabulary import Measure, PeriodBasis, PeriodKind, PlanActual
from sources.reading.attributes.nature import Nature
from sources.reading.mentions.periods.calendar import Stretch
from sources.records import record


@record(frozen=True, slots=True)
class FigureContext:
    """Where a figure stands and what it measures; all offsets half-open code points of the whole text.

    `nature` of the indicator: `stock` (doctors, beds, and ratios that hold at a moment: staffing, equipment,
    coverage), `flow` (patients, money), `ratio` (of a stretch: mortality, timeliness), `attribute` (an amount
    or a length, dated only by its own clause), `capacity` (a fixed property of a thing, never dated).
    `yearly` says that a count as of a day began with its year, as budgets do; `handed_over` that things
    such as cars are counted, which change hands on one day.
    `present_tense` and `to_date` say how its clause speaks (`periods_figure.tense_of` finds out). `unit` as
    in the catalogue of units, when known.
    """

    figure_start: int
    figure_end: int
    sentence_start: int
    sentence_end: int
    clause_start: int
    clause_end: int
    paragraph_start: int
    nature: Nature
    measure: Measure = Measure.LEVEL
    plan_actual: PlanActual = PlanActual.ACTUAL
    present_tense: bool = False
    to_date: bool = False
    unit: Unit | None = None
    yearly: bool = False
    handed_over: bool = False


@record(frozen=True, slots=True)
class PeriodReading:
    """The period of a figure as the observation stores it; `basis` is null where the text asks for no date at
    all."""

    kind: PeriodKind
    start: date | None = None
    end: date | None = None
    basis: PeriodBasis | None = None
    as_stated: str | None = None
    compared_with_start: date | None = None
    compared_with_end: date | None = None

    @property
    def stretch(self) -> Stretch:
        """Kind and dates together."""
        return Stretch(self.kind, self.start, self.end)
