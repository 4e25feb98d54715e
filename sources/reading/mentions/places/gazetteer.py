"""The gazetteer in memory: every form of every name of a place, and which region a place belongs to on a
date.

Loads sources/catalogue/places/ once. How a name in a text is told from its homonyms belongs to `places`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from sources.catalogue.data_file import CATALOGUE
from sources.language.fold import fold
from sources.reading.mentions.places.forms import adjective_forms, kazakh_forms, latin_key, name_forms
from sources.reading.mentions.places.words import place_grammar

Kind = Literal["region", "city", "district", "macro_region", "republic", "country", "own_region", "elsewhere"]
Use = Literal[
    "name", "name_with_head", "adjective", "adjective_with_head", "kazakh", "kazakh_with_head", "latin",
    "latin_with_head", "abbreviation", "capital_word", "kazakh_word", "people", "common_noun",
]  # fmt: skip

# What a report calls its own region, as the `place` of a form; the nouns stand in places/grammar.yml.
OBLAST, REGION, CITY = "oblast", "region", "city"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name: the words after its first, what it names, its use, the cases it can stand for.

    Cases: n nominative, g genitive, d dative, a accusative, i instrumental, l locative; of Kazakh also o
    ablative, t attributive locative (-дағы), c comparative (-дағыдан), r of the place (-лық), p its people
    (-лықтар).
    """

    rest: tuple[str, ...]
    place: str
    kind: Kind
    use: Use
    cases: str


