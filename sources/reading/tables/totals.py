"""Totals of tables: a row or column «всего» and the cells that add up to it.

Holds the search for totals by position. Parts named as such («в том числе») are groups like those of prose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checks.tables.vocabulary import GroupRole
from sources.reading.attributes.groups import Membership, groups_of
from sources.reading.tables.cell_reading import CellReading

_LEAST_PARTS = 2
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class _Line:
    """The figures of one column or row, by their index among the readings, and which of them are totals."""

    members: tuple[int, ...]
    totals: frozenset[int]


def cell_groups(cells: Sequence[CellReading]) -> Mapping[int, Membership]:
    """Return the group of every cell that has one, by position: named parts, then totals that do add up."""
    found = dict(groups_of([cell.reading for cell in cells]))
    for line in (*_columns(cells), *_rows(cells)):
        for total in line.totals:
            parts = _parts(line, total, cells)
            if parts and not any(_is_grouped_with(total, part, found) for part in parts):
                _add(found, total, parts)
    return found


def _columns(cells: Sequence[CellReading]) -> list[_Line]:
    by_column: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        if cell.reading.code is not None and cell.reading.measure == "level":
            by_column[cell.table, cell.column].append(index)
    return [
        _Line(tuple(members), frozenset(one for one in members if cells[one].total_row))
        for members in by_column.values()
    ]


def _rows(cells: Sequence[CellReading]) -> list[_Line]:
    by_row: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        if cell.reading.code is not None and cell.reading.measure == "level":
            by_row[cell.table, cell.row].append(index)
    return [
        _Line(tuple(members), frozenset(one for one in members if cells[one].total_column))
        for members in by_row.values()
        if any(cells[one].total_column for one in members)
    ]


def _parts(line: _Line, total: int, cells: Sequence[CellReading]) -> tuple[int, ...]:
    """The cells before a total, back to the one before it, if they add up to it; else those behind it."""
    before: list[int] = []
    behind: list[int] = []
    at = line.members.index(total)
    for stretch, part in ((reversed(line.members[:at]), before), (line.members[at + 1 :], behind)):
        for index in stretch:
            if index in line.totals:
                break
            if _is_part(cells[index], cells[total]):
                part.append(index)
    for parts in (before, behind):
        if _add_up(parts, total, cells):
            return tuple(parts)
    return ()


def _is_part(part: CellReading, total: CellReading) -> bool:
    """Whether a cell counts the same for the same time, and is no part of another cell itself."""
    same = part.reading.code == total.reading.code and part.reading.unit == total.reading.unit
    when = (part.period.kind, part.period.start, part.period.end, part.plan_actual)
    return (
        same
        and part.reading.link != "partitive"
        and when == (total.period.kind, total.period.start, total.period.end, total.plan_actual)
    )


def _add_up(parts: Sequence[int], total: int, cells: Sequence[CellReading]) -> bool:
    values = [cells[part].reading.figure.value for part in parts]
    whole = cells[total].reading.figure.value
    if whole is None or len(values) < _LEAST_PARTS or any(value is None for value in values):
        return False
    return abs(sum(value for value in values if value is not None) - whole) <= _TOLERANCE * max(
        1.0, abs(whole)
    )


def _is_grouped_with(total: int, part: int, found: Mapping[int, Membership]) -> bool:
    return part in found and found[part].role == "component" and found[part].leader != total


def _add(found: dict[int, Membership], total: int, parts: Sequence[int]) -> None:
    """Put parts under their total; what was grouped under one of them goes along."""
    leader = found[total].leader if total in found else total
    members = set(parts)
    for index, membership in list(found.items()):
        if membership.leader in members and index not in members:
            found[index] = replace(membership, leader=leader)
    if total not in found:
        found[total] = Membership(leader, GroupRole.TOTAL)
    for part in parts:
        found[part] = Membership(leader, GroupRole.COMPONENT)
