"""What finding the figures costs, beside what razdel needs to cut the same texts into sentences and tokens.

    python -m tests.benchmarks.figures_speed

Reads the bundled sample reports and prints milliseconds of processor time; the budget is as much as razdel.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import razdel

from sources.language.figures import find_figures
from sources.language.fold import fold

SAMPLES = Path(__file__).parents[2] / "sources" / "samples"
ROUNDS, REPEATED = 5, 5


def best(work: Callable[[], object]) -> float:
    """The least processor time of several rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    return min(times)


def main() -> None:
    """Print what razdel, folding and finding cost, and the last as a share of the first."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.rglob("*.txt"))] * REPEATED
    folded = [fold(text) for text in texts]
    found = sum(len(find_figures(text, low)) for text, low in zip(texts, folded, strict=True))
    cutting = best(lambda: [list(razdel.tokenize(s.text)) for text in texts for s in razdel.sentenize(text)])
    folding = best(lambda: [fold(text) for text in texts])
    finding = best(lambda: [find_figures(text, low) for text, low in zip(texts, folded, strict=True)])
    print(f"{sum(map(len, texts))} characters, {found} figures")
    print(
        f"razdel {cutting:.1f} ms, fold {folding:.1f} ms, figures {finding:.1f} ms: {finding / cutting:.2f}"
    )


if __name__ == "__main__":
    main()
