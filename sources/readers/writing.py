"""Writing as a person sees it: what of a line is shown, and what is there without being seen.

Holds the one rule of all formats for that (contract, rule 17) and the spelling of raised digits. How a format
says that a run is struck out, white or raised belongs to its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sources.readers.document import Piece

_RAISED = str.maketrans(
    "0123456789+-\u2212\u2013=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
# A note's mark or an exponent: a few digits, one letter or stars, with marks; «th» and «кв» are words.
_MARK = re.compile(r"[\s\[(]*[-+\u2212\u2013]?(?:\d{1,3}|[a-z]|\*{1,3})(?:[\s,;]+(?:\d{1,3}|[a-z]))*[\s\])]*")
_FRACTION = ("/", "\u2044", "\u2215")
_WHITE = 0xF0  # of 0xFF in each colour: what no printer sets on white paper
_INVISIBLE_POINTS = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line that looks alike. `unseen` says why a person does not see it: `struck out`,
    `deleted`, `hidden`, `white`, `tiny`; null for what is shown.
    """

    text: str
    raised: bool = False
    unseen: str | None = None


def shown(runs: Sequence[Run]) -> str:
    """What a person reads in a line, with raised digits as the signs that Unicode has for them.

    So a note's mark does not run on with a number («1894¹») and an exponent keeps its meaning («10⁴», «м²»).
    A line that is raised as a whole is no mark, and the upper half of a fraction is a number.
    """
    if not any(run.raised or run.unseen for run in runs):
        return "".join(run.text for run in runs)
    seen = [run for run in runs if run.unseen is None and run.text]
    if not any(run.raised for run in seen) or all(run.raised or not run.text.strip() for run in seen):
        return "".join(run.text for run in seen)
    parts: list[str] = []
    stretches = [
        (raised, "".join(run.text for run in group))
        for raised, group in groupby(seen, key=lambda run: run.raised)
    ]
    for (raised, text), (_, following) in zip(stretches, [*stretches[1:], (False, "")], strict=True):
        if raised and following.startswith(_FRACTION):
            apart = bool(parts) and parts[-1][-1:].isdigit()
            parts.append(f" {text}" if apart else text)
        else:
            parts.append(text.translate(_RAISED) if raised and _MARK.fullmatch(text) else text)
    return "".join(parts)


def hidden_pieces(runs: Iterable[Run], locator: str) -> Iterator[Piece]:
    """What a line holds without showing it, each stretch as a piece of its own to stand behind the line."""
    for reason, group in groupby(runs, key=lambda run: run.unseen):
        if reason is not None:
            text = " ".join("".join(run.text for run in group).split())
            yield Piece(text, "paragraph", f"{locator}, {reason}", "hidden")


def is_white(colour: str) -> bool:
    """Whether a colour of six hexadecimal digits cannot be told from white paper."""
    if not re.fullmatch(r"[0-9a-fA-F]{6}", colour):
        return False
    return all(int(colour[at : at + 2], 16) >= _WHITE for at in (0, 2, 4))


def is_tiny(points: float) -> bool:
    """Whether letters of this size are too small to be seen as letters."""
    return points <= _INVISIBLE_POINTS
