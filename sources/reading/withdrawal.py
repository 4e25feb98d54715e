"""Second thoughts: observations that do not make sense as rows go back to the ledger for a person to decide.

Holds the booking alone. `checks.meaning.implausible` tells which observations; nothing is corrected here,
because a row that is wrong in one column is not known to be right in the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as compute

from sources.reading.batch import Reading


def withdraw(reading: Reading, doubts: Mapping[str, str]) -> Reading:
    """The reading without the observations in `doubts` (observation_id to the name of the rule they break).

    A figure that keeps no observation is booked as `review`, the rule's name as its reason; the counts of its
    report follow. The other figures stay what they were, so one misread number does not cost the rest.
    """
    if not doubts:
        return reading
    withdrawn = compute.is_in(
        reading.observations["observation_id"], value_set=pa.array(list(doubts), pa.string())
    )
    kept = reading.observations.filter(compute.invert(withdrawn))
    still_observed = set(kept["figure_id"].to_pylist())
    reasons = {
        figure_id: doubts[observation_id]
        for observation_id, figure_id in _pairs(reading.observations, "observation_id", "figure_id")
        if observation_id in doubts and figure_id not in still_observed
    }
    figures = _rebooked(reading.figures, reasons)
    return replace(
        reading, reports=_recounted(reading.reports, figures, kept), figures=figures, observations=kept
    )


def _rebooked(figures: pa.Table, reasons: Mapping[str, str]) -> pa.Table:
    booked = [
        ("review", reasons[figure_id]) if figure_id in reasons else (disposition, reason)
        for figure_id, disposition, reason in _triples(figures)
    ]
    changed: dict[str, Sequence[object]] = {
        "disposition": [one for one, _ in booked],
        "reason": [other for _, other in booked],
    }
    return _with_columns(figures, changed)


def _recounted(reports: pa.Table, figures: pa.Table, observations: pa.Table) -> pa.Table:
    observed = Counter(observations["report_id"].to_pylist())
    review = Counter(
        report_id
        for report_id, disposition in _pairs(figures, "report_id", "disposition")
        if disposition == "review"
    )
    ids = reports["report_id"].to_pylist()
    counts = {
        "observations_count": [observed[report_id] for report_id in ids],
        "review_count": [review[report_id] for report_id in ids],
    }
    return _with_columns(reports, counts)


def _with_columns(table: pa.Table, columns: Mapping[str, Sequence[object]]) -> pa.Table:
    for name, values in columns.items():
        place = table.schema.get_field_index(name)
        table = table.set_column(
            place, table.schema.field(place), pa.array(values, table.schema.field(place).type)
        )
    return table


def _pairs(table: pa.Table, first: str, second: str) -> list[tuple[str, str]]:
    return list(zip(table[first].to_pylist(), table[second].to_pylist(), strict=True))


def _triples(figures: pa.Table) -> list[tuple[str, str, str | None]]:
    columns = ("figure_id", "disposition", "reason")
    return list(zip(*(figures[name].to_pylist() for name in columns), strict=True))
