"""Mentions of places in a text: regions, cities, districts, the republic and countries, with offsets and
codes.

Holds what a mention is and the walk through a text. Whether a form is a name where it stands is decided in
`places_names`, how it stands in its sentence in `places_relations`, what follows for a report or a figure in
`places_reporting` and `places_figures`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sources.language.fold import fold
from sources.reading.mentions.places.forms import latin_key
from sources.reading.mentions.places.gazetteer import Gazetteer, Kind, gazetteer
from sources.reading.mentions.places.names import names_at
from sources.reading.mentions.places.naming import Naming
from sources.reading.mentions.places.relations import Relation, relation_of
from sources.reading.mentions.places.words import place_words
from sources.records import record

REPUBLIC = "KZ"
# Cities that are regions of their own.
CITY_REGIONS = ("KZ-71", "KZ-75", "KZ-79")

_WORD = re.compile(r"[^\W\d_]+")
_LAST_LATIN = "\u024f"
_CARRIED_ON = ("source", "destination", "residents", "comparison", "companion")
_JOINS = re.compile(r"[ ,(]{1,3}")


@record(frozen=True, slots=True)
class Place:
    """A mention of a place: half-open offsets, what it names, and how it stands in its sentence.

    `name` is canonical Russian («Атырауская область», «Семей», «Жарминский район», «Турция»); of `own_region`
    it is the noun by which a report speaks of its own («область», «регион», «город»), of `elsewhere`, a
    region without a name, it is empty. `region_code` is the region it belongs to on the
    report's date, `KZ` for the republic, null for countries and for names that several regions share.
    `candidates` are all regions the name has ever belonged to; `ambiguous` says that the name and the date
    alone do not decide among them. `weather` marks a mention with a temperature beside it.
    """

    start: int
    end: int
    kind: Kind
    name: str
    region_code: str | None
    ambiguous: bool
    candidates: tuple[str, ...]
    relation: Relation
    weather: bool = False


def find_places(text: str, folded: str | None = None, on: date | None = None) -> list[Place]:
    """Return the mentions of places in `text`, in order and not overlapping; offsets are code points.

    `on` is the report's date and decides to which region a city or district belonged. Without it today's rule
    holds and a place that has changed its region is `ambiguous`, so that the reporting region can decide.
    """
    low = fold(text) if folded is None else folded
    known = gazetteer()
    found: list[Place] = []
    for match in _WORD.finditer(low):
        word = match.group()
        forms = known.forms.get(word)
        if forms is None:
            if word[0] > _LAST_LATIN or not text[match.start()].isupper():
                continue
            forms = known.latin.get(latin_key(word))
            if forms is None:
                continue
        if found and match.start() < found[-1].end:
            continue
        edge = found[-1].end if found and found[-1].kind != "own_region" else 0
        namings = names_at(text, low, match.start(), match.end(), edge, forms, known)
        if namings:
            place = _mention(low, namings, known, on)
            while found and found[-1].end > place.start:
                found.pop()
            found.append(place)
    dated = found if on is not None else _dated_by_names(found, known)
    return _standing_alike(low, _told_by_neighbours(low, dated))


def resolve(places: Sequence[Place], reporting_region: str | None) -> list[Place]:
    """Give a name that several regions share, or that has moved, to the reporting region if it is one."""
    return [
        replace(place, region_code=reporting_region, ambiguous=False)
        if place.ambiguous and reporting_region in place.candidates
        else place
        for place in places
    ]


def _mention(low: str, namings: Sequence[Naming], known: Gazetteer, on: date | None) -> Place:
    first = namings[0]
    if first.form.kind == "own_region":
        return Place(first.start, first.end, "own_region", first.form.place, None, False, (), "scope")
    held, ever = known.regions(first.form.place, first.form.kind, on)
    for other in namings[1:]:
        now, always = known.regions(other.form.place, other.form.kind, on)
        held, ever = _united(held, now), _united(ever, always)
    return Place(
        start=first.start,
        end=first.end,
        kind=first.form.kind,
        name=first.form.place,
        region_code=held[0] if len(held) == 1 else None,
        ambiguous=(len(held) != 1 and bool(ever)) or (on is None and len(ever) > len(held)),
        candidates=ever,
        relation=relation_of(low, first.start, first.end, first.cases, first.attributive, first.kazakh),
        weather=place_words().temperature.match(low, first.end) is not None,
    )


def _dated_by_names(places: list[Place], known: Gazetteer) -> list[Place]:
    """Let names that regions bear since a day, or bore until one, tell when an undated text was written."""
    sure = (place for place in places if place.kind == "region" and not place.ambiguous)
    validity = [one for place in sure for one in known.memberships[place.name, place.kind]]
    since = max((one.valid_from for one in validity if one.valid_from), default=None)
    until = min((one.valid_to for one in validity if one.valid_to), default=None)
    if (since is None and until is None) or (since and until and until < since):
        return places
    dated: list[Place] = []
    for place in places:
        has_moved = place.ambiguous and place.candidates == known.regions(place.name, place.kind, None)[1]
        possible = known.still_possible(place.name, place.kind, since, until) if has_moved else ()
        only = possible[0] if len(possible) == 1 else None
        dated.append(replace(place, region_code=only, ambiguous=False) if only else place)
    return dated


def _united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return first if second == first else tuple(dict.fromkeys((*first, *second)))


def _told_by_neighbours(low: str, places: list[Place]) -> list[Place]:
    """Settle «Жамбылский район Алматинской области» and «Алматинская область, Жамбылский район»."""
    settled = list(places)
    for index, place in enumerate(places):
        if not place.ambiguous or place.kind == "region":
            continue
        for near in places[max(0, index - 1) : index + 2]:
            if near.kind == "region" and near.region_code in place.candidates:
                between = (
                    low[place.end : near.start] if near.start > place.start else low[near.end : place.start]
                )
                if _JOINS.fullmatch(between):
                    settled[index] = replace(place, region_code=near.region_code, ambiguous=False)
    return settled


def _standing_alike(low: str, places: list[Place]) -> list[Place]:
    """Let joined names stand alike: «из Алматы и Астаны», «Алматы мен Астанаға»."""
    alike, joint = list(places), place_words().alike
    joined = [
        index
        for index in range(1, len(alike))
        if joint.fullmatch(low, alike[index - 1].end, alike[index].start) is not None
    ]
    for index in joined:
        first, second = alike[index - 1], alike[index]
        route = low[first.end : second.start] == " - "
        if route and first.relation != "companion":
            continue
        if second.relation in ("subject", "of") and first.relation in _CARRIED_ON:
            alike[index] = replace(second, relation=first.relation)
        elif second.relation == "scope" and first.relation == "destination":
            alike[index] = replace(second, relation="destination")
    for index in reversed(joined):
        first, second = alike[index - 1], alike[index]
        if low[first.end : second.start] == " - ":
            continue
        if first.relation == "subject" and second.relation in (
            "source",
            "destination",
            "scope",
            "comparison",
        ):
            alike[index - 1] = replace(first, relation=second.relation)
    return alike
