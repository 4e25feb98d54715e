"""No text makes the reading lose a report, a figure or an offset: texts that nobody wrote go the whole way.

More of them: `python -m tests.property.shuffled_texts 100000`.
"""

from __future__ import annotations

import pytest

from tests.property.shuffled_texts import judged
from tests.property.written import texts, written

SEED = 20260204
SHARES = 4
MANY = 5_000


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_no_text_costs_a_report_a_figure_or_an_offset(share: int) -> None:
    each = MANY // SHARES
    found = judged(texts(each, SEED, first=share * each))
    assert not found.wrong, "\n".join(map(str, found.wrong[:10]))
    assert found.reports > 0.95 * each
    assert found.figures > 5 * each


def test_a_text_is_the_same_each_time_it_is_made() -> None:
    assert [written(number, SEED) for number in range(50)] == list(texts(50, SEED))
    assert written(7, SEED) != written(7, SEED + 1)
