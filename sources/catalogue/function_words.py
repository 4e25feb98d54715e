"""Conjunctions, prepositions and case endings of the languages: words without a meaning of their own.

Loader only; how these are used in reading is said there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from sources.catalogue.data_file import CATALOGUE, read_yaml


def any_of(entries: Iterable[str]) -> str:
    """A pattern for any of the entries, a longer one before those it begins with."""
    return f"(?:{'|'.join(map(re.escape, sorted(entries, key=len, reverse=True)))})"


class FunctionWords(NamedTuple):
    """The words by what they do; `conjunctions` are those of «and» and «or», the longest first."""

    conjoining: tuple[str, ...]
    kazakh_and: tuple[str, ...]
    conjunctions: tuple[str, ...]
    through: tuple[str, ...]
    of_russian: frozenset[str]
    cases: Mapping[str, tuple[str, ...]]


@cache
def function_words() -> FunctionWords:
    """Load catalogue/language/function_words.yml; the file is small and read once."""
    data = read_yaml(CATALOGUE / "language" / "function_words.yml")
    conjoining = tuple(word for words in data["and"].values() for word in words)
    either = tuple(word for words in data["or"].values() for word in words)
    return FunctionWords(
        conjoining,
        tuple(data["and"]["kk"]),
        tuple(sorted(conjoining + either, key=len, reverse=True)),
        tuple(data["through"]),
        frozenset(data["of_russian"]),
        {case: tuple(endings) for case, endings in data["cases"].items()},
    )
