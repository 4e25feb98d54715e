"""Reading in several processes: chunks of raw reports in, readings out, and a crash costs one report.

Knows how a chunk that cannot be read is narrowed down. The processes are those of `sources.landing.workers`;
what a report says is read by `sources.reading`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from orchestration.reading_worker import FUNCTION, to_bytes
from sources.landing.limits import MEGABYTE, Limits
from sources.landing.opened import OPEN_FILE
from sources.landing.reopening import reopen
from sources.landing.workers import Workers
from sources.readers.document import Unreadable
from sources.reading import Reading

OPENING_LIMITS = Limits()
LIMITS = Limits(seconds=300.0, memory_bytes=2048 * MEGABYTE)
"""A chunk takes seconds; one that takes minutes hangs."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A report that took its process with it, or did not come to an end; `reason` is a short code."""

    report_id: str
    reason: str
    detail: str


def read_in_processes(
    chunks: Iterable[pa.RecordBatch],
    workers: int,
    limits: Limits = LIMITS,
    function: str = FUNCTION,
    corrections: str | None = None,
) -> Iterator[tuple[pa.RecordBatch, Reading | Lost]]:
    """The reading of every chunk, in the order in which they come to an end.

    `corrections`: a file with decisions of people, beside those of the release.
    Chunks need a column `report_id` and are taken one by one as processes become free. A chunk that cannot be
    read is halved until the report to blame stands alone; that one comes back as Lost, with the chunk it was.
    """
    with Workers(function, limits, workers) as pool:
        waiting: Iterable[pa.RecordBatch] = chunks
        while True:
            suspects: list[pa.RecordBatch] = []
            asked: dict[int, pa.RecordBatch] = {}
            for number, answer in pool.run(_calls(waiting, asked, corrections)):
                chunk = asked.pop(number)
                if isinstance(answer, Reading):
                    yield chunk, answer
                elif chunk.num_rows == 1:
                    yield chunk, _lost(chunk, answer)
                else:
                    half = chunk.num_rows // 2
                    suspects += [chunk.slice(0, half), chunk.slice(half)]
            if not suspects:
                return
            waiting = suspects


def read_opened(
    chunks: Iterable[pa.Table],
    workers: int,
    reader_version: str,
    *,
    kept: str | None,
    corrections: str | None = None,
) -> Iterator[tuple[pa.RecordBatch, Reading | Lost]]:
    """The reading of every chunk of raw reports, opened again from their bytes where the stored text is not
    of the version `kept`.

    Files are opened in processes of their own, under the limits of landing. One that today's readers refuse
    comes back as Lost.
    """
    refused: deque[tuple[pa.RecordBatch, Lost]] = deque()
    with Workers(OPEN_FILE, OPENING_LIMITS, workers) as openers:

        def opened() -> Iterator[pa.Table]:
            for chunk in reopen(chunks, openers.run, reader_version, kept=kept):
                for row, refusal in chunk.unopened:
                    (batch,) = without_bytes([row])
                    refused.append((batch, _lost(batch, refusal)))
                if chunk.rows.num_rows:
                    yield chunk.rows

        for answer in read_in_processes(without_bytes(opened()), workers, corrections=corrections):
            yield answer
            while refused:
                yield refused.popleft()
        yield from refused


def without_bytes(chunks: Iterable[pa.Table]) -> Iterator[pa.RecordBatch]:
    """Raw reports as reading processes take them: a record batch per chunk, without the bytes."""
    for chunk in chunks:
        columns = [name for name in chunk.column_names if name != "content"]
        yield from chunk.select(columns).combine_chunks().to_batches()


def _calls(
    chunks: Iterable[pa.RecordBatch], asked: dict[int, pa.RecordBatch], corrections: str | None
) -> Iterator[tuple[int, tuple[object, ...]]]:
    for number, chunk in enumerate(chunks):
        asked[number] = chunk
        yield number, (to_bytes(chunk),) if corrections is None else (to_bytes(chunk), corrections)


def _lost(chunk: pa.RecordBatch, answer: object) -> Lost:
    if not isinstance(answer, Unreadable):
        raise TypeError(f"the reading function gave {type(answer).__name__}; let it return a Reading")
    return Lost(chunk.column("report_id")[0].as_py(), answer.reason, answer.remedy)
