"""The beginnings of a pattern name every text that the pattern matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.reading.mentions.periods.lexicon import lexicon
from sources.reading.mentions.periods.prefix import LENGTH, prefixes


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("abcd", {"abc"}),
        ("ab(?:c|de)", {"abc", "abd"}),
        ("a?bcd", {"abc", "bcd"}),
        ("a{1,3}bc", {"abc", "aab", "aaa"}),
        (r"[a-b]\.c", {"a.c", "b.c"}),
        ("(?P<one>ab)(?!x)cd", {"abc"}),
        ("a(?:b|)cd", {"abc", "acd"}),
    ],
)
def test_beginnings(pattern: str, expected: set[str]) -> None:
    assert prefixes(pattern) == expected


@pytest.mark.parametrize("pattern", ["", "ab", "a?b?c?", "(abc", "abc)"])
def test_a_pattern_that_is_open_or_too_short_is_refused_with_the_remedy(pattern: str) -> None:
    with pytest.raises(ValueError, match="close its brackets"):
        prefixes(pattern)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_expression_is_found_by_the_beginning_of_its_text(data: st.DataObject) -> None:
    expressions = sorted(
        {one for some in lexicon().starting.values() for one in some}, key=lambda one: one.pattern.pattern
    )
    expression = data.draw(st.sampled_from(expressions))
    text = data.draw(st.from_regex(re.compile(expression.pattern.pattern), fullmatch=True))
    found = expression.pattern.match(text)
    assert found is None or expression in lexicon().starting.get(text[:LENGTH], ())
