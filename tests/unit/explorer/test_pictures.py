"""Texts cut at their figures, and series drawn to scale."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from orchestration.explorer.charts import HEIGHT, WIDTH, Point, chart_of, scale
from orchestration.explorer.marked_text import pieces

spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 8)).map(
        lambda pair: {"char_start": pair[0], "char_end": pair[0] + pair[1]}
    )
)


@given(st.text(min_size=48, max_size=60), spans)
def test_the_pieces_make_up_the_text(text: str, figures: list[dict[str, int]]) -> None:
    found = list(pieces(text, figures))
    assert "".join(piece.text for piece in found) == text
    for piece in found:
        if piece.figure is not None:
            assert piece.text == text[piece.figure["char_start"] : piece.figure["char_end"]]


@given(
    st.lists(st.floats(-1e13, 1e13, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-6), min_size=1)
)
def test_the_scale_holds_zero_and_every_value(values: list[float]) -> None:
    low, high, step = scale(values)
    assert low <= min(0, *values)
    assert max(0, *values) <= high
    assert 1 <= round((high - low) / step) <= 7


@given(st.lists(st.tuples(st.integers(0, 9000), st.floats(0, 1e9)), min_size=2, max_size=30))
def test_every_dated_point_lies_inside_the_picture(told: list[tuple[int, float]]) -> None:
    points = [Point(date(2000, 1, 1) + timedelta(d), v, "actual", str(d), {}) for d, v in told]
    chart = chart_of("person", "point", points)
    if chart is None:
        assert len({d for d, _ in told}) == 1
    else:
        assert len(chart.marks) == len(points)
        assert all(0 <= mark.x <= WIDTH and 0 <= mark.y <= HEIGHT for mark in chart.marks)
        assert all(0 <= x <= WIDTH for x, _ in chart.years)
