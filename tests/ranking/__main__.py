"""Learn the weights of confidence, doubts and booking: `make train`.

Reads the annotated reports of the repository and the file of examples from real pages beside this one, writes
`sources/catalogue/belief.json`. `make train ARGS="--pages FOLDER"` makes that file anew from annotated
corpora outside of the repository first (several times); of these only features and right or wrong are kept.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.corpus.compile import PORTIONS
from tests.ranking.examples import Document, documents_of, load_pages, write_pages
from tests.ranking.rendering import lines
from tests.ranking.training import (
    QUESTIONS,
    calibrated,
    calibrated_guesses,
    calibration,
    curve,
    guesses,
    learn,
    threshold_on,
    typical,
    write_weights,
)
from tests.scoring.corpora import NoCorpusError, load_corpus, own_corpus


def main(arguments: Sequence[str]) -> int:
    """Learn as the arguments say; returns the exit code (2: a folder is no corpus)."""
    parser = argparse.ArgumentParser(prog="make train", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--pages",
        action="append",
        type=Path,
        default=[],
        metavar="FOLDER",
        help="an annotated corpus of real pages to make the examples of pages from (several times)",
    )
    chosen = parser.parse_args(arguments)
    try:
        if chosen.pages:
            write_pages(one for folder in chosen.pages for one in documents_of(load_corpus(folder)))
    except NoCorpusError as error:
        print(error, file=sys.stderr)
        return 2
    _train(_own(), list(load_pages()))
    return 0


def _own() -> list[Document]:
    with tempfile.TemporaryDirectory(prefix="train-") as folder:
        return [one for portion in PORTIONS for one in documents_of(own_corpus(portion, Path(folder)))]


def _train(own: Sequence[Document], pages: Sequence[Document]) -> None:
    learned = {question: learn(own, pages, question) for question in QUESTIONS}
    guessed = guesses(own, pages, learned)
    calibrations = {question: calibration(guessed, question) for question in QUESTIONS}
    guessed = calibrated_guesses(guessed, calibrations)
    learned = {question: calibrated(learned[question], *calibrations[question]) for question in QUESTIONS}
    points = curve(guessed, pages, own, learned["indicator"])
    book_from = threshold_on(points)
    provenance = {
        "repository": {"reports": len(own), "observations": _observations(own)},
        "pages": {"reports": len(pages), "observations": _observations(pages)},
    }
    write_weights(learned, typical(pages), book_from, provenance)
    print("\n".join(lines(guessed, points, book_from)))


def _observations(documents: Sequence[Document]) -> int:
    return sum(len(one.examples) for one in documents)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
