"""Which region a figure describes, where its patients come from, and which city or district it is about.

Holds the decision for one figure in its sentence. A region is only booked when the words say so; where two readings are
possible the region is null and the figure goes to review, because a fact on the wrong region is the worst error there is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from sources.reading.places import Place
from sources.reading.places_reporting import Basis, RegionReading

_ORIGIN = re.compile(
    r"иногородн|приезж|(?:жител|пациент|больн|рожениц|люд|граждан)\w* (?:из )?(?:других|соседних|близлежащих|западн\w+|северн\w+|южн\w+|"
    r"восточн\w+|всех|разных) (?:регион|област|город)|из (?:других|соседних|близлежащих|всех) (?:регион|област|город)|со всего запада|"
    r"(?:өзге|басқа|көрші) (?:өңір|облыс|қала|аймақ)|other regions|neighbouring regions|out-of-region|non-resident"
)
_PATIENTS = re.compile(
    r"пациент|больн(?:ых|ым|ые|ой)|рожениц|рожен|жител|иногородн|дет(?:ей|и|ям)|науқас|тұрғын|бала|patient|inpatient|resident"
)
_TREATED = re.compile(
    r"пролеч|лечени|прооперир|операц|обратил|принят|принял|получил\w* помощь|помощь|госпитализ|консультир|стент|роды|родов|роддом|ем алды|емдел|ота |"
    r"treated|operated|admitted"
)
_STAFF = re.compile(
    r"специалист|врач|хирург|медик|медработ|сотрудник|эксперт|професс|ученых|резидент|выпускник|маман|дәрігер|қызметкер|doctor|specialist|surgeon|nurse"
)
_ELSEWHERE = re.compile(
    r"обуч|стажир|квалификац|переподготов|мастер-класс|конференц|форум|саммит|совещан|курс|лечени\w* в |направлен|оқыт|оқыды|тәжірибе|"
    r"біліктілі|train|course|internship|conference"
)
_PAST_BORDERS = re.compile(r"прежн|бывш|до раздел|бұрынғы|(?<!\d)(?:19\d\d|200\d|201\d|202[01])(?!\d)")
_TURN = re.compile(
    r";|, а |, но |тогда как|при этом|в то время как|между тем|, всего|однако|алайда|whereas|while"
)
_FIRST = re.compile(
    r"(?:впервые|перв\w+|един\w+|лучш\w+|крупн\w+|сам\w+ \w+|одн\w+ из \w+|среди|among|first|only)\W*(?:\w+\W+){0,2}$"
)
_OPENING = re.compile(
    r"(?:^|[.;:,(-]|\bа|\bно|в целом|тогда как|в то время как|всего|сегодня|при этом|среднем|показатель|значение)\W*$"
)
_TO_FIGURE = re.compile(r"[\s(:–—-]*(?:где|это|около|более|свыше|порядка|почти|was|is|are|-)?[\s(:–—-]*$")
_OWN_FIGURE = re.compile(r" *[-–—:(] *(?:около |более |свыше |почти )?\d")
_THERE = re.compile(r"\W*(?:там|тут|эт\w+ (?:област|регион|город)|в ней|в нем|онда|ол жерде|there)\b")


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """Where a figure belongs.

    `region_code` is the region it describes, null when that is not safe to say (`doubtful`) or nobody knows who reports;
    `patient_origin_code` the region its patients come from when that is another; `place` the city or district inside the
    region, canonical name; `country` a foreign country in whose connection the figure stands; `reason` a short code.
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

    `sentence` is the span of its sentence (of a table row, of a cell with its label); `places` are all mentions of the
    document in order, after `resolve` with the reporting region.
    """
    local = _within(places, sentence)
    scene = _Scene(low, figure_start, figure_end, sentence, tuple(local), reporting)
    country = next((place.name for place in reversed(local) if place.kind == "country"), None)
    found = _preceding(scene) or _following(scene) or _by_default(scene, places)
    if country is None:
        return found
    return FigurePlace(
        found.region_code,
        found.region_basis,
        found.patient_origin_code,
        found.place,
        found.reason,
        found.doubtful,
        country,
    )


@dataclass(frozen=True, slots=True)
class _Scene:
    low: str
    start: int
    end: int
    sentence: tuple[int, int]
    places: tuple[Place, ...]
    reporting: RegionReading

    @property
    def words(self) -> str:
        return self.low[self.sentence[0] : self.sentence[1]]

    @property
    def home(self) -> str | None:
        return self.reporting.code

    def is_home(self, place: Place) -> bool:
        return place.kind == "own_region" or (
            place.region_code is not None and place.region_code == self.home
        )

    def origin_told(self) -> bool:
        """Whether the sentence, or an earlier one of its paragraph, speaks of patients from elsewhere."""
        if _ORIGIN.search(self.words):
            return True
        paragraph = self.low.rfind("\n", 0, self.sentence[0]) + 1
        earlier = self.low[max(paragraph, self.sentence[0] - 400) : self.sentence[0]]
        return bool(_ORIGIN.search(earlier) and _PATIENTS.search(self.words))


def _within(places: Sequence[Place], span: tuple[int, int]) -> list[Place]:
    first = bisect_left(places, span[0], key=lambda place: place.start)
    found: list[Place] = []
    for place in places[first:]:
        if place.start >= span[1]:
            break
        if not place.weather:
            found.append(place)
    return found


def _preceding(scene: _Scene) -> FigurePlace | None:
    """What the nearest mention before the figure decides; mentions that only locate somebody else are passed over."""
    doubt: Place | None = None
    for place in reversed([place for place in scene.places if place.end <= scene.start]):
        if place.kind in ("country", "village") or (place.relation == "seat" and not scene.is_home(place)):
            continue
        if scene.is_home(place):
            return _home(scene, place, "own region")
        between = scene.low[place.end : scene.start]
        if place.kind == "republic":
            if _speaks_for_country(scene, place):
                return _turned(scene, place, between) or FigurePlace("KZ", "stated", None, None, "republic")
            continue
        if place.relation == "comparison" and not _TO_FIGURE.fullmatch(between):
            continue
        if place.relation == "source" and not _from_there(scene, place):
            continue
        if place.relation == "destination" and not _TO_FIGURE.fullmatch(between):
            continue
        if place.relation in ("attributive", "authority", "destination"):
            doubt = doubt or place
            continue
        return _turned(scene, place, between) or _foreign(scene, place)
    return None if doubt is None else _doubt(scene, "another region's institution", doubt)


def _following(scene: _Scene) -> FigurePlace | None:
    """What a mention after the figure decides, when it stands in the same clause and has no figure of its own."""
    for place in scene.places:
        if place.start < scene.end:
            continue
        between = scene.low[scene.end : place.start]
        if (
            len(between) > 90
            or re.search(r"\d|[;:(]|\. |, (?!из|в т)", between)
            or _OWN_FIGURE.match(scene.low, place.end)
        ):
            return None
        if scene.is_home(place):
            return _home(scene, place, "own region")
        if place.kind in ("country", "village") or place.relation in ("seat", "destination", "comparison"):
            continue
        if place.kind == "republic":
            if _speaks_for_country(scene, place) and not _OPENING.search(between):
                return FigurePlace("KZ", "stated", None, None, "republic")
            continue
        if place.relation == "source" and not _from_there(scene, place):
            continue
        if place.relation in ("attributive", "authority"):
            return _doubt(scene, "another region's institution", place)
        return _foreign(scene, place)
    return None


def _by_default(scene: _Scene, places: Sequence[Place]) -> FigurePlace:
    if _THERE.match(scene.words) and _spoke_of_another(scene, places):
        return _doubt(scene, "anaphora after another region")
    return FigurePlace(scene.home, scene.reporting.basis, None, None, "reporting region")


def _spoke_of_another(scene: _Scene, places: Sequence[Place]) -> bool:
    paragraph = scene.low.rfind("\n", 0, scene.sentence[0]) + 1
    earlier = [place for place in _within(places, (paragraph, scene.sentence[0])) if place.kind != "country"]
    return bool(earlier) and not scene.is_home(earlier[-1])


def _home(scene: _Scene, place: Place, reason: str) -> FigurePlace:
    inside = place.kind in ("city", "district") and place.region_code not in ("KZ-71", "KZ-75", "KZ-79")
    inside = inside or place.kind == "district"
    return FigurePlace(scene.home, scene.reporting.basis, None, place.name if inside else None, reason)


def _foreign(scene: _Scene, place: Place) -> FigurePlace:
    """A figure governed by a mention of another region: its own figure, or the origin of patients, or not safe."""
    if place.region_code is None:
        return _doubt(scene, "name of several regions", place)
    comes_from = place.relation in ("residents", "source", "subject", "of")
    if comes_from and scene.origin_told() and place.relation != "scope":
        return _origin(scene, place)
    if place.relation in ("residents", "source"):
        if _TREATED.search(scene.words) and _PATIENTS.search(scene.words):
            return _origin(scene, place)
        return _doubt(scene, "residents of another region", place)
    if scene.home is not None and scene.home in place.candidates:
        if _PAST_BORDERS.search(scene.words):
            return _home(scene, place, "inside the region's former borders")
        return _doubt(scene, "formerly inside the region", place)
    if place.relation == "scope" and _ELSEWHERE.search(scene.words) and scene.home is not None:
        return FigurePlace(scene.home, scene.reporting.basis, None, None, "training or meeting elsewhere")
    if place.relation == "of" and place.kind != "region":
        return _doubt(scene, "institution elsewhere", place)
    inside = (
        place.name
        if place.kind in ("city", "district") and place.region_code not in ("KZ-71", "KZ-75", "KZ-79")
        else None
    )
    return FigurePlace(place.region_code, "stated", None, inside, "another region")


def _origin(scene: _Scene, place: Place) -> FigurePlace:
    return FigurePlace(scene.home, scene.reporting.basis, place.region_code, None, "origin of patients")


def _from_there(scene: _Scene, place: Place) -> bool:
    """Whether «из Атырауской области» tells where patients come from, not where visiting staff come from."""
    around = scene.low[max(scene.sentence[0], place.start - 60) : min(scene.sentence[1], place.end + 60)]
    return not _STAFF.search(around) and bool(_PATIENTS.search(scene.words) or scene.origin_told())


def _speaks_for_country(scene: _Scene, place: Place) -> bool:
    """Whether «по республике», «в Казахстане» is what the figure counts, not praise («впервые в республике»)."""
    before = scene.low[scene.sentence[0] : place.start]
    if place.relation not in ("scope", "subject"):
        return False
    if (
        before.endswith(("по ", "across the "))
        or "бойынша" in scene.low[place.start : place.end]
        or scene.low.startswith(("средне", "обще", "national", "nationw"), place.start)
    ):
        return True
    if place.relation == "scope" and before.endswith("по "):
        return True
    return (
        place.relation == "scope"
        and not _FIRST.search(before[:-2])
        and bool(_OPENING.search(before[:-2] if before.endswith("в ") else before))
    )


def _turned(scene: _Scene, place: Place, between: str) -> FigurePlace | None:
    """Null unless the sentence has gone on to something else since the mention, which nobody can be sure of."""
    if re.search(r"\d", between) and _TURN.search(between):
        return _doubt(scene, "the sentence has turned", place)
    return None


def _doubt(scene: _Scene, reason: str, place: Place | None = None) -> FigurePlace:
    return FigurePlace(None, None, None, None if place is None else place.name, reason, doubtful=True)
