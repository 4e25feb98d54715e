"""Data roots that earlier releases made, unpacked for a test; the README beside this says how."""

from __future__ import annotations

import tarfile
from pathlib import Path

ARCHIVES = Path(__file__).parent
FIRST = "9067988"


def unpack(data_root: Path, commit: str = FIRST) -> Path:
    """Unpack the data root that a commit made into `data_root`; returns it."""
    with tarfile.open(ARCHIVES / f"{commit}.tar.xz") as archive:
        archive.extractall(data_root, filter="data")
    return data_root
