"""Words as data: loads the lexicon and finds its concepts in folded text.

A concept (`patient`, `commissioned`, `bed`) is a list of phrases in Russian, Kazakh and English, kept in
`lexicon/*.yml`. A phrase is words parted by spaces; `*` stands for any ending, `(a|b)` for alternatives, `…` for up to
three words in between. Hyphens, dashes and quotes in the text do not part a phrase. What a concept means for an indicator is
not said here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from sources.language.fold import fold
from sources.language.tokens import Token

LEXICON = Path(__file__).parent / "lexicon"
_GAP = "…"
_GAP_WORDS = 3
_TRANSPARENT = frozenset("-\"'")


class Mention(NamedTuple):
    """A concept found in the text: token indices (half-open) and character offsets (half-open)."""

    concept: str
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """One compiled phrase of a concept: a pattern for each word, null for a gap."""

    concept: str
    words: tuple[str | None, ...]


class Lexicon:
    """All concepts, compiled so that a text is matched in one pass over its tokens.

    Every distinct word form is compared with the patterns once; after that it costs a dictionary look-up.
    """

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self.concepts = frozenset(phrases)
        self._starts: dict[str, list[Phrase]] = defaultdict(list)
        patterns: set[str] = set()
        for concept, texts in phrases.items():
            for text in (variant for phrase in texts for variant in _variants(fold(phrase).replace("-", " "))):
                words = tuple(None if word == _GAP else word for word in text.split())
                if not words or words[0] is None:
                    raise ValueError(f"lexicon: the phrase {text!r} of {concept!r} must begin with a word")
                self._starts[words[0]].append(Phrase(concept, words))
                patterns.update(word for word in words if word)
        self._buckets: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
        for pattern in sorted(patterns):
            compiled = re.compile(pattern.replace("*", r"\w*"))
            for prefix in _first_letters(pattern):
                self._buckets[prefix].append((pattern, compiled))
        self._forms: dict[str, frozenset[str]] = {}

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """Return the concepts of a token list in reading order; a phrase inside a longer one does not count."""
        found: list[Mention] = []
        for index, token in enumerate(tokens):
            for pattern in self._matching(token.form):
                for phrase in self._starts.get(pattern, ()):
                    last = self._match(phrase.words, tokens, index)
                    if last is not None:
                        found.append(Mention(phrase.concept, index, last, token.start, tokens[last - 1].end))
        return _longest(found)

    def _matching(self, form: str) -> frozenset[str]:
        known = self._forms.get(form)
        if known is None:
            buckets = self._buckets.get(form[:1], []) + self._buckets.get(form[:2], [])
            known = frozenset(pattern for pattern, compiled in buckets if compiled.fullmatch(form))
            self._forms[form] = known
        return known

    def _match(self, words: tuple[str | None, ...], tokens: Sequence[Token], index: int) -> int | None:
        """Return the index after the last token of the phrase that begins at `index`, or null."""
        position = index + 1
        gap = 0
        for word in words[1:]:
            if word is None:
                gap = _GAP_WORDS
                continue
            while True:
                while position < len(tokens) and tokens[position].form in _TRANSPARENT:
                    position += 1
                if position >= len(tokens):
                    return None
                if word in self._matching(tokens[position].form):
                    break
                if gap == 0 or not tokens[position].form.isalpha():
                    return None
                gap -= 1
                position += 1
            position += 1
            gap = 0
        return position


def _variants(phrase: str) -> list[str]:
    """Write out nested alternatives, those of several words and empty ones, which no single word can match."""
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
    return {pattern[:2]} if len(head.group()) > 1 and not pattern[2:3] == "?" else {pattern[:1]}


def _longest(found: Iterable[Mention]) -> list[Mention]:
    """Drop mentions that lie inside a longer one; keep several concepts of the very same words."""
    kept: list[Mention] = []
    reach = -1
    start_of_reach = -1
    for mention in sorted(set(found), key=lambda m: (m.first, -m.last)):
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
        for concept, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if concept in phrases:
                raise ValueError(f"lexicon: {concept!r} is declared twice, the second time in {path.name}")
            phrases[concept] = list(texts)
    return Lexicon(phrases)
