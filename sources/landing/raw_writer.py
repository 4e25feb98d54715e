"""Raw reports on their way into Parquet: collected until a row group is full, then written, so that memory
stays small.

Holds the building of raw rows. Which reports land is decided in `sources.landing.landing`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as parquet

from checks.tables import BLOCK, RAW_REPORTS
from sources.connectors.arrival import Arrival
from sources.landing.limits import Portions
from sources.landing.opened import Opened

COMPRESSION = "zstd"


@dataclass(slots=True)
class RawWriter:
    """Writes one raw file; use it in a `with`. Rows stand in the order in which their reading ended."""

    path: Path
    batch_id: str
    received_at: datetime
    portions: Portions
    _rows: list[dict[str, object]] = field(default_factory=list)
    _blocks: list[dict[str, list[object]]] = field(default_factory=list)
    _bytes: int = 0
    _file: parquet.ParquetWriter = field(init=False)

    def __enter__(self) -> RawWriter:
        self._file = parquet.ParquetWriter(self.path, RAW_REPORTS.arrow_schema, compression=COMPRESSION)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._file.close()

    def add(self, arrival: Arrival, report_id: str, content: bytes, opened: Opened) -> None:
        """Add one report."""
        sidecar = arrival.sidecar
        self._rows.append(
            {
                "report_id": report_id,
                "report_file": arrival.file_name,
                "source": arrival.source,
                "source_path": arrival.source_path,
                "received_at": self.received_at,
                "batch_id": self.batch_id,
                "media_type": opened.media_type,
                "encoding": opened.encoding,
                "byte_count": len(content),
                "content": content,
                "region_hint": arrival.region_hint,
                "sidecar": sidecar.as_json if sidecar else None,
                "title": (sidecar.title if sidecar else None) or opened.title,
                "published_on": sidecar.published_on if sidecar else None,
                "source_url": (sidecar.source_url if sidecar else None) or opened.source_url,
                "metadata": opened.metadata,
                "text": opened.text,
                "reader": opened.reader,
                "reader_version": opened.reader_version,
                "sidecar_file": sidecar.file_name if sidecar else None,
            }
        )
        self._blocks.append(opened.blocks)
        self._bytes += len(content) + 2 * len(opened.text)
        if len(self._rows) >= self.portions.group_rows or self._bytes >= self.portions.group_bytes:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        schema = RAW_REPORTS.arrow_schema
        columns = [
            blocks_array(self._blocks)
            if column.name == "blocks"
            else pa.array([row[column.name] for row in self._rows], column.type)
            for column in schema
        ]
        self._file.write_table(pa.Table.from_arrays(columns, schema=schema))
        self._rows.clear()
        self._blocks.clear()
        self._bytes = 0


def blocks_array(blocks: list[dict[str, list[object]]]) -> pa.ListArray:
    """One list of blocks per report, as Arrow."""
    offsets = [0]
    for columns in blocks:
        offsets.append(offsets[-1] + len(columns["kind"]))
    arrays = [
        pa.array([value for columns in blocks for value in columns[field.name]], field.type)
        for field in BLOCK
    ]
    return pa.ListArray.from_arrays(
        pa.array(offsets, pa.int32()), pa.StructArray.from_arrays(arrays, fields=list(BLOCK))
    )
