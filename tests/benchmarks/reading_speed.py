"""How much reading costs beside razdel, which only splits the same text into sentences and tokens; printed as
a ratio of one run.

Run: python -m tests.benchmarks.reading_speed [FOLDER ...]   (text files; the samples and the own corpus by
default)
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from razdel import sentenize, tokenize

from sources.readers import read_document
from sources.readers.document import Document
from sources.reading.report import Circumstances
from sources.reading.transcription import read_document_text

ROUNDS = 5
DEFAULT = (Path("sources/samples"), Path("tests/corpus/own"))


def documents(folders: Sequence[Path]) -> list[Document]:
    """The text reports below the folders, read once."""
    files = [path for folder in folders for path in sorted(folder.rglob("*.txt"))]
    return [read_document(path.read_bytes(), path.name) for path in files]


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of several rounds, after one that warms caches."""
    work()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def main(arguments: Sequence[str]) -> None:
    """Print characters, seconds and the ratio."""
    read = documents([Path(argument) for argument in arguments] or DEFAULT)
    characters = sum(len(document.text) for document in read)
    split = seconds(lambda: [[list(tokenize(s.text)) for s in sentenize(d.text)] for d in read])
    reading = seconds(lambda: [read_document_text(d, Circumstances()) for d in read])
    print(f"{len(read)} reports, {characters:,} characters")
    print(
        f"razdel: {split * 1e6 / characters:.2f} µs per character, "
        f"reading: {reading * 1e6 / characters:.2f} µs per character"
    )
    print(f"reading costs {reading / split:.1f} times what razdel needs to split the same text")


if __name__ == "__main__":
    main(sys.argv[1:])
