"""Which observations are booked: those whose region is known and that are sure enough to be facts; the others
wait for a person.

Holds the step only. The threshold is data (`catalogue/belief.json`), chosen by `make train`.
"""

from __future__ import annotations

from dataclasses import replace

from checks.tables.reasons import Reason
from checks.tables.vocabulary import Disposition
from sources.reading.attributes.observation import LedgerRow, ReportReading


def booked(reading: ReportReading, threshold: float) -> ReportReading:
    """The reading without the observations of no known region, whose figures are left for review as
    `region_unnamed`, and without those less sure than `threshold` to be facts, left as `unsure`.
    """
    left = {(one.start, one.end): Reason.UNSURE for one in reading.observations}
    for one in reading.observations:
        if one.region_code is None:
            left[one.start, one.end] = Reason.REGION_UNNAMED
    kept = [one for one in reading.observations if one.region_code and one.sure_of_fact >= threshold]
    for one in kept:
        left.pop((one.start, one.end), None)
    if not left:
        return reading
    return replace(
        reading,
        ledger=tuple(_left(row, left.get((row.start, row.end))) for row in reading.ledger),
        observations=tuple(kept),
    )


def _left(row: LedgerRow, reason: Reason | None) -> LedgerRow:
    return row if reason is None else replace(row, disposition=Disposition.REVIEW, reason=reason)
