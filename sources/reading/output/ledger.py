"""Rows of the ledger: what became of a figure. Holds the booking only."""

from __future__ import annotations

from collections.abc import Iterator

from checks.tables.reasons import Reason
from checks.tables.vocabulary import Disposition
from sources.language.figures import Figure
from sources.reading.attributes.observation import (
    LedgerRow,
    signed_value,
    unread_row,
)
from sources.reading.layout.lines import Line
from sources.reading.layout.page import Page, is_unread
from sources.reading.measurement.figure_reading import FigureReading
from sources.reading.measurement.forms import context_reason, unit_of_figure

_TELLING_OUTSIDE = frozenset({Reason.WEATHER, Reason.EXCHANGE_RATE, Reason.PHONE})
_TOLD_BY_ROLE = {"hidden": Reason.HIDDEN, "quoted": Reason.QUOTED_MAIL}


def row_of(
    reading: FigureReading, page: Page, locator: str, disposition: Disposition, reason: Reason | None
) -> LedgerRow:
    figure = reading.figure
    shown = disposition in ("observation", "review") and figure.value is not None
    value, high = signed_value(reading) if shown else (None, None)
    return LedgerRow(
        figure.start,
        figure.end,
        page.text[figure.start : figure.end],
        locator,
        disposition,
        reason,
        value,
        high,
        (reading.unit or unit_of_figure(figure)) if shown else None,
    )


def _loose_row(figure: Figure, line: Line, page: Page) -> LedgerRow:
    """A figure outside the report's body: boilerplate, with the reason its form or its line gives."""
    form = context_reason(figure)
    reason = form if form is not None and form in _TELLING_OUTSIDE else Reason.FURNITURE
    if line.role == "contact":
        reason = Reason.CONTACT
    if line.block is not None:
        reason = _TOLD_BY_ROLE.get(line.block.role, reason)
    return LedgerRow(
        figure.start,
        figure.end,
        page.text[figure.start : figure.end],
        line.locator,
        Disposition.BOILERPLATE,
        reason,
        None,
        None,
        None,
    )


def rows_outside(page: Page) -> Iterator[LedgerRow]:
    """The figures outside of the report's body, and what could not be read at all."""
    for figure, line in page.loose:
        yield _loose_row(figure, line, page)
    for line in page.lines:
        if is_unread(line):
            yield unread_row(page.text, line.start, line.end, line.locator)
