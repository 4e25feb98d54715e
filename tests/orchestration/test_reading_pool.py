"""Reading in processes: every chunk is read; a report that takes its process along is the only one lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pyarrow as pa

from checks.tables import FIGURES, OBSERVATIONS, REPORTS
from orchestration.reading_pool import Lost, read_in_processes
from sources.landing.limits import Limits
from sources.reading import Reading

DEADLY = "report-7"
HERE = "tests.orchestration.test_reading_pool"


def chunk(*report_ids: str) -> pa.RecordBatch:
    """Raw reports, as far as these tests need them."""
    return pa.record_batch({"report_id": list(report_ids)})


def chunks(count: int, size: int) -> Iterator[pa.RecordBatch]:
    """`count` chunks of `size` reports, numbered through."""
    for first in range(0, count * size, size):
        yield chunk(*(f"report-{number}" for number in range(first, first + size)))


def read_most(content: bytes) -> Reading:
    """Give an empty reading; a chunk with the deadly report kills the process."""
    with pa.ipc.open_stream(content) as stream:
        report_ids = stream.read_next_batch().column("report_id").to_pylist()
    if DEADLY in report_ids:
        os.kill(os.getpid(), signal.SIGKILL)
    return Reading(REPORTS.empty(), FIGURES.empty(), OBSERVATIONS.empty(), ())


def test_one_deadly_report_is_lost_and_the_others_are_read() -> None:
    answers = list(
        read_in_processes(chunks(3, 4), workers=2, limits=Limits(seconds=60), function=f"{HERE}:read_most")
    )
    read = {
        report_id
        for batch, answer in answers
        if isinstance(answer, Reading)
        for report_id in batch.column("report_id").to_pylist()
    }
    lost = [answer for _, answer in answers if isinstance(answer, Lost)]
    assert [(one.report_id, one.reason) for one in lost] == [(DEADLY, "reader_crashed")]
    assert read == {f"report-{number}" for number in range(12)} - {DEADLY}


def test_without_chunks_no_process_is_started() -> None:
    assert list(read_in_processes(iter(()), workers=2, function="nowhere:nothing")) == []
