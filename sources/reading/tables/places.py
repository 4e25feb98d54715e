"""Whose figure a cell holds: the region or district that its row or column names.

Holds the choice among labels and heads. A table may compare regions row by row: then each row is of its own
region, and a row without one is of nobody, because a fact on the wrong region is the worst error there is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from checks.tables.reasons import Reason
from checks.tables.vocabulary import RegionBasis
from sources.reading.about.region import RegionReading
from sources.reading.attributes.place.choice import FigurePlace, figure_place
from sources.reading.mentions.places.finding import CITY_REGIONS, Place
from sources.reading.tables.cells import Cell, Grid
from sources.reading.tables.regions import listed_regions, region_named_in
from sources.reading.tables.topics import is_silent
from sources.reading.tables.words import table_words

_ALL_REGIONS = 16  # so many there were before 2018, the cities of republican significance included
_COMPARED = 2
_WORD = re.compile(r"[^\W\d_]")


class TablePlaces:
    """The places of one table; `places` are the resolved mentions of the whole text in order."""

    def __init__(self, grid: Grid, folded: str, places: Sequence[Place], region: RegionReading) -> None:
        self._grid, self._folded, self._places, self._region = grid, folded, places, region
        self._starts = [place.start for place in places]
        self._listed = _listed(grid)
        self._known: dict[tuple[int, bool], FigurePlace | None] = {}
        labels = [cell for cell in grid.cells if cell.is_label]
        named = [(cell, self._named(cell)) for cell in labels if cell.line.start not in self._listed]
        regions = [
            (cell.column, place.region_code)
            for cell, place in named
            if place is not None and _is_region(place) and place.region_code not in (None, "KZ")
        ]
        regions += [
            (cell.column, listed)
            for cell in labels
            if (listed := self._listed.get(cell.line.start, "KZ")) != "KZ"
        ]
        codes = {code for _, code in regions} | (set(self._listed.values()) - {"KZ"})
        self._compared = len(codes) if len(codes) >= _COMPARED else 0
        self._column = regions[0][0] if self._compared and regions else -1
        # Districts share names with regions: alone among districts of its own region, «Жамбыл» is either.
        self._by_districts = not self._compared and any(
            place is not None and place.kind in ("city", "district") and place.region_code == region.code
            for _, place in named
        )
        heads = " ".join(
            [*(head.text for head in grid.heads), *(folded[line.start : line.end] for line in grid.caption)]
        )
        self._of_origins = table_words().origins.search(heads) is not None

    @property
    def lists_regions(self) -> bool:
        """Whether the table lists regions in its heads or labels, as official statistics do."""
        return bool(self._listed)

    def names_place(self, cell: Cell) -> bool:
        """Whether a cell names a place and nothing else."""
        return cell.line.start in self._listed or self._named(cell) is not None

    def of(self, cell: Cell, labels: Sequence[Cell], code: str | None) -> FigurePlace:
        """The place of a cell that holds a figure of the indicator `code`."""
        section = self._grid.section(cell)
        for one in [*labels, *self._grid.above(cell), *([section] if section else [])]:
            found = self._remembered(one, code)
            if found is not None:
                return found
        if not self._compared:
            return FigurePlace(self._region.code, self._region.basis, None, None)
        return self._without_name(cell, labels, code)

    def _tells_origin(self, code: str | None) -> bool:
        """Whether the places of the table say where those counted come from, not whose figures they are."""
        return self._of_origins or code in table_words().counts_by_origin

    def _remembered(self, cell: Cell, code: str | None) -> FigurePlace | None:
        key = cell.line.start, code in table_words().counts_by_origin
        if key not in self._known:
            self._known[key] = self._said_by(cell, code)
        return self._known[key]

    def _said_by(self, cell: Cell, code: str | None) -> FigurePlace | None:
        listed = self._listed.get(cell.line.start)
        if listed is not None:
            return self._of_listed(listed, code)
        place = self._named(cell)
        if place is not None:
            return self._meaning(place, code)
        inside = self._inside(cell)
        if any(one.region_code not in (None, self._region.code) for one in inside):
            start, end = cell.line.start, cell.line.end
            return figure_place(self._folded, end, end, (start, end), self._places, self._region)
        home = next((one for one in inside if one.kind in ("city", "district") and self._is_home(one)), None)
        return self._meaning(home, code) if home else None

    def _of_listed(self, listed: str, code: str | None) -> FigurePlace:
        home = self._region
        if self._tells_origin(code) and listed not in ("KZ", home.code):
            return FigurePlace(home.code, home.basis, listed, None)
        return FigurePlace(listed, RegionBasis.STATED, None, None)

    def _meaning(self, place: Place, code: str | None) -> FigurePlace:
        home = self._region
        if place.kind in ("city", "district") and place.region_code is None and self._is_home(place):
            return FigurePlace(home.code, home.basis, None, place.name)
        if place.region_code is None:
            return FigurePlace(None, None, None, place.name, Reason.REGION_SEVERAL)
        if place.region_code == home.code:
            basis = RegionBasis.STATED if _is_region(place) else home.basis
            return FigurePlace(home.code, basis, None, None if _is_region(place) else place.name)
        if self._tells_origin(code) and place.kind != "republic":
            return FigurePlace(home.code, home.basis, place.region_code, None)
        if self._by_districts and place.kind == "region":
            return FigurePlace(None, None, None, place.name, Reason.REGION_AMONG_DISTRICTS)
        name = None if _is_region(place) else place.name
        return FigurePlace(place.region_code, RegionBasis.STATED, None, name)

    def _without_name(self, cell: Cell, labels: Sequence[Cell], code: str | None) -> FigurePlace:
        """A row without a region among rows that have one: of the region above where its own cell is empty,
        of the republic where all regions are added up.
        """
        if self._tells_origin(code):
            return FigurePlace(self._region.code, self._region.basis, None, None)
        own = [one for one in labels if one.column == self._column]
        total = any(table_words().total.match(one.text) for one in labels)
        if not own or (not total and all(map(_says_who, own))):
            above = self._grid.label_above(cell, self._column)
            while above is not None and own and self._remembered(above, code) is None:
                above = self._grid.label_above(above, self._column)  # «городское», «сельское» below a region
            found = self._remembered(above, code) if above else None
            if found is not None:
                return found
        if total and self._compared >= _ALL_REGIONS:
            return FigurePlace("KZ", RegionBasis.STATED, None, None)
        return FigurePlace(None, None, None, None, Reason.REGION_UNNAMED)

    def _named(self, cell: Cell) -> Place | None:
        """The place that a cell names, if it does nothing else."""
        inside = self._inside(cell)
        if len(inside) != 1:
            return None
        place = inside[0]
        start, end = cell.line.start, cell.line.end
        beside = self._folded[start : place.start] + " " + self._folded[place.end : end]
        return None if _WORD.search(table_words().beside_place.sub("", beside)) else place

    def _inside(self, cell: Cell) -> list[Place]:
        at = bisect_left(self._starts, cell.line.start)
        stop = bisect_left(self._starts, cell.line.end)
        kinds = ("region", "republic", "city", "district")
        return [place for place in self._places[at:stop] if place.kind in kinds]

    def _is_home(self, place: Place) -> bool:
        return place.region_code == self._region.code or (
            place.region_code is None and (not place.candidates or self._region.code is None)
        )


def _listed(grid: Grid) -> dict[int, str]:
    """The regions listed in columns of labels and in rows of heads, by the offset of each cell."""
    lines: dict[tuple[str, int], list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.is_label and not _says_who(cell):
            lines["labels", cell.column].append(cell)
        elif cell.header and cell.text.strip() and cell.column:
            lines["heads", cell.row].append(cell)
    found: dict[int, str] = {}
    for cells in lines.values():
        regions = listed_regions([cell.text for cell in cells])
        found |= {cell.line.start: regions[cell.text] for cell in cells if cell.text in regions}
    return found


def _says_who(cell: Cell) -> bool:
    """Whether a label says whom its row counts («сельское население», «в том числе») and names no place."""
    return is_silent(cell.text) and region_named_in(cell.text) is None


def _is_region(place: Place) -> bool:
    return place.kind in ("region", "republic") or (
        place.kind == "city" and place.region_code in CITY_REGIONS
    )
