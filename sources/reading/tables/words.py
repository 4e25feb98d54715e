"""Words of tables, compiled: scales, units, totals, numbering, ends of periods.

Holds the loading of catalogue/body/tables.yml. What the words do is decided in the other modules on tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from checks.tables.units import OF_BIRTHS, PER_1000, Unit
from sources.catalogue.data_file import CATALOGUE, read_yaml
from sources.language.figures import Figure

WORDS = CATALOGUE / "body" / "tables.yml"


@dataclass(frozen=True, slots=True)
class TableWords:
    """The compiled patterns, by the names they have in the data file."""

    scales: tuple[tuple[re.Pattern[str], float], ...]
    rate_units: tuple[tuple[re.Pattern[str], Unit], ...]
    percent: re.Pattern[str]
    money: re.Pattern[str]
    rate: re.Pattern[str]
    births: re.Pattern[str]
    value_words: re.Pattern[str]
    row_number: re.Pattern[str]
    column_letter: re.Pattern[str]
    total: re.Pattern[str]
    part: re.Pattern[str]
    fact: re.Pattern[str]
    cases: re.Pattern[str]
    unit_above: re.Pattern[str]
    change: re.Pattern[str]
    index: re.Pattern[str]
    points: re.Pattern[str]
    falls: re.Pattern[str]
    down_mark: re.Pattern[str]
    at_end: re.Pattern[str]
    at_start: re.Pattern[str]
    beside_place: re.Pattern[str]
    origins: re.Pattern[str]
    counts_by_origin: frozenset[str]


@cache
def table_words(path: Path = WORDS) -> TableWords:
    """Load and compile the words of tables; read once per process."""
    data: dict[str, Any] = read_yaml(path)
    tables: dict[str, Any] = {
        name: tuple((re.compile(pattern), kind(value)) for pattern, value in data.pop(name).items())
        for name, kind in (("scales", float), ("rate_units", Unit))
    }
    by_origin = frozenset(data.pop("counts_by_origin"))
    plain: dict[str, Any] = {name: re.compile(pattern) for name, pattern in data.items()}
    return TableWords(**tables, **plain, counts_by_origin=by_origin)


def form_of_cell(figure: Figure, words: str) -> str:
    """Form of a figure in a cell: rate, percent, money or count, as the figure, its labels and heads say."""
    known = table_words()
    if known.rate.search(words):
        return "rate"
    if figure.unit == "percent" or (known.percent.search(words) and figure.unit is None):
        return "percent"
    if figure.shape == "money" or known.money.search(words):
        return "money"
    return "count"


def form_of_unit(unit: str) -> str:
    """Form of a figure whose unit is known by its code."""
    if unit.startswith("per_"):
        return "rate"
    return "percent" if unit == "percent" else "money" if unit.startswith("KZT") else "count"


def with_unit_above(words: str, unit: str) -> str:
    """The words of a cell with the unit that a line above its table gives, unless they say one
    themselves.
    """
    known = table_words()
    own = (known.rate, known.percent, known.money, *(pattern for pattern, _ in known.scales))
    return words if not unit or any(pattern.search(words) for pattern in own) else f"{words} {unit}"


def unit_above(lines: Iterable[str]) -> str:
    """The unit that one of the lines above a table ends with, the last such; empty without one."""
    found = [match[1] for line in lines if (match := table_words().unit_above.search(line))]
    return found[-1] if found else ""


def rate_unit(words: str) -> Unit:
    """Unit of a rate by the denominator its labels and heads name."""
    known = table_words()
    unit = next((unit for pattern, unit in known.rate_units if pattern.search(words)), PER_1000)
    return OF_BIRTHS.get(unit, unit) if known.births.search(words) else unit


def scaled(figure: Figure, form: str, words: str) -> Figure:
    """The figure in base units: «тыс. человек» in a head or label multiplies its cells."""
    if figure.value is None or figure.scaled or form in ("percent", "rate"):
        return figure
    factor = next((factor for pattern, factor in table_words().scales if pattern.search(words)), 1.0)
    high = None if figure.value_high is None else round(figure.value_high * factor, 6)
    return replace(figure, value=round(figure.value * factor, 6), value_high=high)
