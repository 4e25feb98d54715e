"""The place that landing tests work in."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.landing.zones import Zones
from tests.unit.landing.place import Clock, Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Zones in a temporary folder, with nothing in them."""
    return Place(Zones(tmp_path / "data").create(), Clock())
