"""How much each region's mentions say that it is the one that reports.

Holds the weights by how a name stands in its sentence, and which mentions say nothing: lists, neighbours,
those whence patients come. Which weight is enough is decided in `region`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from sources.catalogue.letters import letters
from sources.reading.mentions.places.cues import alternatives, anywhere, at_end, near_end, near_start
from sources.reading.mentions.places.finding import CITY_REGIONS, REPUBLIC, Place
from sources.reading.mentions.places.gazetteer import CITY, OBLAST
from sources.reading.mentions.places.relations import names_staff

# Where agencies and national editors sit: their addresses and datelines say nothing.
EDITORIAL_SEATS = ("KZ-71", "KZ-75")
# How much a mention says about who reports. The directorate or the akim named is the strongest sign; a city
# alone may be anybody's. Ratios were set on annotated reports; only the order of the weights matters.
_RELATION_WEIGHT = {
    "authority": 4.0, "scope": 2.0, "subject": 2.0, "of": 2.0, "residents": 1.5, "attributive": 1.0,
    "seat": 0.3, "destination": 0.5, "source": 0.0, "companion": 0.0, "comparison": 0.0,
}  # fmt: skip
_KIND_WEIGHT = {"region": 1.0, "city": 0.6, "district": 0.5, "macro_region": 0.0}
# Relations that tell whose a report is.
_TELLING = ("authority", "scope", "subject", "of", "residents")
# Relations in which the first place named is whom the report is about.
_OPENS = (*_TELLING, "attributive", "seat")
_TITLE = 3.0
_DATELINE = 1.0
_LETTERHEAD = 2.0
_FIRST = 1.0
_INSTITUTION, _INSTITUTION_NEAR = 1.0, 30
_JOINED = 5
_SENTENCE = 400
# «В городе», «в области»: which of the two a report calls its own tells Almaty from Almaty region.
_NOUN, _NOUNS = 0.5, 4
_ASIDE = 0.25
_A_LIST = 4
_HAS_A_FIGURE = re.compile(r" ?[-(:] ?\d")
_REST_OF_LINE = re.compile(r"[ .:,]*(?=\n|$)")


def weigh(
    low: str, places: Sequence[Place], in_title: Sequence[Place], written_in: frozenset[int]
) -> tuple[dict[str, float], set[str]]:
    """Weights by region, and the regions named as such (by the region's own name, not only a city in it)."""
    weights: defaultdict[str, float] = defaultdict(float)
    named: set[str] = set()
    told = _settled(telling(low, places))
    for index, place in enumerate(one for one in told if one.start not in written_in):
        weight = _RELATION_WEIGHT[place.relation] * _KIND_WEIGHT.get(place.kind, 0.0)
        aside = _in_comparison(low, place) or _sends_patients(low, place)
        if aside or anywhere("capital").match(low, place.start):
            weight *= _ASIDE
        elif index == 0 and place.relation in _OPENS and not _shares_the_lead(told):
            weight += _FIRST + (_INSTITUTION if _names_an_institution(low, place) else 0.0)
        _add(weights, named, place, weight + _letterhead(low, place), _tells(low, place))
    for place in told:
        if place.start in written_in and place.region_code not in EDITORIAL_SEATS:
            _add(weights, named, place, _DATELINE, tells=False)
    for place in _settled(in_title, told):
        doubled = 2 if place.relation == "authority" else 1
        _add(weights, named, place, _TITLE * doubled * _KIND_WEIGHT.get(place.kind, 0.0))
    nouns = Counter(place.name for place in places if place.kind == "own_region")
    for code in weights:
        noun = CITY if code in CITY_REGIONS else OBLAST
        weights[code] += _NOUN * min(nouns[noun], _NOUNS) if weights[code] > 0 else 0
    return {code: weight for code, weight in weights.items() if weight > 0 and code != REPUBLIC}, named


def _settled(places: Sequence[Place], beside: Sequence[Place] = ()) -> list[Place]:
    """The mentions with names that have moved from region to region given to the one that the report names
    too: «Жетысу» beside «Алматинская область» is its old nickname, not the region of today. A name that
    regions share, such as «алматинские», stays open.
    """
    sure = {one.region_code for one in (*places, *beside) if one.kind == "region" and not one.ambiguous}
    return [_named_beside(place, sure) for place in places]


def _named_beside(place: Place, sure: set[str | None]) -> Place:
    has_moved = place.ambiguous and place.region_code is not None
    named = [code for code in place.candidates if code in sure] if has_moved else []
    return replace(place, region_code=named[0], ambiguous=False) if len(named) == 1 else place


def telling(low: str, places: Sequence[Place]) -> list[Place]:
    """The mentions that can say whose a report is: of a region or the republic, in no list, no neighbour."""
    return [
        place
        for place in _without_lists(low, places)
        if (place.region_code or place.ambiguous) and not _is_another(low, place)
    ]


def stand_alone(low: str, places: Sequence[Place]) -> list[Place]:
    """The regions that are not named side by side with another."""
    joined = [
        _in_a_list().fullmatch(low, one.end, other.start) is not None for one, other in pairwise(places)
    ]
    beside = zip([False, *joined], [*joined, False], strict=True) if places else ()
    return [
        one
        for one, (before, after) in zip(places, beside, strict=True)
        if one.region_code != REPUBLIC and not before and not after
    ]


def _is_another(low: str, place: Place) -> bool:
    """Whether a mention cannot mean who reports: whence somebody comes, with whom one works, a neighbour."""
    if _RELATION_WEIGHT[place.relation] == 0.0:
        return True
    line = low[max(0, place.start - _INSTITUTION_NEAR) : place.start].rpartition("\n")[2]
    return any(at_end(cue).search(line) for cue in ("neighbour", "contrast"))


def _shares_the_lead(places: Sequence[Place]) -> bool:
    """Whether the first mention is joined with another region: «Павлодарская и Костанайская области»."""
    if len(places) < 2:
        return False
    first, second = places[0], places[1]
    return second.start - first.end <= _JOINED and second.region_code != first.region_code


@cache
def _in_a_list() -> re.Pattern[str]:
    """What may stand between two names of a list: marks, a number, «и», «в»."""
    joined, inside = alternatives("list_and"), alternatives("list_in")
    number = rf"[-+]?\d[\d ]*(?:[.,]\d+)?%?°?[c{letters().look_alikes['c']}]?\W*"
    return re.compile(
        rf"[\s•|·,;:/()-]*(?:(?:{joined}|{inside}) )*(?:{number})?(?:(?:{joined}) )?(?:(?:{inside}) )?"
    )


def _without_lists(low: str, places: Sequence[Place]) -> list[Place]:
    """The mentions without menus, widgets and tallies: runs of names with only numbers between them, and
    beside them names that have a figure of their own («хуже всего в Атырауской – 9,8»).
    """
    kept: list[Place] = []
    listed: list[Place] = []
    run: list[Place] = []
    for place in places:
        if run and not _in_a_list().fullmatch(low, run[-1].end, place.start):
            (listed if _is_a_list(low, run) else kept).extend(run)
            run = []
        run.append(place)
    (listed if _is_a_list(low, run) else kept).extend(run)
    if not any(place.kind == "region" for place in listed):
        return kept
    return [place for place in kept if not _HAS_A_FIGURE.match(low, place.end)]


def _is_a_list(low: str, run: Sequence[Place]) -> bool:
    """Whether names in a row are many, or several regions with a figure each: «в Атырау – 9, в Абае – 5»."""
    if len(run) >= _A_LIST:
        return True
    figures = (re.search(r"\d", low[one.end : other.start]) for one, other in pairwise(run))
    return len({place.region_code for place in run}) > 1 and all(figures)


def _in_comparison(low: str, place: Place) -> bool:
    near = max(0, place.start - _SENTENCE)
    sentence = max(low.rfind(". ", near, place.start), low.rfind("\n", near, place.start), near - 1) + 1
    return anywhere("digression").search(low, sentence, place.start) is not None


def _names_an_institution(low: str, place: Place) -> bool:
    """Whether a hospital bears the name: «больница № 2 Астаны», «Павлодарский кардиоцентр»."""
    if place.relation not in ("of", "seat", "attributive"):
        return False
    before = low[max(0, place.start - _INSTITUTION_NEAR) : place.start].rpartition("\n")[2]
    after = low[place.end : place.end + _INSTITUTION_NEAR].partition("\n")[0]
    follows = near_start("hospital").match(after) is not None
    return follows or (place.relation != "attributive" and near_end("hospital").search(before) is not None)


def _sends_patients(low: str, place: Place) -> bool:
    """Whether a region is one of those whence patients come, as this sentence or the one before says."""
    if place.relation not in ("subject", "source", "residents"):
        return False
    near = max(0, low.rfind("\n", 0, place.start) + 1, place.start - _SENTENCE)
    last = low.rfind(". ", near, place.start)
    begin = low.rfind(". ", near, max(near, last)) + 1 if last > near else near
    return anywhere("origin").search(low, max(near, begin), place.start) is not None


def _letterhead(low: str, place: Place) -> float:
    """What a letterhead, the name of a region alone in its line, adds."""
    if place.start > 0 and low[place.start - 1] != "\n":
        return 0.0
    alone = place.kind == "region" and _REST_OF_LINE.match(low, place.end)
    return _LETTERHEAD if alone else 0.0


def _tells(low: str, place: Place) -> bool:
    """Whether a mention tells whose the report is: staff and patients may be of another region."""
    if place.relation == "attributive":
        return not names_staff(low, place.end)
    return place.relation in _TELLING


def _add(
    weights: defaultdict[str, float], named: set[str], place: Place, weight: float, tells: bool = True
) -> None:
    if place.region_code is not None:
        weights[place.region_code] += weight
        regional = place.kind == "region" or place.region_code in CITY_REGIONS
        if regional and tells:
            named.add(place.region_code)
    if place.ambiguous:
        for code in place.candidates:
            if code != place.region_code:
                weights[code] += weight / len(place.candidates)
