"""The regions that heads or labels of a table list: «Акмолинская», «Ұлытау», «г.Алматы», «Туркестанская**».

Holds how a list of regions is known as one and which region each of its cells names. In such a list a bare
name is the region's, though «Абай», «Жамбыл» and «Атырау» may name districts and towns elsewhere.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.language.fold import fold
from sources.reading.mentions.places.finding import CITY_REGIONS
from sources.reading.mentions.places.gazetteer import Kind, gazetteer

_LEAST_REGIONS = 4  # so many different ones make a list
_LEAST_SHARE = 0.6  # of its cells name regions, for bare names to be theirs
_NOT_A_LETTER = re.compile(r"[\W_]+")
_LONGEST = 60

Head = Literal["region", "city", ""]


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell may name: the codes of regions, and whether its form leaves no doubt that it names one."""

    codes: tuple[str, ...]
    sure: bool


def listed_regions(texts: Sequence[str]) -> Mapping[str, str]:
    """The region that each of the folded texts of a row of heads or a column of labels names.

    Empty where they list no regions. Of the two places called Almaty, one is the region and one the city: a
    bare name is the one that the list does not name otherwise.
    """
    named = {text: one for text in dict.fromkeys(texts) if (one := region_named_in(text)) is not None}
    sure = {one.codes[0] for one in named.values() if one.sure and one.codes[0] != "KZ"}
    possible = sure | {code for one in named.values() for code in one.codes if code != "KZ"}
    if len(possible) < _LEAST_REGIONS:
        return {}
    written = sum(1 for text in texts if text.strip())
    if sum(text in named for text in texts) < _LEAST_SHARE * written:
        named = {text: one for text, one in named.items() if one.sure} if len(sure) >= _LEAST_REGIONS else {}
    taken = {one.codes[0] for one in named.values() if len(one.codes) == 1}
    return {
        text: next((code for code in one.codes if code not in taken), one.codes[-1])
        if len(one.codes) > 1
        else one.codes[0]
        for text, one in named.items()
    }


@lru_cache(maxsize=4096)
def region_named_in(folded: str) -> Named | None:
    """The regions that a cell may name when it names one and says nothing else; the last is the likeliest."""
    words = _words()
    text = words.footnote.sub("", folded.strip())
    if not text or len(text) > _LONGEST:
        return None
    if words.whole.fullmatch(" ".join(_NOT_A_LETTER.sub(" ", text).split())):
        return Named(("KZ",), True)
    if words.code.fullmatch(text):
        known = text.upper() in _codes()
        return Named((text.upper(),), True) if known else None
    head: Head = "region" if words.region_head.search(text) else ""
    text = words.region_head.sub(" ", text)
    if not head and words.city_head.search(text):
        head, text = "city", words.city_head.sub(" ", text)
    bare = " ".join(_NOT_A_LETTER.sub(" ", words.beside.sub(" ", text)).split())
    regions, cities, full = _names()
    found = [names[bare] for names in _asked(head, regions, cities) if bare in names]
    codes = tuple(dict.fromkeys(found))
    return Named(codes, bool(head) or bare in full) if codes else None


@cache
def _codes() -> frozenset[str]:
    """The codes of all regions."""
    regions, cities, _ = _names()
    return frozenset((*regions.values(), *cities.values()))


def is_region_code(folded: str) -> bool:
    """Whether a cell is the code of a region, whose digits count nothing."""
    return _words().code.fullmatch(folded.strip()) is not None


def _asked(head: Head, regions: Mapping[str, str], cities: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
    return [cities] if head == "city" else [regions] if head == "region" else [regions, cities]


@cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str], frozenset[str]]:
    """Regions and cities that are regions by their bare names, and the names that can mean nothing else."""
    places = gazetteer()
    regions: dict[str, str] = {}
    cities: dict[str, str] = {}
    full: set[str] = set(_words().former)
    elsewhere = _names_elsewhere()
    with (CATALOGUE / "places" / "spellings.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            use = row["use"]
            kind: Kind = "region" if row["kind"] == "region" else "city"
            codes = places.regions(row["place"], kind, None)[1] if row["kind"] == kind else ()
            if not codes or (kind == "city" and codes[-1] not in CITY_REGIONS) or use == "people":
                continue
            if kind == "city" and use.startswith("adjective"):
                continue  # «Алматинская» is the region
            bare = " ".join(_NOT_A_LETTER.sub(" ", fold(row["written"])).split())
            endings = _words().adjective if use.startswith("adjective") else ("",)
            for form in (bare + ending for ending in endings):
                (regions if kind == "region" else cities).setdefault(form, codes[-1])
                if form not in elsewhere:
                    full.add(form)
    regions |= {name: code for name, code in _words().former.items() if code not in CITY_REGIONS}
    cities |= {name: code for name, code in _words().former.items() if code in CITY_REGIONS}
    return regions, cities, frozenset(full)


def _names_elsewhere() -> frozenset[str]:
    """Bare names that more than one place has, a region and a town or district."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    with (CATALOGUE / "places" / "spellings.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            kinds[" ".join(_NOT_A_LETTER.sub(" ", fold(row["written"])).split())].add(row["place"])
    return frozenset(name for name, named in kinds.items() if len(named) > 1)


@dataclass(frozen=True, slots=True)
class _Words:
    region_head: re.Pattern[str]
    city_head: re.Pattern[str]
    beside: re.Pattern[str]
    footnote: re.Pattern[str]
    whole: re.Pattern[str]
    code: re.Pattern[str]
    former: Mapping[str, str]
    adjective: tuple[str, ...]


@cache
def _words() -> _Words:
    data: dict[str, Any] = read_yaml(CATALOGUE / "body" / "table_regions.yml")
    former = {fold(name): code for name, code in data.pop("former").items()}
    adjective = tuple(data.pop("adjective"))
    return _Words(
        **{name: re.compile(pattern) for name, pattern in data.items()}, former=former, adjective=adjective
    )
