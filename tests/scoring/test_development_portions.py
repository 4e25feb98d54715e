"""The reading of every portion for development is as right as it ever was: no floor is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scoring.corpora import DEVELOPMENT, own_corpus
from tests.scoring.floors import broken_floors, load_floors
from tests.scoring.measures import measure
from tests.scoring.scores import score_corpus


@pytest.mark.parametrize("portion", DEVELOPMENT)
def test_no_floor_of_the_portion_is_broken(portion: str, tmp_path: Path) -> None:
    scored = score_corpus(own_corpus(portion, tmp_path))
    assert broken_floors(measure(scored.documents), load_floors()[portion]) == [], (
        f"`make score ARGS='--errors 50 {portion}'` shows what is read wrong"
    )
