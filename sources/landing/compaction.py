"""Compaction: many small batch directories of a zone become one, so that reading the zone stays fast.

Holds the merge and the finishing of a merge that was killed. Rows are copied as they are, with their own
batch_id; what they mean plays no part.

The merged directory names in `replaces.json` the parts it stands for. From the moment it is in the zone, the
parts are surplus: whoever comes next after a kill (`recover`) takes them away before anything reads the zone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from checks.tables import Table
from sources.landing.batches import (
    batch_ids,
    new_batch_id,
    publish_batch,
    remove_batch,
    sweep,
    sync_directory,
)
from sources.landing.limits import MEGABYTE
from sources.landing.lock import exclusive
from sources.landing.parts import conform, joint_schema
from sources.landing.unfinished import unfinished_batches
from sources.landing.zones import DECLARED, EMPTY_BATCH, Declared, Zones

REPLACES_NAME = "replaces.json"
SMALL_BYTES = 32 * MEGABYTE
WHOLE_BYTES = 256 * MEGABYTE
GROUP_BYTES = 32 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Compaction:
    """What a compaction did: how many batch directories became how many."""

    parts: int = 0
    wholes: int = 0


def recover(zones: Zones) -> None:
    """Take away what killed writers left in the zones. The caller holds the lock of the zones."""
    for zone in (zones.raw, zones.accepted, zones.rejected):
        sweep(zone)
        for batch_id in batch_ids(zone):
            if (zone / batch_id / REPLACES_NAME).exists():
                _take_away_parts(zone, batch_id)


def compact(
    zones: Zones,
    *,
    small_bytes: int = SMALL_BYTES,
    whole_bytes: int = WHOLE_BYTES,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    declared: Declared = DECLARED,
) -> Compaction:
    """Merge the batches below `small_bytes` of each zone, in their order, into directories of up to
    `whole_bytes`.
    """
    zones.create(declared)
    merged: list[int] = []
    with exclusive(zones.lock_file):
        recover(zones)
        busy = {EMPTY_BATCH, *unfinished_batches(zones)}
        for name, files in declared.items():
            zone = zones.root / name
            for parts in list(_groups(zone, busy, small_bytes, whole_bytes)):
                batch_id = new_batch_id(clock(), zones.raw, zones.staged, zones.accepted, zones.rejected)
                _merge(zone, parts, files, batch_id)
                _take_away_parts(zone, batch_id)
                merged.append(len(parts))
    return Compaction(parts=sum(merged), wholes=len(merged))


def _groups(zone: Path, busy: set[str], small_bytes: int, whole_bytes: int) -> Iterator[list[str]]:
    group: list[str] = []
    size = 0
    for batch_id in batch_ids(zone):
        part_bytes = sum(file.stat().st_size for file in (zone / batch_id).iterdir())
        if batch_id in busy or part_bytes >= small_bytes:
            continue
        if size + part_bytes > whole_bytes and len(group) > 1:
            yield group
            group, size = [], 0
        group.append(batch_id)
        size += part_bytes
    if len(group) > 1:
        yield group


def _merge(zone: Path, parts: list[str], files: Mapping[str, Table], batch_id: str) -> None:
    with publish_batch(zone, batch_id) as directory:
        for name, table in files.items():
            sources = [file for part in parts if (file := zone / part / name).exists()]
            _merge_files(sources, directory / name, table.arrow_schema)
        (directory / REPLACES_NAME).write_text(json.dumps(parts))


def _merge_files(sources: list[Path], target: Path, declared: pa.Schema) -> None:
    # Columns that an older or a newer release wrote are kept, a column that a part lacks becomes null.
    schema = joint_schema(declared, [parquet.read_schema(file) for file in sources])
    with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        waiting: list[pa.Table] = []
        size = 0
        for file in sources:
            part = parquet.ParquetFile(file)
            for number in range(part.num_row_groups):
                rows = conform(part.read_row_group(number), schema)
                waiting.append(rows)
                size += rows.nbytes
                if size >= GROUP_BYTES:
                    writer.write_table(pa.concat_tables(waiting))
                    waiting, size = [], 0
        if waiting:
            writer.write_table(pa.concat_tables(waiting))


def _take_away_parts(zone: Path, batch_id: str) -> None:
    surplus = zone / batch_id / REPLACES_NAME
    for part in json.loads(surplus.read_text()):
        remove_batch(zone, part)
    os.unlink(surplus)
    sync_directory(zone / batch_id)
