"""Figures that belong together: a total, its components, and lists that need not add up.

Components are only called so when they do add up to their total («6 504 + 3 727 = 10 231»); otherwise a part
is `partial`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from checks.tables.vocabulary import GroupRole
from sources.reading.measurement.figure_reading import FigureReading
from sources.records import record


@record(frozen=True, slots=True)
class Membership:
    """The group of a figure, named by the index of its first reading, and the part the figure plays in it."""

    leader: int
    role: GroupRole


def groups_of(readings: Sequence[FigureReading]) -> Mapping[int, Membership]:
    """Return the group of every reading that has one, by position."""
    parents = {
        index: parent for index in range(len(readings)) if (parent := _parent(index, readings)) is not None
    }
    children: dict[int, list[int]] = defaultdict(list)
    for index, parent in parents.items():
        children[parent].append(index)
    found: dict[int, Membership] = {}
    for total, parts in children.items():
        role = GroupRole.COMPONENT if _adds_up(total, parts, readings) else GroupRole.PARTIAL
        leader = total
        while leader in parents:
            leader = parents[leader]
        found.setdefault(total, Membership(leader, GroupRole.TOTAL if total == leader else GroupRole.PARTIAL))
        for part in parts:
            found[part] = Membership(leader, role)
    for total in children:
        if total not in parents:
            found[total] = Membership(total, GroupRole.TOTAL)
    return found


def _parent(index: int, readings: Sequence[FigureReading]) -> int | None:
    """The reading of which this one is a part: followed through its siblings to their whole."""
    reading = readings[index]
    if reading.code is None or reading.source is None or reading.measure.startswith("change"):
        return None
    if reading.link in ("partitive", "colon"):
        return reading.source
    if reading.link in ("coordinate", "rest"):
        sibling = readings[reading.source]
        if sibling.source is not None and sibling.link in ("partitive", "colon", "coordinate", "rest"):
            return _parent(reading.source, readings)
        return reading.source if reading.link == "rest" else None
    return None


def _adds_up(total: int, parts: Sequence[int], readings: Sequence[FigureReading]) -> bool:
    levels = [readings[part].figure.value for part in parts if readings[part].measure == "level"]
    whole = readings[total].figure.value
    if whole is None or len(levels) < 2 or any(value is None for value in levels):
        return False
    return abs(sum(value for value in levels if value is not None) - whole) <= 1e-6 * max(1.0, abs(whole))
