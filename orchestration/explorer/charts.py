"""A series drawn to scale: where its points, lines and ticks lie. Pure geometry; the template draws.

Every point is a link to its evidence, so the picture is made here as plain SVG (docs/decisions/0060).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from orchestration.explorer.database import Row

WIDTH, HEIGHT = 960, 260
LEFT, RIGHT, TOP, BOTTOM = 92, 24, 16, 30
TICKS = 4
MOST_YEARS, YEAR_WIDTH = 8, 48
NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a day; `status` is actual, planned or needed; `row` is where it comes from."""

    day: date | None
    value: float
    status: str
    observation_id: str
    row: Row


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in the picture, in pixels from the upper left."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of one unit and kind of period. `lines` are the points of a status in order of time, `levels`
    the horizontal ticks (pixel, value), `years` the vertical ones (pixel, year).
    """

    unit: str
    period_kind: str
    marks: tuple[Mark, ...]
    lines: tuple[tuple[str, str], ...]
    levels: tuple[tuple[float, float], ...]
    years: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(unit: str, period_kind: str, points: Sequence[Point]) -> Chart | None:
    """The picture of a series; None where no more than one of its points has a date: a table says it all."""
    dated = sorted(
        ((one.day, one) for one in points if one.day is not None), key=lambda pair: (pair[0], pair[1].status)
    )
    if len(dated) < 2 or dated[0][0] == dated[-1][0]:
        return None
    first, last = dated[0][0].toordinal(), dated[-1][0].toordinal()
    low, high, step = scale([one.value for _, one in dated])
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(ordinal: int) -> float:
        return round(LEFT + across * (ordinal - first) / (last - first), 1)

    def y(value: float) -> float:
        return round(TOP + down * (high - value) / (high - low), 1)

    marks = tuple(Mark(x(day.toordinal()), y(one.value), one) for day, one in dated)
    statuses = sorted({mark.point.status for mark in marks})
    return Chart(
        unit,
        period_kind,
        marks,
        tuple(
            (status, " ".join(f"{mark.x},{mark.y}" for mark in marks if mark.point.status == status))
            for status in statuses
        ),
        tuple(
            (y(low + step * number), low + step * number) for number in range(round((high - low) / step) + 1)
        ),
        tuple(_years(dated[0][0], dated[-1][0], x)),
    )


def scale(values: Sequence[float]) -> tuple[float, float, float]:
    """Lowest and highest tick around the values and zero, and the step between ticks."""
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        return 0.0, 1.0, 1.0
    rough = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in NICE if factor * power >= rough * (1 - 1e-9))
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def _years(first: date, last: date, x: Callable[[int], float]) -> Iterator[tuple[float, int]]:
    """The first days of years, as many as find room; the year of the first point at the edge."""
    every = max(1, -(-(last.year - first.year) // MOST_YEARS))
    for year in range(first.year, last.year + 1, every):
        place = x(max(date(year, 1, 1), first).toordinal())
        following = x(date(year + every, 1, 1).toordinal())
        if year > first.year or following - place > YEAR_WIDTH:
            yield place, year
