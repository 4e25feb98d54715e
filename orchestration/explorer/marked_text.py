"""A text cut at its figures, so that each piece can be shown as what it is.

Pure: offsets in code points in, pieces out that make up the text again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orchestration.explorer.database import Row


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `figure` is the ledger row it stands for, None between figures."""

    text: str
    figure: Row | None = None


def pieces(text: str, figures: Sequence[Row]) -> Iterator[Piece]:
    """The text in pieces: `figures` have `char_start` and `char_end`; one that begins inside another stays
    plain.
    """
    place = 0
    for figure in sorted(figures, key=lambda one: (one["char_start"], -one["char_end"])):
        start, end = figure["char_start"], figure["char_end"]
        if start < place:
            continue
        if start > place:
            yield Piece(text[place:start])
        yield Piece(text[start:end], figure)
        place = end
    if place < len(text):
        yield Piece(text[place:])
