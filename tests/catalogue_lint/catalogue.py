"""The catalogue as the linter sees it: phrases with their files, rules with theirs, who names a concept, what
the texts at hand say.

Holds the values and their loading; what is wrong with them is told by the modules of the kinds.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sources.catalogue.data_file import read_yaml
from sources.catalogue.indicator_list import load_indicators
from sources.catalogue.lexicon import LEXICON
from sources.catalogue.lexicon_words import Word, word_sequences
from sources.catalogue.rules import RULES, Rule, rule_of
from sources.language.fold import fold

CATALOGUE = LEXICON.parent
READING = CATALOGUE.parent / "reading"
_GAP = frozenset("…")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a sequence: what may stand there, and whether other words may stand before it."""

    words: Word
    after_gap: bool = False


@dataclass(frozen=True)
class Phrase:
    """A phrase of the lexicon as it is written, with the file and the concept it stands in."""

    file: str
    concept: str
    written: str

    @cached_property
    def sequences(self) -> tuple[tuple[Place, ...], ...]:
        """The sequences of words that the phrase allows, as the lexicon lays them out."""
        return tuple(_places(words) for words in word_sequences(fold(self.written).replace("-", " ")))


@dataclass(frozen=True, slots=True)
class Spoken:
    """The concepts that are found in the texts at hand: in any, in Russian and in Kazakh sentences; and the
    forms of words that stand in Kazakh ones only.
    """

    anywhere: frozenset[str] = frozenset()
    russian: frozenset[str] = frozenset()
    kazakh: frozenset[str] = frozenset()
    kazakh_forms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Catalogue:
    """All that is looked at: `rule_files` the files of the rules by their ids, `named` the strings of other
    data and of the code of reading, `whole` the units counted in whole numbers.
    """

    phrases: tuple[Phrase, ...] = ()
    rules: tuple[Rule, ...] = ()
    rule_files: Mapping[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    indicators: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()
    spoken: Spoken = Spoken()

    @cached_property
    def concepts(self) -> Mapping[str, Sequence[Phrase]]:
        """The phrases of each concept, in the order of the files."""
        grouped: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in self.phrases:
            grouped[phrase.concept].append(phrase)
        return grouped

    def file_of(self, concept: str) -> str:
        """The file of a concept."""
        return self.concepts[concept][0].file


def load_catalogue(spoken: Spoken) -> Catalogue:
    """The catalogue of this repository."""
    rules = {path: tuple(map(rule_of, read_yaml(path))) for path in sorted(RULES.glob("*.yml"))}
    return Catalogue(
        tuple(_phrases(LEXICON)),
        tuple(rule for several in rules.values() for rule in several),
        {rule.id: f"{RULES.name}/{path.name}" for path, several in rules.items() for rule in several},
        frozenset(_named_in_data(CATALOGUE)) | frozenset(_named_in_code(READING)),
        tuple(load_indicators()),
        frozenset(read_yaml(CATALOGUE / "grammar.yml")["whole"]),
        spoken,
    )


def _phrases(folder: Path) -> Iterator[Phrase]:
    for path in sorted(folder.glob("*.yml")):
        for concept, texts in read_yaml(path).items():
            for text in texts:
                yield Phrase(f"{folder.name}/{path.name}", concept, text)


def _places(words: Sequence[Word]) -> tuple[Place, ...]:
    return tuple(
        Place(word, number > 0 and words[number - 1] == _GAP)
        for number, word in enumerate(words)
        if word != _GAP
    )


def _named_in_data(folder: Path) -> Iterator[str]:
    """Every string of the data files that are neither lexicon nor rules; those that are concepts count."""
    for path in sorted(folder.rglob("*.yml")):
        if path.parent not in (LEXICON, RULES):
            yield from _strings(read_yaml(path))


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        data = [*data, *data.values()]
    if isinstance(data, list):
        for one in data:
            yield from _strings(one)
    elif isinstance(data, str):
        yield data


def _named_in_code(folder: Path) -> Iterator[str]:
    """Every string literal of the code of reading."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
