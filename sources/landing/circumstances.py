"""What is known of a report besides its bytes, as of now: of sidecars that came later the newest counts.

Holds the rows of raw as a reading has to see them. Which sidecar is news is decided in
`sources.landing.late_sidecars`; what the facts mean belongs to reading.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from checks.tables import RAW_REPORTS, SIDECARS
from sources.landing.batches import batch_ids
from sources.landing.parts import read_part
from sources.landing.zones import Zones

FACTS = ("region_hint", "sidecar", "title", "published_on", "source_url")
SIDECAR_BATCH = "sidecar_batch_id"
KNOWN_ROW = pa.schema([*RAW_REPORTS.arrow_schema, pa.field(SIDECAR_BATCH, pa.string())])
"""A row of raw with the sidecar that has come since."""

Newest = Mapping[str, Mapping[str, Any]]
"""report_id → the newest sidecar that came after the report."""


def newest_sidecars(zones: Zones) -> Newest:
    """The sidecar that counts, for each report that got one after it had landed; as many as there are such
    reports.
    """
    columns = ["report_id", "batch_id", *FACTS]
    files = (zones.raw / batch_id / "sidecars.parquet" for batch_id in batch_ids(zones.raw))
    rows = [row for file in files if file.exists() for row in read_part(file, SIDECARS, columns).to_pylist()]
    # By the batch of the row: a packed directory holds the rows of several.
    return {row["report_id"]: row for row in sorted(rows, key=lambda row: row["batch_id"])}


def with_newest_sidecars(chunk: pa.Table, newest: Newest) -> pa.Table:
    """Rows of raw with the facts of the sidecars that came later in the place of those they came with."""
    late = [newest.get(report_id) for report_id in chunk["report_id"].to_pylist()]
    batches = pa.array([row["batch_id"] if row else None for row in late], pa.string())
    known = chunk.append_column(KNOWN_ROW.field(SIDECAR_BATCH), batches)
    if not any(late):
        return known
    former = known.select([*FACTS, "metadata"]).to_pylist()
    rows = [_facts(row, sidecar) if sidecar else row for row, sidecar in zip(former, late, strict=True)]
    for name in FACTS:
        place = known.schema.get_field_index(name)
        field = known.schema.field(place)
        known = known.set_column(place, field, pa.array([row[name] for row in rows], field.type))
    return known


def stated(sidecar: str | None) -> dict[str, Any]:
    """The statements of a sidecar that is kept as JSON; none where there is no sidecar."""
    return dict(json.loads(sidecar)) if sidecar else {}


def _facts(former: Mapping[str, Any], sidecar: Mapping[str, Any]) -> dict[str, Any]:
    """The facts after a sidecar came: all of it counts, and nothing of the one that it replaces."""
    metadata = json.loads(former["metadata"] or "{}")
    # The folder's hint stands as long as no sidecar named another region.
    folder_counts = not stated(sidecar["sidecar"]).get("region") and not stated(former["sidecar"]).get(
        "region"
    )
    return {
        "region_hint": former["region_hint"] if folder_counts else sidecar["region_hint"],
        "sidecar": sidecar["sidecar"],
        "title": sidecar["title"] or metadata.get("title"),
        "published_on": sidecar["published_on"],
        "source_url": sidecar["source_url"] or metadata.get("source_url"),
    }
