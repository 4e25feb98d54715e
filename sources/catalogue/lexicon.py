"""Words as data: loads the lexicon and finds its concepts in folded text.

A concept (`patient`, `commissioned`, `bed`) is a list of phrases in Russian, Kazakh and English, kept in
`lexicon/*.yml`. A phrase is words parted by spaces; `*` stands for any ending, `(a|b)` for alternatives, `…`
for up to three words in between. Hyphens, dashes and quotes in the text do not part a phrase. What a concept
means for an indicator is not said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sources.catalogue.data_file import read_yaml
from sources.catalogue.lexicon_words import FormNumbers, Word, word_sequences
from sources.language.fold import fold
from sources.language.tokens import Token

LEXICON = Path(__file__).parent / "lexicon"
_GAP = frozenset("…")
_GAP_WORDS = 3
_TRANSPARENT = frozenset("-\"'")


class Mention(NamedTuple):
    """A concept found in the text: token indices (half-open) and character offsets (half-open)."""

    concept: str
    first: int
    last: int
    start: int
    end: int


class _Node:
    """A place in the tree of phrases: the concepts that end here, and the numbers of the words that lead on,
    at once or after a gap.
    """

    __slots__ = ("after_gap", "concepts", "words")

    def __init__(self) -> None:
        self.concepts: list[str] = []
        self.words: dict[int, _Node] = {}
        self.after_gap: dict[int, _Node] = {}


class _Openings(dict[str, tuple[_Node, ...]]):
    """The places of the tree that a form leads to when it is the first word of a phrase; remembered like the
    numbers of forms.
    """

    def __init__(self, root: _Node, numbers: FormNumbers) -> None:
        super().__init__()
        self._root = root
        self._numbers = numbers

    def __missing__(self, form: str) -> tuple[_Node, ...]:
        known = self._root.words
        nodes = tuple(known[word] for word in self._numbers[form] if word in known)
        if form in self._numbers:
            self[form] = nodes
        return nodes


class Lexicon:
    """All concepts, laid out as a tree so that a text is matched in one pass over its tokens."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self.concepts = frozenset(phrases)
        self._root = _Node()
        self._numbers = FormNumbers()
        self._openings = _Openings(self._root, self._numbers)
        for concept, texts in phrases.items():
            for text in texts:
                for words in word_sequences(fold(text).replace("-", " ")):
                    self._add(concept, words, text)

    def _add(self, concept: str, words: Sequence[Word], text: str) -> None:
        if not words or words[0] == _GAP:
            raise ValueError(f"lexicon: the phrase {text!r} of {concept!r} must begin with a word")
        node, gap = self._root, False
        for word in words:
            if word == _GAP:
                gap = True
                continue
            following = node.after_gap if gap else node.words
            node = following.setdefault(self._numbers.number(word), _Node())
            gap = False
        if concept not in node.concepts:
            node.concepts.append(concept)

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """Return the concepts of a token list in reading order; a phrase inside a longer one does not
        count.
        """
        numbers, openings = self._numbers, self._openings
        fitting = [numbers[token.form] for token in tokens]
        found: set[Mention] = set()
        for index, token in enumerate(tokens):
            for node in openings[token.form]:
                if node.words or node.after_gap:
                    self._follow(node, index, index + 1, tokens, fitting, found)
                    continue
                for concept in node.concepts:
                    found.add(Mention(concept, index, index + 1, token.start, token.end))
        return _longest(found)

    def _follow(
        self,
        node: _Node,
        first: int,
        position: int,
        tokens: Sequence[Token],
        fitting: Sequence[tuple[int, ...]],
        found: set[Mention],
    ) -> None:
        """Add the phrases that go on from `node`, whose last word stands before `position`."""
        for concept in node.concepts:
            found.add(Mention(concept, first, position, tokens[first].start, tokens[position - 1].end))
        words, after_gap = node.words, node.after_gap
        if not words and not after_gap:
            return
        at = position
        for skipped in range(_GAP_WORDS + 1):
            while at < len(tokens) and tokens[at].form in _TRANSPARENT:
                at += 1
            if at >= len(tokens):
                return
            for word in fitting[at]:
                if skipped == 0 and word in words:
                    self._follow(words[word], first, at + 1, tokens, fitting, found)
                if word in after_gap:
                    self._follow(after_gap[word], first, at + 1, tokens, fitting, found)
            if not after_gap or not tokens[at].form.isalpha():
                return
            at += 1


def _longest(found: Iterable[Mention]) -> list[Mention]:
    """Drop mentions that lie inside a longer one; keep several concepts of the very same words."""
    kept: list[Mention] = []
    reach = -1
    start_of_reach = -1
    for mention in sorted(found, key=lambda m: (m.first, -m.last, m.concept)):
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
