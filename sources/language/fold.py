"""One spelling for many: a copy of the text in which rules can look for words, character for character as
long.

Holds the folding of case, spaces, dashes, quotes and look-alike letters. Offsets found in the folded text are
offsets
in the text as stored, because no character is added or removed.
"""

from __future__ import annotations

import re

_SPACES = dict.fromkeys(
    "\u00a0\u2007\u2008\u2009\u200a\u202f\u2002\u2003\u2004\u2005\u2006\u205f\u3000\t", " "
)
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_QUOTES = dict.fromkeys("«»„“”\u201f\u2039\u203a", '"')
_LETTERS = {"ё": "е", "\u0456": "і", "\u0457": "і"}
_FOLD = str.maketrans(_SPACES | _DASHES | _QUOTES | _LETTERS)

# Latin letters that look like Cyrillic ones and are typed or scanned in their stead, and the reverse.
_LOOK_ALIKE = {"a": "а", "b": "в", "c": "с", "e": "е", "h": "н", "i": "і", "k": "к", "m": "м", "o": "о", "p": "р",
               "t": "т", "x": "х", "y": "у"}  # fmt: skip
_TO_CYRILLIC = str.maketrans(_LOOK_ALIKE)
_MIXED = re.compile(r"[a-zа-яәғқңөұүһі]*(?:[a-z][а-яәғқңөұүһі]|[а-яәғқңөұүһі][a-z])[a-zа-яәғқңөұүһі]*")


def fold(text: str) -> str:
    """Return `text` lower-cased with one kind of space, dash, quote and е, and words of mixed alphabets made
    Cyrillic.

    The result has exactly the length of `text`. Line breaks stay. A word written wholly in Latin letters
    stays Latin.
    """
    folded = (
        "".join(low if len(low := char.lower()) == 1 else char for char in text)
        if _grows(text)
        else text.lower()
    )
    folded = folded.translate(_FOLD)
    return _MIXED.sub(lambda word: word.group().translate(_TO_CYRILLIC), folded)


def _grows(text: str) -> bool:
    """Whether lower-casing would change the number of characters (İ does)."""
    return len(text.lower()) != len(text)
