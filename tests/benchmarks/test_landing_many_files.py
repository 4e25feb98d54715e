"""Many small files land in one run in bounded memory; `landing_many_files` measures the speed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.landing_many_files import measure

FILES = 2_000


@pytest.mark.slow
def test_many_small_files_land_in_one_run_below_a_gigabyte(tmp_path: Path) -> None:
    result = measure(tmp_path, FILES, workers=2)
    assert result.landing.seen == FILES
    assert result.landing.rejected == FILES // 100
    assert result.landing.landed == FILES - FILES // 100
    assert result.peak_megabytes < 1_000
