"""The characters around a run of digits: a sign or a dash, a part of a name, English or Russian separators.

Holds what the neighbouring characters tell about digits; the digits themselves are read in figures_digits.
"""

from __future__ import annotations

import re

_LATIN = re.compile(r"[A-Za-z]")
_WORD_END = re.compile(r"[^\W_]+$")
_LETTERS_END = re.compile(r"[^\W\d_]+$")
_DEGREE = re.compile(r"\s?(?:[°º]|градус)")
_ALONE_AFTER = re.compile(r"[ \t]*%?[ \t]*(?:$|[\n\r\t|;])")
_ALONE_BEFORE = re.compile(r"(?:^|[\n\r\t|;])[ \t]*$")
_NAMED_BY_NUMBER = frozenset(("топ", "ковид", "мкб", "вич", "ту", "ил", "ми", "газель"))
_SIZES = frozenset(("м", "км", "см", "дм"))


def part_of_name(text: str, first: int, start: int) -> bool:
    """COVID-19, Топ-10, H1N1, B12, А4, м2: the digits belong to a name or a unit of measure."""
    if first <= start:
        return False
    before = text[first - 1]
    if before in "-\u2010\u2011":
        stem = _WORD_END.search(text, max(start, first - 24), first - 1)
        word = stem.group() if stem else ""
        return (
            bool(_LATIN.search(word))
            or word.lower() in _NAMED_BY_NUMBER
            or (len(word) == 1 and word.isupper())
        )
    if _LATIN.match(before):
        return True
    if not before.isalpha():
        return False
    letters = _LETTERS_END.search(text, max(start, first - 24), first)
    word = letters.group() if letters else ""
    return (len(word) == 1 and word.isupper()) or word in _SIZES


def after_number_sign(text: str, first: int, start: int, quote: str) -> bool:
    """«поликлиники № 5 400 пациентов»: the one-digit number of something does not run on."""
    return bool(re.match(r"[0-9]\s", quote)) and text[max(start, first - 3) : first].rstrip()[-1:] in (
        "№",
        "#",
    )


def in_english(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether the number stands in Latin script, where comma and point change places."""
    around = text[last : min(end, last + 12)] + text[max(start, first - 12) : first][::-1]
    letter = next((char for char in around if char.isalpha()), "")
    return letter.isascii() and letter != ""


def sign(text: str, first: int, last: int, start: int, end: int) -> int:
    """+1 or -1 when the mark before the digits is a sign, no dash: «+5°», «(-12,4%)»."""
    if first <= start or text[first - 1] not in "+-\u2212\u2013":
        return 0
    before = text[first - 2] if first - 1 > start else "\n"
    if text[first - 1] == "+":
        return 0 if before.isalnum() else 1
    if before.isalnum() or before in "%.)":
        return 0
    if before in "(=" or _DEGREE.match(text, last, end):
        return -1
    if text[max(start, first - 4) : first - 1] in ("на ", "от ", " до", "до "):
        return -1
    edge = text[max(start, first - 8) : first - 1]
    alone = _ALONE_BEFORE.search(edge if first - 8 > start else "\n" + edge) and _ALONE_AFTER.match(
        text, last, end
    )
    return -1 if alone else 0
