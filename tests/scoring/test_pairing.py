"""Which figure an annotated number is: by place where offsets are of one text, else by order."""

from __future__ import annotations

import pytest

from tests.scoring.made import annotated, figure
from tests.scoring.pairing import numeral_key, pair_by_order, pair_by_place


def test_a_number_is_the_figure_it_overlaps_most() -> None:
    long, short = figure("12", 0), figure("345", 2)
    assert pair_by_place([annotated("2345", 1)], [long, short]) == {0: short}


def test_a_number_beside_a_figure_is_not_that_figure() -> None:
    assert pair_by_place([annotated("12", 2)], [figure("12", 0)]) == {}


def test_a_report_without_figures_pairs_nothing() -> None:
    assert pair_by_place([annotated("12", 2)], []) == {}
    assert pair_by_order([annotated("12", 2)], []) == {}


def test_by_order_offsets_do_not_matter_and_gaps_are_stepped_over() -> None:
    said = [annotated("7", 0), annotated("12", 5), annotated("340", 9)]
    read = [figure("12", 100), figure("99", 110), figure("340", 120)]
    assert pair_by_order(said, read) == {1: read[0], 2: read[2]}


@pytest.mark.parametrize(
    ("quote", "key"), [("10 231", "10231"), ("23,4 млрд. тенге", "234"), ("Тридцать  два", "тридцать два")]
)
def test_numerals_are_compared_by_their_digits_or_words(quote: str, key: str) -> None:
    assert numeral_key(quote) == key
