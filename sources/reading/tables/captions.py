"""The lines above each table that may say what it counts: right above it, at the head of its sheet, the name
of the sheet.

Holds their collection while the lines of a document go by, and what is known about all tables of a file from
outside of it. What the lines mean is decided by `table_topics` and `table_periods`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sources.reading.layout.lines import Line

_RUNNING = 2
_RIGHT_ABOVE = 5
_OPENING = 6


@dataclass(frozen=True, slots=True)
class Caption:
    """The lines above a table: `running` the last two whatever they are, nearest last; `groups` those right
    above it, those that open its sheet, and the sheet's name, nearest first.
    """

    running: tuple[Line, ...]
    groups: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them, the nearest first, each once."""
        return tuple(dict.fromkeys(line for group in self.groups for line in group))


class CaptionLines:
    """Collects the lines of a document as they go by, cells and others, in reading order."""

    def __init__(self) -> None:
        self._running: tuple[Line, ...] = ()
        self._above: list[Line] = []
        self._opening: list[Line] = []
        self._sheet: str | None = None
        self._name: Line | None = None
        self._below_table = False

    def line(self, line: Line) -> None:
        """A line that is no cell."""
        self._enter(line)
        if self._below_table:
            self._above, self._below_table = [], False
        self._above.append(line)
        self._running = (*self._running, line)[-_RUNNING:]

    def caption(self, cell: Line) -> Caption:
        """The caption of the table whose first cell this is."""
        self._enter(cell)
        if self._below_table:
            self._above = []
        elif self._sheet is not None and not self._opening:
            self._opening = self._above[:_OPENING]
        above = tuple(reversed(self._above[-_RIGHT_ABOVE:]))
        if self._sheet is None:
            return Caption(self._running, (above or tuple(reversed(self._running)),))
        name = () if self._name is None else (self._name,)
        return Caption(self._running, (above, tuple(reversed(self._opening)), name))

    def cell(self) -> None:
        """A cell has gone by."""
        self._below_table = True

    def _enter(self, line: Line) -> None:
        """Notice a sheet that begins: its name, if it is printed, is the line right before its first."""
        sheet = _sheet_of(line.locator)
        if sheet is None or sheet == self._sheet:
            return
        last = self._above[-1] if self._above and not self._below_table else None
        named = last is not None and last.locator == sheet
        self._name = last if named else None
        if self._sheet is not None or named:
            self._above, self._below_table = [], False
        self._sheet, self._opening = sheet, []


def _sheet_of(locator: str) -> str | None:
    """The sheet an address is in; a table in plain text is a sheet without a name; null for other formats."""
    if "!" in locator:
        return locator.rpartition("!")[0]
    return "" if locator.startswith("row ") else None
