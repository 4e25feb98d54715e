"""How much a report speaks for the republic: the ministry speaks, the whole country is told of.

Holds the weighing of these signs against nothing else; whether they outweigh a region is decided in `region`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sources.reading.mentions.places.cues import anywhere
from sources.reading.mentions.places.finding import Place

# Only the order of the weights matters; they were set on annotated reports.
OPENING = 300  # characters in which a report says whom it is about
_MENTION, _MOST_MENTIONS = 0.5, 2.0
_FIRST_WORDS = 0.5
_TITLE = 1.5
_VOICE_OPENS, _VOICE = 1.0, 0.5
_PEOPLE = 0.5
_NEAR = 15
_WHOLE = ("scope", "subject", "of", "residents", "destination")


@dataclass(frozen=True, slots=True)
class NationalSigns:
    """What speaks for the republic: the weight of all signs, and whether the opening or the title has one."""

    weight: float
    opens: bool


def national_signs(
    low: str, title: str, places: Sequence[Place], in_title: Sequence[Place], begin: int
) -> NationalSigns:
    """Weigh the signs in a folded text whose report begins at `begin`; `places` are those that may tell."""
    whole = [one for one in places if _means_the_country(low, one)]
    opening = low[begin : begin + OPENING]
    weight = min(_MENTION * len(whole), _MOST_MENTIONS)
    told_first = any(one.start < begin + OPENING for one in whole)
    voice_opens = _speaks(opening) or _speaks(title)
    titled = any(_means_the_country(title, one) for one in in_title)
    weight += _FIRST_WORDS * told_first + _TITLE * titled
    weight += _VOICE_OPENS if voice_opens else _VOICE * _speaks(low, begin)
    weight += _PEOPLE * (anywhere("nation_people").search(low, begin) is not None)
    return NationalSigns(weight, told_first or voice_opens or titled)


def _means_the_country(low: str, place: Place) -> bool:
    """Whether a mention tells of the country: not whence people come, nor in the name of a programme."""
    if place.kind != "republic" or place.relation not in _WHOLE or low.startswith('"', place.end):
        return False
    return anywhere("origin").search(low, max(0, place.start - _NEAR), place.end) is None


def _speaks(low: str, begin: int = 0) -> bool:
    return anywhere("national_voice").search(low, begin) is not None
