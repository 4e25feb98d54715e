"""What one mention of a place says of a figure it governs: whose figure it is, or that nobody can be sure.

Holds the meaning of a single mention in its scene. Which mention governs is decided in `places_figures`.
"""

from __future__ import annotations

import re

from checks.tables.reasons import Reason
from checks.tables.vocabulary import RegionBasis
from sources.reading.attributes.place.place_context import CLAUSE, PlaceContext
from sources.reading.mentions.places.cues import anywhere, at_end, near_end
from sources.reading.mentions.places.finding import CITY_REGIONS, Place
from sources.reading.mentions.places.gazetteer import gazetteer
from sources.reading.mentions.places.relations import names_staff
from sources.records import record

_BESIDE = re.compile(
    r"[\s,(:-]*(?:(?:где|это|составля\w+|составил\w*|около|более|свыше|порядка|почти|всего|болса|was|is|are|has|had|about)\b"
    r"[\s(:-]*)*"
)
_APPOSED = re.compile(r"[(-]|\bгде\b|\bwhere\b|\bhas\b|\bis\b|\bwas\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIVISION = 2022
_AROUND = 60


@record(frozen=True, slots=True)
class FigurePlace:
    """Where a figure belongs.

    `region_code` is the region it describes: null when that is not safe to say (`doubt`), or when nobody
    knows who reports. `patient_origin_code` is the region its patients come from when that is another.
    `place` is the city or district inside the region (canonical name), `country` a foreign country in whose
    connection the figure stands, `doubt` the reason under which a figure without a safe region is left for
    review.
    """

    region_code: str | None
    region_basis: RegionBasis | None
    patient_origin_code: str | None
    place: str | None
    doubt: Reason | None = None
    country: str | None = None


def of_home(scene: PlaceContext, place: Place | None) -> FigurePlace:
    """A figure of the reporting region, or of a city or district in it."""
    reporting = scene.reporting
    if place is None:
        return FigurePlace(reporting.code, reporting.basis, None, None)
    if place.kind == "own_region" and reporting.code == "KZ":
        return doubt(Reason.REGION_UNNAMED, place)
    if _shared_with_others(scene, place):
        return doubt(Reason.REGION_SEVERAL, place)
    inner = place
    if place.kind == "region":
        beside = (one for one in scene.places if 0 <= place.start - one.end <= 2 and scene.is_home(one))
        inner = next(beside, place)
    return FigurePlace(reporting.code, reporting.basis, None, _inside(inner))


def _shared_with_others(scene: PlaceContext, place: Place) -> bool:
    """Whether the reporting region has its figure together with others: not where people are only sent there,
    nor where its doctors work beside those from elsewhere.
    """
    others = [one for one in scene.joined_with(place) if not scene.is_home(one)]
    if place.relation == "destination" and not scene.says("arrived"):
        return False
    if place.relation == "attributive" and all(one.relation == "attributive" for one in others):
        return bool(others) and not names_staff(scene.low, max(place.end, others[-1].end))
    return bool(others)


def of_republic(place: Place) -> FigurePlace:
    """A figure of the whole country."""
    return FigurePlace("KZ", RegionBasis.STATED, None, None)


def of_another(scene: PlaceContext, place: Place) -> FigurePlace:
    """A figure governed by a mention of another region: its own, of patients from there, or not safe."""
    if place.region_code is None:
        return doubt(Reason.REGION_SEVERAL, place)
    comes = place.relation in ("residents", "source")
    if scene.joined_with(place):
        if comes and (scene.says_near("treated") or scene.says("sick")):
            return of_home(scene, None)  # patients from several regions
        return doubt(Reason.REGION_SEVERAL, place)
    if place.relation in ("residents", "source", "subject", "of") and scene.tells_origin():
        return _of_patients_from(scene, place)
    if comes:
        if scene.says_near("treated") or scene.says("sick"):
            return _of_patients_from(scene, place)
        return doubt(Reason.REGION_OF_PEOPLE, place)
    if _was_one_with_home(scene, place):
        return _of_divided_region(scene, place)
    if place.relation == "scope" and scene.reporting.code is not None:
        if scene.says("away") or _ours_act(scene, place):
            return of_home(scene, None)  # people of the region elsewhere
        if scene.says("bought") and len(scene.places) == 1:
            return doubt(Reason.REGION_OF_PURCHASE, place)
    if place.relation == "of" and place.kind != "region" and not is_apposed(scene, place):
        return doubt(Reason.REGION_OF_INSTITUTION, place)
    return _of_named(place)


def doubt(reason: Reason, place: Place | None = None) -> FigurePlace:
    """A figure whose region nobody can be sure of."""
    return FigurePlace(None, None, None, None if place is None else place.name, reason)


def is_beside(scene: PlaceContext, place: Place) -> bool:
    """Whether nothing but a dash, a bracket or «около» stands between a mention and the figure after it."""
    return _BESIDE.fullmatch(scene.low, place.end, scene.start) is not None


def is_apposed(scene: PlaceContext, place: Place) -> bool:
    """Whether the figure is given to the mention before it: «Атырау (14)», «Атырауская — 148»."""
    return is_beside(scene, place) and _APPOSED.search(scene.low, place.end, scene.start) is not None


def is_taken_up(scene: PlaceContext, place: Place) -> bool:
    """Whether the clause of the figure takes up a place compared with: «ниже, чем в Атырау: там 12»."""
    return anywhere("taken_up").search(scene.low, place.end, scene.start) is not None


def says_nothing(scene: PlaceContext, place: Place) -> bool:
    """Whether another region is only a seat, a destination, a measure or where visitors come from."""
    if place.relation in ("seat", "companion") or place.kind == "own_region":
        return True
    if is_visiting_staff(scene, place):
        return True
    if place.relation == "comparison":
        return not is_apposed(scene, place)
    if place.relation == "destination":
        return not (is_beside(scene, place) and _is_recipient(scene)) and not scene.says("arrived")
    return (
        place.relation == "source"
        and not patients_come_from(scene, place)
        and _visits_or_supplies(scene, place)
    )


def patients_come_from(scene: PlaceContext, place: Place) -> bool:
    """Whether «из Атырауской области» tells where patients come from, not where visiting staff come from."""
    if anywhere("staff").search(_around(scene, place)):
        return False
    return scene.says_near("patients") or scene.says_near("treated") or scene.tells_origin()


def funds_from_the_republic(scene: PlaceContext, place: Place) -> bool:
    """Whether the republic only pays: «из республиканского бюджета», «трансферты из республики»."""
    pays = place.relation == "source" or scene.low[place.start : place.end] in gazetteer().measures
    return pays and scene.says("funds")


def is_visiting_staff(scene: PlaceContext, place: Place) -> bool:
    """Whether «столичные профессора», «астаналық дәрігерлер» work here: the figure is that of their hosts."""
    if place.relation != "attributive" or scene.reporting.code in (None, "KZ"):
        return False
    return names_staff(scene.low, place.end) and scene.says("visiting")


def counts_the_country(scene: PlaceContext, place: Place) -> bool:
    """Whether «по республике», «в Казахстане» is what is counted, not praise («впервые в республике»)."""
    before = scene.low[scene.sentence[0] : place.start]
    named = scene.low[place.start : place.end]
    if place.relation in ("subject", "comparison", "source", "destination"):
        return is_apposed(scene, place)
    if place.relation == "of" and place.end <= scene.start:
        return at_end("whole_of").search(before) is not None and not praises(scene, place)
    if place.relation != "scope":
        return False
    if (
        before.endswith(("по ", "across the ", "across "))
        or named.endswith(("бойынша", "көлемінде", "аумағында"))
        or named in _averages()
    ):
        return True
    if praises(scene, place):
        return False
    if place.end <= scene.start and is_beside(scene, place):
        return True
    before = _without_preposition(before)
    opens = not before.strip(' "(-') or before.rstrip()[-1:] in ";:,(-."
    return opens or at_end("opening").search(before) is not None


def praises(scene: PlaceContext, place: Place) -> bool:
    """Whether a superlative or a rank stands beside «в стране»: it tells how good, not how many."""
    before = _without_preposition(scene.low[scene.sentence[0] : place.start])
    if near_end("superlative").search(before):
        return True
    return anywhere("superlative").search(scene.low, place.end, max(place.end, scene.start)) is not None


def _without_preposition(before: str) -> str:
    for preposition in ("в ", "во ", "the ", "in "):
        before = before.removesuffix(preposition)
    return before


def _ours_act(scene: PlaceContext, place: Place) -> bool:
    """Whether our own people do it in the other region: «наши хирурги провели в Астане две операции»."""
    ours = ("наши", "наших", "нашими", "нашим")
    return any(scene.low[one.start : one.end] in ours and one.end <= scene.start for one in scene.places)


def _of_patients_from(scene: PlaceContext, place: Place) -> FigurePlace:
    reporting = scene.reporting
    return FigurePlace(reporting.code, reporting.basis, place.region_code, None)


def _was_one_with_home(scene: PlaceContext, place: Place) -> bool:
    home = scene.reporting.code
    if home is None or place.kind == "republic":
        return False
    return home in place.candidates or gazetteer().predecessors.get(home) == place.region_code


def _of_divided_region(scene: PlaceContext, place: Place) -> FigurePlace:
    """A figure beside a part that left the reporting region, or beside the region that ours has left.

    A sentence about the time before the change speaks of the region as it was then.
    """
    home = scene.reporting.code or ""
    known = gazetteer()
    left = known.left(place.name, place.kind, home)
    years = [int(year) for year in _YEAR.findall(scene.words)]
    if left is None:
        old = scene.says("past_borders") or any(year <= _DIVISION for year in years)
        return doubt(Reason.REGION_BEFORE_THE_DIVISION, place) if old else _of_named(place)
    if scene.says("past_borders") or (years and max(years) <= left.year):
        return of_home(scene, place)
    if place.ambiguous or any(year <= left.year for year in years):
        return doubt(Reason.REGION_BEFORE_THE_DIVISION, place)
    return _of_named(place)


def _of_named(place: Place) -> FigurePlace:
    return FigurePlace(place.region_code, RegionBasis.STATED, None, _inside(place))


def _visits_or_supplies(scene: PlaceContext, place: Place) -> bool:
    around = _around(scene, place)
    return any(anywhere(cue).search(around) for cue in ("staff", "supply", "motion", "arrived"))


def _around(scene: PlaceContext, place: Place) -> str:
    return scene.low[
        max(scene.sentence[0], place.start - _AROUND) : min(scene.sentence[1], place.end + _AROUND)
    ]


def _is_recipient(scene: PlaceContext) -> bool:
    """Whether a Kazakh dative means whose need or share it is: «Түркістан облысына 135 дәрігер қажет»."""
    after = scene.low[scene.end : min(scene.sentence[1], scene.end + CLAUSE)]
    return anywhere("needed_there").search(after) is not None


def _averages() -> frozenset[str]:
    return gazetteer().averages


def _inside(place: Place) -> str | None:
    if place.kind == "district" or (place.kind == "city" and place.region_code not in CITY_REGIONS):
        return place.name
    return None
