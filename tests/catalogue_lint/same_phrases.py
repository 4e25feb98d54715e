"""Kind `same_phrase`: one line of words that stands in several concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sources.language.fold import fold
from tests.catalogue_lint.catalogue import Catalogue
from tests.catalogue_lint.finding import Finding


def lines_by_concepts(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """The concepts of every line that stands in more than one."""
    concepts: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in catalogue.phrases:
        concepts[fold(phrase.written)].add(phrase.concept)
    return {line: tuple(sorted(several)) for line, several in concepts.items() if len(several) > 1}


def same_phrases(catalogue: Catalogue) -> Iterator[Finding]:
    """Lines that say several things at once: whatever they are found in counts as each of the concepts."""
    for line, concepts in lines_by_concepts(catalogue).items():
        yield Finding(
            "same_phrase",
            catalogue.file_of(concepts[0]),
            " + ".join(concepts),
            line,
            "keep the line in the concept whose rules shall have it; where all of them shall, let them name "
            "one concept that holds it",
        )
