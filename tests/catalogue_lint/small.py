"""Small catalogues for the tests of the linter, written as the data files are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sources.catalogue.rules import rule_of
from tests.catalogue_lint.catalogue import Catalogue, Phrase, Spoken
from tests.catalogue_lint.finding import Finding

NOTHING_SPOKEN = Spoken()


def small(
    lexicon: Mapping[str, Sequence[str]] | None = None,
    rules: Sequence[dict[str, Any]] = (),
    *,
    named: Sequence[str] = (),
    indicators: Sequence[str] = (),
    spoken: Spoken = NOTHING_SPOKEN,
) -> Catalogue:
    """A catalogue of one file of words and one of rules; facilities are counted in whole numbers."""
    return Catalogue(
        tuple(
            Phrase("lexicon/a.yml", concept, text)
            for concept, texts in (lexicon or {}).items()
            for text in texts
        ),
        tuple(map(rule_of, rules)),
        {str(rule["id"]): "indicators/a.yml" for rule in rules},
        frozenset(named),
        tuple(indicators),
        frozenset({"facility"}),
        spoken,
    )


def told(kind: Callable[[Catalogue], Iterator[Finding]], catalogue: Catalogue) -> list[tuple[str, str]]:
    """Subject and phrase of what a kind finds, sorted."""
    return sorted((finding.subject, finding.phrase) for finding in kind(catalogue))
