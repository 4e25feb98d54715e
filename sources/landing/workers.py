"""A small pool of worker processes under limits: a crash, a hang or a flood of memory costs one call, not the
run.

Holds the outside of the processes. Fresh interpreters are used rather than forks, because a fork of a process
with threads may hang and would share what the run holds in memory; and not multiprocessing's own start
methods, because those import the main module of the run, with all of Dagster, into every worker.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, Pipe, wait
from typing import IO, Generic, TypeVar

from sources.landing.limits import Limits
from sources.landing.worker import OUT_OF_MEMORY_EXIT, TOO_MUCH_MEMORY, Answer
from sources.readers.document import Unreadable

START_SECONDS = 120.0
# Arguments of the fresh interpreter: the socket, the function, the limits, and where modules are found.
BOOT = """
import sys
socket, function, seconds, patience, memory_bytes, files, paths = sys.argv[1:]
sys.path[:] = paths.split("\\n")
from sources.landing.limits import Limits
from sources.landing.worker import serve
limits = Limits(float(seconds), float(patience), int(memory_bytes), int(files))
serve(int(socket), function, limits)
"""

Key = TypeVar("Key", bound=Hashable)


class WorkerStartError(Exception):
    """A worker process ended before it could take a call; this is a fault of the installation, not
    of a file.
    """


class Workers:
    """Calls one function in up to `size` worker processes; close it, or use it in a `with`.

    `function_name` is `module:function`, importable with the present `sys.path`. Processes are started when
    there is work for them and used again for the next call.
    """

    def __init__(self, function_name: str, limits: Limits, size: int | None = None) -> None:
        self._function_name = function_name
        self._limits = limits
        self._size = size or os.cpu_count() or 1
        self._idle: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes."""
        while self._idle:
            self._idle.pop().end()

    def run(
        self, calls: Iterable[tuple[Key, tuple[object, ...]]]
    ) -> Iterator[tuple[Key, object | Unreadable]]:
        """The answer to each call, as `(key, value or Unreadable)`, in the order of completion.

        Calls are taken one by one as workers become free, so their arguments need not all fit into memory.
        """
        remaining = iter(calls)
        busy: dict[Connection, _Assignment[Key]] = {}
        try:
            while True:
                while len(busy) < self._size and (call := next(remaining, None)) is not None:
                    assignment = self._assign(*call)
                    busy[assignment.worker.connection] = assignment
                if not busy:
                    return
                for connection in _ready(busy):
                    assignment = busy.pop(connection)
                    if not assignment.worker.started and assignment.worker.has_started():
                        busy[connection] = replace(assignment, deadline=self._deadline())
                    else:
                        yield assignment.key, self._answer(assignment)
        finally:
            for assignment in busy.values():
                assignment.worker.end()

    def _deadline(self) -> float:
        return time.monotonic() + self._limits.wall_seconds

    def _assign(self, key: Key, arguments: tuple[object, ...]) -> _Assignment[Key]:
        """A call in the hands of a worker. The time of a new worker counts from when it has started."""
        worker = self._idle.pop() if self._idle else _Worker(self._function_name, self._limits)
        worker.ask(arguments)
        deadline = self._deadline() if worker.started else time.monotonic() + START_SECONDS
        return _Assignment(worker, key, deadline)

    def _answer(self, assignment: _Assignment[Key]) -> object | Unreadable:
        worker = assignment.worker
        if not worker.connection.poll():
            worker.end()
            return took_too_long(self._limits)
        try:
            answer: Answer = worker.connection.recv()
        except (EOFError, ConnectionError):
            return worker.cause_of_death(self._limits)
        if answer.tired:
            worker.end()
        else:
            self._idle.append(worker)
        return answer.value if answer.refusal is None else answer.refusal


class _Worker:
    """One worker process and the near end of its socket."""

    def __init__(self, function_name: str, limits: Limits) -> None:
        self.connection, far_end = Pipe(duplex=True)
        # What libraries print must neither reach the terminal nor fill a pipe that nobody empties.
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in end()
        arguments = [str(far_end.fileno()), function_name]
        arguments += [str(limits.seconds), str(limits.patience)]
        arguments += [str(limits.memory_bytes), str(limits.files_per_worker)]
        self._process = subprocess.Popen(
            [sys.executable, "-c", BOOT, *arguments, "\n".join(sys.path)],
            pass_fds=[far_end.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._complaints,
            # A group of its own, so that programs a reader starts (text recognition) end with it.
            start_new_session=True,
        )
        far_end.close()
        self.started = False

    def has_started(self) -> bool:
        """Take the process's word that it is ready; raises WorkerStartError when it never came."""
        try:
            if self.connection.poll():
                self.connection.recv()
                self.started = True
        except (EOFError, ConnectionError):
            self.started = False
        if not self.started:
            complaint = self._last_complaint()
            self.end()
            raise WorkerStartError(f"A reading process did not start ({complaint}); check the installation.")
        return self.started

    def ask(self, arguments: tuple[object, ...]) -> None:
        """Send a call; when the process is gone, `cause_of_death` will say so in place of the answer."""
        try:
            self.connection.send(arguments)
        except (BrokenPipeError, ConnectionResetError):
            return

    def cause_of_death(self, limits: Limits) -> Unreadable:
        """Why the process ended without an answer."""
        complaint = self._last_complaint()
        # Waited for, but not taken note of yet: until then nobody else can get its number, which `end` uses.
        os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
        self.end()
        code = self._process.returncode
        if code == OUT_OF_MEMORY_EXIT:
            return TOO_MUCH_MEMORY
        if -code in (signal.SIGPROF, signal.SIGALRM):
            return took_too_long(limits)
        cause = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        told = f"{cause}: {complaint}" if complaint else cause
        return Unreadable(
            "reader_crashed",
            f"The reader's process ended ({told}), often because the file is damaged; "
            "save it anew or in another format.",
        )

    def end(self) -> None:
        """End the process at once; harmless when it has ended."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.connection.close()
        self._complaints.close()

    def _last_complaint(self) -> str:
        size = self._complaints.seek(0, os.SEEK_END)
        self._complaints.seek(max(0, size - 400))
        lines = self._complaints.read().decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


@dataclass(frozen=True, slots=True)
class _Assignment(Generic[Key]):
    worker: _Worker
    key: Key
    deadline: float


def took_too_long(limits: Limits) -> Unreadable:
    """Why a call that was broken off gave no answer."""
    remedy = f"Reading took longer than {limits.seconds:g} seconds; split the file or save it anew, simpler."
    return Unreadable("took_too_long", remedy)


def _ready(busy: Mapping[Connection, _Assignment[Key]]) -> list[Connection]:
    """The connections that have something to say, or else whose time is up; at least one."""
    while True:
        nearest = min(assignment.deadline for assignment in busy.values())
        speaking = set(wait(list(busy), timeout=max(0.0, nearest - time.monotonic())))
        now = time.monotonic()
        late = [link for link, assignment in busy.items() if assignment.deadline <= now]
        ready = [link for link in busy if link in speaking] or late
        if ready:
            return ready
