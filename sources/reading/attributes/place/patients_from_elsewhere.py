"""Patients from other regions: a figure that only names whence they come, and the region that treats them.

Holds what the place of a figure changes in its indicator; which indicator that is, is data
(`catalogue/dimensions.yml`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from checks.tables.vocabulary import Disposition
from sources.catalogue.rules import Rule, load_rules
from sources.reading.about.region import RegionReading
from sources.reading.attributes import dimensions
from sources.reading.attributes.place.choice import FigurePlace
from sources.reading.measurement.figure_reading import BOOK, FigureReading

_OPEN = frozenset({"no_indicator", "unsure"})


def as_from_elsewhere(reading: FigureReading, place: FigurePlace) -> FigureReading:
    """The reading, or that of patients from elsewhere where its words say no more than where they come from
    («Из Атырауской – 233, из Мангистауской – 198»).
    """
    around = reading.around
    if reading.code is not None or place.patient_origin_code is None or around is None:
        return reading
    unread = reading.disposition == "review" and reading.reason in _OPEN and reading.form == "count"
    if not unread or not around.head <= dimensions.patients_from_elsewhere():
        return reading
    rule = _rule()
    return replace(
        reading,
        disposition=Disposition.OBSERVATION,
        reason=None,
        code=rule.code,
        unit=rule.unit,
        rule=rule,
        score=BOOK,
    )


def at_home(reading: FigureReading, place: FigurePlace, region: RegionReading) -> FigurePlace:
    """The place of a figure; patients from elsewhere are a figure of the region that treats them."""
    if place.doubt is None or reading.code != _rule().code or region.code is None:
        return place
    return FigurePlace(region.code, region.basis, None, None)


@cache
def _rule() -> Rule:
    code = dimensions.strangers_alone()
    return next(rule for rule in load_rules() if rule.code == code)
