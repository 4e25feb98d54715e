"""Words as data: loads the lexicon and finds its concepts in folded text.

A concept (`patient`, `commissioned`, `bed`) is a list of phrases in Russian, Kazakh and English, kept in
`lexicon/*.yml`. A phrase is words parted by spaces; `*` stands for any ending, `(a|b)` for alternatives, `…`
for up to three words in between. Hyphens, dashes and quotes in the text do not part a phrase. What a concept
means for an indicator is not said here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sources.catalogue.data_file import read_yaml
from sources.language.fold import fold
from sources.language.tokens import Token

LEXICON = Path(__file__).parent / "lexicon"
_GAP = "…"
_GAP_WORDS = 3
# Enough for the words of a language; a bound, so that a backlog of misspellings does not fill the memory.
_REMEMBERED_FORMS = 400_000
_TRANSPARENT = frozenset("-\"'")


class Mention(NamedTuple):
    """A concept found in the text: token indices (half-open) and character offsets (half-open)."""

    concept: str
    first: int
    last: int
    start: int
    end: int


class _Node:
    """A place in the tree of phrases: the concepts that end here, and the word patterns that lead on, at once
    or after a gap.
    """

    __slots__ = ("after_gap", "concepts", "words")

    def __init__(self) -> None:
        self.concepts: list[str] = []
        self.words: dict[str, _Node] = {}
        self.after_gap: dict[str, _Node] = {}


class Lexicon:
    """All concepts, compiled so that a text is matched in one pass over its tokens.

    Every distinct word form is compared with the patterns once; after that it costs a dictionary look-up.
    """

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self.concepts = frozenset(phrases)
        self._root = _Node()
        patterns: set[str] = set()
        for concept, texts in phrases.items():
            for text in {
                variant for phrase in texts for variant in _variants(fold(phrase).replace("-", " "))
            }:
                patterns.update(self._add(concept, text))
        self._buckets: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
        for pattern in sorted(patterns):
            compiled = re.compile(pattern.replace("*", r"\w*"))
            for prefix in _first_letters(pattern):
                self._buckets[prefix].append((pattern, compiled))
        self._forms: dict[str, tuple[str, ...]] = {}

    def _add(self, concept: str, text: str) -> Iterable[str]:
        words = text.split()
        if not words or words[0] == _GAP:
            raise ValueError(f"lexicon: the phrase {text!r} of {concept!r} must begin with a word")
        node, gap = self._root, False
        for word in words:
            if word == _GAP:
                gap = True
                continue
            node = (node.after_gap if gap else node.words).setdefault(word, _Node())
            gap = False
        if concept not in node.concepts:
            node.concepts.append(concept)
        return (word for word in words if word != _GAP)

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """Return the concepts of a token list in reading order; a phrase inside a longer one does not
        count.
        """
        matching = [self._matching(token.form) for token in tokens]
        found: list[Mention] = []
        for index, patterns in enumerate(matching):
            for pattern in patterns:
                node = self._root.words.get(pattern)
                if node is not None:
                    self._follow(node, index, index + 1, tokens, matching, found)
        return _longest(found)

    def _follow(
        self,
        node: _Node,
        first: int,
        position: int,
        tokens: Sequence[Token],
        matching: Sequence[tuple[str, ...]],
        found: list[Mention],
    ) -> None:
        """Add the phrases that go on from `node`, whose last word stands before `position`."""
        for concept in node.concepts:
            found.append(Mention(concept, first, position, tokens[first].start, tokens[position - 1].end))
        if not node.words and not node.after_gap:
            return
        at = position
        for skipped in range(_GAP_WORDS + 1):
            while at < len(tokens) and tokens[at].form in _TRANSPARENT:
                at += 1
            if at >= len(tokens):
                return
            for pattern in matching[at]:
                if skipped == 0 and pattern in node.words:
                    self._follow(node.words[pattern], first, at + 1, tokens, matching, found)
                if pattern in node.after_gap:
                    self._follow(node.after_gap[pattern], first, at + 1, tokens, matching, found)
            if not node.after_gap or not tokens[at].form.isalpha():
                return
            at += 1

    def _matching(self, form: str) -> tuple[str, ...]:
        """The word patterns a form fits; compared once for each form, then remembered."""
        known = self._forms.get(form)
        if known is None:
            buckets = self._buckets.get(form[:1], []) + self._buckets.get(form[:2], [])
            known = tuple(sorted({pattern for pattern, compiled in buckets if compiled.fullmatch(form)}))
            if len(self._forms) < _REMEMBERED_FORMS:
                self._forms[form] = known
        return known


def _variants(phrase: str) -> list[str]:
    """Write out nested alternatives, those of several words and empty ones, which no single word can
    match.
    """
    for group in re.finditer(r"\(([^()]*)\)", phrase):
        options = group.group(1).split("|")
        nested = phrase.count("(", 0, group.start()) > phrase.count(")", 0, group.start())
        begins_word = group.start() == 0 or phrase[group.start() - 1] == " "
        if nested or (begins_word and any(" " in option or not option for option in options)):
            return [
                variant
                for option in options
                for variant in _variants(f"{phrase[: group.start()]}{option}{phrase[group.end() :]}".strip())
            ]
    return [phrase]


def _first_letters(pattern: str) -> set[str]:
    """The one or two letters with which a form that fits the pattern must begin."""
    if pattern.startswith("("):
        inside = pattern[1 : pattern.index(")")]
        return {option[:1] for option in inside.split("|")}
    head = re.match(r"\w+", pattern)
    if head is None:
        raise ValueError(f"lexicon: the pattern {pattern!r} must begin with a letter or an alternative")
    return {pattern[:2]} if len(head.group()) > 1 and pattern[2:3] != "?" else {pattern[:1]}


def _longest(found: Iterable[Mention]) -> list[Mention]:
    """Drop mentions that lie inside a longer one; keep several concepts of the very same words."""
    kept: list[Mention] = []
    reach = -1
    start_of_reach = -1
    for mention in sorted(set(found), key=lambda m: (m.first, -m.last, m.concept)):
        if mention.last < reach or (mention.last == reach and mention.first > start_of_reach):
            continue
        if mention.last > reach:
            reach, start_of_reach = mention.last, mention.first
        kept.append(mention)
    return kept


@cache
def load_lexicon(folder: Path = LEXICON) -> Lexicon:
    """Load every `*.yml` of the lexicon folder.

    Raises ValueError when a concept is declared twice: say which words it has in one place.
    """
    phrases: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yml")):
        for concept, texts in read_yaml(path).items():
            if concept in phrases:
                raise ValueError(f"lexicon: {concept!r} is declared twice, the second time in {path.name}")
            phrases[concept] = list(texts)
    return Lexicon(phrases)
