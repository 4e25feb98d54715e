"""A text written out in other letters, with the way back to every character of the original.

Holds the record and how it is put together; which letters stand for which belongs to the alphabets.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text in Cyrillic and, for each of its characters, where in the original it begins and ends what it
    stands for; the end of the text stands for the end of the original. Two characters that are one in the
    original share its offsets.
    """

    text: str
    positions: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, offset: int) -> int:
        """Offset in the original text for an offset in the transcript."""
        return self.positions[offset]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of a stretch of the transcript; what is left out at its edges does not
        belong to it.
        """
        return self.positions[start], self.ends[end - 1] if end > start else self.positions[start]

    def rewritten(self, offset: int) -> int:
        """Offset in the transcript for an offset in the original text."""
        return bisect_left(self.positions, offset)


# Letters with the places in a word they stand for.
Letters = list[tuple[str, int]]


class Writer:
    """Writes a transcript from left to right, without the characters at the offsets `left_out`."""

    def __init__(self, left_out: Collection[int] = ()) -> None:
        self._left_out = left_out
        self._letters: list[str] = []
        self._positions: list[int] = []
        self._ends: list[int] = []

    def copy(self, text: str, start: int, end: int, sign: Callable[[str], str] = str) -> None:
        """Take a stretch of the original over, each character as the one character that `sign` makes of
        it.
        """
        kept = [at for at in range(start, end) if at not in self._left_out]
        self._letters += [sign(text[at]) for at in kept]
        self._positions += kept
        self._ends += [at + 1 for at in kept]

    def write(self, letters: Letters, start: int, end: int) -> None:
        """Write the word of a stretch of the original; places are counted from `start`, where its first
        letter begins.
        """
        following = end
        ends: list[int] = []
        for at in range(len(letters) - 1, -1, -1):
            if at + 1 < len(letters) and letters[at + 1][1] > letters[at][1]:
                following = start + letters[at + 1][1]
            ends.append(following)
        self._ends += reversed(ends)
        for number, (letter, place) in enumerate(letters):
            self._letters.append(letter)
            self._positions.append(start + (place if number else 0))

    def transcript(self, length: int) -> Transcript:
        """What was written, of an original of `length` characters."""
        return Transcript("".join(self._letters), (*self._positions, length), (*self._ends, length))
