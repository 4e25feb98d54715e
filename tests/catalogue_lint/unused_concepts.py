"""Kind `unused_concept`: a concept that no rule, no other data of the catalogue and no code of reading names.

Data and code are searched for strings like the concept's name; one that means something else hides it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.catalogue_lint.catalogue import Catalogue
from tests.catalogue_lint.finding import Finding
from tests.catalogue_lint.rule_concepts import concepts_of


def unused_concepts(catalogue: Catalogue) -> Iterator[Finding]:
    """Concepts whose words are looked for in every text and then asked by nobody."""
    used = catalogue.named.union(*map(concepts_of, catalogue.rules))
    for concept in catalogue.concepts:
        if concept not in used:
            yield Finding(
                "unused_concept",
                catalogue.file_of(concept),
                concept,
                "",
                "name it in a rule, or take it out when no reading changes; where it keeps a shorter phrase "
                "inside it from counting, that is its reason to stay",
            )
