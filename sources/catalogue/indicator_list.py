"""The list of indicators: subject area, kind of aggregation and units of each. Loader only."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checks.tables.units import Unit
from checks.tables.vocabulary import SubjectArea

INDICATORS = Path(__file__).parent / "reference" / "indicators.csv"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the reference list: `aggregation` is its first kind (stock, flow, ratio, …)."""

    code: str
    subject_area: SubjectArea
    aggregation: str
    units: frozenset[Unit]


@cache
def load_indicators(path: Path = INDICATORS) -> Mapping[str, Indicator]:
    """All indicators by code."""
    with path.open(encoding="utf-8", newline="") as rows:
        return {
            row["indicator_code"]: Indicator(
                row["indicator_code"],
                SubjectArea(row["subject_area"]),
                row["aggregation"].split("|")[0],
                frozenset(map(Unit, row["units"].split("|"))),
            )
            for row in csv.DictReader(rows)
        }
