"""Which observations are booked: those that are sure enough to be facts, the others wait for a person.

Holds the step only. The threshold is data (`catalogue/belief.json`), chosen by `make train`.
"""

from __future__ import annotations

from dataclasses import replace

from checks.tables.reasons import Reason
from checks.tables.vocabulary import Disposition
from sources.reading.attributes.observation import LedgerRow, ReportReading


def booked(reading: ReportReading, threshold: float) -> ReportReading:
    """The reading without the observations that are less sure than `threshold` to be facts; their figures are
    left for review as `unsure`.
    """
    sure = {(one.start, one.end) for one in reading.observations if one.sure_of_fact >= threshold}
    unsure = {(one.start, one.end) for one in reading.observations} - sure
    if not unsure:
        return reading
    return replace(
        reading,
        ledger=tuple(_left(row) if (row.start, row.end) in unsure else row for row in reading.ledger),
        observations=tuple(one for one in reading.observations if (one.start, one.end) not in unsure),
    )


def _left(row: LedgerRow) -> LedgerRow:
    return replace(row, disposition=Disposition.REVIEW, reason=Reason.UNSURE)
