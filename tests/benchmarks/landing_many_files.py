"""How fast small mixed files land, and how much memory the run and its workers take together.

    python -m tests.benchmarks.landing_many_files [number of files, 10000 if not said]

Prints files per second and the largest resident size of the process tree. Nothing is asserted here.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from sources.landing.inbox import Inbox, look_around
from sources.landing.landing import Landing, land
from sources.landing.limits import Limits
from sources.landing.opened import OPEN_FILE
from sources.landing.workers import Workers
from sources.landing.zones import Zones

SENTENCE = "За {0} месяцев в больницах района пролечено {1} пациентов, приняты на работу {2} врачей. "
PAGE = "<html><head><title>{0}</title></head><body><nav>Меню</nav><article>{1}</article></body></html>"
FOLDERS = ("KZ-15", "KZ-23", "KZ-55", "KZ-63", "")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a run did and what it took."""

    landing: Landing
    seconds: float
    peak_megabytes: float


def write_files(inbox: Path, count: int) -> None:
    """Small reports: text in two encodings, pages, tables, and one empty file in a hundred."""
    for folder in FOLDERS:
        (inbox / folder).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = "\n".join(SENTENCE.format(line + 1, number * 7 + line, line) for line in range(6))
        name, content = _file(number, text)
        path = inbox / FOLDERS[number % len(FOLDERS)] / name
        path.write_bytes(content)
        os.utime(path, (1_700_000_000, 1_700_000_000))


def _file(number: int, text: str) -> tuple[str, bytes]:
    if number % 100 == 99:
        return f"{number}.txt", b""
    match number % 5:
        case 0 | 1:
            return f"{number}.txt", text.encode()
        case 2:
            return f"{number}.txt", text.encode("cp1251")
        case 3:
            paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
            return f"{number}.html", PAGE.format(f"Отчёт {number}", paragraphs).encode()
        case _:
            rows = "\n".join(f"Район {row};{number + row}" for row in range(10))
            return f"{number}.csv", f"Район;Врачи\n{rows}\n".encode()


def measure(root: Path, count: int, workers: int | None = None) -> Measure:
    """Land `count` files below `root` in one run."""
    zones = Zones(root).create()
    write_files(zones.inbox, count)
    peak = _Peak()
    began = time.monotonic()
    with peak, Workers(OPEN_FILE, Limits(), workers) as pool:
        landing = land(zones, look_around(Inbox(zones.inbox, managed=True)), pool.run)
    return Measure(landing, time.monotonic() - began, peak.megabytes)


class _Peak:
    """The largest resident size of this process and its children, looked at ten times a second."""

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            processes = [os.getpid(), *_children()]
            self.megabytes = max(self.megabytes, sum(map(_resident, processes)))


def _children() -> list[int]:
    process = os.getpid()
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # it ended between the listing and the look
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), count)
    landing = result.landing
    print(f"{landing.seen} files: {landing.landed} landed, {landing.rejected} rejected")
    print(f"{result.seconds:.1f} s, {landing.seen / result.seconds:.0f} files per second")
    print(f"{result.peak_megabytes:.0f} MB at most")


if __name__ == "__main__":
    main()
