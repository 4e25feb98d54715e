"""All kinds of findings. Holds the list; the first lines of each kind's module say what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tests.catalogue_lint.catalogue import Catalogue
from tests.catalogue_lint.claimed_words import claimed_words
from tests.catalogue_lint.finding import Finding
from tests.catalogue_lint.indicators_without_rule import indicators_without_rule
from tests.catalogue_lint.missing_sides import missing_sides
from tests.catalogue_lint.rules_never_chosen import rules_never_chosen
from tests.catalogue_lint.same_phrases import same_phrases
from tests.catalogue_lint.shadowed_words import shadowed_words
from tests.catalogue_lint.silent_concepts import silent_concepts
from tests.catalogue_lint.unused_concepts import unused_concepts

KINDS: Mapping[str, Callable[[Catalogue], Iterator[Finding]]] = {
    "same_phrase": same_phrases,
    "shadowed_word": shadowed_words,
    "claimed_word": claimed_words,
    "missing_side": missing_sides,
    "unused_concept": unused_concepts,
    "silent_concept": silent_concepts,
    "rule_never_chosen": rules_never_chosen,
    "indicator_without_rule": indicators_without_rule,
}


def findings_of(catalogue: Catalogue) -> list[Finding]:
    """Every finding once, sorted."""
    return sorted({finding for find in KINDS.values() for finding in find(catalogue)})
