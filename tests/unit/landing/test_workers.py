"""Worker processes: a bad file costs itself, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.landing.limits import MEGABYTE, Limits
from sources.landing.workers import Workers, WorkerStartError
from sources.readers.document import Unreadable

DEEDS = "tests.unit.landing.deeds:act"
PATIENCE = 30.0


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    """Two workers for all tests that need no others; each start of one takes a second."""
    with Workers(DEEDS, Limits(seconds=2.0, patience=1.5, memory_bytes=150 * MEGABYTE), size=2) as workers:
        yield workers


def answers(workers: Workers, *calls: tuple[object, ...]) -> dict[int, object]:
    return dict(workers.run(enumerate(calls)))


def reason(answer: object) -> str:
    assert isinstance(answer, Unreadable), answer
    assert len(answer.remedy) > 20
    return answer.reason


def test_every_call_is_answered_under_its_key(pool: Workers) -> None:
    assert answers(pool, *(("double", n) for n in range(50))) == {n: 2 * n for n in range(50)}


def test_workers_are_used_again(pool: Workers) -> None:
    first = set(answers(pool, *([("process",)] * 20)).values())
    second = set(answers(pool, *([("process",)] * 20)).values())
    assert len(first | second) <= 2
    assert os.getpid() not in first


def test_a_worker_makes_room_for_a_fresh_one_after_its_share() -> None:
    with Workers(DEEDS, Limits(files_per_worker=3), size=1) as workers:
        processes = answers(workers, *([("process",)] * 6))
    assert len(set(processes.values())) == 2


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (("refuse",), "empty_file"),
        (("raise",), "reader_failed"),
        (("spin",), "took_too_long"),
        (("hang_in_a_library", 60), "took_too_long"),
        (("crash",), "reader_crashed"),
        (("exit", 3), "reader_crashed"),
        (("eat", 900 * MEGABYTE), "too_much_memory"),
        (("length", 100 * MEGABYTE), "too_much_memory"),
        (("nest",), "too_deeply_nested"),
    ],
)
def test_a_bad_call_costs_itself_and_says_why(pool: Workers, call: tuple[object, ...], expected: str) -> None:
    got = answers(pool, ("double", 1), call, ("double", 2), ("double", 3))
    assert reason(got.pop(1)) == expected
    assert got == {0: 2, 2: 4, 3: 6}


def test_memory_below_the_limit_is_granted(pool: Workers) -> None:
    assert answers(pool, ("eat", 100 * MEGABYTE)) == {0: 100 * MEGABYTE}


def test_what_libraries_print_disturbs_nothing(pool: Workers, capfd: pytest.CaptureFixture[str]) -> None:
    assert answers(pool, ("print", 100_000), ("double", 1)) == {0: 100_000, 1: 2}
    assert capfd.readouterr() == ("", "")


def test_large_answers_pass_whole(pool: Workers) -> None:
    (answer,) = answers(pool, ("length", 20 * MEGABYTE)).values()
    assert answer == "x" * (20 * MEGABYTE)


def test_calls_are_taken_only_as_workers_become_free(pool: Workers) -> None:
    taken = 0

    def calls() -> object:
        nonlocal taken
        for taken in range(1, 100):
            yield taken, ("double", taken)

    answering = pool.run(calls())
    next(answering)
    assert taken <= 3
    answering.close()


def test_no_process_outlives_a_run_that_was_broken_off() -> None:
    with Workers(DEEDS, Limits(), size=2) as workers:
        answering = workers.run([(0, ("process",)), (1, ("hang", 60)), (2, ("process",))])
        process = next(answering)[1]
        answering.close()
    assert isinstance(process, int)
    assert not Path(f"/proc/{process}").exists()


def test_programs_that_a_reader_started_end_with_it(pool: Workers) -> None:
    seconds = 30_000 + os.getpid() % 10_000
    (answer,) = answers(pool, ("start_a_program", seconds)).values()
    assert reason(answer) == "took_too_long"
    # a process that was killed goes when the machine gets round to it
    waiting_until = time.monotonic() + PATIENCE
    while _running(f"sleep\0{seconds}\0") and time.monotonic() < waiting_until:
        time.sleep(0.05)
    assert _running(f"sleep\0{seconds}\0") == []


def _running(command: str) -> list[Path]:
    return [one for one in Path("/proc").glob("[0-9]*/cmdline") if _content(one) == command.encode()]


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def test_a_hung_worker_whose_parent_died_ends_itself(tmp_path: Path) -> None:
    script = (
        "import os\nfrom sources.landing.workers import Workers\nfrom sources.landing.limits import Limits\n"
        f"workers = Workers({DEEDS!r}, Limits(seconds=0.2), size=2)\n"
        "answering = workers.run([(0, ('process',)), (1, ('process',))])\n"
        f"open({str(tmp_path / 'worker')!r}, 'w').write(str(next(answering)[1]))\n"
        "os._exit(1)\n"
    )
    subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}\n{script}"], check=False, timeout=60
    )
    process = Path("/proc", (tmp_path / "worker").read_text())
    for _ in range(200):
        if not process.exists():
            return
        time.sleep(0.05)
    pytest.fail("the worker still runs")


def test_a_function_that_cannot_be_imported_is_a_fault_of_the_installation() -> None:
    with (
        Workers("sources.no_such_module:read", Limits(), size=1) as workers,
        pytest.raises(WorkerStartError) as fault,
    ):
        answers(workers, ())
    assert "No module named" in str(fault.value)
