"""A figure beside which only time and place are named goes on with what the sentence before has counted."""

from __future__ import annotations

import pytest

from tests.unit.reading.documents import read, said


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Пролечено 1 866 больных. Годом ранее было 1 792.", "1 792", ("SD.INP.TREATED", "person")),
        (
            "Заболеваемость корью – 17,3 на 100 тысяч жителей. В Актюбинской области – 22,8.",
            "22,8",
            ("SD.MORB.RATE", "per_100k"),
        ),
        ("Ота саны – 4 120. Былтыр 3 910 болған.", "3 910", ("SD.SURG.OPS", "operation")),
        ("В среднем больной проводит на койке 9,6 дня, годом ранее – 11,4.", "11,4", ("SD.INP.ALOS", "day")),
        (
            "Ана өлімі 100 мың тірі туғанға шаққанда 11,7 болды. Биыл алты жағдай тіркелді.",
            "алты",
            ("SD.MCH.MMR", "case"),
        ),
    ],
)
def test_a_figure_of_another_time_or_place_is_of_the_same_indicator(
    text: str, quote: str, expected: tuple[str, str]
) -> None:
    assert said(text, "indicator_code", "unit")[quote] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Проведено 512 операций. Погибли 3 человека.",
        "Пролечено 512 больных. В 14 кабинетах – 28 компьютеров.",
    ],
)
def test_a_figure_that_names_something_else_is_not(text: str) -> None:
    assert len(read(text).observations) == 1
