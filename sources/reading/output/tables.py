"""What a batch of reports was read as: three Arrow tables, and what could not be read. Holds values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from checks.tables.fault_rules import FaultRule


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong while a report was read, in words: an error of the program, an outdated correction.

    The report is accepted; the figures it costs are among those that its reading sets aside.
    """

    report_id: str
    report_file: str
    rule: FaultRule
    detail: str


@dataclass(frozen=True, slots=True)
class RowFailure:
    """A row of a tidy table that is turned away while its report is accepted; `locator` is its address."""

    report_id: str
    report_file: str
    locator: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a batch was read as: tables `reports`, `figures`, `observations` of `checks.tables`, rows of tidy
    tables that were turned away.

    `set_aside` are the figures that the reading itself does not stand for (figure_id to the rule), `faults`
    say why.
    """

    reports: pa.Table
    figures: pa.Table
    observations: pa.Table
    row_failures: tuple[RowFailure, ...] = ()
    set_aside: Mapping[str, FaultRule] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
