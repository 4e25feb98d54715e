"""A report whose reading failed with an error: every figure of it is left for a person to decide.

Holds this ledger alone. It rests on the text and on what came with the file, because nothing that the failed
reading found can be relied on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from checks.tables.reasons import Reason
from checks.tables.vocabulary import Disposition, PublishedBasis, RegionBasis
from sources.language.figures import find_figures
from sources.language.fold import fold
from sources.reading.about.publication import Publication
from sources.reading.about.region import RegionReading
from sources.reading.attributes.observation import LedgerRow, ReportReading
from sources.reading.measurement.forms import unit_of_figure

_LINE = re.compile(r"[^\r\n]+")
_DIGITS = re.compile(r"\d+")


def left_for_review(text: str, region_code: str | None, published_on: date | None) -> ReportReading:
    """The figures of a text, none understood; region and date are those of the sidecar or the folder."""
    folded = fold(text)
    lines = ((line.start(), line.end()) for line in _LINE.finditer(text))
    return ReportReading(
        title=None,
        language=None,
        region=RegionReading(region_code, RegionBasis.SOURCE if region_code else None, "not read"),
        publication=Publication(published_on, PublishedBasis.SIDECAR if published_on else None),
        ledger=tuple(row for start, end in lines for row in _rows(text, folded, start, end)),
        observations=(),
    )


def _rows(text: str, folded: str, start: int, end: int) -> Iterator[LedgerRow]:
    """The figures of a line; where finding them is what failed, its runs of digits."""
    try:
        figures = find_figures(text, folded, start, end)
    except Exception:  # noqa: BLE001 - the failure is told already; the numbers must still be accounted for
        for digits in _DIGITS.finditer(text, start, end):
            yield _left(text, digits.start(), digits.end())
        return
    for one in figures:
        found = _left(text, one.start, one.end)
        yield replace(found, value=one.value, value_high=one.value_high, unit=unit_of_figure(one))


def _left(text: str, start: int, end: int) -> LedgerRow:
    fault = Disposition.REVIEW, Reason.READING_FAULT
    return LedgerRow(start, end, text[start:end], "", *fault, None, None, None)
