"""What the cells of a tidy row say: codes, numbers, units, indicators and regions, read strictly.

Holds one function for each kind of cell. A cell that is not understood is an error of its row, with the words
that help to repair it; nothing is guessed, because whoever sends a tidy table means it exactly.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from math import isfinite

from checks.tables import OBSERVATIONS
from checks.tables.units import PERCENT, PERCENTAGE_POINT, RATIO, TIMES, Unit
from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.language.fold import fold
from sources.readers.tidy import TidyCell
from sources.readers.written_numbers import is_unclear
from sources.reading.mentions.places.finding import find_places
from sources.reading.mentions.places.words import place_words
from sources.reading.tables.words import table_words

_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))? ?(%?)")
_WORDS = re.compile(r"[^\W\d_]{2,}")  # a unit beside the number, which has a column of its own
_LEVEL_UNITS: Mapping[str, frozenset[Unit]] = {
    "share": frozenset({PERCENT}),
    "change_pct": frozenset({PERCENT}),
    "change_ratio": frozenset({TIMES, RATIO}),
}


class WrongCell(Exception):
    """A row that cannot be booked: a short code as `reason`, and in `detail` what stands there and what
    may.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


def number_of(cell: TidyCell) -> float:
    """The number of a cell: that of its type, or as written, with point or comma before decimals and nothing
    but spaces between thousands.
    """
    if cell.value is not None and not _WORDS.search(cell.text):
        return cell.value
    if is_unclear(cell.text):
        raise WrongCell(
            "value_ambiguous",
            f"«{cell.text}» may be thousands or decimals; write 1234 or 1.2340",
        )
    found = _NUMBER.fullmatch(_plain(cell.text))
    if found is None:
        raise WrongCell(
            "value_no_number",
            f"«{cell.text}» is no number; write it like 1234.5 or 1 234,5, nothing beside it",
        )
    sign, whole, decimals, _ = found.groups()
    number = float(f"{sign}{whole.replace(' ', '')}.{decimals or 0}")
    if not isfinite(number):
        raise WrongCell("value_no_number", f"«{cell.text[:20]}…» has more digits than any number has")
    return number


def indicator_of(cell: TidyCell) -> str:
    """The code of an indicator, given by its code or by its full name in one of three languages."""
    name = _plain(cell.text)
    code = _indicator_names().get(name)
    if code is None:
        raise WrongCell(
            "indicator_unknown",
            f"«{cell.text}» is neither a code nor a name in sources/catalogue/reference/indicators.csv",
        )
    return code


def coded(column: str, cell: TidyCell) -> str:
    """The code of a coded column (`plan_actual`, `age_group`, …), given by the code or one of its words."""
    known = _codes()[column]
    code = known.get(_plain(cell.text))
    if code is None:
        allowed = ", ".join(sorted(set(known.values())))
        raise WrongCell(f"{column}_unknown", f"«{cell.text}» is not among: {allowed}")
    return code


def is_coded(column: str) -> bool:
    """Whether a column holds codes of a closed list."""
    return column in _codes()


def unit_of(cell: TidyCell | None, indicator: str, measure: str) -> tuple[Unit, float]:
    """Unit of a row and what its number is multiplied by («тыс. человек» → person, 1000).

    Without a cell it is the unit of the measure, or the first one that the indicator is counted in.
    """
    own = _units_of_indicators()[indicator]
    allowed = _LEVEL_UNITS.get(measure, frozenset(own))
    if measure == "change_abs":
        allowed = allowed | {PERCENTAGE_POINT}
    if cell is None:
        return (own[0] if measure in ("level", "change_abs") else sorted(allowed)[-1]), 1.0
    words = _plain(cell.text)
    factor = 1.0
    for pattern, scale in table_words().scales:
        if (said := pattern.match(words)) is not None:
            words, factor = words[said.end() :].lstrip(". "), scale
            break
    unit = _unit_names().get(words)
    if unit is None and not words:
        unit = own[0]
    if unit not in allowed:
        raise WrongCell(
            "unit_unknown" if unit is None else "unit_of_another_indicator",
            f"«{cell.text}» does not go with {indicator}; use one of: {', '.join(sorted(allowed))}",
        )
    return unit, factor


def region_of(cell: TidyCell) -> tuple[str, str | None]:
    """Code of the region that a cell names by code or name, and the city or district if it names one."""
    text = cell.text.strip()
    if text.upper() in _regions():
        return text.upper(), None
    places = [one for one in find_places(text) if one.kind in ("region", "republic", "city", "district")]
    if len(places) == 1 and places[0].region_code is not None:
        place = places[0]
        is_region = place.kind in ("region", "republic") or place.name in _regions().values()
        return places[0].region_code, None if is_region else place.name
    raise WrongCell(
        "region_unknown", f"«{cell.text}» names no single region; write its code, such as KZ-39, or full name"
    )


def _plain(text: str) -> str:
    return " ".join(fold(text).split()).strip()


@cache
def _rows(name: str) -> tuple[Mapping[str, str], ...]:
    with (CATALOGUE / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(csv.DictReader(rows))


@cache
def _indicator_names() -> Mapping[str, str]:
    columns = ("indicator_code", "name_ru", "name_kk", "name_en")
    return {
        _plain(row[name]): row["indicator_code"] for name in reversed(columns) for row in _rows("indicators")
    }


@cache
def _units_of_indicators() -> Mapping[str, tuple[Unit, ...]]:
    return {row["indicator_code"]: tuple(map(Unit, row["units"].split("|"))) for row in _rows("indicators")}


@cache
def _unit_names() -> Mapping[str, Unit]:
    columns = ("unit", "name_ru", "name_kk", "name_en")
    return {_plain(row[name]): Unit(row["unit"]) for name in reversed(columns) for row in _rows("units")}


@cache
def _regions() -> Mapping[str, str]:
    town = f"{place_words().town}. "
    return {row["region_code"]: row["name_ru"].removeprefix(town) for row in _rows("regions")} | {"KZ": ""}


@cache
def _codes() -> Mapping[str, Mapping[str, str]]:
    words = read_yaml(CATALOGUE / "body" / "tidy.yml")
    return {
        column: {
            _plain(word): code for code, known in _among(column, values).items() for word in (code, *known)
        }
        for column, values in words.items()
    }


def _among(column: str, values: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """The words of a column by its codes; raises ValueError for a code that the column cannot take."""
    codes = OBSERVATIONS.column(column).allowed
    if codes is not None and (unknown := sorted(set(values) - set(codes))):
        raise ValueError(f"body/tidy.yml: {column}: {unknown} are not among {', '.join(codes)}")
    return values
