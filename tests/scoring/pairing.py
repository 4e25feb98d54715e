"""Which figure of the ledger an annotated number is.

Holds the two ways of pairing, by place and by order. Whether the figure was read right is another question.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from tests.scoring.annotations import AnnotatedFigure
from tests.scoring.reading import ReadFigure

_NOT_A_DIGIT = re.compile(r"\D")
_BETWEEN_WORDS = re.compile(r"\W+")


def numeral_key(quote: str) -> str:
    """A number as it is compared across formats: its digits, or its words where it has none."""
    return _NOT_A_DIGIT.sub("", quote) or _BETWEEN_WORDS.sub(" ", quote.lower()).strip()


def pair_by_place(
    annotated: Sequence[AnnotatedFigure], figures: Sequence[ReadFigure]
) -> dict[int, ReadFigure]:
    """Index of an annotated number to the figure that overlaps it most; the offsets are of one text."""
    paired: dict[int, ReadFigure] = {}
    for number, one in enumerate(annotated):
        best = max(figures, key=lambda figure: overlap(figure, one.start, one.end), default=None)
        if best is not None and overlap(best, one.start, one.end) > 0:
            paired[number] = best
    return paired


def pair_by_order(
    annotated: Sequence[AnnotatedFigure], figures: Sequence[ReadFigure]
) -> dict[int, ReadFigure]:
    """Index of an annotated number to its figure where offsets cannot be compared: the longest common runs of
    numerals, in order.
    """
    said = [numeral_key(one.quote) for one in annotated]
    read = [numeral_key(figure.row["quote"]) for figure in figures]
    runs = difflib.SequenceMatcher(None, said, read, autojunk=False).get_matching_blocks()
    return {run.a + step: figures[run.b + step] for run in runs for step in range(run.size)}


def overlap(figure: ReadFigure, start: int, end: int) -> int:
    """How many code points a figure shares with [start, end); below zero is the distance."""
    return int(min(figure.row["char_end"], end) - max(figure.row["char_start"], start))
