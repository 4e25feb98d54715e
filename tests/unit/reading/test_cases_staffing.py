"""Sentences on staff are read as the indicators their words mean; the sentences are data
(`cases/staffing*.yml`).
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.unit.reading.test_cases_treatments import CASES, expected, found


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['text'][:70]}")
        for path in sorted(CASES.glob("staffing*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", _cases())
def test_a_sentence_on_staff_is_read_as_its_words_mean(case: dict[str, Any]) -> None:
    """Every figure of the sentence is booked, reviewed or passed over as the case says."""
    assert found(case) == expected(case)
