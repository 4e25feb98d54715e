"""The regions of the telephone numbers in a text, by their area codes.

Holds the look-up in sources/catalogue/places/phone_codes.csv (numbering plan of Kazakhstan). How much a
number says about who reports is decided in `places_reporting`.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache

from sources.catalogue.data_file import CATALOGUE
from sources.reading.mentions.places.gazetteer import Membership

_FILE = CATALOGUE / "places" / "phone_codes.csv"
_NUMBER = re.compile(r"(?<!\d)(?:\+7|8|\+?7)[ -]*\(? ?(7[12]\d(?: ?\d){0,2}) ?\)?[ -]*\d[\d -]{3,9}\d")


def phone_regions(text: str, on: date | None = None) -> list[str]:
    """The region of every landline number in the text, in order; mobile and unknown codes are left out."""
    found: list[str] = []
    for match in _NUMBER.finditer(text):
        code = match.group(1).replace(" ", "")
        known = next((rows for length in (4, 3) if (rows := _codes().get(code[:length]))), ())
        found += [one.region_code for one in known if one.holds(on)]
    return found


@cache
def _codes() -> dict[str, tuple[Membership, ...]]:
    codes: dict[str, tuple[Membership, ...]] = {}
    with _FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            days = (
                date.fromisoformat(row[name]) if row[name] else None for name in ("valid_from", "valid_to")
            )
            one = Membership(row["region_code"], *days)
            codes[row["prefix"]] = (*codes.get(row["prefix"], ()), one)
    return codes
