"""The words around the names of places, compiled once.

Loader of catalogue/places/words.yml and of the parts of places/grammar.yml that are no gazetteer; what the
words mean is said where they are used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.catalogue.function_words import any_of, function_words
from sources.catalogue.letters import letters

_FOLDER = CATALOGUE / "places"


class PlaceWords(NamedTuple):
    """The words, and the patterns made of them; see words.yml."""

    abbreviation_cases: Mapping[str, tuple[str, ...]]
    suffix: re.Pattern[str]
    head: re.Pattern[str]
    shared_head: re.Pattern[str]
    shared_kazakh_head: re.Pattern[str]
    district: str
    of_a_district: str
    dotted: str
    person: re.Pattern[str]
    before_a_place: frozenset[str]
    town: str
    counted: str
    figurative: tuple[str, ...]
    stands_alone: re.Pattern[str]
    throughout: re.Pattern[str]
    inside: frozenset[str]
    our_own: Mapping[str, str]
    prepositions: Mapping[str, str]
    into: frozenset[str]
    with_: frozenset[str]
    ends_in: re.Pattern[str]
    ends_with: re.Pattern[str]
    ends_with_somebody: re.Pattern[str]
    among: str
    seat: tuple[str, ...]
    over: str
    alike: re.Pattern[str]
    temperature: re.Pattern[str]


@cache
def place_grammar() -> Mapping[str, Any]:
    """places/grammar.yml as it stands."""
    data: Mapping[str, Any] = read_yaml(_FOLDER / "grammar.yml")
    return data


@cache
def latin_letters() -> Mapping[str, str]:
    """The Latin letters for each Cyrillic one in the key of a name."""
    latin: Mapping[str, str] = _data()["latin"]
    return latin


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(_FOLDER / "words.yml")
    return data


@cache
def place_words() -> PlaceWords:
    """The words of the two files, compiled."""
    data, cases = _data(), place_grammar()["kazakh"]["cases"]
    shared, surnames, tally = data["shared"], data["surnames"], data["tally"]
    adjective = f"{any_of(shared['stems'])}{any_of(shared['endings'])}"
    kazakh_and, cyrillic = any_of(function_words().kazakh_and), letters().cyrillic
    russian_and = function_words().conjoining[0]
    joints = any_of((*function_words().conjunctions, *data["also"]))
    into, more = any_of(tally["into"]), tally["next"]
    return PlaceWords(
        {case: tuple(cases[case]) for case in data["abbreviation_cases"]},
        re.compile(rf"-([{cyrillic}]{{2,6}})(?![^\W\d_])"),
        re.compile(rf"\.?[ -]*\n? *({shared['district']}\w*|[^\W\d_]+)"),
        re.compile(
            rf"(?: *(?:,|{russian_and}|\() *[\w-]+{adjective}){{1,12}},? ({shared['district']}|[^\W\d_]+)"
        ),
        re.compile(
            rf"(?:(?: ?,| {kazakh_and}) [\w-]+(?: [\w-]+)?){{1,12}} ({shared['kazakh_districts']}[^\W\d_]*)"
        ),
        shared["district"],
        data["of_a_district"],
        data["dotted"],
        re.compile(rf"[^\W\d_]+{any_of(surnames['stems'])}{any_of(surnames['endings'])}?$"),
        frozenset(data["before_a_place"]),
        data["town"],
        data["counted"],
        tuple(data["figurative"]),
        re.compile(
            rf" *(?:[-:,;.()|\d]|$|{any_of(data['alone_before'])}"
            rf"|{data['of_several']} (?:\w+{data['plural']} )?\d)",
            re.MULTILINE,
        ),
        re.compile(rf" {any_of(data['throughout'])}(?: {data['average']})?( {any_of(data['levels'])})?"),
        frozenset(data["inside"]),
        data["our_own"],
        {word: relation for relation, words in data["prepositions"].items() for word in words},
        frozenset(data["into"]),
        frozenset(data["with"]),
        re.compile(rf"(?<!\w){any_of(data['in'])} $"),
        re.compile(rf"(?<!\w){any_of(data['with'])} $"),
        re.compile(rf"(?<!\w){any_of(data['with'])} (?:\w+{any_of(data['with_endings'])} )?$"),
        data["among"],
        tuple(data["seat"]),
        f" {data['over']}",
        # «148, Мангистауской — 121», «14 – в Астану, 8 – в Алматы»: after «and» or next of a tally
        re.compile(
            rf"(?:\s*,\s*|\s+)(?:{joints} )?"
            rf"| ?[-(:]? ?\d[\d ]*(?:[.,]\d+)?%?(?: [^\W\d_]+)?\)?[,;] (?:{more})?"
            rf"|, \d[\d ]*(?: [^\W\d_]+)? - {into}?| - "
        ),
        re.compile(
            rf"[ \n•|:]*(?:[{cyrillic}]+ *\n *)?[-+]?\d{{1,2}}(?:\.{{2,3}}|…)?[-+]?\d{{0,2}} ?"
            rf"(?:°|{data['degree']}|(?<=\d)[c{letters().look_alikes['c']}]\b)"
        ),
    )
