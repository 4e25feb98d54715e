"""Which region reports: weighs what the text says of itself against what the sidecar, the folder or the
source say.

Holds the decision for a whole report. A figure inside it may describe another region: that is
`places_figures`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checks.tables.vocabulary import RegionBasis
from sources.language.fold import fold
from sources.reading.about.datelines import datelines
from sources.reading.about.national import OPENING, NationalSigns, national_signs
from sources.reading.about.weights import EDITORIAL_SEATS, stand_alone, telling, weigh
from sources.reading.mentions.places.cues import anywhere
from sources.reading.mentions.places.finding import REPUBLIC, Place, find_places
from sources.reading.mentions.places.phones import phone_regions

_ENOUGH = 1.0
_MARGIN = 1.4
# A national report: the ministry in its opening, so many regions named, none with more than this share.
_MANY, _NO_LEADER = 5, 0.4
_CLEARLY = 2.5
_OWN_NOUN = 0.5
# Several regions with at least this share of the weight of the first: it is named as one of them.
_SEVERAL, _COMES_NEAR = 3, 0.5


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
    written_in = datelines(document_text, low, places)
    inside = [place for place in places if not place.weather and _in_body(place, spans)]
    in_title = find_places(title, None, on) if title else []
    weights, named = weigh(low, inside, in_title, written_in)
    ranked = _ranked(weights)
    begin = spans[0][0] if spans else 0
    if _is_national(low, title, ranked, named, begin):
        return RegionReading(REPUBLIC, RegionBasis.STATED, "the ministry compares the regions")
    told, by_whom = _told(sidecar_region, folder_region, source_region)
    sure = telling(low, inside)
    signs = national_signs(low, fold(title or ""), sure, in_title, begin)
    leads = any(one.start < begin + OPENING for one in stand_alone(low, sure))
    if _speaks_for_all(signs, ranked, _own_nouns(low, inside), leads, told):
        conflict = told if told not in (None, REPUBLIC) else None
        return RegionReading(
            REPUBLIC,
            RegionBasis.STATED,
            f"the whole country, {signs.weight:.1f}; {_shares(ranked)}",
            conflict,
        )
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
    low: str, title: str | None, ranked: Sequence[tuple[str, float]], named: set[str], begin: int
) -> bool:
    """Whether the ministry opens the report and goes through the regions, none of which stands out."""
    opening = f"{fold(title or '')}\n{low[begin : begin + OPENING]}"
    others = [weight for code, weight in ranked if code in named]
    return (
        anywhere("ministry").search(opening) is not None
        and len(others) >= _MANY
        and max(others) < _NO_LEADER * sum(others)
    )


def _speaks_for_all(
    signs: NationalSigns, ranked: Sequence[tuple[str, float]], own_nouns: int, leads: bool, told: str | None
) -> bool:
    """Whether a report is of the whole country: its signs outweigh every region, and the report's own «в
    области», «в регионе» where no region is named. `leads` says that a region is named in its opening.

    Circumstances that tell a region give way to an opening that clearly tells the republic.
    """
    needed = _ENOUGH
    if _leader(ranked) is not None:
        first = ranked[0][1]
        several = sum(weight >= first * _COMES_NEAR for _, weight in ranked) >= _SEVERAL
        needed = _ENOUGH if several and not leads else _MARGIN * first
    elif not ranked or ranked[0][1] < _ENOUGH:
        needed += _OWN_NOUN * own_nouns
    if told not in (None, REPUBLIC):
        needed = max(needed, _CLEARLY)
    return signs.weight >= needed and (signs.opens or _leader(ranked) is None)


def _own_nouns(low: str, places: Sequence[Place]) -> int:
    """How often a report speaks of its own region by a noun: «в области», «өңірде»."""
    return sum(
        place.kind == "own_region" and anywhere("own_region").match(low, place.start) is not None
        for place in places
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
    weights, _ = weigh(low, [place for place in places if not place.weather], (), frozenset())
    for code in phone_regions(low, on):
        weights[code] = weights.get(code, 0.0) + _ENOUGH
    return {code: weight for code, weight in weights.items() if code not in EDITORIAL_SEATS}


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
