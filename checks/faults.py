"""Faults of the reading that can be laid at one figure's door: which figures they cost, and by which rule.

Holds the choice among the findings of the gate. What becomes of such a figure is booked by
`sources.reading.output.demotion`; what no figure can answer for is left to `checks.validation`.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pyarrow as pa

from checks.schema import schema_findings
from checks.tables import FIGURES, OBSERVATIONS
from checks.tables.fault_rules import FaultRule
from checks.validation import rule_findings

_LAID_AT_A_FIGURE = frozenset(FaultRule)


def figure_faults(reports: pa.Table, figures: pa.Table, observations: pa.Table) -> Mapping[str, FaultRule]:
    """The figures whose reading breaks a rule, by figure_id, with the first rule broken.

    The tables have the columns and types of REPORTS, FIGURES and OBSERVATIONS. Only figures of the ledger are
    named: an observation of a figure that the ledger lacks is a defect of its report.
    """
    told, ledger, read = (pl.DataFrame(table) for table in (reports, figures, observations))
    broken = pl.concat([schema_findings(FIGURES, ledger, ()), schema_findings(OBSERVATIONS, read, ())])
    faults = _first_of_each(broken)
    sound = [frame.filter(~pl.col("figure_id").is_in(list(faults))) for frame in (ledger, read)]
    in_ledger = set(ledger["figure_id"])
    found = _first_of_each(rule_findings(told, *sound)) | faults
    return {figure_id: rule for figure_id, rule in found.items() if figure_id in in_ledger}


def _first_of_each(found: pl.DataFrame) -> dict[str, FaultRule]:
    of_figures = found.filter(pl.col("figure_id").is_not_null() & pl.col("check").is_in(_LAID_AT_A_FIGURE))
    first = of_figures.unique("figure_id", keep="first", maintain_order=True)
    return dict(zip(first["figure_id"], map(FaultRule, first["check"]), strict=True))
