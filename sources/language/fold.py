"""One spelling for many: a copy of the text in which rules can look for words, character for character as
long.

Holds the folding of case, spaces, dashes, quotes and look-alike letters. Offsets found in the folded text are
offsets in the text as stored, because no character is added or removed.
"""

from __future__ import annotations

import re

from sources.catalogue.letters import letters

_SPACES = dict.fromkeys(
    "\u00a0\u2007\u2008\u2009\u200a\u202f\u2002\u2003\u2004\u2005\u2006\u205f\u3000\t", " "
)
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_QUOTES = dict.fromkeys("«»„“”\u201f\u2039\u203a", '"')
_LETTERS = {**letters().unfolded, "\u0456": "і", "\u0457": "і"}
_FOLD = _SPACES | _DASHES | _QUOTES | _LETTERS

# Latin letters that look like Cyrillic ones and are typed or scanned in their stead, and the reverse.
_TO_CYRILLIC = str.maketrans(dict(letters().look_alikes))
_TO_LATIN = {ord(cyrillic): latin for latin, cyrillic in letters().look_alikes.items()}
_CYRILLIC = letters().cyrillic
_WORD = re.compile(rf"[a-z{_CYRILLIC}]+")
_BESIDE_CYRILLIC = re.compile(rf"[a-z](?:(?<=[{_CYRILLIC}].)|(?=[{_CYRILLIC}]))")


def fold(text: str) -> str:
    """Return `text` lower-cased with one kind of space, dash, quote and е, and words of mixed alphabets made
    Cyrillic.

    The result has exactly the length of `text`. Line breaks stay. A word wholly in Latin letters stays Latin.
    """
    low = text.lower()
    if len(low) != len(text):  # İ grows when it is lower-cased
        low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    # One search for each of the few characters is ten times faster than a look at every letter.
    for written, plain in _FOLD.items():
        low = low.replace(written, plain)
    return _made_cyrillic(low)


def _made_cyrillic(low: str) -> str:
    """Write the look-alike Latin letters of words of both alphabets in Cyrillic; pure words cost nothing."""
    parts: list[str] = []
    at = 0
    for match in _BESIDE_CYRILLIC.finditer(low):
        if match.start() < at:
            continue
        start = match.start()
        while start > at and _WORD.match(low, start - 1):
            start -= 1
        word = _WORD.match(low, start)
        if word is None:
            continue
        parts += [low[at:start], word.group().translate(_TO_CYRILLIC)]
        at = word.end()
    return "".join([*parts, low[at:]]) if parts else low


def latin_look_alike(letter: str) -> str:
    """The Latin letter that looks like a Cyrillic one, as large; nothing where there is none."""
    code = ord(letter.lower()) if len(letter) == 1 else 0
    look_alike = _TO_LATIN.get(code, "")
    return look_alike.upper() if letter.isupper() else look_alike
