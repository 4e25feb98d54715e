"""Reference lists as validation needs them. Holds reading of the data files, no rules.

The files are shared with the reading and are the seeds of the warehouse.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import polars as pl


@cache
def reference(name: str) -> pl.DataFrame:
    """The list `name` (`indicators`, `units`, `regions`, `programmes`, `samples`): text, empty is null."""
    path = files("sources.catalogue").joinpath("reference", f"{name}.csv")
    return pl.read_csv(path.read_bytes(), infer_schema=False)


def codes(name: str) -> frozenset[str]:
    """The codes of a list: the values of its first column."""
    return frozenset(reference(name).to_series(0))


def units_by_indicator() -> pl.DataFrame:
    """Columns `indicator_code`, `indicator_area`, `units` (list of text): what an indicator is counted in."""
    return reference("indicators").select(
        "indicator_code",
        pl.col("subject_area").alias("indicator_area"),
        pl.col("units").str.split("|"),
    )
