"""The floors of accuracy: what the reading of every development portion has reached and does not fall below.

Holds their comparison with scores and their raising. The figures stand in floors.yml and come from the
command alone: `make score ARGS=--raise-floors`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.scoring.measures import ATTRIBUTES, LOWER_IS_BETTER, Measures

FLOORS_FILE = Path(__file__).with_name("floors.yml")
GUARDED = (
    "accounted",
    "number",
    "fact_f1",
    *ATTRIBUTES,
    "dims",
    "full",
    "review_kept",
    "missing_reports",
    "false_facts",
    "spurious",
    "wrong_region",
)
"""Measures with a floor, or a ceiling where lower is better. Those of confidence have none: it is calibrated
on texts that no rule was made by, so its measures on these portions prove nothing.
"""
HEAD = """\
# What the reading of every development portion has reached: floors, and ceilings of missing_reports,
# false_facts, spurious and wrong_region. `make test` fails where one is broken. They are whole hundredths
# (ceilings: tenths), rounded to the lenient side. Written by `make score ARGS=--raise-floors`, which never
# lowers one.
"""

Floors = Mapping[str, Mapping[str, float]]
"""Portion to measure to the worst value that is allowed."""


def load_floors(path: Path = FLOORS_FILE) -> Floors:
    """The floors of every portion."""
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {}


def broken_floors(measures: Measures, floors: Mapping[str, float]) -> list[str]:
    """What falls short, in words; a measure that has become immeasurable does."""
    return [
        f"{name} is {measures.get(name)}, its {'ceiling' if name in LOWER_IS_BETTER else 'floor'} {floor}"
        for name, floor in floors.items()
        if not _holds(name, measures.get(name), floor)
    ]


def raised_floors(floors: Floors, scores: Mapping[str, Measures]) -> Floors:
    """The floors raised to the scores of these portions; those that are higher already stay."""
    raised = {portion: dict(values) for portion, values in floors.items()}
    for portion, measures in scores.items():
        values = raised.setdefault(portion, {})
        for name in GUARDED:
            measured = measures.get(name)
            if measured is None:
                continue
            reached = lenient(name, measured)
            if name not in values or _holds(name, reached, values[name]):
                values[name] = reached
    return raised


def lenient(name: str, measured: float) -> float:
    """A measured value as a floor: down to the whole hundredth, ceilings up to the tenth.

    The slack is for the few figures that a good change may cost; it does not add up, because floors stay
    where the best run put them.
    """
    if name in LOWER_IS_BETTER:
        return math.ceil(round(measured * 10, 6)) / 10
    return math.floor(round(measured * 100, 6)) / 100


def write_floors(floors: Floors, path: Path = FLOORS_FILE) -> None:
    """Write floors in the order of portions and measures."""
    ordered = {
        portion: {name: values[name] for name in GUARDED if name in values}
        for portion, values in sorted(floors.items())
    }
    path.write_text(HEAD + yaml.safe_dump(ordered, sort_keys=False), encoding="utf-8")


def _holds(name: str, value: float | None, floor: float) -> bool:
    if value is None:
        return False
    return value <= floor if name in LOWER_IS_BETTER else value >= floor
