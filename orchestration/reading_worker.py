"""What a reading process is asked: one chunk of raw reports as Arrow bytes in, one reading out.

Runs in the worker processes, so it must not import Dagster.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from sources.reading import Reading, read_batch
from sources.reading.output.corrections import load_corrections

FUNCTION = f"{__name__}:read_chunk"


def to_bytes(chunk: pa.RecordBatch) -> bytes:
    """A record batch as an IPC stream: a pickled slice would carry the whole batch along."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, chunk.schema) as writer:
        writer.write_batch(chunk)
    return sink.getvalue().to_pybytes()


def read_chunk(content: bytes, corrections: str = "") -> Reading:
    """Read the reports of one IPC stream, with the decisions of the release and those in the file
    `corrections` (empty: no such file).
    """
    decided = load_corrections() + (load_corrections(Path(corrections)) if corrections else ())
    with pa.ipc.open_stream(content) as stream:
        return read_batch(stream.read_next_batch(), decided)
