"""The worker side of the hostile run: one case opened as landing would, with what it took measured."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sources.readers import Unreadable, read_document
from sources.readers.containers import expand
from tests.hostile import archives, damaged, documents, pdfs
from tests.hostile.case import READ, Case


@dataclass(frozen=True)
class Outcome:
    """How a case ended: READ or a reason, the remedy given, seconds of processor time and the worker's peak
    memory so far.
    """

    end: str
    remedy: str
    seconds: float
    peak_megabytes: float


@lru_cache(maxsize=1)
def all_cases() -> dict[str, Case]:
    """Every case by its label."""
    found = [*damaged.cases(), *archives.cases(), *documents.cases(), *pdfs.cases()]
    return {f"{case.file_name}: {case.name}": case for case in found}


def outcome_of(label: str) -> Outcome:
    """Open one file and all files inside it. A container counts as read when one member is, else as its first
    end.
    """
    case = all_cases()[label]
    content = case.make()
    started = time.process_time()
    ends: list[tuple[str, str]] = []
    try:
        for member in expand(content, case.file_name):
            ends.append(_end_of(member.content, member.name))
    except Unreadable as refused:
        ends = [(refused.reason, refused.remedy)]
    end, remedy = next((one for one in ends if one[0] == READ), ends[0])
    return Outcome(end, remedy, time.process_time() - started, _peak_megabytes())


def _peak_megabytes() -> float:
    """The most memory this process has had; rusage would tell that of the parent that started it as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None, status
    return int(found[1]) / 1024


def _end_of(content: bytes, name: str) -> tuple[str, str]:
    try:
        document = read_document(content, name)
    except Unreadable as refused:
        return refused.reason, refused.remedy
    position = 0
    for block in document.blocks:
        if not position <= block.char_start <= block.char_end <= len(document.text):
            raise AssertionError(f"blocks of {name} overlap or leave the text")
        position = block.char_end
    return READ, ""
