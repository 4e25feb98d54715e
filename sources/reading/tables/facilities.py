"""The facility that the row of a table names."""

from __future__ import annotations

from collections.abc import Sequence

from sources.catalogue.lexicon import load_lexicon
from sources.language.tokens import tokenize
from sources.reading.attributes.facility import COUNTS_FACILITIES, facility_concepts, only_named
from sources.reading.layout.page import Page, Sentence
from sources.reading.mentions.facilities.names import FacilityMention, facility_mentions
from sources.reading.mentions.places.finding import CITY_REGIONS, Place
from sources.reading.tables.cell_reading import CellReading


def named_in_rows(
    cells: Sequence[CellReading],
    types: Sequence[str | None],
    page: Page,
    places: Sequence[Place],
    region_code: str | None,
) -> list[str | None]:
    """The facility that the row of each cell names, when it names one of the cell's type and no other."""
    found: dict[int, FacilityMention | None] = {}
    names: list[str | None] = []
    for cell, facility_type in zip(cells, types, strict=True):
        around = cell.reading.around
        if around is None or not facility_concepts().keys() & around.costs.keys():
            names.append(None)
            continue
        if cell.row_start not in found:
            said = _mentions_in_row(cell.row_start, cell.row_end, page, places, region_code)
            found[cell.row_start] = only_named(said)
        one = found[cell.row_start]
        fits = one is not None and (facility_type in one.types or not (facility_type or one.types))
        names.append(one.name if one and fits and cell.reading.unit != COUNTS_FACILITIES else None)
    return names


def _mentions_in_row(
    start: int, end: int, page: Page, places: Sequence[Place], region_code: str | None
) -> list[FacilityMention]:
    tokens = tuple(tokenize(page.folded, start, end))
    row = Sentence(start, end, 0, tokens, tuple(load_lexicon().find(tokens)), (), (), False, ())
    of_city = region_code in CITY_REGIONS
    return facility_mentions(page.text, (row,), places, facility_concepts(), of_city=of_city, prose=False)
