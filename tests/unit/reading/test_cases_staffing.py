"""Sentences on staff are read as the indicators their words mean; the sentences are data
(`cases/staffing*.yml`).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.reading.sentence_cases import cases, expected, found


@pytest.mark.parametrize("case", cases("staffing"))
def test_a_sentence_on_staff_is_read_as_its_words_mean(case: dict[str, Any]) -> None:
    """Every figure of the sentence is booked, reviewed or passed over as the case says."""
    assert found(case) == expected(case)
