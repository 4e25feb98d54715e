"""Kind `silent_concept`: a concept that is found in no text at hand (annotated reports, cases, samples)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.catalogue_lint.catalogue import Catalogue
from tests.catalogue_lint.finding import Finding
from tests.catalogue_lint.rule_concepts import concepts_of


def silent_concepts(catalogue: Catalogue) -> Iterator[Finding]:
    """Concepts nobody has ever seen at work."""
    for concept in catalogue.concepts:
        if concept not in catalogue.spoken.anywhere:
            rules = [rule.id for rule in catalogue.rules if concept in concepts_of(rule)]
            yield Finding(
                "silent_concept",
                catalogue.file_of(concept),
                concept,
                "",
                f"write a case in which its words occur, or take it out ({_asking(rules)})",
            )


def _asking(rules: list[str]) -> str:
    return f"asked by {', '.join(rules)}" if rules else "no rule asks for it"
