"""Patients from other regions: a figure that only names whence they come, and the region that treats them.

Holds what the place of a figure changes in its indicator; which indicator that is, is data
(`catalogue/dimensions.yml`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from checks.tables.vocabulary import Disposition
from sources.catalogue.rules import Rule, load_rules
from sources.reading import dimensions
from sources.reading.claim import BOOK, Claim
from sources.reading.places_figures import FigurePlace
from sources.reading.places_reporting import RegionReading

_OPEN = frozenset({"no_indicator", "unsure"})


def as_stranger(claim: Claim, place: FigurePlace) -> Claim:
    """The claim, or that of patients from elsewhere where its words say no more than where they come from
    («Из Атырауской – 233, из Мангистауской – 198»).
    """
    around = claim.around
    if claim.code is not None or place.patient_origin_code is None or around is None:
        return claim
    unread = claim.disposition == "review" and claim.reason in _OPEN and claim.form == "count"
    if not unread or not around.head <= dimensions.strangers():
        return claim
    rule = _rule()
    return replace(
        claim,
        disposition=Disposition.OBSERVATION,
        reason=None,
        code=rule.code,
        unit=rule.unit,
        rule=rule,
        score=BOOK,
    )


def at_home(claim: Claim, place: FigurePlace, region: RegionReading) -> FigurePlace:
    """The place of a figure; patients from elsewhere are a figure of the region that treats them."""
    if place.doubt is None or claim.code != _rule().code or region.code is None:
        return place
    return FigurePlace(region.code, region.basis, None, None)


@cache
def _rule() -> Rule:
    code = dimensions.of_strangers()["SD.INP.TREATED"]
    return next(rule for rule in load_rules() if rule.code == code)
