"""Which region reports: weighs what the text says of itself against what the sidecar, the folder or the
source say.

Holds the decision for a whole report. A figure inside it may describe another region: that is
`places_figures`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from checks.tables.vocabulary import RegionBasis
from sources.language.fold import fold
from sources.reading.mentions.places.cues import anywhere, at_end, near_end, near_start
from sources.reading.mentions.places.finding import CITY_REGIONS, Place, find_places
from sources.reading.mentions.places.phones import phone_regions
from sources.reading.mentions.places.relations import names_staff

# How much a mention says about who reports. The directorate or the akim named is the strongest sign; a city
# alone may be anybody's. Ratios were set on annotated reports; only the order of the weights matters.
_RELATION_WEIGHT = {
    "authority": 4.0, "scope": 2.0, "subject": 2.0, "of": 2.0, "residents": 1.5, "attributive": 1.0,
    "seat": 0.3, "destination": 0.5, "source": 0.0, "companion": 0.0, "comparison": 0.0,
}  # fmt: skip
_KIND_WEIGHT = {"region": 1.0, "city": 0.6, "district": 0.5, "macro_region": 0.0, "republic": 0.2}
# Relations that tell whose a report is.
_TELLING = ("authority", "scope", "subject", "of", "residents")
_TITLE = 3.0
_DATELINE = 3.0
_ENOUGH = 1.0
_MARGIN = 1.4
_LETTERHEAD = 2.0
_FIRST = 1.0
_INSTITUTION, _INSTITUTION_NEAR = 1.0, 30
_JOINED = 5
_SENTENCE = 400
# A national report: the ministry in its opening, so many regions named, none with more than this share.
_OPENING, _MANY, _NO_LEADER = 300, 5, 0.4
_EDITORIAL_SEATS = ("KZ", "KZ-71", "KZ-75")
# «В городе», «в области»: which of the two a report calls its own tells Almaty from Almaty region.
_NOUN, _NOUNS = 0.5, 4
_ASIDE = 0.25
# Every region speaks of the capital; Astana itself is named where it reports.
_CAPITAL = ("столиц", "елорда", "бас қала", "the capital")
_A_LIST = 4
_IN_A_LIST = re.compile(
    r"[\s•|·,;:/()-]*(?:и |и в |в )?(?:[-+]?\d[\d ]*(?:[.,]\d+)?%?°?[cс]?\W*)?(?:(?:и |а )?(?:в|во|по) )?"
)
_REST_OF_LINE = re.compile(r"[ .:,]*(?=\n|$)")
_AFTER_PLACE_A_DATE = re.compile(r"[.,:]? *(?:\(.{1,20}\) *)?\d{1,2}[ .](?:[а-яәғқңөұүһі]{3,9}|\d{2}[ .])")


@dataclass(frozen=True, slots=True)
class RegionReading:
    """The region that reports (ISO 3166-2, `KZ` for a national report, null when nothing says it) and why.

    `basis`: `stated` by the text, `source` by the sidecar, the folder or the source, `inferred` from cities,
    districts or telephones in the text. `conflict` is another region named by the sidecar, the folder or the
    source than the one the text states.
    """

    code: str | None
    basis: RegionBasis | None
    reason: str
    conflict: str | None = None


def reporting_region(
    document_text: str,
    places: Sequence[Place],
    sidecar_region: str | None = None,
    folder_region: str | None = None,
    source_region: str | None = None,
    title: str | None = None,
    on: date | None = None,
    body: Iterable[tuple[int, int]] | None = None,
    folded: str | None = None,
) -> RegionReading:
    """Decide which region a report reports for; never a guess, null where neither text nor circumstances say.

    `places` are those of `find_places(document_text)`; `body` limits them to the spans of the report proper.
    The text comes first because a folder can be wrong; where the text is silent the sidecar, then the folder,
    then the source decide.
    """
    spans = None if body is None else list(body)
    low = fold(document_text) if folded is None else folded
    weights, named = _weigh(low, places, title, on, spans)
    ranked = _ranked(weights)
    if _is_national(low, title, ranked, named, spans):
        return RegionReading("KZ", RegionBasis.STATED, "the ministry compares the regions")
    told, by_whom = _told(sidecar_region, folder_region, source_region)
    code = _leader(ranked)
    if code is not None:
        conflict = told if told not in (None, code) else None
        strong = code in named
        if conflict is not None and not strong:
            return RegionReading(
                conflict, RegionBasis.SOURCE, f"{by_whom}; the text mentions places of {code}", code
            )
        return RegionReading(
            code, RegionBasis.STATED if strong else RegionBasis.INFERRED, f"text: {_shares(ranked)}", conflict
        )
    if told is not None:
        return RegionReading(told, RegionBasis.SOURCE, by_whom)
    if ranked:
        called = [code for code, _ in ranked[:2] if code in phone_regions(low, on)]
        if len(called) == 1:
            return RegionReading(called[0], RegionBasis.INFERRED, f"telephone and text: {_shares(ranked)}")
        return RegionReading(None, None, f"undecided: {_shares(ranked)}")
    around = _leader(_ranked(_surroundings(low, places, on)))
    if around is not None:
        return RegionReading(around, RegionBasis.INFERRED, "address or telephone beside the report")
    return RegionReading(None, None, "no region is named")


def _is_national(
    low: str,
    title: str | None,
    ranked: Sequence[tuple[str, float]],
    named: set[str],
    spans: list[tuple[int, int]] | None,
) -> bool:
    """Whether the ministry opens the report and goes through the regions, none of which stands out."""
    begin = spans[0][0] if spans else 0
    opening = f"{fold(title or '')}\n{low[begin : begin + _OPENING]}"
    others = [weight for code, weight in ranked if code in named and code != "KZ"]
    return (
        anywhere("ministry").search(opening) is not None
        and len(others) >= _MANY
        and max(others) < _NO_LEADER * sum(others)
    )


def _ranked(weights: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(weights.items(), key=lambda item: (-item[1], item[0]))


def _leader(ranked: Sequence[tuple[str, float]]) -> str | None:
    """The region that outweighs all others clearly enough."""
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _MARGIN * ranked[1][1] else None


def _surroundings(low: str, places: Sequence[Place], on: date | None) -> dict[str, float]:
    """Weights by addresses and telephones of the whole page; seats of national editors say nothing."""
    weights, _ = _weigh(low, places, None, on, None)
    for code in phone_regions(low, on):
        weights[code] = weights.get(code, 0.0) + _ENOUGH
    return {code: weight for code, weight in weights.items() if code not in _EDITORIAL_SEATS}


def _weigh(
    low: str, places: Sequence[Place], title: str | None, on: date | None, spans: list[tuple[int, int]] | None
) -> tuple[dict[str, float], set[str]]:
    """Weights by region, and the regions named as such (by the region's own name, not only a city in it)."""
    weights: defaultdict[str, float] = defaultdict(float)
    named: set[str] = set()
    body = [place for place in places if not place.weather and _in_body(place, spans)]
    told = [
        place
        for place in _without_lists(low, body)
        if (place.region_code or place.ambiguous) and not _is_another(low, place)
    ]
    for index, place in enumerate(told):
        weight = _RELATION_WEIGHT[place.relation] * _KIND_WEIGHT.get(place.kind, 0.0)
        if _in_comparison(low, place) or _sends_patients(low, place) or low.startswith(_CAPITAL, place.start):
            weight *= _ASIDE
        elif index == 0 and place.kind != "republic" and not _shares_the_lead(told):
            weight += _FIRST + (_INSTITUTION if _names_an_institution(low, place) else 0.0)
        _add(weights, named, place, weight + _stands_out(low, place), _tells(low, place))
    in_title = find_places(title, None, on) if title else []
    for place in in_title:
        if place.kind != "republic":
            doubled = 2 if place.relation == "authority" else 1
            _add(weights, named, place, _TITLE * doubled * _KIND_WEIGHT.get(place.kind, 0.0))
    if in_title and all(place.kind == "republic" and place.relation == "scope" for place in in_title):
        _add(weights, named, in_title[0], _TITLE)
    nouns = Counter(place.name for place in body if place.kind == "own_region")
    for code in weights:
        noun = "город" if code in CITY_REGIONS else "область"
        weights[code] += _NOUN * min(nouns[noun], _NOUNS) if weights[code] > 0 else 0
    return {code: weight for code, weight in weights.items() if weight > 0}, named


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


def _without_lists(low: str, places: Sequence[Place]) -> list[Place]:
    """The mentions without menus, widgets and tallies: runs of names with only numbers between them."""
    kept: list[Place] = []
    run: list[Place] = []
    for place in places:
        if run and not _IN_A_LIST.fullmatch(low, run[-1].end, place.start):
            kept += run if not _is_a_list(low, run) else []
            run = []
        run.append(place)
    return kept + (run if not _is_a_list(low, run) else [])


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


def _stands_out(low: str, place: Place) -> float:
    """What a dateline («ТАЛДЫКОРГАН. 4 февраля») or a letterhead, the name alone in its line, adds."""
    if place.start > 0 and low[place.start - 1] != "\n":
        return 0.0
    if _AFTER_PLACE_A_DATE.match(low, place.end):
        return _DATELINE
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


def _in_body(place: Place, spans: list[tuple[int, int]] | None) -> bool:
    return spans is None or any(start <= place.start < end for start, end in spans)


def _told(sidecar: str | None, folder: str | None, source: str | None) -> tuple[str | None, str]:
    for code, by_whom in (
        (sidecar, "the sidecar names it"),
        (folder, "the folder names it"),
        (source, "its source"),
    ):
        if code:
            return code, by_whom
    return None, ""


def _shares(ranked: list[tuple[str, float]]) -> str:
    return ", ".join(f"{code} {weight:.1f}" for code, weight in ranked[:3])
