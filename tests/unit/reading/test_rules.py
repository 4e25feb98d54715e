"""The indicator rules are data that fit together: concepts, forms, units and indicators all exist."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from checks.tables.units import CURRENCIES
from sources.catalogue.grammar import load_grammar
from sources.catalogue.indicator_list import INDICATORS, load_indicators
from sources.catalogue.lexicon import load_lexicon
from sources.catalogue.rules import RULES, load_rules
from sources.reading.attributes.dimension_data import DIMENSIONS
from sources.reading.attributes.dimensions import load_dimensions
from sources.reading.mentions.programmes import PROGRAMMES

REFERENCE = INDICATORS.parent


def reference(name: str, column: str) -> set[str]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as rows:
        return {row[column] for row in csv.DictReader(rows)}


def write(folder: Path, text: str) -> Path:
    (folder / "rules.yml").write_text(text, encoding="utf-8")
    return folder


def test_every_rule_names_an_indicator_of_the_reference_list() -> None:
    unknown = {rule.id for rule in load_rules() if rule.code and rule.code not in load_indicators()}
    assert unknown == set()


def test_every_rule_of_an_indicator_has_a_unit_or_a_form_that_carries_one() -> None:
    own = {"percent", "points", "ratio", "money"}
    assert [
        rule.id for rule in load_rules() if rule.code and rule.unit is None and not rule.forms <= own
    ] == []


def test_every_currency_is_a_unit_of_the_reference_list_and_weighed_in_tenge() -> None:
    assert set(CURRENCIES) <= reference("units.csv", "unit")
    assert set(load_grammar().in_tenge) == set(CURRENCIES) - {"KZT"}


def test_every_unit_of_a_rule_is_in_the_reference_list() -> None:
    units = reference("units.csv", "unit")
    assert {rule.unit for rule in load_rules() if rule.unit} - units == set()


def test_a_rule_without_indicator_says_what_becomes_of_its_figure_and_why() -> None:
    silent = [
        rule.id
        for rule in load_rules()
        if rule.code is None
        and (rule.disposition not in ("review", "context", "boilerplate") or not rule.reason)
    ]
    assert silent == []


def test_every_predicate_and_natural_unit_of_the_grammar_is_a_concept() -> None:
    grammar = load_grammar()
    assert (grammar.predicates | grammar.things) - load_lexicon().concepts == set()


def test_every_concept_of_a_dimension_exists() -> None:
    named = {concept for one in load_dimensions() for concepts in one.values.values() for concept in concepts}
    assert named - load_lexicon().concepts == set()


def _codes_in(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _codes_in(value)
            yield from _codes_in(key)
    elif isinstance(data, list):
        for value in data:
            yield from _codes_in(value)
    elif isinstance(data, str) and data[:3] in ("SD.", "HR.", "IN."):
        yield data


def test_every_indicator_or_family_that_dimensions_name_exists() -> None:
    codes = set(_codes_in(yaml.safe_load(DIMENSIONS.read_text(encoding="utf-8"))))
    assert {code for code in codes if not any(known.startswith(code) for known in load_indicators())} == set()


def test_every_programme_that_has_a_phrase_is_in_the_reference_list() -> None:
    named = set(yaml.safe_load(PROGRAMMES.read_text(encoding="utf-8")))
    assert named - reference("programmes.csv", "programme_code") == set()


def test_the_ids_of_the_rules_are_their_own() -> None:
    ids = [rule.id for rule in load_rules(RULES)]
    assert len(ids) == len(set(ids))


def test_an_unknown_concept_is_refused_with_the_remedy(tmp_path: Path) -> None:
    folder = write(tmp_path, "- {id: a, code: HR.DOC.N, all: [no_such_concept]}")
    with pytest.raises(ValueError, match=r"no_such_concept.*add them to sources/catalogue/lexicon"):
        load_rules(folder)


def test_an_unknown_key_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"unknown keys \['wieght'\]; known are .*'weight'"):
        load_rules(write(tmp_path, "- {id: a, wieght: 1}"))


def test_an_unknown_form_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"unknown forms \['number'\]; known are .*'count'"):
        load_rules(write(tmp_path, "- {id: a, forms: [number]}"))


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'a' is used twice"):
        load_rules(write(tmp_path, "- {id: a, code: HR.DOC.N}\n- {id: a, code: HR.NUR.N}"))


def test_a_rule_means_only_numbers_between_its_least_and_its_most(tmp_path: Path) -> None:
    (rule,) = load_rules(
        write(
            tmp_path, "- {id: a, code: HR.WAGE.DOC, forms: [money], all: [wage], least: 40_000, most: 5e+6}"
        )
    )
    assert [rule.can_mean(size) for size in (39_999, 40_000, 5e6, 5e6 + 1, None)] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_a_rule_may_ask_what_the_text_speaks_of(tmp_path: Path) -> None:
    (rule,) = load_rules(
        write(tmp_path, "- {id: a, code: HR.DOC.SHORT, counted: [bare], all: [shortage], about: [doctor]}")
    )
    assert rule.about == {"doctor"}


def test_a_rule_that_asks_for_an_unknown_topic_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no_such_concept"):
        load_rules(
            write(tmp_path, "- {id: b, code: HR.DOC.SHORT, all: [shortage], about: [no_such_concept]}")
        )
