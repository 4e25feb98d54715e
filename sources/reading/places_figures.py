"""Which region a figure describes, where its patients come from, and which city or district it is about.

Holds the decision for one figure in its sentence. A region is booked only when the words say so; where two
readings are possible it is null and the figure goes to review, because a fact on the wrong region is the
worst error there is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sources.reading.places import Place
from sources.reading.places_cues import anywhere, at_end, at_start, near_end
from sources.reading.places_reporting import Basis, RegionReading
from sources.reading.places_scene import CITY_REGIONS, CLAUSE, Scene, within

_NEAR = 40
_APPOSED = re.compile(r"\(|\bгде\b|\bwhere\b| - ")
_BESIDE = re.compile(
    r"[\s,(:-]*(?:(?:где|это|около|более|свыше|порядка|почти|всего|was|is|are|about|-) ?)*[\s(:-]*"
)
_YEAR_OF_OLD_BORDERS = re.compile(r"(?<!\d)(?:19\d\d|200\d|201\d|202[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """Where a figure belongs.

    `region_code` is the region it describes: null when that is not safe to say (`doubtful`), or when nobody
    knows who reports. `patient_origin_code` is the region its patients come from when that is another.
    `place` is the city or district inside the region (canonical name), `country` a foreign country in whose
    connection the figure stands, `reason` a few words for the ledger.
    """

    region_code: str | None
    region_basis: Basis | None
    patient_origin_code: str | None
    place: str | None
    reason: str
    doubtful: bool = False
    country: str | None = None


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
    scene = Scene(low, figure_start, figure_end, sentence, within(places, sentence), reporting)
    found = _nearest(scene, _preceding(scene), _following(scene)) or _unnamed(scene, places)
    countries = [place.name for place in scene.places if place.kind == "country"]
    return replace(found, country=countries[-1]) if countries else found


@dataclass(frozen=True, slots=True)
class _Decision:
    """What one mention decides for the figure."""

    place: Place
    found: FigurePlace


def _nearest(scene: Scene, before: _Decision | None, after: _Decision | None) -> FigurePlace | None:
    """Choose between the mention before and the one after the figure.

    The one before governs, unless the one after is the reporting region («в Астане прооперированы 45 жителей
    области») or the one before already has a figure of its own («в области 12,4 против 15,1 в Атырау»).
    """
    if before is None or after is None:
        decision = before or after
        return None if decision is None else decision.found
    if scene.is_home(after.place) and not scene.is_home(before.place):
        return after.found
    has_its_own = re.search(r"\d", scene.low[before.place.end : scene.start])
    return after.found if has_its_own and after.place.start - scene.end <= _NEAR else before.found


def _preceding(scene: Scene) -> _Decision | None:
    """What the nearest mention before the figure decides; mentions that only locate somebody else are passed
    over.
    """
    doubt: _Decision | None = None
    for place in scene.before():
        between = scene.low[place.end : scene.start]
        if place.kind in ("country", "village"):
            continue
        if place.kind == "republic":
            if _counts_the_country(scene, place):
                return _Decision(
                    place,
                    _unless_turned(scene, place, FigurePlace("KZ", "stated", None, None, "the republic")),
                )
        elif scene.is_home(place):
            return _Decision(place, _home(scene, place))
        elif _passed_over(scene, place, between):
            continue
        elif place.relation in ("attributive", "authority"):
            doubt = doubt or _Decision(place, _doubt("another region's institution", place))
        elif place.relation == "destination" and scene.says("arrived"):
            doubt = doubt or _Decision(place, _doubt("arrivals in another region", place))
        else:
            return _Decision(place, _unless_turned(scene, place, _foreign(scene, place)))
    return doubt


def _passed_over(scene: Scene, place: Place, between: str) -> bool:
    """Whether a mention of another region says nothing of the figure: a seat, a destination, where visitors
    come from.
    """
    if place.relation in ("seat", "companion") or place.kind == "own_region":
        return True
    if place.relation == "comparison":
        return not (_BESIDE.fullmatch(between) and _APPOSED.search(between))
    if place.relation == "destination":
        recipient = _BESIDE.fullmatch(between) and _named_as_recipient(scene)
        return not recipient and not scene.says("arrived")
    return place.relation == "source" and not _patients_come(scene, place)


def _following(scene: Scene) -> _Decision | None:
    """What a mention after the figure decides, when it stands in the same clause and has no figure of its
    own.
    """
    for place in scene.clause_after():
        if place.kind in ("country", "village"):
            continue
        if place.kind == "republic":
            if place.relation == "of" and place.start - scene.end <= _NEAR:
                return _Decision(place, _doubt("a count of the country", place))
            if _counts_the_country(scene, place) and not anywhere("superlative").search(scene.words):
                return _Decision(place, FigurePlace("KZ", "stated", None, None, "the republic"))
        elif scene.is_home(place):
            return _Decision(place, _home(scene, place))
        elif place.relation in ("destination", "comparison") or _passed_over(scene, place, ""):
            continue
        elif place.relation in ("attributive", "authority"):
            return _Decision(place, _doubt("another region's institution", place))
        else:
            return _Decision(place, _foreign(scene, place))
    return None


def _unnamed(scene: Scene, places: Sequence[Place]) -> FigurePlace:
    """A figure beside which no place decides: the reporting region, unless the paragraph has left it."""
    if not any(scene.is_home(place) for place in scene.places) and _has_left(scene, places):
        return _doubt("the paragraph speaks of another region")
    return FigurePlace(scene.reporting.code, scene.reporting.basis, None, None, "the reporting region")


def _has_left(scene: Scene, places: Sequence[Place]) -> bool:
    """Whether the sentences before have made another region their topic, not only compared with it."""
    paragraph = scene.low.rfind("\n", 0, scene.sentence[0]) + 1
    earlier = [
        place
        for place in within(places, (paragraph, scene.sentence[0]))
        if place.kind not in ("country", "republic")
    ]
    if not earlier or scene.is_home(earlier[-1]):
        return False
    last = earlier[-1]
    if at_start("anaphora").match(scene.words):
        return True
    sentence = max(paragraph, scene.low.rfind(". ", paragraph, last.start) + 1)
    digression = anywhere("digression").search(scene.low, sentence, scene.sentence[0])
    topic = last.relation in ("scope", "subject") and last.start - sentence < 25
    return (
        topic
        and digression is None
        and not anywhere("origin").search(scene.low, paragraph, scene.sentence[0])
    )


def _home(scene: Scene, place: Place) -> FigurePlace:
    reporting = scene.reporting
    inner = place
    if place.kind == "region":
        inner = next(
            (one for one in scene.places if 0 <= place.start - one.end <= 2 and scene.is_home(one)), place
        )
    if place.kind == "own_region" and reporting.code == "KZ":
        return _doubt("a region of the national report", place)
    if any(not scene.is_home(one) for one in scene.joined_with(place)):
        return _doubt("several regions together", place)
    return FigurePlace(reporting.code, reporting.basis, None, _inside(inner), "the reporting region is named")


def _foreign(scene: Scene, place: Place) -> FigurePlace:
    """A figure governed by a mention of another region: its own figure, the origin of patients, or not safe
    to say.
    """
    if place.region_code is None:
        return _doubt("the name of several regions", place)
    if scene.joined_with(place):
        return _doubt("several regions together", place)
    if place.relation in ("residents", "source", "subject", "of") and scene.tells_origin():
        return _origin(scene, place)
    if place.relation in ("residents", "source"):
        if scene.says_near("patients") and scene.says_near("treated"):
            return _origin(scene, place)
        return _doubt("residents of another region", place)
    if scene.reporting.code is not None and scene.reporting.code in place.candidates:
        if scene.says("past_borders") or _YEAR_OF_OLD_BORDERS.search(scene.words):
            return _home(scene, place)
        return _doubt("formerly inside the reporting region", place)
    reporting = scene.reporting
    if place.relation == "scope" and reporting.code is not None and scene.says("away"):
        return FigurePlace(reporting.code, reporting.basis, None, None, "people of the region elsewhere")
    if place.relation == "of" and place.kind != "region":
        return _doubt("an institution elsewhere", place)
    return FigurePlace(place.region_code, "stated", None, _inside(place), "another region is named")


def _origin(scene: Scene, place: Place) -> FigurePlace:
    reporting = scene.reporting
    return FigurePlace(
        reporting.code, reporting.basis, place.region_code, None, "patients from another region"
    )


def _inside(place: Place) -> str | None:
    if place.kind == "district" or (place.kind == "city" and place.region_code not in CITY_REGIONS):
        return place.name
    return None


def _patients_come(scene: Scene, place: Place) -> bool:
    """Whether «из Атырауской области» tells where patients come from, not where visiting staff come from."""
    around = scene.low[max(scene.sentence[0], place.start - 60) : min(scene.sentence[1], place.end + 60)]
    return not anywhere("staff").search(around) and (scene.says_near("patients") or scene.tells_origin())


def _named_as_recipient(scene: Scene) -> bool:
    """Whether a Kazakh dative means whose need or share it is: «Түркістан облысына 135 дәрігер қажет»."""
    after = scene.low[scene.end : min(scene.sentence[1], scene.end + CLAUSE)]
    return anywhere("needed_there").search(after) is not None


def _counts_the_country(scene: Scene, place: Place) -> bool:
    """Whether «по республике», «в Казахстане» is what is counted, not praise («впервые в республике»)."""
    if place.relation != "scope":
        return False
    before = scene.low[scene.sentence[0] : place.start]
    named = scene.low[place.start : place.end]
    if (
        before.endswith(("по ", "across the ", "across "))
        or named.endswith("бойынша")
        or named.startswith(("средне", "обще"))
    ):
        return True
    before = before.removesuffix("в ").removesuffix("во ").removesuffix("in ").removesuffix("the ")
    if near_end("superlative").search(before):
        return False
    return (
        not before.strip(' "(-–')
        or before.rstrip()[-1:] in ";:,(-."
        or bool(at_end("opening").search(before))
    )


def _unless_turned(scene: Scene, place: Place, found: FigurePlace) -> FigurePlace:
    """The reading, unless the sentence has gone on to something else since the mention and nobody can be
    sure.
    """
    between = scene.low[place.end : scene.start]
    if re.search(r"\d", between) and (
        ";" in between or anywhere("turn").search(between) or ", а " in between
    ):
        return _doubt("the sentence has turned", place)
    return found


def _doubt(reason: str, place: Place | None = None) -> FigurePlace:
    return FigurePlace(None, None, None, None if place is None else place.name, reason, doubtful=True)
