"""A number that is too great for what its words would make it is something else."""

from __future__ import annotations

import pytest

from tests.unit.reading.documents import said


@pytest.mark.parametrize(
    ("text", "quote", "code"),
    [
        ("За год сделано: КТ – 14 300, МРТ – 9 100 исследований.", "14 300", "SD.DIAG.CT"),
        ("В больницах области КТ – 14, МРТ – 9.", "14", "IN.EQ.KIND"),
    ],
)
def test_thousands_of_tomographies_are_studies_and_a_few_are_devices(
    text: str, quote: str, code: str
) -> None:
    assert said(text, "indicator_code")[quote] == (code,)
