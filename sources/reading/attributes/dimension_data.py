"""What the catalogue says of the dimensions, as it stands in its file.

Loader of catalogue/dimensions.yml only. What it means is told by those who ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sources.catalogue.data_file import CATALOGUE, read_yaml

DIMENSIONS = CATALOGUE / "dimensions.yml"


@cache
def dimension_data() -> Mapping[str, Any]:
    """The data of all dimensions, by section; read once per process."""
    return read_yaml(DIMENSIONS)
