"""Findings on concepts and indicators: who asks for them, which texts name them, in which languages."""

from __future__ import annotations

import pytest

from sources.catalogue.lexicon import Lexicon, load_lexicon
from sources.catalogue.rules import load_rules
from tests.catalogue_lint.catalogue import CATALOGUE, Spoken, load_catalogue
from tests.catalogue_lint.indicators_without_rule import indicators_without_rule
from tests.catalogue_lint.missing_sides import missing_sides
from tests.catalogue_lint.silent_concepts import silent_concepts
from tests.catalogue_lint.small import small, told
from tests.catalogue_lint.texts import spoken_in, texts_at_hand
from tests.catalogue_lint.unused_concepts import unused_concepts

BED = {"bed": ["койка", "төсек"]}


@pytest.mark.parametrize(
    "rule",
    [
        {"counted": ["bed"]},
        {"all": ["other", ["other", "bed"]]},
        {"none": ["bed"]},
        {"about": ["bed"]},
    ],
)
def test_a_concept_that_a_rule_names_anywhere_is_used(rule: dict[str, object]) -> None:
    assert told(unused_concepts, small(BED, [{"id": "r", "code": "IN.BED.N", **rule}])) == []


def test_a_concept_that_only_data_or_code_names_is_used() -> None:
    assert told(unused_concepts, small(BED, named=["bed"])) == []


def test_a_concept_that_nobody_names_is_told() -> None:
    rule = {"id": "bed", "code": "IN.BED.N", "counted": ["bare"]}
    assert told(unused_concepts, small(BED, [rule], named=["beds"])) == [("bed", "")]


def test_a_concept_that_no_text_at_hand_holds_is_told_with_the_rules_that_ask_for_it() -> None:
    lexicon = {"bed": ["койка"], "ward": ["палата"]}
    rules = [{"id": "wards", "code": "IN.BED.N", "counted": ["ward"]}]
    spoken = spoken_in(["В районе 12 коек.", "Каждая койка занята."], Lexicon(lexicon))
    (finding,) = silent_concepts(small(lexicon, rules, spoken=spoken))
    assert finding.subject == "ward"
    assert "asked by wards" in finding.remedy


@pytest.mark.parametrize(
    ("words", "texts", "missing"),
    [
        (["койка", "төсек*"], [], []),
        (["койка"], [], ["Kazakh"]),
        (["төсек*"], [], ["Russian"]),
        (["beds"], [], ["Kazakh", "Russian"]),
        (["диализ*"], ["Өңірде диализ бар."], []),
        (["диализ*"], ["В области есть диализ."], ["Kazakh"]),
        (["койка", "жоспар*"], ["Биылғы жоспардың өзі осы."], []),
        (["койка", "план*"], ["План готов.", "Өңірде план бар."], []),
    ],
)
def test_a_side_is_there_by_its_letters_or_by_a_text_in_its_language(
    words: list[str], texts: list[str], missing: list[str]
) -> None:
    spoken = spoken_in(texts, Lexicon({"it": words}))
    assert [phrase for _, phrase in told(missing_sides, small({"it": words}, spoken=spoken))] == missing


def test_a_word_of_both_languages_is_no_kazakh_one() -> None:
    spoken = spoken_in(["План готов.", "Өңірде план бар."], Lexicon({"other": ["готов"]}))
    assert "план" not in spoken.kazakh_forms
    assert "бар" in spoken.kazakh_forms


def test_an_indicator_that_no_rule_makes_is_told() -> None:
    catalogue = small(
        BED, [{"id": "r", "code": "IN.BED.N", "counted": ["bed"]}], indicators=["IN.BED.N", "IN.BED.RATE"]
    )
    assert told(indicators_without_rule, catalogue) == [("IN.BED.RATE", "")]


def test_the_catalogue_of_this_repository_is_looked_at_as_a_whole() -> None:
    catalogue = load_catalogue(Spoken())
    assert set(catalogue.concepts) == load_lexicon().concepts
    assert catalogue.rules == load_rules()
    assert all((CATALOGUE / file).is_file() for file in catalogue.rule_files.values())
    assert all((CATALOGUE / catalogue.file_of(concept)).is_file() for concept in catalogue.concepts)


def test_the_texts_at_hand_are_reports_cases_and_samples_in_both_languages() -> None:
    texts = list(texts_at_hand())
    assert len(texts) > 3000
    spoken = spoken_in(texts, load_lexicon())
    assert {"doctor", "bed", "patient"} <= spoken.russian & spoken.kazakh <= spoken.anywhere
    assert not any("[[" in text for text in texts)
