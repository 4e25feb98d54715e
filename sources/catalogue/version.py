"""The version of the catalogue: a fingerprint of the words, lists and rules that reading goes by.

Holds which files count. A report that was read with another catalogue is read again.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from sources.catalogue.data_file import CATALOGUE

SUFFIXES = frozenset({".yml", ".csv", ".json"})
NOT_OF_READING = frozenset(
    {
        # where reports come from, and decisions for single figures (docs/corrections.md)
        "feeds.yml",
        "corrections.yml",
        # lists that only the models of the warehouse join
        "bureau_levels.csv",
        "labels.csv",
        "population.csv",
        "prices.csv",
        "samples.csv",
    }
)
LENGTH = 12


@cache
def catalogue_version(folder: Path = CATALOGUE) -> str:
    """The first hex digits of a hash over the names and contents of the files that reading goes by."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in SUFFIXES and file.name not in NOT_OF_READING:
            digest.update(str(file.relative_to(folder)).encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:LENGTH]
