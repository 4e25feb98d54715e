"""Units as an enumeration, made of the reference list: a unit is a line of units.csv and nothing else.

Holds the enumeration and names for the units that the reading speaks of itself. Their names for people and
whether they may be added stand in the list (`sources/catalogue/reference/units.csv`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files


def _codes() -> Iterator[str]:
    listed = files("sources.catalogue").joinpath("reference", "units.csv").read_text(encoding="utf-8")
    yield from (row["unit"] for row in csv.DictReader(listed.splitlines()))


class Unit(StrEnum):
    """A unit of the reference list; `Unit("furlong")` raises ValueError."""

    _ignore_ = "members code"
    members = vars()
    for code in _codes():
        members[code.upper()] = code


PERSON, CASE = Unit("person"), Unit("case")
TENGE, TENGE_PER_MONTH, TENGE_PER_PERSON = Unit("KZT"), Unit("KZT_per_month"), Unit("KZT_per_person")
CURRENCIES = tuple(map(Unit, ("KZT", "USD", "EUR", "RUB", "MCI")))
"""Units of money. Where an indicator is told in tenge, any of them is right: a sum keeps its own unit."""
PERCENT, PERCENTAGE_POINT = Unit("percent"), Unit("percentage_point")
TIMES, RATIO = Unit("times"), Unit("ratio")
PER_1000, PER_10K, PER_100K = Unit("per_1000"), Unit("per_10k"), Unit("per_100k")
PER_1000_BIRTHS, PER_100K_BIRTHS = Unit("per_1000_births"), Unit("per_100k_births")
OF_BIRTHS = {PER_1000: PER_1000_BIRTHS, PER_100K: PER_100K_BIRTHS}
"""What a rate per so many is per so many births."""
