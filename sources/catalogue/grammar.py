"""Function words and roles of concepts as data: what ends a noun phrase, what is a predicate, what can be
counted in which unit.

Loader only; how these are used in reading is said there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checks.tables.units import Unit
from sources.catalogue.data_file import read_yaml

GRAMMAR = Path(__file__).parent / "grammar.yml"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Function words that end a counted noun phrase, and the concepts that act as predicates."""

    stops: frozenset[str]
    verbs_of_label: frozenset[str]
    counts_of_label: frozenset[str]
    joins: frozenset[str]
    predicates: frozenset[str]
    things: frozenset[str]
    natural_units: Mapping[str, Unit]
    subjects: frozenset[str]
    change_before: frozenset[str]
    relatives: frozenset[str]
    whole: frozenset[str]
    in_tenge: Mapping[str, float]
    prepositions: frozenset[str]
    cases: tuple[str, ...]
    locatives: tuple[str, ...]
    postpositions: frozenset[str]
    ablatives: tuple[str, ...]
    datives: frozenset[str]
    beyond: tuple[str, ...]
    each: str
    price: Mapping[str, tuple[str, ...]]
    for_price: str
    made: frozenset[str]
    finite: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, frozenset[str]]
    kept: Mapping[str, frozenset[str]]
    frame_words: tuple[str, ...]
    frame_concepts: frozenset[str]
    capacities: Mapping[str, tuple[str, ...]]
    plan_and_fact: Mapping[str, tuple[str, ...]]
    cases_of_rates: tuple[str, ...]
    cases_of_led_rates: tuple[str, ...]
    in_time: str
    spent_on: frozenset[str]
    titled: tuple[str, ...]
    numbered: frozenset[str]
    against: frozenset[str]


@cache
def load_grammar(path: Path = GRAMMAR) -> Grammar:
    """Load the function words and predicate concepts."""
    data = read_yaml(path)
    return Grammar(
        frozenset(word for words in data["stops"].values() for word in words),
        frozenset(data["copulas"]),
        frozenset(data["counts"]),
        frozenset(data["joins"]),
        frozenset(data["predicates"]),
        frozenset(concept for concepts in data["natural_units"].values() for concept in concepts),
        {concept: Unit(unit) for unit, concepts in data["natural_units"].items() for concept in concepts},
        frozenset(data["subjects"]),
        frozenset(data["change_before"]),
        frozenset(data["relatives"]),
        frozenset(data["whole"]),
        data["in_tenge"],
        frozenset(data["prepositions"]),
        tuple(data["cases"]),
        tuple(data["locatives"]),
        frozenset(data["postpositions"]),
        tuple(data["ablatives"]),
        frozenset(data["datives"]),
        tuple(data["beyond"]),
        data["each"],
        {name: tuple(data["price"][name]) for name in ("endings", "beside")},
        data["price"]["concept"],
        frozenset(data["made"]),
        {language: tuple(endings) for language, endings in data["finite"].items()},
        {code: frozenset(parts) for code, parts in data["parts"].items()},
        {code: frozenset(parts) for code, parts in data["kept"].items()},
        tuple(word for words in data["frames"]["words"].values() for word in words),
        frozenset(data["frames"]["concepts"]),
        {concept: tuple(stems) for concept, stems in data["capacities"].items()},
        {name: tuple(words) for name, words in data["plan_and_fact"].items()},
        tuple(data["cases_of_rates"]),
        tuple(data["cases_of_led_rates"]),
        data["in_time"],
        frozenset(data["spent_on"]),
        tuple(data["titled"]),
        frozenset(data["numbered"]),
        frozenset(data["against"]),
    )
