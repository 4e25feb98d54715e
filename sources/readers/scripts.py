"""Raised and lowered characters of rich text: `1894` with a raised 1 is 1894¹, not 18941.

Holds the map to the characters of Unicode. What a raised digit means (a note, a square, a power) is for
reading to tell.
"""

from __future__ import annotations

_PLAIN = "0123456789+-=()n"
_RAISED = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans(_PLAIN[:-1], "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def raised(text: str) -> str:
    """The text in superscript; letters that Unicode has no superscript for stay as they are."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """The text in subscript: H2O with a lowered 2 is H₂O."""
    return text.translate(_LOWERED)
