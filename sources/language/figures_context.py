"""A look at the words around an offset of a folded text.

Holds the looking only; what the words mean stands with those who ask.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_NEXT = re.compile(r"[ \t]*([^\W_]+|[^\w\s])")
_REACH = 56


def words_before(folded: str, at: int, start: int, count: int = 5) -> list[str]:
    """The last `count` words and marks before an offset, on the same line."""
    window = folded[max(start, at - _REACH) : at]
    return _WORD.findall(window[window.rfind("\n") + 1 :])[-count:]


def word_after(folded: str, at: int, end: int) -> str:
    """The word or mark that follows an offset on the same line; empty at the end of it."""
    match = _NEXT.match(folded, at, end)
    return match.group(1) if match else ""
