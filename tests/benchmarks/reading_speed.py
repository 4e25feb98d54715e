"""How much reading costs beside razdel, which only splits the same text into sentences and tokens; printed as
a ratio of one run for each folder, with what a process spends before its first report is read.

Run: python -m tests.benchmarks.reading_speed [FOLDER ...]   (text files; the samples and the own corpus by
default)
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from razdel import sentenize, tokenize

from sources.readers import read_document
from sources.readers.document import Document
from sources.reading.about.circumstances import Circumstances
from sources.reading.transcription import read_document_text
from tests.corpus.compile import compile_corpus

ROUNDS = 8
SAMPLES = Path("sources/samples")
_FIRST_REPORT = """
from sources.readers.document import Document
from sources.readers.text import text_blocks
from sources.reading import read_batch
from sources.reading.report import Circumstances
from sources.reading.transcription import read_document_text
text = "В Актобе открыты 2 больницы."
read_document_text(Document(text, text_blocks(text), "text/plain", "text"), Circumstances())
"""


def documents(folders: Sequence[Path]) -> list[Document]:
    """The text reports below the folders, read once."""
    files = [path for folder in folders for path in sorted(folder.rglob("*.txt"))]
    return [read_document(path.read_bytes(), path.name) for path in files]


def own_corpus() -> list[Document]:
    """The text reports of our own corpus as they are read, without the marks of their annotation."""
    with tempfile.TemporaryDirectory() as folder:
        compile_corpus(Path(folder))
        return documents([Path(folder)])


def seconds(*works: Callable[[], object]) -> list[float]:
    """Processor seconds of the fastest of several rounds of each work, after one that warms caches.

    The works take turns, so that a busy machine is busy for all of them.
    """
    best = [float("inf") for _ in works]
    for warm in range(ROUNDS + 1):
        for number, work in enumerate(works):
            start = time.process_time()
            work()
            spent = time.process_time() - start
            best[number] = min(best[number], spent) if warm else best[number]
    return best


def start_up() -> float:
    """Processor seconds that a new process of the reading pool spends until it has read one sentence."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", _FIRST_REPORT], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(name: str, read: Sequence[Document]) -> None:
    """Print characters, costs and the ratio of one mix of reports."""
    characters = sum(len(document.text) for document in read)
    split, reading = seconds(
        lambda: [[list(tokenize(s.text)) for s in sentenize(d.text)] for d in read],
        lambda: [read_document_text(d, Circumstances()) for d in read],
    )
    print(
        f"{name}: {len(read)} reports, {characters:,} characters; µs per character: "
        f"razdel {split * 1e6 / characters:.2f}, reading {reading * 1e6 / characters:.2f}; "
        f"ratio {reading / split:.1f}"
    )


def main(arguments: Sequence[str]) -> None:
    """Print the ratio of each folder, of all together, and the start of one process."""
    mixes = {argument: documents([Path(argument)]) for argument in arguments} or {
        "the samples": documents([SAMPLES]),
        "our own corpus": own_corpus(),
    }
    for name, read in mixes.items():
        compare(name, read)
    if len(mixes) > 1:
        compare("all", [document for read in mixes.values() for document in read])
    print(f"a process spends {start_up():.2f} s before its first report is read")


if __name__ == "__main__":
    main(sys.argv[1:])