@dataclass(frozen=True, slots=True)
class Membership:
    """That a place belonged to a region from a day to a day, both inclusive, null for open."""

    region_code: str
    valid_from: date | None
    valid_to: date | None

    def holds(self, on: date | None) -> bool:
        """Whether it held on the day; without a day, whether it holds today."""
        if on is None:
            return self.valid_to is None
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Heads:
    """Words beside a name that say what kind of place it names, folded; see grammar.yml."""

    before: Mapping[str, tuple[Kind, str]]
    after: Mapping[str, frozenset[Kind]]
    kazakh: Mapping[str, tuple[Kind, str]]
    latin: Mapping[str, tuple[Kind, str]]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Forms by first word, Latin forms by the key of their first word, memberships by place and kind."""

    forms: Mapping[str, tuple[Form, ...]]
    latin: Mapping[str, tuple[Form, ...]]
    heads: Heads
    names_before: frozenset[str]
    points_elsewhere: tuple[str, ...]
    unnamed: tuple[str, ...]
    names_after: frozenset[str]
    memberships: Mapping[tuple[str, Kind], tuple[Membership, ...]]
    ever: Mapping[tuple[str, Kind], tuple[str, ...]]
    predecessors: Mapping[str, str]
    averages: frozenset[str]
    measures: frozenset[str]

    def regions(self, place: str, kind: Kind, on: date | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The regions a place belongs to on a day (today without one), and all its name ever had."""
        known = self.memberships.get((place, kind), ())
        ever = self.ever.get((place, kind), ())
        if len(ever) == 1 and (kind == "region" or len(known) == 1):
            return ever, ever
        held = dict.fromkeys(one.region_code for one in known if one.region_code and one.holds(on))
        return tuple(held), ever

    def still_possible(
        self, place: str, kind: Kind, since: date | None, until: date | None
    ) -> tuple[str, ...]:
        """The regions a place can have belonged to at some time from `since` to `until`, null for open."""
        known = self.memberships.get((place, kind), ())
        return tuple(
            dict.fromkeys(
                one.region_code
                for one in known
                if (since is None or one.valid_to is None or one.valid_to >= since)
                and (until is None or one.valid_from is None or one.valid_from <= until)
            )
        )

    def left(self, place: str, kind: Kind, region_code: str) -> date | None:
        """The last day on which a place belonged to a region that it does not belong to any more."""
        days = (
            one.valid_to for one in self.memberships.get((place, kind), ()) if one.region_code == region_code
        )
        return next((day for day in days if day is not None), None)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the catalogue, read once per process."""
    grammar = place_grammar()
    heads = _heads(grammar)
    forms: defaultdict[str, list[Form]] = defaultdict(list)
    latin: defaultdict[str, list[Form]] = defaultdict(list)
    for row in _rows("places/spellings.csv"):
        for written, cases in _forms(fold(row["written"]), row["use"], grammar):
            words = _words(written)
            index = latin if row["use"].startswith("latin") else forms
            index[words[0]].append(Form(words[1:], row["place"], row["kind"], row["use"], cases))  # type: ignore[arg-type]
    for noun in (OBLAST, REGION, CITY):
        for word in grammar["own_region"][noun]:
            forms[fold(word)].append(Form((), noun, "own_region", "common_noun", "l"))
            forms[fold(word)].append(Form((), "", "elsewhere", "common_noun", ""))
    for use, cases in (("plural", ""), ("alone", "l"), ("inside", "n")):
        for word in grammar["elsewhere"][use]:
            forms[fold(word)].append(Form((), "", "elsewhere", "common_noun", cases))
    republic = dict.fromkeys(grammar["republic"]["words"], "")
    republic |= dict.fromkeys(grammar["republic"]["genitive"], "g")
    republic |= dict.fromkeys(grammar["republic"]["measures"], "n")
    republic |= dict.fromkeys(grammar["republic"]["levels"], "o")
    republic |= dict.fromkeys([*grammar["republic"]["counted"], *grammar["republic"]["averages"]], "l")
    for word, cases in republic.items():
        first, *rest = _words(fold(word))
        forms[first].append(Form(tuple(rest), grammar["republic"]["name"], "republic", "common_noun", cases))
    memberships = _memberships()
    return Gazetteer(
        forms={word: _longest_first(found) for word, found in forms.items()},
        latin={word: _longest_first(found) for word, found in latin.items()},
        heads=heads,
        names_before=frozenset(grammar["not_a_place"]["before"]),
        points_elsewhere=tuple(grammar["own_region"]["not_after"]),
        unnamed=tuple(grammar["elsewhere"]["before"]),
        names_after=frozenset(grammar["not_a_place"]["after"]),
        memberships=memberships,
        predecessors=_predecessors(memberships),
        averages=frozenset(map(fold, grammar["republic"]["averages"])),
        measures=frozenset(map(fold, grammar["republic"]["measures"])),
        ever={
            key: tuple(dict.fromkeys(one.region_code for one in rows if one.region_code))
            for key, rows in memberships.items()
        },
    )


def _longest_first(forms: list[Form]) -> tuple[Form, ...]:
    return tuple(sorted(dict.fromkeys(forms), key=lambda form: -len(form.rest)))


def _words(written: str) -> tuple[str, ...]:
    return tuple(written.replace("-", " ").replace(".", " ").split())


def _forms(written: str, use: str, grammar: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    russian, cases = grammar["russian"], grammar["kazakh"]["cases"]
    if use.startswith("adjective"):
        yield from adjective_forms(written, russian["adjective"])
    elif use == "people":
        yield from adjective_forms(written, russian["people"])
    elif use in ("name", "name_with_head", "capital_word"):
        yield from name_forms(written, russian["noun"], russian["adjective"], russian["unchanging"])
    elif use in ("kazakh", "kazakh_word"):
        yield from kazakh_forms(written, cases)
    elif use == "latin":
        yield from _latin_forms(written, cases)
    elif use == "latin_with_head":
        yield _latin_name(written), "ngdail"
    else:
        yield written, "ngdail"


def _latin_name(written: str) -> str:
    return " ".join(map(latin_key, _words(written)))


def _latin_forms(written: str, suffixes: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    name = _latin_name(written)
    yield name, "ngdail"
    for case, endings in suffixes.items():
        yield from ((name + ending, case) for ending in dict.fromkeys(map(latin_key, endings)))


def _heads(grammar: Mapping[str, Any]) -> Heads:
    before: dict[str, tuple[Kind, str]] = {}
    after: defaultdict[str, set[Kind]] = defaultdict(set)
    kazakh: dict[str, tuple[Kind, str]] = {}
    latin: dict[str, tuple[Kind, str]] = {}
    suffixes = grammar["kazakh"]["cases"] | {
        case: [*grammar["kazakh"]["cases"][case], *endings]
        for case, endings in grammar["kazakh"]["possessive"].items()
    }
    kind: Kind
    for kind, words in grammar["heads"].items():
        before |= {word: (kind, cases) for word, cases in words["before"].items()}
        for word in words["after"]:
            after[word].add(kind)
        for head in [*words["kazakh"], *words.get("kazakh_plural", ())]:
            for form, case in kazakh_forms(head, suffixes):
                kazakh[form] = (kind, case)
                latin[latin_key(form)] = (kind, case)
        kazakh |= dict.fromkeys(words["kazakh_adjective"], (kind, "attributive"))
        kazakh |= dict.fromkeys(words["abbreviation"], (kind, "ngdail"))
        latin |= {latin_key(word): (kind, "ngdail") for word in words["latin"]}
    return Heads(before, {word: frozenset(kinds) for word, kinds in after.items()}, kazakh, latin)


def _memberships() -> Mapping[tuple[str, Kind], tuple[Membership, ...]]:
    found: defaultdict[tuple[str, Kind], list[Membership]] = defaultdict(list)
    for row in _rows("reference/place_memberships.csv"):
        kind: Kind = row["kind"]  # type: ignore[assignment]
        found[row["place"], kind].append(
            Membership(row["region_code"], _day(row["valid_from"]), _day(row["valid_to"]))
        )
    return {key: tuple(rows) for key, rows in found.items()}


def _predecessors(memberships: Mapping[tuple[str, Kind], tuple[Membership, ...]]) -> dict[str, str]:
    """Each region that was once part of another, with that other."""
    pairs = ((old, new) for rows in memberships.values() for old in rows for new in rows)
    return {
        new.region_code: old.region_code
        for old, new in pairs
        if old.valid_to is not None and new.valid_from is not None and old.valid_to < new.valid_from
    }


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (CATALOGUE / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
