"""Kind `indicator_without_rule`: an indicator of the reference list that no text can ever be read as."""

from __future__ import annotations

from collections.abc import Iterator

from tests.catalogue_lint.catalogue import Catalogue
from tests.catalogue_lint.finding import Finding


def indicators_without_rule(catalogue: Catalogue) -> Iterator[Finding]:
    """Indicators that stand in the list only."""
    told = {rule.code for rule in catalogue.rules}
    for code in catalogue.indicators:
        if code not in told:
            yield Finding(
                "indicator_without_rule",
                "reference/indicators.csv",
                code,
                "",
                "write a rule for it in indicators/, with cases in both languages",
            )
