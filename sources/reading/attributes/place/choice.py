"""Which region a figure describes, where its patients come from, and which city or district it is about.

Holds the choice of the mention that governs a figure. A region is booked only when the words say so; where
two readings are possible it is null and the figure goes to review, because a fact on the wrong region is the
worst error there is. What a single mention means stands in `places_governing`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checks.tables.reasons import Reason
from sources.reading.about.region import RegionReading
from sources.reading.attributes.place.governing import (
    FigurePlace,
    counts_the_country,
    doubt,
    funds_from_the_republic,
    is_apposed,
    is_taken_up,
    is_visiting_staff,
    of_another,
    of_home,
    of_republic,
    patients_come_from,
    praises,
    says_nothing,
)
from sources.reading.attributes.place.place_context import PlaceContext, whole_sentence, within
from sources.reading.mentions.places.cues import anywhere, at_end, at_start
from sources.reading.mentions.places.finding import REPUBLIC, Place
from sources.reading.mentions.places.gazetteer import CITY, OBLAST
from sources.records import record

__all__ = ["FigurePlace", "figure_place"]

# No mention farther off than this governs a figure, whatever a text without full stops may be like.
_REACH = 1500
_NEAR = 40
_TOPIC = 25
_NO_TOPIC = ("country", "republic", "elsewhere")


def figure_place(
    low: str,
    figure_start: int,
    figure_end: int,
    sentence: tuple[int, int],
    places: Sequence[Place],
    reporting: RegionReading,
) -> FigurePlace:
    """Decide the region of the figure at `[figure_start, figure_end)` of the folded text `low`.

    `sentence` is the span of its sentence (of a table row, or of a label with its cell); `places` are the
    mentions of the whole document in order, after `places.resolve` with the reporting region.
    """
    begin, stop = whole_sentence(low, sentence)
    span = max(begin, figure_start - _REACH), min(stop, figure_end + _REACH)
    scene = PlaceContext(low, figure_start, figure_end, span, within(places, span), reporting)
    found = _nearest(scene, _preceding(scene), _following(scene)) or _unnamed(scene, places)
    countries = [place.name for place in scene.places if place.kind == "country"]
    return replace(found, country=countries[-1]) if countries else found


@record(frozen=True, slots=True)
class _Decision:
    """What one mention decides for the figure."""

    place: Place
    found: FigurePlace


def _nearest(scene: PlaceContext, before: _Decision | None, after: _Decision | None) -> FigurePlace | None:
    """Choose between the mention before and the one after the figure.

    The one before governs, unless the one after is bound by a dash («15 — в Атырау»), or is the reporting
    region («в Астане прооперированы 45 жителей области»), or the one before has a figure of its own («12,4 в
    области против 15,1 в Атырау»).
    """
    if before is None or after is None:
        decision = before or after
        return None if decision is None else decision.found
    if scene.is_bound_by_dash(after.place):
        return after.found
    if scene.is_home(after.place) and not scene.is_home(before.place):
        return after.found
    near = after.place.start - scene.end <= _NEAR
    return after.found if near and _has_its_own(scene, before.place) else before.found


def _has_its_own(scene: PlaceContext, place: Place) -> bool:
    """Whether a mention has another figure: between it and ours, or before it in another clause."""
    between = scene.low[place.end : scene.start]
    if re.search(r"\d", between):
        return True
    before = scene.low[max(scene.sentence[0], place.start - _NEAR) : place.start]
    return re.search(r"\d[^,;]*$", before) is not None and re.search(r"[,;]", between) is not None


def _preceding(scene: PlaceContext) -> _Decision | None:
    """What the nearest mention before the figure decides; those that say nothing of it are passed over."""
    doubtful: _Decision | None = None
    for place in scene.before():
        if place.kind in ("country", "elsewhere"):
            if _speaks_of_elsewhere(scene, place):
                return _Decision(place, doubt(Reason.REGION_ELSEWHERE, place))
            if place.relation == "source" and is_apposed(scene, place):
                return _Decision(place, of_home(scene, None))  # people from abroad
            continue
        if place.kind == "republic" and funds_from_the_republic(scene, place):
            continue
        if place.kind == "republic":
            scope = place.relation == "scope" and not praises(scene, place) and _in_one_clause(scene, place)
            if counts_the_country(scene, place) or scope or scene.reporting.code == REPUBLIC:
                return _Decision(place, _unless_turned(scene, place, of_republic(place)))
        elif scene.is_compared(place) and not is_apposed(scene, place):
            if is_taken_up(scene, place) and not scene.is_home(place):
                return _Decision(place, _unless_turned(scene, place, of_another(scene, place)))
            continue
        elif scene.is_home(place):
            parted = doubtful and re.search(r"\d", scene.low[place.end : doubtful.place.start])
            return doubtful if parted else _Decision(place, of_home(scene, place))
        elif place.kind == "own_region" and place.name == OBLAST:
            return _Decision(place, doubt(Reason.REGION_UNNAMED, place))
        elif says_nothing(scene, place):
            continue
        elif reason := _doubtful_relation(scene, place):
            doubtful = doubtful or _Decision(place, doubt(reason, place))
        else:
            return _Decision(place, _unless_turned(scene, place, of_another(scene, place)))
    return doubtful


def _following(scene: PlaceContext) -> _Decision | None:
    """What a mention after the figure decides, when it stands in its clause and has no figure of its own."""
    for place in scene.clause_after():
        near = place.start - scene.end <= _NEAR
        if place.kind == "country" and place.relation == "scope" and near:
            return _Decision(place, of_home(scene, None))  # people of the region abroad
        if place.relation == "source" and place.kind == "country" and scene.is_bound_by_dash(place):
            return _Decision(place, of_home(scene, None))  # people from abroad
        if place.kind in ("country", "elsewhere"):
            if near and place.kind == "elsewhere" and place.relation in ("scope", "subject"):
                return _Decision(place, doubt(Reason.REGION_ELSEWHERE, place))
            continue
        if place.kind == "republic" and funds_from_the_republic(scene, place):
            continue
        if place.kind == "republic":
            whole = scene.reporting.code == REPUBLIC
            if near and not whole and (place.relation == "of" or _one_of_so_many(scene)):
                return _Decision(place, doubt(Reason.REGION_OF_COUNTRY, place))
            counted = (place.relation == "scope" and near) or counts_the_country(scene, place)
            if counted and not scene.says("superlative"):
                return _Decision(place, of_republic(place))
        elif scene.is_home(place):
            return _Decision(place, of_home(scene, place))
        elif is_visiting_staff(scene, place):
            continue
        elif place.relation in ("attributive", "authority"):
            return _Decision(place, doubt(Reason.REGION_OF_INSTITUTION, place))
        elif place.relation == "source" and not patients_come_from(scene, place):
            continue
        elif place.relation not in ("destination", "comparison") and not says_nothing(scene, place):
            return _Decision(place, of_another(scene, place))
    return None


def _speaks_of_elsewhere(scene: PlaceContext, place: Place) -> bool:
    """Whether a region without a name, or a country that is compared with, has the figure: «в ОЭСР — 37»."""
    if place.relation not in ("scope", "subject"):
        return False
    if scene.says("away") or scene.says_near("sick"):
        return False
    return place.kind == "elsewhere" or is_apposed(scene, place) or scene.says("digression")


def _doubtful_relation(scene: PlaceContext, place: Place) -> Reason | None:
    """Why a mention before the figure may, but need not, govern it; null when it does."""
    if place.relation in ("attributive", "authority"):
        return Reason.REGION_OF_INSTITUTION
    if place.relation == "of" and place.kind != "region" and not is_apposed(scene, place):
        return Reason.REGION_OF_INSTITUTION
    if place.relation == "destination" and scene.says("arrived"):
        return Reason.REGION_OF_PEOPLE
    if place.relation == "source" and not patients_come_from(scene, place):
        return Reason.REGION_OF_PEOPLE
    return None


def _in_one_clause(scene: PlaceContext, place: Place) -> bool:
    return re.search(r"[,;:]", scene.low[place.end : scene.start]) is None


def _one_of_so_many(scene: PlaceContext) -> bool:
    """Whether a superlative stands right before the figure: «один из 10 в Казахстане»."""
    return at_end("superlative").search(scene.low[scene.sentence[0] : scene.start]) is not None


def _unnamed(scene: PlaceContext, places: Sequence[Place]) -> FigurePlace:
    """A figure beside which no place decides: of the reporting region, unless the paragraph has left it."""
    if not any(scene.is_home(place) for place in scene.places) and _has_left(scene, places):
        return doubt(Reason.REGION_LEFT)
    return of_home(scene, None)


def _has_left(scene: PlaceContext, places: Sequence[Place]) -> bool:
    """Whether the sentences before have made another region their topic, not only compared with it."""
    paragraph = scene.low.rfind("\n", 0, scene.sentence[0]) + 1
    earlier = within(places, (paragraph, scene.sentence[0]))
    named = [place for place in earlier if place.kind not in _NO_TOPIC and not _is_a_town(scene, place)]
    if not named or scene.is_home(named[-1]):
        return False
    last = named[-1]
    if at_start("anaphora").match(scene.words):
        return True
    sentence = max(paragraph, scene.low.rfind(". ", paragraph, last.start) + 1)
    before = scene.low[sentence : last.start]
    if last.relation not in ("scope", "subject") or len(before) >= _TOPIC or "," in before:
        return False
    if anywhere("digression").search(scene.low, sentence, scene.sentence[0]):
        return False
    return anywhere("origin").search(scene.low, paragraph, scene.sentence[0]) is None


def _is_a_town(scene: PlaceContext, place: Place) -> bool:
    """Whether «город» is said in the report of a region: some town in it."""
    return place.kind == "own_region" and place.name == CITY and not scene.is_home(place)


def _unless_turned(scene: PlaceContext, place: Place, found: FigurePlace) -> FigurePlace:
    """The reading, unless the sentence has gone on to something else since the mention."""
    between = scene.low[place.end : scene.start]
    if not re.search(r"\d", between):
        return found
    turned = ";" in between or ", а " in between or anywhere("turn").search(between)
    return doubt(Reason.REGION_LEFT, place) if turned else found
