"""The concepts that a rule names. Knows no faults."""

from __future__ import annotations

from sources.catalogue.rules import Rule

BARE = "bare"


def concepts_of(rule: Rule) -> frozenset[str]:
    """All concepts of a rule: counted, needed, banned or spoken about."""
    needed = (concept for group in rule.needs for concept in group)
    return frozenset((rule.counted or frozenset()) | rule.about).union(needed, rule.bans) - {BARE}
