"""Cities that say where a report was written: «АСТАНА. KAZINFORM —», «Атырау, 5 марта. /Агентство/ –».

Whom a report is about they do not say: agencies sit in the capital, and sign with it what they write of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sources.reading.layout.opening_dates import dateline_words
from sources.reading.mentions.places.cues import agency
from sources.reading.mentions.places.finding import Place

_MONTH = r"[^\W\d_]{3,9}"
_DATE = rf"\d{{1,2}}[ .]?(?:{_MONTH}|\d{{2}})[ .]{{0,2}}(?:\d{{4}})?"
_DATE += rf"|\d{{4}}(?: ?[^\W\d_]{{1,5}}[.,]? \d{{1,2}}[ -]{_MONTH})?"
_BRACKETED = r"\([^)\n]{1,40}\)|/[^/\n]{1,40}/"
_AFTER_THE_CITY = re.compile(r"[.,:;]? ?\(?")
_DASH = re.compile(r"[ .,:)]*-[ -]")


@cache
def _signature() -> re.Pattern[str]:
    """What follows the city of a dateline: dates, agencies, what stands in brackets or strokes."""
    parts = rf"(?:{_DATE}|{_BRACKETED}|{agency().pattern})"
    year = dateline_words()["year"]
    return re.compile(rf"(?:{parts}(?:{year})?[ .,:;/)-]*){{1,4}}")


def datelines(text: str, low: str, places: Sequence[Place]) -> frozenset[int]:
    """Starts of the mentions that are datelines: first in their line, with a date or an agency and a dash or
    a capital after them, or in capitals before a dash.
    """
    return frozenset(
        one.start for one in places if one.kind in ("city", "region") and _is_one(text, low, one)
    )


def _is_one(text: str, low: str, place: Place) -> bool:
    line = low.rfind("\n", 0, place.start) + 1
    before = low[line : place.start].strip(" .,:-/(")
    if before and not agency().fullmatch(before):
        return False
    if before:
        return _DASH.match(low, place.end) is not None
    at = _AFTER_THE_CITY.match(low, place.end)
    reached = at.end() if at else place.end
    signed = _signature().match(low, reached)
    if signed is not None:
        rest = low[signed.start() : signed.end()].rstrip(" ")
        return (
            rest.endswith(("-", ".", "/", ":", ")")) or signed.end() == len(low) or low[signed.end()] == "\n"
        )
    return text[place.start : place.end].isupper() and _DASH.match(low, place.end) is not None
