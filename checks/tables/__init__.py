"""One declaration per table that lands as Parquet; whoever writes, checks or reads such a file starts here.

Holds the names that others import. The declarations stand in `landed` (what arrives) and `read` (what a
reading makes of it), the closed lists in `vocabulary`.
"""

from __future__ import annotations

from checks.tables.declaration import BLOCK, Column, ColumnType, Table
from checks.tables.landed import INTAKE, RAW_REPORTS, REJECTIONS, SIDECARS
from checks.tables.read import FIGURES, OBSERVATIONS, REPORTS

TABLES = (RAW_REPORTS, SIDECARS, INTAKE, REJECTIONS, REPORTS, FIGURES, OBSERVATIONS)

__all__ = [
    "BLOCK",
    "FIGURES",
    "INTAKE",
    "OBSERVATIONS",
    "RAW_REPORTS",
    "REJECTIONS",
    "REPORTS",
    "SIDECARS",
    "TABLES",
    "Column",
    "ColumnType",
    "Table",
]
