"""A site on loopback and zones to land in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.landing.zones import Zones
from tests.unit.connectors.site import Site, serve
from tests.unit.landing.place import Clock, Place


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(Zones(tmp_path / "data").create(), Clock())
