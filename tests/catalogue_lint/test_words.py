"""Findings on words: lines and words of several concepts, and words that can go without a change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.catalogue.lexicon import Lexicon
from sources.language.tokens import tokenize
from tests.catalogue_lint.claimed_words import claimed_words
from tests.catalogue_lint.same_phrases import same_phrases
from tests.catalogue_lint.shadowed_words import shadowed_words
from tests.catalogue_lint.small import small, told


def test_a_line_of_two_concepts_is_told_once_with_both() -> None:
    catalogue = small({"nurse": ["Мейіргер*", "медсестра"], "staff": ["мейіргер*"], "doctor": ["дәрігер"]})
    assert told(same_phrases, catalogue) == [("nurse + staff", "мейіргер*")]


def test_the_words_of_a_line_of_two_concepts_are_not_told_again() -> None:
    assert (
        told(claimed_words, small({"nurse": ["(мейіргер|медбике)"], "staff": ["(мейіргер|медбике)"]})) == []
    )


def test_a_word_that_the_stem_of_another_concept_matches_is_told() -> None:
    catalogue = small({"bed": ["(койка|кровать)"], "furniture": ["(кров*|стол)"]})
    assert told(claimed_words, catalogue) == [("bed + furniture", "кровать")]


def test_a_stem_inside_the_stem_of_another_concept_is_told_and_the_wider_one_is_not() -> None:
    catalogue = small({"oncology": ["онколог*"], "specialty": ["онкологтар*"]})
    assert told(claimed_words, catalogue) == [("oncology + specialty", "онкологтар*")]


def test_words_in_a_row_are_no_single_words() -> None:
    assert told(claimed_words, small({"bed": ["койка"], "bed_place": ["койка место"]})) == []


@pytest.mark.parametrize(
    ("lines", "taken_out"),
    [
        (["(койк*|койка|кровать)"], ["койка"]),
        (["койк*", "койка"], ["койка"]),
        (["койка", "койк*"], ["койка"]),
        (["койка", "(кровать|койка)"], ["койка"]),
        (["кой(ка|к*|ек)"], ["койка"]),
        (["на койк*", "на (койке|кровати)"], ["койке"]),
        (["на … койк*", "на койке"], ["на койке"]),
        (["(на койке|в палате)", "на кой*"], ["на койке"]),
        (["на койке", "на … койке"], ["на койке"]),
    ],
)
def test_what_another_phrase_of_the_concept_matches_can_be_taken_out(
    lines: list[str], taken_out: list[str]
) -> None:
    assert [phrase for _, phrase in told(shadowed_words, small({"bed": lines}))] == taken_out


@pytest.mark.parametrize(
    "lines",
    [
        ["койка", "кровать"],
        ["койк*", "койк* место"],
        ["на койке", "на койке место"],
        ["на … койке", "в койке"],
        ["койке новой", "(койке|кровати) старой"],
        ["на новой койке", "(на|в) (старой|новой) (кровати|коечке)"],
    ],
)
def test_what_says_more_or_something_else_stays(lines: list[str]) -> None:
    assert told(shadowed_words, small({"bed": lines})) == []


def test_words_made_of_two_brackets_are_passed_over() -> None:
    assert told(shadowed_words, small({"bed": ["койка", "(кой|кров)(ка|ать)"]})) == []


def test_a_word_is_told_only_when_it_can_go_from_all_its_places_in_the_line() -> None:
    assert told(shadowed_words, small({"bed": ["койка", "(новая |)(койка|кровать)"]})) == []
    assert told(shadowed_words, small({"bed": ["койка", "новая койка", "(новая|) (койка|кровать)"]})) == [
        ("bed", "койка")
    ]


def test_of_two_lines_that_match_the_same_only_the_later_can_be_taken_out() -> None:
    (finding,) = shadowed_words(small({"bed": ["(койка|койки)", "(койки|койка)"]}))
    assert finding.phrase == "(койки|койка)"


def test_lines_that_stand_in_for_each_other_are_not_both_taken_out() -> None:
    found = told(shadowed_words, small({"bed": ["(кой*|койк*)", "(кой*|кровать)"]}))
    assert found == [("bed", "кой*"), ("bed", "койк*")]


def test_a_finding_says_where_what_and_by_what() -> None:
    (finding,) = shadowed_words(small({"bed": ["(койк*|койка)"]}))
    assert str(finding) == (
        "lexicon/a.yml: shadowed_word: bed «койка»: take it out of «(койк*|койка)»: «койк*» of this concept "
        "matches all it does"
    )


_WORDS = st.lists(
    st.sampled_from(["а", "а*", "аб", "аб*", "абв", "б", "б*", "ба"]), min_size=1, max_size=3, unique=True
)
_LINES = st.lists(st.tuples(st.lists(_WORDS, min_size=1, max_size=2), st.booleans()), min_size=1, max_size=5)


def _written(places: list[list[str]], gap: bool) -> str:
    return (" … " if gap else " ").join(f"({'|'.join(words)})" for words in places)


@settings(max_examples=150, deadline=None)
@given(_LINES, st.lists(st.sampled_from(["а", "аб", "абв", "абг", "б", "ба", "бв", "г"]), max_size=6))
def test_taking_all_of_it_out_at_once_changes_nothing_that_is_found(
    lines: list[tuple[list[list[str]], bool]], text: list[str]
) -> None:
    written = [_written(*line) for line in lines]
    findings = list(shadowed_words(small({"bed": written})))
    kept = []
    for number, (places, gap) in enumerate(lines):
        # Equal lines give equal findings: the first of them is what all others are matched by.
        taken = {f.phrase for f in findings if f"«{written[number]}»" in f.remedy}
        if written[number] in taken and number != written.index(written[number]):
            continue
        if written[number] in taken and written.count(written[number]) == 1:
            continue
        left = [[word for word in words if word not in taken] for words in places]
        kept.append(_written(left if all(left) else places, gap))
    tokens = tokenize(" ".join(text))
    assert Lexicon({"bed": kept}).find(tokens) == Lexicon({"bed": written}).find(tokens)
