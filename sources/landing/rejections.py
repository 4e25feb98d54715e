"""What was turned away, by whom and why: the rows of the rejected zone.

Holds the value and its table. When a rejection is written or taken back is decided by landing, promotion and
retry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

import pyarrow as pa

from checks.tables import REJECTIONS
from checks.tables.vocabulary import RejectionStage

# Below the zone, so that no glob over rejected/*/rejections.parquet sees what has been given another chance.
RETRIED = ".retried"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A report that was turned away: where, why (a short code and the details), and what a person can do.

    At stage `row` it is one row of a tidy table, while the report itself is accepted. `sidecar_batch_id`: the
    batch of the late sidecar under which it was read.
    """

    report_id: str | None
    report_file: str
    stage: RejectionStage
    reason: str
    detail: str | None
    remedy: str
    sidecar_batch_id: str | None = None


def rejections_table(
    rejections: Iterable[Rejection],
    rejected_at: datetime,
    extractor_version: str | None,
    reader_version: str | None,
    batch_id: str,
    catalogue_version: str | None = None,
) -> pa.Table:
    """The rows of one batch; `extractor_version` is null for what landing turned away."""
    return REJECTIONS.from_rows(
        asdict(rejection)
        | {
            "rejected_at": rejected_at,
            "extractor_version": extractor_version,
            "reader_version": reader_version,
            "batch_id": batch_id,
            "catalogue_version": catalogue_version,
        }
        for rejection in rejections
    )
