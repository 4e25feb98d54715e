"""Each hostile or broken file is read or refused with a reason, within 10 seconds and 512 MB, harming no
other.

All cases go through one worker process, one after the other, as landing's workers do; a crash or a hang of a
native library would end the worker and fail the case that did it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from sources.readers import read_document
from tests.hostile.case import READ, REFUSED
from tests.hostile.reading import Outcome, all_cases, outcome_of

SECONDS = 10
MEGABYTES = 512
CASES = all_cases()


class Worker:
    """One process that opens files; a new one takes over when a case broke or outlasted it."""

    def __init__(self) -> None:
        self._pool = self._started()

    def ask(self, label: str) -> Outcome:
        try:
            # making the file takes time too, several seconds for the largest
            return self._pool.submit(outcome_of, label).result(timeout=3 * SECONDS)
        except BaseException:
            self.stop()
            self._pool = self._started()
            raise

    def stop(self) -> None:
        for process in list(self._pool._processes.values()):
            process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _started() -> ProcessPoolExecutor:
        return ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn"))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    found = Worker()
    yield found
    found.stop()


@pytest.mark.parametrize("label", CASES)
def test_a_hostile_file_is_read_or_refused_within_its_limits(worker: Worker, label: str) -> None:
    outcome = worker.ask(label)
    assert outcome.end in CASES[label].ends, outcome.remedy
    assert outcome.end == READ or (outcome.end in REFUSED and outcome.remedy.endswith("."))
    assert outcome.seconds < SECONDS
    assert outcome.peak_megabytes < MEGABYTES


def test_there_are_at_least_150_cases() -> None:
    assert len(CASES) >= 150


def test_the_name_of_a_file_changes_nothing_about_what_is_read() -> None:
    content = "В районе 96 врачей и 210 коек.".encode()
    assert read_document(content, "a.txt") == read_document(content, "копия (2).docx")
