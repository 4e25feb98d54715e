"""Second thoughts: figures whose reading breaks a rule go back to the ledger for a person to decide.

Holds the booking alone. `checks.faults` tells which figures; nothing is corrected here, because a row that is
wrong in one column is not known to be right in the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

import pyarrow as pa
import pyarrow.compute as compute

from checks.tables import FIGURES
from checks.tables.fault_rules import FaultRule
from checks.tables.reasons import Reason
from checks.tables.units import Unit
from checks.tables.vocabulary import Disposition
from sources.reading.output.tables import Reading

_UNITS = frozenset(map(str, Unit))


def demote(reading: Reading, faults: Mapping[str, FaultRule]) -> Reading:
    """The reading without the observations of the figures in `faults` (figure_id to the rule they break).

    Such a figure is booked once, as `review` with the reason `reading_fault` and the rule's name; the counts
    of its report follow. The other figures stay what they were, so one misread number does not cost the
    rest.
    """
    if not faults:
        return reading
    withdrawn = compute.is_in(
        reading.observations["figure_id"], value_set=pa.array(list(faults), pa.string())
    )
    kept = reading.observations.filter(compute.invert(withdrawn))
    figures = _rebooked(reading, faults)
    return replace(
        reading, reports=_recounted(reading.reports, figures, kept), figures=figures, observations=kept
    )


def _rebooked(reading: Reading, faults: Mapping[str, FaultRule]) -> pa.Table:
    """The ledger with the faults in their place; a figure that was booked twice is booked once."""
    faulty = compute.is_in(reading.figures["figure_id"], value_set=pa.array(list(faults), pa.string()))
    reports = reading.reports.select(["report_id", "text"]).to_pylist()
    texts = {row["report_id"]: row["text"] for row in reports}
    rows = {
        row["figure_id"]: _fault(row, texts.get(row["report_id"], ""), faults[row["figure_id"]])
        for row in reading.figures.filter(faulty).to_pylist()
    }
    sound = reading.figures.filter(compute.invert(faulty))
    booked = pa.Table.from_pylist(list(rows.values()), schema=FIGURES.arrow_schema)
    return pa.concat_tables([sound, booked]).sort_by(
        [("report_id", "ascending"), ("char_start", "ascending")]
    )


def _fault(row: Mapping[str, Any], text: str, rule: FaultRule) -> dict[str, Any]:
    """A row of the ledger as far as it can be trusted: its place in the text, number and unit if they are
    any.
    """
    start, end = row["char_start"], row["char_end"]
    placed = start is not None and end is not None and 0 <= start < end <= len(text)
    return {
        **row,
        "quote": text[start:end] if placed else row["quote"],
        "disposition": Disposition.REVIEW,
        "reason": Reason.READING_FAULT,
        "fault_rule": rule,
        "value": _finite(row["value"]),
        "value_high": _finite(row["value_high"]),
        "unit": row["unit"] if row["unit"] in _UNITS else None,
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None


def _recounted(reports: pa.Table, figures: pa.Table, observations: pa.Table) -> pa.Table:
    found = Counter(figures["report_id"].to_pylist())
    observed = Counter(observations["report_id"].to_pylist())
    left = figures.filter(compute.equal(figures["disposition"], Disposition.REVIEW))
    review = Counter(left["report_id"].to_pylist())
    ids = reports["report_id"].to_pylist()
    counts = {"figures_count": found, "observations_count": observed, "review_count": review}
    return _with_columns(reports, {name: [count[one] for one in ids] for name, count in counts.items()})


def _with_columns(table: pa.Table, columns: Mapping[str, Sequence[object]]) -> pa.Table:
    for name, values in columns.items():
        place = table.schema.get_field_index(name)
        table = table.set_column(
            place, table.schema.field(place), pa.array(values, table.schema.field(place).type)
        )
    return table
