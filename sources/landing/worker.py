"""One worker process: takes calls of one function from a socket, each under limits, and answers.

Holds the inside of the process. It is started by `sources.landing.workers` as a fresh interpreter, so nothing
here may import what reading a file does not need.
"""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from sources.landing.limits import Limits
from sources.readers.document import Unreadable

# The parent ends a call that takes too long; this ends the process itself when the parent is gone.
ORPHAN_GRACE_SECONDS = 5.0
OUT_OF_MEMORY_EXIT = 77

TOO_MUCH_MEMORY = Unreadable(
    "too_much_memory",
    "Reading this file took more memory than allowed; split it, or save it in a simpler format.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call gave: the value, or why there is none; `tired` asks for a fresh worker."""

    value: object = None
    refusal: Unreadable | None = None
    tired: bool = False


def serve(descriptor: int, function_name: str, limits: Limits) -> None:
    """Answer calls of `module:function` until the other end of the socket closes."""
    connection = Connection(descriptor)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    work = named_function(function_name)
    base_bytes = _virtual_bytes()
    if base_bytes is not None:
        _lower(resource.RLIMIT_AS, base_bytes + limits.memory_bytes)
    _lower(resource.RLIMIT_CORE, 0)
    connection.send(Answer())
    for call in range(limits.files_per_worker):
        try:
            arguments = connection.recv()
        except EOFError:
            return
        except MemoryError:
            os._exit(OUT_OF_MEMORY_EXIT)
        # Both end the process, even inside a library that never returns to Python.
        signal.setitimer(signal.ITIMER_PROF, limits.seconds)
        signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds + ORPHAN_GRACE_SECONDS)
        answer = _attempt(work, arguments)
        grown = base_bytes is not None and (_virtual_bytes() or 0) - base_bytes > limits.memory_bytes // 2
        tired = grown or answer.refusal is TOO_MUCH_MEMORY or call + 1 == limits.files_per_worker
        _send(connection, Answer(answer.value, answer.refusal, tired))
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if tired:
            return


def named_function(name: str) -> Callable[..., object]:
    """The function `module:function`."""
    module, _, function = name.partition(":")
    found: Callable[..., object] = getattr(importlib.import_module(module), function)
    return found


def _attempt(work: Callable[..., object], arguments: tuple[object, ...]) -> Answer:
    try:
        return Answer(value=work(*arguments))
    except Unreadable as refusal:
        return Answer(refusal=Unreadable(refusal.reason, refusal.remedy))
    except MemoryError:
        return Answer(refusal=TOO_MUCH_MEMORY)
    except RecursionError:
        return Answer(
            refusal=Unreadable(
                "too_deeply_nested", "Its parts are nested too deeply; save it in a simpler form."
            )
        )
    except Exception as error:  # noqa: BLE001 - any fault of a reader costs this one report, and is told with it
        return Answer(refusal=_fault(error))


def _fault(error: Exception) -> Unreadable:
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return Unreadable(
        "reader_failed", f"The reader failed ({what}); save the file anew or in another format."
    )


def _send(connection: Connection, answer: Answer) -> None:
    try:
        message = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        message = pickle.dumps(Answer(refusal=TOO_MUCH_MEMORY, tired=True))
    connection.send_bytes(message)


def _virtual_bytes() -> int | None:
    """Address space of this process; null where the system does not tell (then there is no memory limit)."""
    statistics = Path("/proc/self/statm")
    if not statistics.exists():
        return None
    return int(statistics.read_text().split()[0]) * resource.getpagesize()


def _lower(kind: int, amount: int) -> None:
    _, hard = resource.getrlimit(kind)
    allowed = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    resource.setrlimit(kind, (allowed, hard))
