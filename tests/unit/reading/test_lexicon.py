"""Phrases of the lexicon: endings, alternatives, gaps, the longest match, and what the loader refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.catalogue.lexicon import Lexicon, load_lexicon
from sources.language.fold import fold
from sources.language.tokens import tokenize

WORDS = [
    "врач",
    "врачи",
    "койка",
    "на",
    "лечение",
    "пролечено",
    "төсек",
    "дәрігер",
    "12",
    ",",
    ".",
    "-",
    "«",
    "»",
]


def concepts(phrases: dict[str, list[str]], text: str) -> list[tuple[str, str]]:
    """Concepts found in a text with the words they were found in."""
    return [(m.concept, text[m.start : m.end]) for m in Lexicon(phrases).find(tokenize(fold(text)))]


def test_a_star_stands_for_any_ending_and_for_none() -> None:
    found = concepts({"bed": ["кой(ки|ка|ек)", "төсек*"]}, "койки, койек, төсек, төсектерінің, койот")
    assert [words for _, words in found] == ["койки", "койек", "төсек", "төсектерінің"]


def test_a_word_without_star_is_matched_whole() -> None:
    assert concepts({"doctor": ["врач"]}, "врач и врачи") == [("doctor", "врач")]


def test_alternatives_may_be_of_several_words_or_empty() -> None:
    phrases = {"hospital": ["(областная |)больниц*", "(медицинский центр|диспансер)"]}
    text = "Больница, медицинский центр и диспансер"
    assert [words for _, words in concepts(phrases, text)] == ["Больница", "медицинский центр", "диспансер"]


def test_alternatives_may_be_nested() -> None:
    phrases = {"left": ["(у(ехал|волил)*|покинул*)"]}
    text = "уехали, уволились, покинули, улетели"
    assert [words for _, words in concepts(phrases, text)] == ["уехали", "уволились", "покинули"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("введён корпус", True),
        ("введён новый корпус", True),
        ("введён в посёлке новый корпус", True),
        ("введён в нашем посёлке новый корпус", False),
        ("введён, наконец, корпус", False),
        ("введён 1 корпус", False),
    ],
)
def test_a_gap_spans_up_to_three_words_and_no_mark_or_number(text: str, found: bool) -> None:
    assert bool(concepts({"opened": ["введ* … корпус"]}, text)) is found


@pytest.mark.parametrize("text", ["мед-пункт", "«мед» пункт", "мед — пункт", "МЕД ПУНКТ"])
def test_hyphens_quotes_and_case_do_not_part_a_phrase(text: str) -> None:
    assert [concept for concept, _ in concepts({"post": ["мед пункт"]}, text)] == ["post"]


def test_a_phrase_inside_a_longer_one_does_not_count() -> None:
    phrases = {"centre": ["центр*"], "stroke_centre": ["инсультн* центр*"]}
    assert concepts(phrases, "в инсультном центре и в центре") == [
        ("stroke_centre", "инсультном центре"),
        ("centre", "центре"),
    ]


def test_the_very_same_words_may_carry_several_concepts() -> None:
    phrases = {"nurse": ["мейіргер*"], "staff": ["мейіргер*"]}
    assert [concept for concept, _ in concepts(phrases, "120 мейіргер")] == ["nurse", "staff"]


def test_overlapping_phrases_of_which_none_contains_the_other_both_count() -> None:
    phrases = {"ab": ["дневной стационар"], "bc": ["стационар района"]}
    assert [concept for concept, _ in concepts(phrases, "дневной стационар района")] == ["ab", "bc"]


def test_a_phrase_must_begin_with_a_word() -> None:
    with pytest.raises(ValueError, match="must begin with a word"):
        Lexicon({"odd": ["… корпус"]})


def test_a_pattern_must_begin_with_a_letter() -> None:
    with pytest.raises(ValueError, match="must begin with a letter"):
        Lexicon({"odd": ["*корпус"]})


@pytest.mark.parametrize(
    ("phrase", "reason"), [("кой*ка", "a star may stand at its end only"), ("(койка|төсек", "not closed")]
)
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Lexicon({"odd": [phrase]})


def test_a_concept_declared_in_two_files_is_refused_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("bed: [койк*]\n", encoding="utf-8")
    (tmp_path / "b.yml").write_text("bed: [төсек*]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"'bed' is declared twice.*b\.yml"):
        load_lexicon(tmp_path)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "врач",
                "врачи",
                "койка",
                "на",
                "лечение",
                "пролечено",
                ",",
                ".",
                "-",
                "«",
                "»",
                "12",
                "төсек",
                "дәрігер",
            ]
        ),
        max_size=25,
    )
)
def test_mentions_stand_in_reading_order_inside_the_text_and_none_inside_another(words: list[str]) -> None:
    text = " ".join(words)
    tokens = tokenize(fold(text))
    mentions = load_lexicon().find(tokens)
    assert [m.first for m in mentions] == sorted(m.first for m in mentions)
    for one in mentions:
        assert (one.start, one.end) == (tokens[one.first].start, tokens[one.last - 1].end)
        assert not any(
            other.first <= one.first
            and one.last <= other.last
            and (other.first, other.last) != (one.first, one.last)
            for other in mentions
        )
